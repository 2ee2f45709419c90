"""The tables of models and reference have the same words: what stands in one of them alone is a fault."""

from __future__ import annotations

from sheetnet.models import activations, layers, losses, update_rules
from sheetnet.reference.activations import ACTIVATIONS
from sheetnet.reference.layers import LAYERS
from sheetnet.reference.losses import LOSSES
from sheetnet.reference.update_rules import UPDATE_RULES


def test_layers() -> None:
    assert LAYERS.keys() == {word for word, layer in layers.LAYERS.items() if layer.leaves_trace}
    assert all(word == layer.kind for word, layer in layers.LAYERS.items())


def test_activations() -> None:
    assert ACTIVATIONS.keys() == activations.ACTIVATIONS.keys()


def test_losses_and_the_outputs_that_they_go_with() -> None:
    assert {loss: set(rows) for loss, rows in LOSSES.items()} == {
        loss: set(row.outputs) for loss, row in losses.LOSSES.items()
    }


def test_update_rules() -> None:
    assert UPDATE_RULES.keys() == update_rules.UPDATE_RULES.keys()
