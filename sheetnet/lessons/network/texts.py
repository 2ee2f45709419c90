"""What a network's cells are called, in both languages, from the table of texts ``network``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sheetnet.lessons.network.equations import Equations
from sheetnet.lessons.network.layers import LAYERS as LAYER_FORMULAS
from sheetnet.models.layers import LAYERS
from sheetnet.models.network import Network, Node
from sheetnet.models.update_path import UpdatePath
from sheetnet.texts import Text, literal, load_texts

_GIVEN = {"output", *(layer.default_name for layer in LAYERS.values() if layer.leaves_trace)}
_KNOWN = re.compile(rf"({'|'.join(sorted(_GIVEN))})([0-9]*)$")
"""The names that a network gives to its layers, with a number if there are several."""
_SYMBOLS = {
    "mask": "r{n}", "deviation": "d{n}", "normalised": "x̂{n}", "z": "z{n}",
    "exponential": "e^(z{n} − max)", "activation": "a{n}", "delta": "δ{n}",
}  # fmt: skip
_UNEXPLAINED = ("mask", "exponential")
"""Kinds of pictures that no equation stands beside: what is drawn, and what says itself what it is."""
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class NetworkTexts:
    """Names, meanings and equations of a network's tensors.

    Args:
        network: The layers.
        loss: ``half_squared`` or ``cross_entropy``.
        path: The way from a gradient to a new parameter, if the network learns.
        of_rows: Whether samples are rows of a table, not images.
        frozen: The names of the layers that do not learn.
    """

    def __init__(
        self,
        network: Network,
        loss: str,
        path: UpdatePath | None = None,
        of_rows: bool = False,
        frozen: Sequence[str] = (),
    ) -> None:
        self._of_rows, self._frozen = of_rows, frozen
        self.table = load_texts("network")
        self.equations = Equations(network, loss, path)

    def __getitem__(self, key: str) -> Text:
        return self.table[key]

    def layer(self, node: Node) -> Text:
        """Return a layer's name in words; one that a user has named keeps its name."""
        match = _KNOWN.match(node.name)
        if match is None:
            return literal(node.name)
        return self.table[f"layer.{match[1]}"] + (f" {match[2]}" if match[2] else "")

    def picture(self, node: Node, kind: str) -> Text:
        """Return the meaning of one of a layer's pictures."""
        return self.table[f"picture.{kind}"].format(layer=self.layer(node))

    def parameter(self, node: Node, local: str, kind: str = "") -> Text:
        """Return the meaning of a parameter, or of what is kept of it.

        Args:
            node: The layer that made it.
            local: Its name within the layer, such as ``weights``.
            kind: ``gradient``, ``velocity`` and so on; empty for the parameter itself.
        """
        what = self.table[f"parameters.{local}"]
        return self.table[f"parameter.{kind or 'itself'}"].format(parameter=what, layer=self.layer(node))

    def entry(self, node: Node, local: str, entry: Sequence[int]) -> Text:
        """Return the name of one number of a parameter, such as w₁[2, 3]: of unit 1, at row 2 and column 3.

        Args:
            node: The layer that made the parameter.
            local: Its name within the layer.
            entry: The number's place along each axis, counted from 0.
        """
        unit, *place = (number + 1 for number in entry)
        inside = "; ".join(", ".join(map(str, part)) for part in (place[:-2], place[-2:]) if part)
        symbol = LAYER_FORMULAS[node.layer.kind].parameter_symbols[local] + subscript(unit)
        return self.layer(node) + f"  {symbol}" + (f"[{inside}]" if inside else "")

    def aid(self, node: Node, kind: str) -> Text:
        """Return the meaning of what a layer computes of all rows of a step together."""
        return self.table[f"aid.{kind}"].format(layer=self.layer(node))

    def judgement(self, name: str) -> Text:
        """Return the meaning of cost, correctness and their sums."""
        return self.table[f"judgement_of_rows.{name}" if self._of_rows else f"judgement.{name}"]

    def row(self, node: Node, kind: str, unit: int, of: int) -> Text:
        """Return the label of a unit's (or a channel's) row: its symbol, for the first with layer and equation."""
        symbol = _SYMBOLS[kind].format(n="" if of == 1 else subscript(unit + 1))
        if unit:
            return literal(symbol)
        equation = "" if kind in _UNEXPLAINED else self.equations.brief(node, kind)
        return self.layer(node) + f"  {symbol}" + (f" = {equation}" if equation else "")

    def parameter_heading(self, node: Node, symbols: Text | str) -> Text:
        """Return the heading over what belongs to a layer's weights and biases, such as their gradients."""
        return literal("  ") + self.heading(node) + "  " + symbols

    def heading(self, node: Node) -> Text:
        """Return a layer's name in words, and that it is frozen, if it is."""
        return (
            self.table["layer.frozen"].format(layer=self.layer(node)) if node.name in self._frozen else self.layer(node)
        )


def subscript(number: int) -> str:
    """Return a number in small digits, as in z₁₂."""
    return str(number).translate(_SUBSCRIPTS)
