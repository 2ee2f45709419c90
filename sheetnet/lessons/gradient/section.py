"""The section through a surface along a direction u: z over the way from the point, and a tangent of the slope ∇f·u."""

from __future__ import annotations

from sheetnet.formula import Index
from sheetnet.lessons.gradient.chosen import BLUE, Chosen
from sheetnet.lessons.gradient.contours import RED
from sheetnet.lessons.gradient.point import Point
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.gradient import SECTION_POINTS, WINDOW
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Series, down
from sheetnet.workbook.arrange import Caption, Column, Element, Table, below

SIZE = (9.4, 11.0)
STEP = 2 * WINDOW / (SECTION_POINTS - 1)


class Section:
    """Heights along u, as far from the point as the map reaches, and the tangent.

    Args:
        quantities: Makes the tensors.
        texts: The lesson's texts.
        point: The point with its height.
        chosen: The direction.
    """

    def __init__(self, quantities: Quantities, texts: Texts, point: Point, chosen: Chosen) -> None:
        q, self._texts, self._point, column = quantities, texts, point, down(SECTION_POINTS)
        i, f = Index("i", SECTION_POINTS - 1), point.function.value
        self.way = s = q.tensor("section_way", column)
        s[0], s[i + 1] = -WINDOW, s[i] + STEP
        self.height = q.tensor("section_height", column, equation="f(p + su)")
        self.height.fill(lambda k: f(point.x + s[k] * chosen.ux, point.y + s[k] * chosen.uy))
        self.tangent = q.tensor("section_tangent", column, equation="f(p) + s ∇f · u")
        self.tangent.fill(lambda k: point.z + s[k] * chosen.slope)

    def chart(self) -> Chart:
        """Return the section with its tangent; the point is where s = 0."""
        texts, s, middle = self._texts, self.way[...], SECTION_POINTS // 2
        curves = [
            Series(texts["charts.section_height"], s, self.height[...], color=BLUE, width=2.5),
            Series(texts["charts.section_tangent"], s, self.tangent[...], color=RED, dashed=True),
            Series(
                literal("p"), self.way[middle], self.height[middle], color="000000", line=False, marker=True, mark=7
            ),
        ]
        return Chart(
            texts["charts.section"], texts["charts.way"], literal("z"), curves, x_limits=(-WINDOW, WINDOW), x_step=1,
            size=SIZE,
        )  # fmt: skip

    def points_arranged(self) -> Element:
        """Arrange the points of the chart."""
        texts = self._texts
        table = Table(
            Column(self.way, ["s"]),
            Column(self.height, ["f(p + su)"]),
            Column(self.tangent, [texts["charts.section_tangent"]]),
        )
        return below(Caption(texts["charts.section"], "heading"), table)
