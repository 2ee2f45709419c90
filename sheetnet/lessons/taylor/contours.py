"""The map of the surface: contour lines, the point, the step from it, and where Newton's step lands."""

from __future__ import annotations

from sheetnet.formula import Index, Operand, as_expression
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.taylor.arrow import arrow
from sheetnet.lessons.taylor.surfaces import Chosen
from sheetnet.models.taylor import HALF, LEVELS, SURFACES, WINDOW, Taylor
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Look, Series, Tensor, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Form, Table, below, beside

SIZE = (11.4, 12.4)
GREY, BLUE, RED = "A6A6A6", "0072B2", "D62728"


class Contours:
    """Contour lines of the surface, and two arrows on them.

    Args:
        model: The lesson's model.
        texts: The lesson's texts.
        surface: The cell that chooses the surface.
        place: The point.
        there: Where the step leads.
        newton: Where Newton's step leads, (2,).
    """

    def __init__(
        self, model: Taylor, texts: Texts, surface: Tensor, place: tuple[Tensor, Tensor],
        there: tuple[Operand, Operand], newton: Tensor,
    ) -> None:  # fmt: skip
        q, self._texts, self._place = Quantities(model, texts), texts, place
        self._heights = list(zip(*(LEVELS[name] for name in SURFACES), strict=True))
        self._lines(q, Chosen(surface))
        self.step_arrow = arrow(q, "step_arrow", place, there)
        self.newton_arrow = arrow(q, "newton_arrow", place, (newton[0], newton[1]))

    def _lines(self, q: Quantities, surface: Chosen) -> None:
        axes, i = (down(2 * HALF), right(len(self._heights))), Index("i", HALF - 1)
        self.level = q.row(
            "contour_level", *(surface.of(*each) for each in self._heights), axis=axes[1], symbol="z", look=Look("0")
        )
        self.part = q.tensor("contour_part", axes[0])
        self.part[0], self.part[i + 1] = 0, self.part[i] + as_expression(1) / (HALF - 1)
        k = Index("k", HALF)
        self.part[HALF + k] = self.part[HALF - 1 + -1 * k]
        self.x, self.y = q.tensor("contour_x", *axes), q.tensor("contour_y", *axes)
        for n, known in enumerate(self._heights):
            for first, sign in ((0, 1), (HALF, -1)):
                here = first + k
                self.x[here, n], self.y[here, n] = surface.line(self.level[n], known, self.part[here], sign)

    def chart(self) -> Chart:
        """Return the map: equal units, and room for every point that a reader may choose."""
        texts = self._texts
        lines = [
            Series(
                texts["charts.contours"], self.x[:, n], self.y[:, n], color=GREY, width=1, named=n == 0,
            )
            for n in range(len(self._heights))
        ]  # fmt: skip
        arrows = [
            Series(texts["charts.newton"], self.newton_arrow[:, 0], self.newton_arrow[:, 1], color=RED, width=2.25),
            Series(texts["charts.step"], self.step_arrow[:, 0], self.step_arrow[:, 1], color=BLUE, width=2.25),
        ]
        here = Series(
            texts["charts.point"], self._place[0][...], self._place[1][...], color="000000", line=False, marker=True,
            mark=7,
        )  # fmt: skip
        window = (-WINDOW, WINDOW)
        return Chart(
            texts["charts.map_of_f"], literal("x"), literal("y"), [*lines, *arrows, here],
            x_limits=window, y_limits=window, x_step=1, y_step=1, size=SIZE, square=True,
        )  # fmt: skip

    def points_arranged(self) -> Element:
        """Arrange the points of the lines and arrows."""
        texts, numbers = self._texts, range(1, len(self._heights) + 1)
        lines = Table(
            Column(self.part, ["p"]), Column(self.x, [f"x ({n})" for n in numbers]), None,
            Column(self.y, [f"y ({n})" for n in numbers]),
        )  # fmt: skip
        arrows = (("step", self.step_arrow), ("newton", self.newton_arrow))
        tables = (Table(Column(points, ["x", "y"], texts[f"charts.{key}"])) for key, points in arrows)
        return below(Caption(texts["charts.map_of_f"], "heading"), Form(self.level), beside(*tables), lines)
