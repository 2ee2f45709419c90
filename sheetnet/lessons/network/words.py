"""What a network's cells are called, in both languages, from the table of texts ``network``."""

from __future__ import annotations

import re

from sheetnet.lessons.network.equations import Equations
from sheetnet.lessons.update_rules import SYMBOLS
from sheetnet.models.network import Stage
from sheetnet.models.network_model import NetworkModel
from sheetnet.texts import Text, literal, texts

_KNOWN = re.compile(r"(hidden|output|convolution|pooling)([0-9]*)$")
_SYMBOLS = {"z": "z{n}", "activation": "a{n}", "delta": "δ{n}", "exponential": "e^(z{n} − max)"}
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class NetworkWords:
    """Names, meanings and equations of a network's tensors.

    Args:
        model: The network; its equations depend on its layers, its loss and its update rule.
    """

    def __init__(self, model: NetworkModel) -> None:
        self._words = self.texts = texts("network")
        self.equations = Equations(model.network, model.loss, getattr(model, "optimizer", "sgd"))

    def __getitem__(self, key: str) -> Text:
        return self._words[key]

    def layer(self, stage: Stage) -> Text:
        """Return a layer's name in words; one that a user has named keeps its name."""
        match = _KNOWN.match(stage.name)
        if match is None:
            return literal(stage.name)
        return self._words[f"layer.{match[1]}"] + (f" {match[2]}" if match[2] else "")

    def picture(self, stage: Stage, kind: str) -> Text:
        """Return the meaning of one of a layer's pictures."""
        return self._words[f"picture.{kind}"].format(layer=self.layer(stage))

    def parameter(self, stage: Stage, name: str, kind: str) -> Text:
        """Return the meaning of weights or biases, or of their gradients."""
        what = "weights" if name.endswith("_weights") else "bias"
        return self._words[f"parameter.{what}{kind}"].format(layer=self.layer(stage))

    def judgement(self, name: str) -> Text:
        """Return the meaning of cost, correctness and their sums."""
        return self._words[f"judgement.{name}"]

    def row(self, stage: Stage, kind: str, unit: int, of: int) -> Text:
        """Return the label of a unit's (or a channel's) row: its symbol, and for the first the layer's name as well."""
        symbol = _SYMBOLS[kind].format(n="" if of == 1 else subscript(unit + 1))
        return literal(symbol) if unit else self.layer(stage) + f"  {symbol}"

    def state_heading(self, stage: Stage, state: str) -> Text:
        """Return the heading over what the update rule remembers of a layer's weights and biases."""
        return literal("  ") + self.layer(stage) + f"  {SYMBOLS[state]}"

    def parameter_heading(self, stage: Stage, learns: bool) -> Text:
        """Return the heading over a layer's weights and biases, or over their gradients."""
        return literal("  ") + self.layer(stage) + ("  ∂C_T/∂w, ∂C_T/∂b" if learns else "  w, b")


def subscript(number: int) -> str:
    """Return a number in small digits, as in z₁₂."""
    return str(number).translate(_SUBSCRIPTS)
