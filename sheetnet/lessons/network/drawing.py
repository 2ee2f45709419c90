"""The equations of a network's drawing: circles in their places, and lines whose colour says what their weight does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sheetnet.formula import Expression, as_expression, call, where
from sheetnet.lessons.network.parameters import ParameterSet
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.drawing import (
    BANDS,
    HEIGHT,
    OUT_OF_SIGHT,
    PIXEL,
    SIDE,
    circles,
    entries,
    filter_offsets,
    is_weighted,
    looks_at_all,
    shows_filters,
)
from sheetnet.models.network import INPUT, TIE_WIDTH, Network, Node
from sheetnet.workbook import Axis, Look, Tensor, down, right

NUMBER = Look("0.00", width=6)


class DrawingEquations:
    """A network of which a drawing can be made.

    A line goes from a unit to a circle that it takes and back, again and again. Where the weight belongs to a line of
    another colour, it stays at the unit instead.

    Args:
        network: The layers.
        parameters: Where their weights are.
        texts: The labels.
    """

    def __init__(self, network: Network, parameters: ParameterSet, texts: NetworkTexts) -> None:
        self.network, self._parameters, self.texts = network, parameters, texts
        self.circles = {name: self._circles(name, column) for column, name in enumerate(self.columns)}
        self.strengths: dict[str, Tensor] = {}
        self.lines: dict[tuple[str, str], tuple[Tensor, Tensor]] = {}
        self.filters: dict[str, dict[str, Tensor]] = {}
        for node in network.nodes:
            self._connect(node)

    @property
    def columns(self) -> list[str]:
        """The image and the layers, from left to right."""
        return [INPUT, *(node.name for node in self.network.nodes)]

    @property
    def tensors(self) -> Iterator[Tensor]:
        """Go through all tensors."""
        for pair in (*self.circles.values(), *self.lines.values()):
            yield from pair
        yield from self.strengths.values()
        for squares in self.filters.values():
            yield from squares.values()

    def _circles(self, name: str, column: int) -> tuple[Tensor, Tensor]:
        """Put the circles of a layer below each other, those of pixels as the pixels are."""
        rows, columns = circles(self.network, name)
        x, y = (self._tensor(f"{name}_{axis}", "place", (down(rows * columns),)) for axis in "xy")
        x.zero, y.zero = column == 0 and columns == 1, rows == 1
        for place, (row, within) in enumerate(product(range(rows), range(columns))):
            x[place] = column + (within - (columns - 1) / 2) * PIXEL
            y[place] = as_expression(HEIGHT * (rows - 1 - 2 * row)) / (2 * rows)
        return x, y

    def _connect(self, node: Node) -> None:
        taken, own = self.circles[node.inputs[0]], self.circles[node.name]
        if not is_weighted(self.network, node):
            self.lines[node.name, "link"] = self._links(node, taken, own)
            if shows_filters(node):
                self.filters[node.name] = self._filters(node, own)
            return
        strength = self.strengths[node.name] = self._strength(node)
        for band, (low, high) in BANDS.items():
            x, y = (
                self._path(f"{node.name}_{band}_{axis}", there, here, strength, low, high)
                for axis, there, here in zip("xy", taken, own, strict=True)
            )
            self.lines[node.name, band] = x, y

    def _links(self, node: Node, taken: tuple[Tensor, ...], own: tuple[Tensor, ...]) -> tuple[Tensor, Tensor]:
        """Draw lines from each mark to those that it looks at, and back each time: to all, or to the one of its own."""
        found, count = [], taken[0].shape[0] if looks_at_all(node) else 1
        for axis, there, here, side in zip("xy", taken, own, (SIDE, 0), strict=True):
            link = self._tensor(f"{node.name}_link_{axis}", "line", (down(here.shape[0]), right(2 * count + 1)))
            for unit in range(here.shape[0]):
                link[unit, 0] = _aside(here[unit], -side)
                for place in range(count):
                    link[unit, 2 * place + 1] = _aside(there[place if looks_at_all(node) else unit], side)
                    link[unit, 2 * place + 2] = _aside(here[unit], -side)
            found.append(link)
        x, y = found
        return x, y

    def _filters(self, node: Node, own: tuple[Tensor, ...]) -> dict[str, Tensor]:
        """Place a square for each weight of a filter: to the right once, upwards for every colour that it may have."""
        name, offsets, (x, y) = node.parameters["weights"], filter_offsets(node), own
        units, *shape = node.parameter_shapes[name]
        axes = (down(units), right(len(offsets)))
        squares = {kind: self._tensor(f"{node.name}_filter_{kind}", "square", axes) for kind in ("x", *BANDS)}
        entries_ = list(product(*map(range, shape)))
        for unit, (place, (across, up)) in product(range(units), enumerate(offsets)):
            weight = self._parameters.at(name, unit, *entries_[place])
            squares["x"][unit, place] = x[unit] + across
            for band, (low, high) in BANDS.items():
                squares[band][unit, place] = where(_between(weight, low, high), y[unit] + up, OUT_OF_SIGHT)
        return squares

    def _strength(self, node: Node) -> Tensor:
        """Take the weight between two circles."""
        name, taken = node.parameters["weights"], entries(node)
        units = node.parameter_shapes[name][0]
        axes = (down(units), right(len(taken)))
        strength = self._tensor(f"{node.name}_strength", "strength", axes, "w")
        for unit in range(units):
            for place, cells in enumerate(taken):
                strength[unit, place] = self._parameters.at(name, unit, *cells)
        return strength

    def _path(self, name: str, there: Tensor, here: Tensor, strength: Tensor, low: float, high: float) -> Tensor:
        """Go from a unit to the circles whose weights lie between two numbers, and back each time."""
        units, taken = strength.shape
        path = self._tensor(name, "line", (down(units), right(2 * taken + 1)))
        for unit in range(units):
            path[unit, 0] = here[unit]
            for place in range(taken):
                drawn = _between(strength[unit, place], low, high)
                path[unit, 2 * place + 1] = where(drawn, there[place], here[unit])
                path[unit, 2 * place + 2] = here[unit]
        return path

    def _tensor(self, name: str, meaning: str, axes: tuple[Axis, ...], equation: str = "") -> Tensor:
        return Tensor(f"drawing_{name}", axes, self.texts[f"drawing.{meaning}"], equation=equation, look=NUMBER)


def _aside(place: Expression, by: float) -> Expression:
    """Return a place some way beside another, or the place itself."""
    return place + by if by else place


def _between(number: Expression, low: float, high: float) -> Expression:
    return call("AND", number >= low - TIE_WIDTH, number < high - TIE_WIDTH)
