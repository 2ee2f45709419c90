"""What a network's cells are called, in both languages, from the table of texts ``network``."""

from __future__ import annotations

import re

from sheetnet.lessons.network import formulas
from sheetnet.lessons.update_rules import SYMBOLS as STATE_SYMBOLS
from sheetnet.models.network import AveragePool2D, Conv2D, MaxPool2D, Stage
from sheetnet.texts import Text, literal, texts

_KNOWN = re.compile(r"(hidden|output|convolution|pooling)([0-9]*)$")
_SYMBOLS = {"z": "z", "activation": "a", "delta": "δ", "exponential": "e^z", "flipped": "↻ w"}


class NetworkWords:
    """Names, meanings and equations of a network's tensors."""

    def __init__(self) -> None:
        self._words = self.texts = texts("network")

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

    def picture_equation(self, stage: Stage, kind: str) -> str:
        """Return the equation of one of a layer's pictures."""
        layer = stage.layer
        if isinstance(layer, (MaxPool2D, AveragePool2D)):
            pooled = "Pᵢⱼ = max a" if isinstance(layer, MaxPool2D) else "Pᵢⱼ = Σ a / m²"
            return pooled if kind == "activation" else "δᴾ = ∂C/∂P"
        if kind == "activation":
            return formulas.activation_words(layer.activation)
        if kind == "delta":
            return "δ = ∂C/∂z = (∂C/∂a)" + formulas.slope_words(layer.activation)
        z = "zᵢⱼ = Σ w · window + b" if isinstance(layer, Conv2D) else "zⱼ = Σ wⱼᵢ aᵢ + bⱼ"
        return {"z": z, "exponential": "eₙ = e^(zₙ − max z)", "flipped": "w₍₋ᵢ₎₍₋ⱼ₎"}[kind]

    def parameter(self, stage: Stage, name: str, kind: str) -> Text:
        """Return the meaning of weights or biases, or of their gradients."""
        what = "weights" if name.endswith("_weights") else "bias"
        return self._words[f"parameter.{what}{kind}"].format(layer=self.layer(stage))

    def parameter_equation(self, stage: Stage, name: str, kind: str) -> str:
        """Return the equation of weights or biases, or of their gradients."""
        symbol = "w" if name.endswith("_weights") else "b"
        if kind not in ("", "_gradient"):
            return f"{STATE_SYMBOLS[kind[1:]]}({symbol})"
        if kind:
            return f"∂C_T/∂{symbol} = " + ("Σₖ δ a" if symbol == "w" else "Σₖ δ")
        return f"{symbol} ← {symbol} − η ∂C_T/∂{symbol}"

    def judgement(self, name: str) -> Text:
        """Return the meaning of cost, correctness and their sums."""
        return self._words[f"judgement.{name}"]

    def judgement_equation(self, name: str, loss: str) -> str:
        """Return the equation of cost, correctness and their sums."""
        costs = {"half_squared": "C = ½ Σ (t − a)²", "cross_entropy": "C = −Σ t ln a"}
        return {
            "cost": costs[loss],
            "correct": "argmax a = argmax t",
            "total_cost": "C_T = Σ C",
            "accuracy": "n✓ / n",
        }[name]

    def row(self, stage: Stage | None, name: str) -> Text:
        """Return the label of a row: the layer with its symbol, or cost and correctness."""
        if stage is None:
            return self._words[f"row.{name}"]
        return self.layer(stage) + f"  {_SYMBOLS[name.rsplit('_', 1)[1]]}"

    def parameter_heading(self, stage: Stage, learns: bool) -> Text:
        """Return the heading over a layer's weights and biases, or over their gradients."""
        return literal("  ") + self.layer(stage) + ("  ∂C/∂w, ∂C/∂b" if learns else "  w, b")
