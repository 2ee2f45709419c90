"""A function without a derivative at a point: |x| at 0, where the quotients from the left and from the right differ."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Index, call, where
from sheetnet.lessons.derivative.limit import POWER_OF_TEN
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import (
    CORNER_EXPONENTS,
    CORNER_GAP,
    CORNER_POINTS,
    CORNER_REACH,
    CORNER_STEP,
    Derivative,
)
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, Tolerance, down
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside

EQUATION = "f(x) = |x|        (f(x₀) − f(x₀ − h)) / h        (f(x₀ + h) − f(x₀)) / h"
GAP = "(|x₀ + h| − 2|x₀| + |x₀ − h|) / h"
STEPS = [float(f"1e-{exponent}") for exponent in CORNER_EXPONENTS]
LAST = len(STEPS) - 1
CHART = (10.8, 11.9)


def add_corner(book: Book, model: Derivative) -> None:
    """Add the sheet with the one-sided quotients of |x|."""
    corner = _Corner(model, book.texts)
    left = panel(book, "corner", [corner.x], [corner.agree])
    add_sheet(book, "corner", corner.arranged(left), equation=EQUATION, aside=corner.points_arranged())


class _Corner:
    """The quotients from both sides for ever smaller h, and the two lines that they would make tangents.

    Args:
        model: The point.
        texts: The lesson's texts.
    """

    def __init__(self, model: Derivative, texts: Texts) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        size, runs = abs(model.corner_point), np.array(STEPS)
        rounding = quotient_rounding(size + runs, size + runs, runs)
        self._rounding, self._last_rounding = Tolerance(absolute=rounding), float(rounding[LAST])
        self._quotients()
        self._lines(size + CORNER_REACH)
        self.here = self._quantities.result("corner_here", call("ABS", self.x), "|x₀|", zero=True)

    def _quotients(self) -> None:
        q, column = self._quantities, down(len(STEPS))
        self.x = x = q.input("corner_point", symbol="x₀")
        self.h = h = q.tensor("corner_h", column, look=POWER_OF_TEN)
        for row, step in enumerate(STEPS):
            h[row] = step
        self.left = q.tensor("left_quotient", column, equation="(|x₀| − |x₀ − h|) / h", tolerance=self._rounding)
        self.left.fill(lambda k: (call("ABS", x) - call("ABS", x - h[k])) / h[k])
        self.right = q.tensor("right_quotient", column, equation="(|x₀ + h| − |x₀|) / h", tolerance=self._rounding)
        self.right.fill(lambda k: (call("ABS", x + h[k]) - call("ABS", x)) / h[k])
        self.gap = q.tensor("side_gap", column, role=Role.LOSS, equation=GAP, tolerance=self._rounding)
        self.gap.fill(lambda k: self.right[k] - self.left[k])
        look = Look(self._texts["formats.sides"], "verdict", width=14)
        agree = where(call("ABS", self.gap[LAST]) < CORNER_GAP, 1, 0)
        self.agree = q.result("sides_agree", agree, look=look, equation=f"{GAP} = 0 ?", zero=True)

    def _lines(self, reach: float) -> None:
        """The curve, and a line through the point with the last quotient of either side."""
        q, column, i = self._quantities, down(CORNER_POINTS), Index("i", CORNER_POINTS - 1)
        self.curve_x = q.tensor("corner_x", column)
        self.curve_x[0], self.curve_x[i + 1] = self.x - CORNER_REACH, self.curve_x[i] + CORNER_STEP
        self.curve_y = q.tensor("corner_y", column, equation="|x|", tolerance=Tolerance(tolerance_of(64 * reach)))
        self.curve_y.fill(lambda k: call("ABS", self.curve_x[k]))
        slack = Tolerance(CORNER_REACH * self._last_rounding + tolerance_of(64 * reach))
        self.left_line = self._line("left_line", self.left, slack)
        self.right_line = self._line("right_line", self.right, slack)

    def _line(self, name: str, quotient: Tensor, tolerance: Tolerance) -> Tensor:
        equation, look = "|x₀| + Δf/h (x − x₀)", Look(width=18)
        line = self._quantities.tensor(name, down(CORNER_POINTS), tolerance=tolerance, equation=equation, look=look)
        return line.fill(lambda k: call("ABS", self.x) + quotient[LAST] * (self.curve_x[k] - self.x))

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the charts, and below them both columns of quotients."""
        texts = self._texts
        table = Table(
            Column(self.h, ["h"]),
            Column(self.left, [texts["columns.left"]]),
            Column(self.right, [texts["columns.right"]]),
            Column(self.gap, [texts["columns.gap"]]),
        )
        charts = ChartBox(self._chart_of_lines(), self._chart_of_quotients())
        return below(beside(left, charts), table)

    def points_arranged(self) -> Element:
        """Arrange the points of the first chart."""
        texts = self._texts
        table = Table(
            Column(self.curve_x, ["x"]),
            Column(self.curve_y, ["|x|"]),
            Column(self.left_line, [texts["columns.left_line"]]),
            Column(self.right_line, [texts["columns.right_line"]]),
        )
        return below(Caption(texts["headings.corner_points"], "heading"), Form(self.here), table)

    def _chart_of_lines(self) -> Chart:
        texts, x = self._texts, self.curve_x[...]
        curves = [
            Series(texts["columns.left_line"], x, self.left_line[...], color="D55E00", width=1.75),
            Series(texts["columns.right_line"], x, self.right_line[...], color="0072B2", width=1.75),
            Series(literal("|x|"), x, self.curve_y[...], color="000000", width=4.5),
            Series(literal("x₀"), self.x[...], self.here[...], color="000000", line=False, marker=True, mark=9),
        ]
        return Chart(texts["charts.corner"], texts["charts.x"], texts["charts.y"], curves, size=CHART, square=True)

    def _chart_of_quotients(self) -> Chart:
        texts, h = self._texts, self.h[...]
        curves = [
            Series(texts["columns.left"], h, self.left[...], marker=True, color="D55E00"),
            Series(texts["columns.right"], h, self.right[...], marker=True, color="0072B2"),
        ]
        return Chart(
            texts["charts.sides"], texts["charts.h"], texts["charts.quotient"], curves,
            x_log=True, y_limits=(-1.5, 1.5), y_step=0.5, size=CHART,
        )  # fmt: skip
