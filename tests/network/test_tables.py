"""The tables of models, reference and lessons have the same keys: what stands in one of them alone is a fault.

A name that is in no table is an error on either side, never a default: two witnesses with the same default would agree
on a wrong network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np
import pytest

from sheetnet.catalogue import find
from sheetnet.formula import as_expression
from sheetnet.lessons import update_rules as rule_formulas
from sheetnet.lessons.network import activations as activation_formulas
from sheetnet.lessons.network import losses as loss_formulas
from sheetnet.lessons.network.layers import LAYERS as LAYER_FORMULAS
from sheetnet.lessons.network.layers.weighted import activation_equation
from sheetnet.models import activations, initialisers, layers, losses, update_rules
from sheetnet.models.layers import Dense
from sheetnet.models.optimizers import RULES, Optimizers
from sheetnet.models.training import Training
from sheetnet.reference import activations as activation_arithmetic
from sheetnet.reference import losses as loss_arithmetic
from sheetnet.reference import update_rules as rule_arithmetic
from sheetnet.reference.layers import LAYERS as LAYER_ARITHMETIC
from sheetnet.workbook.colors import BAR, SCALES
from tests.network import autograd_network
from tests.workbooks import model_of

Break: TypeAlias = Callable[[Training], None]
"""Puts a name that nobody knows into a model, past what models allow."""


class Recorded(Mapping[str, Any]):
    """Numbers by name that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values, self.asked = values, set[str]()

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def test_layers() -> None:
    """Flatten alone leaves no trace; what works otherwise in a training has PyTorch for its witness alone."""
    traced = {kind for kind, layer in layers.LAYERS.items() if layer.leaves_trace}
    alike = {kind for kind in traced if not layers.LAYERS[kind].differs_in_training}
    assert layers.LAYERS.keys() - traced == {"flatten"}
    assert LAYER_ARITHMETIC.keys() == LAYER_FORMULAS.keys() == traced
    assert autograd_network.WEIGHTED.keys() | autograd_network.OTHERS.keys() == alike
    assert all(kind == layer.kind for kind, layer in layers.LAYERS.items())


def test_activations() -> None:
    """Those that work unit by unit; what takes all units of a layer together is the layer's and the losses' matter."""
    unit_by_unit = {name for name, row in activations.ACTIVATIONS.items() if not row.together}
    assert activation_arithmetic.ACTIVATIONS.keys() == activations.ACTIVATIONS.keys()
    assert activation_arithmetic.UNIT_BY_UNIT.keys() == activation_formulas.ACTIVATIONS.keys() == unit_by_unit
    assert all(activation_equation(Dense(1, name)) for name in activations.ACTIVATIONS)


def test_activations_that_are_taken_to_be_bounded_are() -> None:
    z = np.array([[-1e3, -1.0, 0.0, 1.0, 1e3]])
    bounded = {
        name
        for name, row in activation_arithmetic.ACTIVATIONS.items()
        if np.abs(row.forward(z, **dict.fromkeys(activations.ACTIVATIONS[name].constants, 0.2))["activation"]).max()
        <= 1
    }
    assert {name for name, known in activations.ACTIVATIONS.items() if known.bounded} == bounded


def test_losses_and_the_outputs_that_they_go_with() -> None:
    known = {loss: set(row.outputs) for loss, row in losses.LOSSES.items()}
    assert {loss: set(rows) for loss, rows in loss_arithmetic.LOSSES.items()} == known
    assert {loss: set(rows) for loss, rows in loss_formulas.LOSSES.items()} == known
    assert set().union(*known.values()) <= activations.ACTIVATIONS.keys()


def test_update_rules() -> None:
    rules = update_rules.UPDATE_RULES
    assert rule_arithmetic.UPDATE_RULES.keys() == rule_formulas.UPDATE_RULES.keys() == rules.keys()
    assert {f"{rule}_rate" for rule in RULES} <= Optimizers.fields().keys()
    states = {state for rule in rules.values() for state in rule.states}
    constants = {constant for rule in rules.values() for constant in rule.constants}
    assert rule_formulas.SYMBOLS.keys() == states
    assert rule_formulas.CONSTANT_SYMBOLS.keys() == constants
    assert constants <= Optimizers.fields().keys() & Training.fields().keys()


@pytest.mark.parametrize("rule", update_rules.UPDATE_RULES)
def test_states_and_constants_of_an_update_rule(rule: str) -> None:
    """Both sides remember what models say that the rule remembers, and ask for the numbers that it takes."""
    row = update_rules.UPDATE_RULES[rule]
    zero, number = np.zeros(2), as_expression(2)
    constants = Recorded(dict.fromkeys(rule_formulas.CONSTANT_SYMBOLS, 0.5))
    _, after = rule_arithmetic.advance(rule, zero, rule_arithmetic.zero_state(rule, zero), 1, 0.1, constants)
    assert (after.keys(), constants.asked) == (set(row.states), set(row.constants))
    symbols = Recorded(dict.fromkeys(constants, number))
    assert set(rule_formulas.UPDATE_RULES[rule].states) == set(row.states)
    states = {name: rule_formulas.next_state(rule, name, number, number, symbols) for name in row.states}
    rule_formulas.step(rule, number, states, number, number, symbols)
    assert symbols.asked == set(row.constants)


def test_initialisers() -> None:
    assert set(Training.fields()["initialiser"].choices) == {"book", *initialisers.INITIALISERS}


def test_colours_of_pictures_have_scales() -> None:
    book = find("cnn_backprop").book(tiny("cnn_backprop"))
    assert {tensor.look.colors for tensor in book.tensors()} - {"", BAR} <= SCALES.keys()


def tiny(slug: str, **chosen: Any) -> Training:
    images, targets = np.arange(18.0).reshape(2, 3, 3), [[1, 0], [0, 1]]
    data = {"images": images, "targets": targets, "epochs": 1, "check_samples": 0, "layers": "maxpool(2,1) dense(2)"}
    return model_of(slug, **data | chosen)


def unknown_activation(model: Training) -> None:
    object.__setattr__(model.layers[-1], "activation", "nobody_knows")


def unknown_ties(model: Training) -> None:
    object.__setattr__(model.layers[0], "ties", "nobody_knows")


def unknown_loss(model: Training) -> None:
    object.__setattr__(model, "loss", "nobody_knows")


def unknown_rule(model: Training) -> None:
    object.__setattr__(model, "optimizer", "nobody_knows")


@pytest.mark.parametrize("side", ["trace", "book"])
@pytest.mark.parametrize("put", [unknown_activation, unknown_ties, unknown_loss, unknown_rule])
def test_a_name_that_nobody_knows_is_an_error_on_either_side(put: Break, side: str) -> None:
    model = tiny("cnn_backprop")
    put(model)
    with pytest.raises(KeyError, match="nobody_knows"):
        getattr(find("cnn_backprop"), side)(model)


@pytest.mark.parametrize("side", ["trace", "book"])
def test_a_layer_that_nobody_knows_is_an_error_on_either_side(side: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tiny("cnn_backprop")
    monkeypatch.setattr(layers.MaxPool2D, "kind", "nobody_knows")
    with pytest.raises(KeyError, match="nobody_knows"):
        getattr(find("cnn_backprop"), side)(model)


def test_an_initialiser_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody_knows"):
        initialisers.initial_parameters(tiny("backprop").network, "nobody_knows", seed=0)
