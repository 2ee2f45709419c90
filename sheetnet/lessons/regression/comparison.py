"""All answers side by side: their lines, their costs, and how far they are from the exact one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sheetnet.formula import call
from sheetnet.lessons.regression.points import Line, Points
from sheetnet.workbook import Carried, Look, Role, Tensor, Tolerance, down
from sheetnet.workbook.arrange import Caption, Column, Element, Table, below
from sheetnet.workbook.look import DIFFERENCE

ANSWERS = ("normal", "functions", "linest", "descent", "solver")
"""The rows, in the order of the reference."""
ANSWER = Look(width=11, runs_away=True)


class Comparison:
    """The lines that the different ways find, one a row.

    Args:
        points: The points.
        lines: The lines, in the order of ``ANSWERS``.
        steps: Through how many steps the descent carries its rounding.
    """

    def __init__(self, points: Points, lines: Sequence[Line], steps: int) -> None:
        self._quantities, self._rows, self._carried = points.quantities, down(len(ANSWERS)), Carried(steps)
        slopes, intercepts, costs = (
            np.array(bounds) for bounds in zip(*(line.rounding for line in lines), strict=True)
        )
        self.slopes = self._answers("answer_slopes", "", Role.OUTPUT, slopes)
        self.intercepts = self._answers("answer_intercepts", "", Role.OUTPUT, intercepts)
        for row, line in enumerate(lines):
            self.slopes[row], self.intercepts[row] = line.slope, line.intercept
        self.costs = self._answers("answer_costs", "C_T = ½ Σ (y − (px + q))²", Role.LOSS, costs)
        self.costs.fill(
            lambda n: call("SUMPRODUCT", (points.y - self.slopes[n] * points.x - self.intercepts[n]) ** 2) / 2
        )
        self.slope_differences = self._differences("slope_differences", "p − p*", self.slopes, slopes)
        self.intercept_differences = self._differences("intercept_differences", "q − q*", self.intercepts, intercepts)

    def _answers(self, name: str, equation: str, role: Role, rounding: np.ndarray) -> Tensor:
        tolerance = Tolerance(rounding)
        return self._quantities.tensor(
            name, self._rows, equation=equation, role=role, look=ANSWER, tolerance=tolerance, carried=self._carried
        )

    def _differences(self, name: str, equation: str, found: Tensor, rounding: np.ndarray) -> Tensor:
        """Subtract the exact answer, which stands first: both are rounded."""
        tolerance = Tolerance(rounding + rounding[0])
        differences = self._quantities.tensor(
            name, self._rows, equation=equation, look=DIFFERENCE, tolerance=tolerance, carried=self._carried
        )
        return differences.fill(lambda n: found[n] - found[0])

    def arranged(self) -> Element:
        """Arrange them as a table below its heading."""
        texts = self._quantities.texts
        table = Table(
            Column([texts[f"answers.{answer}"] for answer in ANSWERS], [texts["columns.method"]]),
            Column(self.slopes, ["p"]),
            Column(self.intercepts, ["q"]),
            Column(self.costs, ["C_T"]),
            Column(self.slope_differences, ["p − p*"]),
            Column(self.intercept_differences, ["q − q*"]),
        )
        return below(Caption(texts["headings.comparison"], "heading"), table, gap=0)
