"""What a line leaves of every point, drawn: a path along the line that goes to each point and back."""

from __future__ import annotations

from sheetnet.formula import Index
from sheetnet.lessons.regression.points import Points
from sheetnet.texts import Text
from sheetnet.workbook import Series, Tensor, Tolerance, down
from sheetnet.workbook.arrange import Caption, Column, Element, Table, below

CORNERS = 3
"""Of the path at every point: on the line, at the point, on the line again."""
ORANGE = "D55E00"


class Detours:
    """The path along a line with a detour to every point.

    Args:
        points: The points.
        predictions: The line at each of them.
        prefix: Of its tensors' names.
        tolerance: What rounding may amount to in the predictions.
    """

    def __init__(self, points: Points, predictions: Tensor, prefix: str, tolerance: Tolerance) -> None:
        q, axis = points.quantities, down(CORNERS * points.column.size)
        self._texts = q.texts
        self.x = q.tensor(f"{prefix}detour_x", axis, symbol="x")
        self.y = q.tensor(f"{prefix}detour_y", axis, equation="ŷ, y, ŷ", tolerance=tolerance)
        k = Index("k", points.column.size)
        for corner in range(CORNERS):
            at = k * CORNERS + corner
            self.x[at] = points.x[k]
            self.y[at] = points.y[k] if corner == 1 else predictions[k]

    def series(self, title: Text) -> Series:
        """Draw the line with its detours."""
        return Series(title, self.x[...], self.y[...], color=ORANGE, width=1.5)

    def arranged(self) -> Element:
        """Arrange the points of the path, which a chart shows."""
        heading = Caption(self._texts["headings.detours"], "heading")
        return below(heading, Table(Column(self.x, ["x"]), Column(self.y, ["y"])), gap=0)
