"""What a network's cells are called, in both languages, from the table of texts ``network``."""

from __future__ import annotations

import re

from sheetnet.lessons.network.equations import Equations
from sheetnet.lessons.update_rules import SYMBOLS
from sheetnet.models.network import Stage
from sheetnet.models.network_model import NetworkModel
from sheetnet.texts import Text, literal, texts

_KNOWN = re.compile(r"(hidden|output|convolution|pooling)([0-9]*)$")
_SYMBOLS = {"z": "z", "activation": "a", "delta": "δ", "exponential": "e^(z − max)", "flipped": "↻ w"}


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

    def row(self, stage: Stage | None, name: str) -> Text:
        """Return the label of a row: the layer with its symbol, or cost and correctness."""
        if stage is None:
            return self._words[f"row.{name}"]
        return self.layer(stage) + f"  {_SYMBOLS[name.rsplit('_', 1)[1]]}"

    def state_heading(self, stage: Stage, state: str) -> Text:
        """Return the heading over what the update rule remembers of a layer's weights and biases."""
        return literal("  ") + self.layer(stage) + f"  {SYMBOLS[state]}"

    def parameter_heading(self, stage: Stage, learns: bool) -> Text:
        """Return the heading over a layer's weights and biases, or over their gradients."""
        return literal("  ") + self.layer(stage) + ("  ∂C_T/∂w, ∂C_T/∂b" if learns else "  w, b")
