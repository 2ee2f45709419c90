"""The Jacobian of a map: row i holds the slopes of its i-th component, and y(x + d) ≈ y(x) + J·d.

Of the map y₁ = x₁x₂, y₂ = x₁² − x₂, y₃ = x₁ + sin x₂ from 2 to 3 numbers, and of a square one with its determinant.
"""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.taylor.square_map import SquareMap
from sheetnet.models.taylor import CLAIM_SLACK, COMPONENTS, PARTS, PLANE, Taylor
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Chart, Role, Series, Tolerance, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Heads, Table, below, beside
from sheetnet.workbook.arrange.form import Row
from sheetnet.workbook.look import ERROR

EQUATION = (
    "y₁ = x₁x₂        y₂ = x₁² − x₂        y₃ = x₁ + sin x₂        J = (∇y₁ ∇y₂ ∇y₃)ᵀ        y(x + t·d) ≈ y(x) + t·J·d"
)
FARTHEST = 3.5
"""Of the distances that the chart shows: with d halved they are seen to be shorter."""


def components(x: Operand, y: Operand) -> tuple[Expression, ...]:
    """Return y₁, y₂ and y₃ as formulas of the point."""
    return x * y, x**2 - y, x + call("SIN", y)


def add_jacobian(book: Book, model: Taylor) -> None:
    """Add the sheet with the map, its Jacobian and what it tells of the map nearby."""
    mapped = _Mapped(model, book.texts)
    left = panel(book, "jacobian", [mapped.x, mapped.d, mapped.h], mapped.results)
    add_sheet(book, "jacobian", mapped.arranged(left), equation=EQUATION, aside=mapped.points_arranged())


class _Mapped:
    """The map and its slopes at a point.

    Args:
        model: The point and the step.
        texts: The lesson's texts.
    """

    def __init__(self, model: Taylor, texts: Texts) -> None:
        self._quantities, self._texts, self._model = Quantities(model, texts), texts, model
        self._point()
        self._slopes()
        self._differences()
        self._nearby()
        self._apart()
        self._square = SquareMap(self._quantities, self.x, self.d)

    def _point(self) -> None:
        q = self._quantities
        self.x = q.input("map_point", right(PLANE), symbol="x₁, x₂")
        self.d = q.input("map_step", right(PLANE), symbol="d₁, d₂")
        self.h = q.input("map_h", symbol="h")
        self._place = self.x[0], self.x[1]
        self.values = q.row("map_values", *components(*self._place), axis=right(COMPONENTS), symbol="y₁, y₂, y₃")

    def _slopes(self) -> None:
        q, (x, y) = self._quantities, self._place
        self.jacobian = q.tensor(
            "map_jacobian", down(COMPONENTS), right(PLANE), symbol="∇y₁ᵀ\n∇y₂ᵀ\n∇y₃ᵀ", equation="J: ∂yᵢ/∂xₖ",
            role=Role.OUTPUT,
        )  # fmt: skip
        rows: tuple[tuple[Expression | int, Expression | int], ...] = ((y, x), (2 * x, -1), (1, call("COS", y)))
        for component, slopes in enumerate(rows):
            self.jacobian[component, 0], self.jacobian[component, 1] = slopes
        self.transposed = q.tensor("map_transposed", down(PLANE), right(COMPONENTS), symbol="Jᵀ")
        self.transposed.fill(lambda direction, component: self.jacobian[component, direction])

    def _differences(self) -> None:
        """Write each slope as a central difference, and how far apart they are at most.

        The difference is exact for y₁ and y₂, which are quadratic; for sin x₂ it is off by up to h²/6.
        """
        q, (x, y), h, rounding = self._quantities, self._place, self.h, self._rounding()
        self.numeric = q.tensor(
            "map_numeric", *self.jacobian.axes, symbol="Δy/2h", tolerance=Tolerance(absolute=rounding)
        )
        moved = ((components(x + h, y), components(x - h, y)), (components(x, y + h), components(x, y - h)))
        for direction, (ahead, behind) in enumerate(moved):
            for component in range(COMPONENTS):
                self.numeric[component, direction] = (ahead[component] - behind[component]) / (2 * h)
        cells = ((component, direction) for component in range(COMPONENTS) for direction in range(PLANE))
        gaps = (call("ABS", self.jacobian[cell] - self.numeric[cell]) for cell in cells)
        most = Tolerance(absolute=float(rounding.max()))
        self.gap = q.result("map_gap", call("MAX", *gaps), "max |J − Δy/2h|", look=ERROR, tolerance=most)
        self.agrees = q.claim("map_agrees", self.gap <= h**2 / 6 + CLAIM_SLACK, "≤ h²/6")

    def _rounding(self) -> np.ndarray:
        """Bound what rounding does to the differences, (components, directions)."""
        x, y = np.abs(self._model.map_point) + self._model.map_h
        size = np.array([[x * y] * PLANE, [x * x + y] * PLANE, [x + 1] * PLANE])
        moved = np.array([[x * y, x * y], [2 * x * x, y], [x, y]])
        return quotient_rounding(size, moved, 2 * self._model.map_h)

    def _nearby(self) -> None:
        """Follow the map from x to x + d in equal parts, and what y(x) + t·J·d says of it."""
        q, axes, i = self._quantities, (down(PARTS + 1), right(COMPONENTS)), Index("i", PARTS)
        self.part = q.tensor("map_part", axes[0])
        self.part[0], self.part[i + 1] = 0, self.part[i] + 1 / PARTS
        self.there = q.tensor("map_there", *axes, equation="y(x + t·d)")
        self.linear = q.tensor("map_linear", *axes, equation="y(x) + t·J·d", role=Role.OUTPUT)
        k = Index("k", PARTS + 1)
        x, y = (self.x[axis] + self.part[k] * self.d[axis] for axis in range(PLANE))
        for number, formula in enumerate(components(x, y)):
            self.there[k, number] = formula
        # A SUMPRODUCT takes two rows: a row of J and d, both to the right.
        slope = [call("SUMPRODUCT", self.jacobian[number], self.d) for number in range(COMPONENTS)]
        for number, rise in enumerate(slope):
            self.linear[k, number] = self.values[number] + self.part[k] * rise

    def _apart(self) -> None:
        """Measure how far the map has moved, and how far from it the linear one is."""
        q, axis = self._quantities, down(PARTS + 1)
        x, y = np.abs(self._model.map_point) + np.abs(self._model.map_step)
        rounding = Tolerance(absolute=tolerance_of(64 * float(x * y + x * x + x + y + 1)))
        self.moved = q.tensor("map_moved", axis, equation="‖y(x + t·d) − y(x)‖", tolerance=rounding)
        self.moved.fill(lambda k: _length([self.there[k, n] - self.values[n] for n in range(COMPONENTS)]))
        self.error = q.tensor(
            "map_error", axis, equation="‖y(x + t·d) − y(x) − t·J·d‖", role=Role.LOSS, tolerance=rounding
        )
        self.error.fill(lambda k: _length([self.there[k, n] - self.linear[k, n] for n in range(COMPONENTS)]))

        last = self.moved[PARTS], self.error[PARTS]
        self.way = q.result("map_way", last[0], "‖y(x + d) − y(x)‖", tolerance=rounding)
        self.off = q.result("map_off", last[1], "‖y(x + d) − y(x) − J·d‖", role=Role.LOSS, tolerance=rounding)

    @property
    def results(self) -> list[Row]:
        """The map, its Jacobian, and how well that tells where the map goes."""
        return [self.values, Heads(["∂/∂x₁", "∂/∂x₂"]), self.jacobian, self.way, self.off]

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the square map, and below them the table beside its chart, and further matrices."""
        differences = Form(Heads(["∂/∂x₁", "∂/∂x₂"]), self.numeric, self.gap, self.agrees)
        matrices = beside(differences, Form(Heads(["∇y₁", "∇y₂", "∇y₃"]), self.transposed))
        nearby = beside(self._table(), ChartBox(self._chart()))
        return below(beside(left, self._square.arranged(self._texts)), nearby, matrices)

    def points_arranged(self) -> Element:
        """Arrange the points of the picture of the square map."""
        return self._square.points_arranged(self._texts)

    def _table(self) -> Table:
        texts, names = self._texts, ("y₁", "y₂", "y₃")
        return Table(
            Column(self.part, ["t"]),
            Column(self.there, names, texts["groups.map_there"]),
            None,
            Column(self.linear, names, texts["groups.map_linear"]),
            None,
            Column(self.moved, [texts["columns.map_moved"]]),
            Column(self.error, [texts["columns.map_error"]]),
        )

    def _chart(self) -> Chart:
        texts = self._texts
        curves = [
            Series(texts[f"columns.{curve.name}"], self.part[...], curve[...], marker=True)
            for curve in (self.moved, self.error)
        ]
        titles = (texts["charts.map"], texts["charts.t"], texts["charts.distance"])
        return Chart(*titles, curves, x_limits=(0, 1), y_limits=(0, FARTHEST), y_step=0.5, size=(12.6, 7.8))


def _length(entries: list[Expression]) -> Expression:
    """Return √(Σ e²)."""
    first, *others = (entry**2 for entry in entries)
    return call("SQRT", sum(others, first))
