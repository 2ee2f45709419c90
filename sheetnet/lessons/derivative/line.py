"""The straight line y = kx + b: between any two of its points the quotient Δy/Δx is k, the slope."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Index, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import LINE_AGREEMENT, LINE_POINTS, LINE_START, Derivative
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Role, Series, Tolerance, down
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside

EQUATION = "y = kx + b        Δy/Δx = (k(x + Δx) + b − (kx + b)) / Δx = k        y′ = k"


def add_line(book: Book, model: Derivative) -> None:
    """Add the sheet with the straight line."""
    add_sheet(book, "line", _Line(model, book.texts).arranged(), equation=EQUATION)


class _Line:
    """Points of the line, and the quotient between each of them and the next.

    Args:
        model: The line, and the distance of its points.
        texts: The lesson's texts.
    """

    def __init__(self, model: Derivative, texts: Texts) -> None:
        self._quantities, self._texts, self._model = Quantities(model, texts), texts, model
        q = self._quantities
        self.k, self.b = q.input("line_slope", symbol="k"), q.input("line_intercept", symbol="b")
        self.run = q.input("line_run", symbol="Δx")
        self._points()
        self._quotients()

    def _points(self) -> None:
        q, i = self._quantities, Index("i", LINE_POINTS - 1)
        self.x = q.tensor("line_x", down(LINE_POINTS), equation="xᵢ₊₁ = xᵢ + Δx")
        self.x[0], self.x[i + 1] = LINE_START, self.x[i] + self.run
        self.y = q.tensor("line_y", down(LINE_POINTS), equation="y = kx + b", tolerance=Tolerance(self._rounding(1.0)))
        self.y.fill(lambda n: self.k * self.x[n] + self.b)

    def _quotients(self) -> None:
        q, y, i = self._quantities, self.y, Index("i", LINE_POINTS - 1)
        rounding = Tolerance(self._rounding(self._model.line_run)[1:])
        self.rise = q.tensor("line_rise", down(LINE_POINTS - 1), equation="Δy = yᵢ₊₁ − yᵢ", tolerance=rounding)
        self.rise[i] = y[i + 1] - y[i]
        self.quotient = q.tensor(
            "line_quotient", down(LINE_POINTS - 1), equation="Δy/Δx", role=Role.OUTPUT, tolerance=rounding
        )
        self.quotient[i] = self.rise[i] / self.run
        near = LINE_AGREEMENT * (1 + call("ABS", self.k) + call("ABS", self.b))
        rows = range(LINE_POINTS - 1)
        agree = call("AND", *(call("ABS", self.quotient[n] - self.k) <= near for n in rows))
        self.agrees = q.claim("line_agrees", agree, "Δy/Δx = k")

    def _rounding(self, run: float) -> np.ndarray:
        """Bound what rounding does to y, and to differences of it divided by a run, (points,)."""
        model = self._model
        x = abs(LINE_START) + model.line_run * np.arange(LINE_POINTS)
        moved = abs(model.line_slope) * x
        return quotient_rounding(moved + abs(model.line_intercept), moved, min(run, 1.0))

    def arranged(self) -> Element:
        """Arrange the line's numbers above its points, the chart beside them."""
        table = Table(
            Column(self.x, ["x"]),
            Column(self.y, ["y = kx + b"]),
            Column(self.rise, ["Δy"]),
            Column(self.quotient, ["Δy/Δx"]),
        )
        return beside(below(Form(self.k, self.b, self.run, self.agrees), table), ChartBox(self._chart()))

    def _chart(self) -> Chart:
        texts = self._texts
        line = Series(literal("y = kx + b"), self.x[...], self.y[...], marker=True)
        return Chart(texts["charts.line"], texts["charts.x"], texts["charts.y"], [line], size=(12.0, 9.0), legend=False)
