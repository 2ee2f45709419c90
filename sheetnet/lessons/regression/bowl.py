"""Contour lines of the cost on standardised data: circles around the answer, C = C* + n/2 ((P − r)² + Q²)."""

from __future__ import annotations

import math

from sheetnet.formula import Index, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.regression import CONTOUR_POINTS, CONTOUR_SHARES, DIRECTION_DIGITS
from sheetnet.texts import literal
from sheetnet.workbook import Series, Tensor, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below

GREY = "A6A6A6"


class Bowl:
    """The circles on which the cost exceeds the least by shares of what it does at the start.

    Args:
        quantities: Makes the tensors.
        data: The standardised points, u and v.
        start: P and Q where the descent begins.
        tolerance: What rounding may amount to in a number of the size of u and v.
    """

    def __init__(
        self, quantities: Quantities, data: tuple[Tensor, Tensor], start: tuple[Tensor, Tensor], tolerance: Tolerance
    ) -> None:  # fmt: skip
        q, self._quantities, (u, v) = quantities, quantities, data
        middle = call("SUMPRODUCT", u, v) / u.shape[0]
        self.middle = q.result("bowl_middle", middle, "r = Σ u·v / n", tolerance=tolerance)
        reach = call("SQRT", call("SUMSQ", start[0] - self.middle, start[1]))
        self.reach = q.result("bowl_reach", reach, "√((P₀ − r)² + Q₀²)", tolerance=tolerance)
        self.angle = q.tensor("bowl_angle", down(CONTOUR_POINTS), equation="θ")
        k = Index("k", CONTOUR_POINTS - 1)
        self.angle[0], self.angle[k + 1] = 0, self.angle[k] + 2 * call("PI") / (CONTOUR_POINTS - 1)
        self.p = self._coordinate("p", "COS", tolerance)
        self.q = self._coordinate("q", "SIN", tolerance)

    def _coordinate(self, name: str, function: str, tolerance: Tolerance) -> Tensor:
        """Write one coordinate of the points of all circles."""
        axes = (*self.angle.axes, right(len(CONTOUR_SHARES)))
        found = self._quantities.tensor(f"bowl_{name}", *axes, tolerance=tolerance)
        k = Index("k", CONTOUR_POINTS)
        for n, share in enumerate(CONTOUR_SHARES):
            direction = call("ROUND", call(function, self.angle[k]), DIRECTION_DIGITS)
            away = round(math.sqrt(share), 15) * self.reach * direction
            found[k, n] = self.middle + away if function == "COS" else away
        return found

    def series(self) -> list[Series]:
        """Draw the circles; the legend does not name them."""
        return [
            Series(literal(f"{share:g}"), self.p[:, n], self.q[:, n], color=GREY, width=1, named=False)
            for n, share in enumerate(CONTOUR_SHARES)
        ]

    def points_arranged(self) -> Element:
        """Arrange the points of the circles, which a chart shows."""
        table = Table(
            Column(self.angle, ["θ"]),
            Column(self.p, [f"P ({share:g})" for share in CONTOUR_SHARES]),
            Column(self.q, [f"Q ({share:g})" for share in CONTOUR_SHARES]),
        )
        heading = Caption(self._quantities.texts["headings.bowl"], "heading")
        return below(heading, Form(self.middle, self.reach), table)
