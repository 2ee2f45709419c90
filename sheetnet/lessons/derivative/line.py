"""The straight line y = kx + b: between any two of its points the quotient Δy/Δx is k, the slope."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Index, call
from sheetnet.formula.expression import Operandlike
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import LINE_AGREEMENT, LINE_POINTS, LINE_START, Derivative
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Role, Series, Tolerance, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside

CHART = (12.0, 11.5)
WINDOW, HEIGHT = 4, 10
"""What the chart shows of x and of y, on either side of 0: it stays where it is, so that the line is seen to move."""
EQUATION = "y = kx + b        Δy/Δx = (k(x + Δx) + b − (kx + b)) / Δx = k        y′ = k"


def add_line(book: Book, model: Derivative) -> None:
    """Add the sheet with the straight line."""
    line = _Line(model, book.texts)
    left = panel(book, "line", [line.k, line.b, line.run], [line.drawn_rise, line.drawn_slope], Form(line.agrees))
    add_sheet(book, "line", line.arranged(left), equation=EQUATION)


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
        self._drawn()

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

    def _drawn(self) -> None:
        """Draw the line from one side of the chart to the other, and Δx and Δy from x = 0 on."""
        k, b, q, size = self.k, self.b, self._quantities, abs(self._model.line_intercept)
        rounding = Tolerance(float(quotient_rounding(WINDOW * abs(self._model.line_slope) + size, 0.0, 1.0)))
        self.ends = q.tensor("line_ends", down(2), right(2), tolerance=rounding)
        for row, x in enumerate((-WINDOW, WINDOW)):
            self.ends[row, 0], self.ends[row, 1] = x, k * x + b
        rise = abs(self._model.line_slope) * self._model.line_run
        self.triangle = q.tensor(
            "line_triangle", down(3), right(2), tolerance=Tolerance(float(quotient_rounding(rise + size, 0.0, 1.0)))
        )
        self._measured(rise + size)
        corners: tuple[tuple[Operandlike, Operandlike], ...] = ((0, b), (self.run, b), (self.run, b + k * self.run))
        for row, corner in enumerate(corners):
            self.triangle[row, 0], self.triangle[row, 1] = corner

    def _measured(self, size: float) -> None:
        """Read Δy off the triangle's corners, up to a size, and divide it by Δx."""
        q, rounding = self._quantities, Tolerance(float(quotient_rounding(size, 0.0, min(self._model.line_run, 1.0))))
        rise = self.triangle[2, 1] - self.triangle[0, 1]
        self.drawn_rise = q.result("line_drawn_rise", rise, "Δy", tolerance=rounding)
        slope = self.drawn_rise / self.run
        self.drawn_slope = q.result("line_drawn_slope", slope, "Δy/Δx", role=Role.OUTPUT, tolerance=rounding)

    def _rounding(self, run: float) -> np.ndarray:
        """Bound what rounding does to y, and to differences of it divided by a run, (points,)."""
        model = self._model
        x = abs(LINE_START) + model.line_run * np.arange(LINE_POINTS)
        moved = abs(model.line_slope) * x
        return quotient_rounding(moved + abs(model.line_intercept), moved, min(run, 1.0))

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the chart and the quotients, and below them the points of what is drawn."""
        table = Table(
            Column(self.x, ["x"]),
            Column(self.y, ["y = kx + b"]),
            Column(self.rise, ["Δy"]),
            Column(self.quotient, ["Δy/Δx"]),
        )
        triangle = Table(Column(self.triangle, ["x", "y"], self._texts["charts.triangle"]))
        ends = Table(Column(self.ends, ["x", "y"], self._texts["charts.line"]))
        return below(beside(left, ChartBox(self._chart()), table), beside(triangle, ends))

    def _chart(self) -> Chart:
        texts, corners = self._texts, self.triangle
        curves = [
            Series(literal("y = kx + b"), self.ends[:, 0], self.ends[:, 1], color="0072B2", width=2.5),
            Series(texts["charts.line_points"], self.x[...], self.y[...], color="0072B2", line=False, marker=True),
            Series(texts["charts.triangle"], corners[:, 0], corners[:, 1], color="D55E00", marker=True),
        ]
        return Chart(
            texts["charts.line"], texts["charts.x"], texts["charts.y"], curves,
            x_limits=(-WINDOW, WINDOW), y_limits=(-HEIGHT, HEIGHT), x_step=1, y_step=2, size=CHART,
        )  # fmt: skip
