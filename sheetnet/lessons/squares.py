"""Maps drawn in a chart: a square for each cell, in the colour of what holds there.

A square that is not of a colour lies far below the axes for that colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sheetnet.formula import Expression, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.squares import AWAY
from sheetnet.texts import Text, literal
from sheetnet.workbook import Chart, Look, Series, down
from sheetnet.workbook.arrange import Column, Element, Table

SIZE = (13.3, 8.3)
HIDDEN, FAR = ";;;", 1000
"""Format of the ticks' labels, and distance of the ticks: these axes count nothing."""
UNNAMED = ("blank", "kept")
"""Kinds that the legend does not name: what is nothing, and what looks as another kind."""
MOST_NUMBERS = 100
"""In more squares than these nobody could read numbers."""
PLACE = Look("0", width=7.0)

Shown: TypeAlias = Expression | bool
"""Whether a square has a colour: a comparison, or known beforehand."""


class Squares:
    """Squares of several kinds.

    Args:
        quantities: Makes the tensors, ``square_column`` and ``square_KIND``.
        places: Row and column of each, from 0.
        kinds: By kind, for each square whether it is of that kind.
        numbers: For each square the cell that is written in it, or None.
    """

    def __init__(
        self, quantities: Quantities, places: Sequence[tuple[int, int]], kinds: Mapping[str, Sequence[Shown]],
        numbers: Sequence[Expression | None],
    ) -> None:  # fmt: skip
        self._texts, axis = quantities.texts, down(len(places))
        self._numbers = numbers if len(places) <= MOST_NUMBERS else ()
        self._across = quantities.tensor("square_column", axis, look=PLACE)
        self._upwards = quantities.tensor("square_row", axis, look=PLACE)
        self._rows = {kind: quantities.tensor(f"square_{kind}", axis, look=PLACE) for kind in kinds}
        for number, (row, column) in enumerate(places):
            self._across[number] = column
            self._upwards[number] = -row
            for kind, tensor in self._rows.items():
                shown = kinds[kind][number]
                tensor[number] = (-row if shown else AWAY) if isinstance(shown, bool) else where(shown, -row, AWAY)
        self._limits = (-1, max(c for _, c in places) + 1), (-1 - max(r for r, _ in places), 1)

    def chart(self, title: Text, looks: Mapping[str, tuple[str, int]], *more: Series) -> Chart:
        """Draw them.

        Args:
            title: Above the chart.
            looks: Colour and size in points, by kind.
            *more: Lines around the squares.
        """
        series = [
            Series(self._texts[f"squares.{kind}"], self._across[...], self._rows[kind][...], color, line=False,
                   marker=True, mark=mark, square=True, named=kind not in UNNAMED)
            for kind, (color, mark) in looks.items()
        ]  # fmt: skip
        across, upwards = self._limits
        return Chart(
            title, literal(""), literal(""), [*series, *more, *self._labels()], across, upwards,
            x_format=HIDDEN, y_format=HIDDEN, x_step=FAR, y_step=FAR, size=SIZE, bare=True,
        )  # fmt: skip

    def _labels(self) -> Iterator[Series]:
        """Go through the numbers in the squares."""
        for n, number in enumerate(self._numbers):
            if number is not None:
                yield Series(literal(""), self._across[n], self._upwards[n], line=False, named=False, label=number)

    def table(self) -> Element:
        """Arrange the numbers that are drawn."""
        places = (("column", self._across), ("row", self._upwards), *self._rows.items())
        return Table(*(Column(tensor, [self._texts[f"squares.{key}"]]) for key, tensor in places))


def beside_each_other(first: tuple[int, ...], second: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the places of a map's cells, and behind them those of a smaller one, to the right and half-way down."""
    (rows, columns), (height, width) = first, second
    top, left = (rows - height) // 2, columns + 1
    cells = [(row, column) for row in range(rows) for column in range(columns)]
    return cells + [(top + row, left + column) for row in range(height) for column in range(width)]
