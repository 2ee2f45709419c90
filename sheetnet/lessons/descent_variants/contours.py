"""Contour lines of the cost of a straight line, C = 1/(2n) Σ (px + q − y)², over p and q.

At the best line (p*, q*) the cost is least; away from it C − C* = ½ (σ²Δp² + (x̄Δp + Δq)²), σ² = Σ(x − x̄)²/n. So a line
of one height r is Δp = (r/σ) cos θ, Δq = r sin θ − x̄Δp: an ellipse, askew where the mean of x is not 0.
"""

from __future__ import annotations

import math

from sheetnet.formula import Index, Operand, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import LineRounding
from sheetnet.models.descent_variants import CONTOUR_POINTS, CONTOUR_SHARES
from sheetnet.texts import literal
from sheetnet.workbook import Series, Tensor, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below

GREY = "A6A6A6"


class CostContours:
    """The lines on which the cost exceeds the least by shares of what it does at a start.

    Args:
        quantities: Makes the tensors.
        points: x of the samples.
        best: p and q of the best line.
        start: p and q where the cost is that of the outermost line.
        rounding: Of the best line.
    """

    def __init__(
        self, quantities: Quantities, points: Tensor, best: tuple[Tensor, Tensor], start: tuple[Tensor, Tensor],
        rounding: LineRounding,
    ) -> None:  # fmt: skip
        self._texts, self._best, self._quantities = quantities.texts, best, quantities
        q, tolerance = quantities, Tolerance(rounding.residual)
        self.mean = q.result("mean_x", call("AVERAGE", points), "x̄", zero=True)
        spread = call("SQRT", call("SUMPRODUCT", (points - self.mean) ** 2) / points.shape[0])
        self.spread = q.result("spread_x", spread, "σ = √(Σ(x − x̄)²/n)")
        risen = (start[0] - best[0]) * points + (start[1] - best[1])
        height = call("SQRT", call("SUMPRODUCT", risen**2) / points.shape[0])
        self.height = q.result("contour_height", height, "r₀ = √(2(C₀ − C*))", tolerance=tolerance)
        self._points(Tolerance(rounding.slope + rounding.residual / float(rounding.x.std())))

    def _points(self, tolerance: Tolerance) -> None:
        q, best, axes = self._quantities, self._best, (down(CONTOUR_POINTS), right(len(CONTOUR_SHARES)))
        self.angle = q.tensor("contour_angle", axes[0], equation="θ")
        k = Index("k", CONTOUR_POINTS - 1)
        self.angle[0], self.angle[k + 1] = 0, self.angle[k] + 2 * call("PI") / (CONTOUR_POINTS - 1)
        self.p = q.tensor("contour_p", *axes, equation="p = p* + (r/σ) cos θ", tolerance=tolerance)
        self.q = q.tensor("contour_q", *axes, equation="q = q* + r sin θ − x̄ (p − p*)", tolerance=tolerance)
        k = Index("k", CONTOUR_POINTS)
        for n, share in enumerate(CONTOUR_SHARES):
            reach = self._reach(share)
            self.p[k, n] = best[0] + reach / self.spread * call("COS", self.angle[k])
            away = self.mean * (self.p[k, n] - best[0])
            self.q[k, n] = best[1] + reach * call("SIN", self.angle[k]) - away

    def _reach(self, share: float) -> Operand:
        return self.height.expression() if share == 1 else round(math.sqrt(share), 15) * self.height

    def series(self) -> list[Series]:
        """Draw the lines; the legend does not name them."""
        return [
            Series(literal(f"{share:g}"), self.p[:, n], self.q[:, n], color=GREY, width=1, named=False)
            for n, share in enumerate(CONTOUR_SHARES)
        ]

    def arranged(self) -> Element:
        """Arrange the points of the lines, which a chart shows."""
        table = Table(
            Column(self.angle, ["θ"]),
            Column(self.p, [f"p ({share:g})" for share in CONTOUR_SHARES]),
            Column(self.q, [f"q ({share:g})" for share in CONTOUR_SHARES]),
        )
        heading = Caption(self._texts["contours.heading"], "heading")
        return below(heading, Form(self.mean, self.spread, self.height), table)
