"""The areas of the polygons: bounds of the circle's without π, one row for each number of corners.

From n corners to 2n: a₂ₙ = √(aₙ Aₙ), A₂ₙ = 2 Aₙ a₂ₙ / (Aₙ + a₂ₙ).
The inscribed hexagon has the area 3√3/2 r², the circumscribed one 2√3 r².
"""

from __future__ import annotations

import math

import numpy as np

from sheetnet.formula import Index, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import EPSILON, tolerance_of
from sheetnet.models.circle_area import FIRST_CORNERS, CircleArea
from sheetnet.texts import Texts
from sheetnet.workbook import Look, Role, Tensor, Tolerance, down
from sheetnet.workbook.arrange import Column, Element, Table
from sheetnet.workbook.look import COUNTER, ERROR
from sheetnet.workbook.tolerance import RELATIVE

EXACT = Look("0.0000000000", width=13.5)
AREA = Look("0.000000")
SHARE = Look("0.000000", width=16)


def units_of_rounding(doublings: int) -> np.ndarray:
    """Bound how much of rounding is in a difference of the bounds, in ε of the circle's area.

    Both sides of the check begin with some ε; each doubling adds at most 3/2 ε to either bound: a square root of a
    product rounds off ¾ ε and halves what was there, 2Aa/(A + a) rounds off 3/2 ε.

    Args:
        doublings: How often the corners are doubled.

    Returns:
        One bound a row, (doublings + 1,).
    """
    return 12.0 + 3.0 * np.arange(doublings + 1)


def ratio_rounding(doublings: int) -> np.ndarray:
    """Bound the relative rounding of the ratio of neighbouring gaps: aₙ and Aₙ differ by (π/n)² of the circle's area.

    Args:
        doublings: How often the corners are doubled.

    Returns:
        One bound a ratio, (doublings,).
    """
    corners = FIRST_CORNERS * 2.0 ** np.arange(doublings + 1)
    gap = units_of_rounding(doublings) * EPSILON * (corners / np.pi) ** 2
    ratio: np.ndarray = np.maximum(RELATIVE, gap[:-1] + gap[1:])
    return ratio


class Polygons:
    """The polygons' areas, one row for each number of corners.

    Args:
        model: The circle.
        texts: The lesson's texts.
    """

    def __init__(self, model: CircleArea, texts: Texts) -> None:
        self._quantities, self._texts, self._doublings = Quantities(model, texts), texts, model.doublings
        circle = math.pi * model.radius**2
        self._rounding = Tolerance(absolute=tolerance_of(units_of_rounding(model.doublings) * circle))
        self._bounds()
        self._closing_in()
        self._shares()
        self._claims()

    def _bounds(self) -> None:
        q, column, i = self._quantities, down(self._doublings + 1), Index("i", self._doublings)
        self.radius = q.input("radius", symbol="r")
        self.area = q.result("area", call("PI") * self.radius**2, "π r²", role=Role.OUTPUT, look=AREA)
        self.corners = q.tensor("corners", column, equation="n, 2n, 4n …", look=COUNTER)
        self.corners[0], self.corners[i + 1] = FIRST_CORNERS, 2 * self.corners[i]
        self.lower = q.tensor("lower", column, equation="a₂ₙ = √(aₙ Aₙ)", look=EXACT)
        self.upper = q.tensor("upper", column, equation="A₂ₙ = 2 Aₙ a₂ₙ / (Aₙ + a₂ₙ)", look=EXACT)
        lower, upper = self.lower, self.upper
        lower[0], upper[0] = 3 * call("SQRT", 3) / 2 * self.radius**2, 2 * call("SQRT", 3) * self.radius**2
        lower[i + 1] = call("SQRT", lower[i] * upper[i])
        upper[i + 1] = 2 * upper[i] * lower[i + 1] / (upper[i] + lower[i + 1])

    def _closing_in(self) -> None:
        q, column, lower, upper = self._quantities, down(self._doublings + 1), self.lower, self.upper
        self.mean = q.tensor("mean", column, equation="(aₙ + Aₙ) / 2", role=Role.OUTPUT, look=EXACT)
        self.mean.fill(lambda k: (lower[k] + upper[k]) / 2)
        self.gap = q.tensor("gap", column, equation="Aₙ − aₙ", look=ERROR, tolerance=self._rounding)
        self.gap.fill(lambda k: upper[k] - lower[k])
        self.error = q.tensor("error", column, role=Role.LOSS, look=ERROR, tolerance=self._rounding)
        self.error.fill(lambda k: call("ABS", self.mean[k] - self.area))
        precision = Tolerance(relative=ratio_rounding(self._doublings))
        self.shrinks = q.tensor("shrinks", down(self._doublings), equation="gapₙ / gap₂ₙ", tolerance=precision)
        self.shrinks.fill(lambda k: self.gap[k] / self.gap[k + 1])

    def _shares(self) -> None:
        """Divide by the circle's area, for the chart."""
        self.shares: dict[str, Tensor] = {}
        for name, tensor in (("lower", self.lower), ("upper", self.upper), ("mean", self.mean)):
            share = self._quantities.tensor(f"{name}_share", *tensor.axes, equation="/ π r²", look=SHARE)
            self.shares[f"{name}_share"] = share.fill(lambda k, tensor=tensor: tensor[k] / self.area)

    def _claims(self) -> None:
        """The bounds enclose the circle, and each doubling divides the gap by about 4."""
        q, last = self._quantities, self._doublings - 1
        encloses = call("AND", call("MAX", self.lower) < self.area, call("MIN", self.upper) > self.area)
        near_four = call("ABS", self.shrinks[last] - 4) < 0.01
        self.verdicts = [
            q.claim("bounds_hold", encloses, "aₙ < π r² < Aₙ"),
            q.claim("gap_quarters", near_four, "gapₙ / gap₂ₙ → 4"),
        ]

    def table(self) -> Table:
        """Arrange the areas, a row for each number of corners."""
        columns = {
            "lower": self.lower,
            "upper": self.upper,
            "mean": self.mean,
            "gap": self.gap,
            "error": self.error,
            "shrinks": self.shrinks,
        }
        return Table(Column(self.corners, ["n"]), *self._headed(columns))

    def shares_arranged(self) -> Element:
        """Arrange the points of the chart of the bounds."""
        return Table(*self._headed(self.shares))

    def _headed(self, columns: dict[str, Tensor]) -> list[Column]:
        return [Column(tensor, [self._texts[f"columns.{name}"]]) for name, tensor in columns.items()]
