"""Where partial derivatives are continuous there is a tangent plane; xy/(x² + y²) has both at 0, and no plane.

The plane of the counter-example at (0, 0) would be z = 0, as its function is 0 on both axes. In any other direction
u = (cos θ, sin θ) the value at hu is cos θ sin θ, however small h is, and the slope by x at (0, h) is 1/h.
"""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Operand, call, where
from sheetnet.lessons.panel import panel
from sheetnet.lessons.partial_derivative.functions import FUNCTIONS
from sheetnet.lessons.partial_derivative.partial import Partial
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding, tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.partial_derivative import LEAST_HEIGHT, PLANE_EXPONENTS, ROUNDING, PartialDerivative
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR
from sheetnet.workbook.number_format import TENTHS

EQUATION = "g(x, y) = xy/(x² + y²)    g(0, 0) = 0        e(h) = |f(p + hu) − f(p) − h ∇f·u|        u = (cos θ, sin θ)"
DISTANCES = [float(f"1e-{exponent}") for exponent in PLANE_EXPONENTS]
LEAST_DRAWN = 1e-8
"""Less than every e / h that is not 0 but for rounding."""
LAST = len(DISTANCES) - 1
POWER_OF_TEN = Look(TENTHS, "counter")
LINE, SIZE = (8.4, 10.5), (9.8, 10.5)


def add_plane(book: Book, model: PartialDerivative, partial: Partial) -> None:
    """Add the sheet that compares a function that has a tangent plane with one that has none."""
    equation = f"{FUNCTIONS[model.function].equation}        {EQUATION}"
    plane = _Plane(model, book.texts, partial)
    link = Caption(book.texts["links.point"], "link", target=partial.x[...])
    left = panel(book, "plane", [plane.angle], [plane.ux, plane.uy, plane.leaves], link)
    add_sheet(book, "plane", plane.arranged(left), equation=equation, aside=plane.points_arranged())


def _rounded(function: str, angle: Operand) -> Expression:
    """Return a cosine or sine to twelve digits: exactly 0 at right angles."""
    return call("ROUND", call(function, call("RADIANS", angle)), 12)


def _counter(x: Operand, y: Operand) -> Expression:
    return x * y / (x**2 + y**2)


class _Plane:
    """Both functions on their way to the point, and how far they are from the plane of their slopes there.

    Args:
        model: The function, the point and the direction.
        texts: The lesson's texts.
        partial: Holds the point, the function there, and its slopes.
    """

    def __init__(self, model: PartialDerivative, texts: Texts, partial: Partial) -> None:
        self._quantities, self._texts, self._model = Quantities(model, texts), texts, model
        self._function, self._partial = FUNCTIONS[model.function], partial
        self._direction()
        self._counter_example()
        self._smooth()
        self._verdicts()
        self._drawn()
        self._line()

    def _direction(self) -> None:
        q = self._quantities
        self.angle = q.input("plane_angle", symbol="θ (°)")
        self.ux = q.result("plane_direction_x", _rounded("COS", self.angle), "cos θ")
        self.uy = q.result("plane_direction_y", _rounded("SIN", self.angle), "sin θ")
        self.h = q.tensor("plane_h", down(len(DISTANCES)), look=POWER_OF_TEN)
        for row, distance in enumerate(DISTANCES):
            self.h[row] = distance

    def _counter_example(self) -> None:
        h = self.h
        self.value = self._column("counter_value", "g(hu)", look=Look("0.0000")).fill(
            lambda k: _counter(h[k] * self.ux, h[k] * self.uy)
        )
        share = Tolerance(absolute=tolerance_of(16 / np.array(DISTANCES)))
        self.gap = self._column("counter_share", "|g(hu)| / h", share, Role.LOSS, Look("#,##0.00"))
        self.gap.fill(lambda k: call("ABS", self.value[k]) / h[k])
        # ∂g/∂x = y(y² − x²)/(x² + y²)², at (0, h)
        self.slope = self._column("counter_slope", "∂g/∂x (0, h) = 1/h", look=Look("#,##0")).fill(
            lambda k: h[k] * h[k] ** 2 / h[k] ** 4
        )

    def _smooth(self) -> None:
        at, h, f = self._partial, self.h, self._function
        value = at.slopes[0] * self.ux + at.slopes[1] * self.uy
        self.error = self._column(
            "plane_error", "e = |f(p + hu) − f − h ∇f·u|", Tolerance(self._rounding(1.0)), Role.LOSS
        )
        self.error.fill(
            lambda k: call("ABS", f.value(at.x + h[k] * self.ux, at.y + h[k] * self.uy) - (at.z + h[k] * value))
        )
        share = Tolerance(absolute=self._rounding(np.array(DISTANCES)))
        self.share = self._column("plane_share", "e / h", share, Role.LOSS).fill(lambda k: self.error[k] / h[k])
        size = 64 * (1 + abs(self._model.x)) * (1 + abs(self._model.y))
        self.moved = self._column("slope_change", "|∂f/∂x(x, y + h) − ∂f/∂x(x, y)|", Tolerance(tolerance_of(size)))
        self.moved.fill(lambda k: call("ABS", f.slopes(at.x, at.y + h[k])[0] - at.slopes[0]))

    def _rounding(self, run: float | np.ndarray) -> np.ndarray:
        """Bound what rounding does to f's distance from the plane, divided by a run, (distances,)."""
        x, y = abs(self._model.x) + np.array(DISTANCES), abs(self._model.y) + np.array(DISTANCES)
        sizes = self._function.sizes(x, y)
        return quotient_rounding(sizes.value, sizes.along_x + sizes.along_y, run)

    def _column(
        self,
        name: str,
        equation: str,
        tolerance: Tolerance | None = None,
        role: Role = Role.COMPUTED,
        look: Look = ERROR,
    ) -> Tensor:
        axis = down(len(DISTANCES))
        return self._quantities.tensor(
            name, axis, equation=equation, look=look, role=role, tolerance=tolerance or Tolerance()
        )

    def _verdicts(self) -> None:
        q, at, h = self._quantities, self._partial, self.h
        bend = self._function.bend(call("ABS", at.x) + DISTANCES[0], call("ABS", at.y) + DISTANCES[0])
        within = (self.share[n] <= bend * h[n] + ROUNDING / h[n] for n in range(len(DISTANCES)))
        self.fits = q.claim("plane_fits", call("AND", *within), "e / h ≤ ½ h |f″| + R/h")
        look = Look(self._texts["formats.plane"], "verdict", width=16)
        away = where(call("ABS", self.value[LAST]) > LEAST_HEIGHT, 1, 0)
        self.leaves = q.result("counter_leaves", away, look=look, equation="g(hu) ≠ 0 ?")

    def _drawn(self) -> None:
        """Keep what the chart shows above 0, of which there is no logarithm."""
        self.drawn = {
            name: self._column(f"{name}_drawn", "MAX(e / h, 10⁻⁸)", share.tolerance).fill(
                lambda k, share=share: call("MAX", share[k], LEAST_DRAWN)
            )
            for name, share in (("smooth", self.share), ("counter", self.gap))
        }

    def points_arranged(self) -> Element:
        """Arrange the points of the chart."""
        columns = (Column(drawn, [self._texts[f"charts.{name}"]]) for name, drawn in self.drawn.items())
        line = Table(Column(self.line, ["h", "g(hu)", "z = 0"]))
        return below(Caption(self._texts["headings.points"], "heading"), Table(*columns), line, Form(self.origin))

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the chart, and below them the table of both functions."""
        texts = self._texts
        counter, smooth = texts["groups.counter"], texts["groups.smooth"]
        table = Table(
            Column(self.h, ["h"]),
            Column(self.value, ["g(hu)"], counter),
            Column(self.gap, ["e / h"], counter),
            Column(self.slope, ["∂g/∂x (0, h)"], counter),
            None,
            Column(self.error, ["e"], smooth),
            Column(self.share, ["e / h"], smooth),
            Column(self.moved, [texts["columns.slope_change"]], smooth),
        )
        return below(beside(left, ChartBox(self._chart_of_line(), self._chart())), table, Form(self.fits))

    def _line(self) -> None:
        """Follow g along the direction, and the plane of its slopes at the point where it is 0."""
        q, g = self._quantities, _counter(self.ux, self.uy)
        self.line = q.tensor("counter_line", down(2), right(3))
        for row, h in enumerate((-1, 1)):
            self.line[row, 0], self.line[row, 1], self.line[row, 2] = h, g, 0
        self.origin = q.row("counter_origin", 0, 0, axis=right(2), equation="g(0, 0) = 0", zero=True)

    def _chart_of_line(self) -> Chart:
        texts, h = self._texts, self.line[:, 0]
        curves = [
            Series(texts["charts.line"], h, self.line[:, 1], color="D55E00", width=2.5),
            Series(texts["charts.flat"], h, self.line[:, 2], color="7F7F7F", dashed=True),
            Series(
                texts["charts.origin"], self.origin[0], self.origin[1], color="D55E00", line=False, marker=True, mark=8
            ),
        ]
        return Chart(
            texts["charts.along"], texts["charts.h"], literal("g"), curves,
            x_limits=(-1, 1), y_limits=(-0.6, 0.6), x_step=0.5, y_step=0.2, y_format="0.0", size=LINE,
        )  # fmt: skip

    def _chart(self) -> Chart:
        texts, h = self._texts, self.h[...]
        curves = [
            Series(texts["charts.smooth"], h, self.drawn["smooth"][...], marker=True),
            Series(texts["charts.counter"], h, self.drawn["counter"][...], marker=True),
            Series(texts["charts.slope"], h, self.slope[...], dashed=True),
        ]
        return Chart(
            texts["charts.plane"], texts["charts.h"], texts["charts.share"], curves,
            x_log=True, y_log=True, y_limits=(LEAST_DRAWN, 1e6), y_step=100,
            size=SIZE,
        )  # fmt: skip
