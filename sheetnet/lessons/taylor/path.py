"""Along the step: what the surface is at the point plus t·d, and what the expansions say of it."""

from __future__ import annotations

from collections.abc import Callable

from sheetnet.formula import Expression, Index, Operand
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.lessons.taylor.curve import COLORS, ORDERS
from sheetnet.models.taylor import GRID, PATH_REACH, Taylor
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Chart, Look, Series, Tensor, Tolerance, down, right
from sheetnet.workbook.arrange import Caption, Column, Element, Table, below

SIZE = (10.6, 7.5)
WIDTHS = (1.75, 1.75, 4.5)
"""Of the orders' lines: on a quadratic surface order 2 is the surface itself, which is to be seen through it."""
STEP_END = (GRID - 1) * 3 // 4
"""The entry with t = 1."""


class Path:
    """The surface and its expansions along the step, before the point as well as behind it.

    Args:
        model: The point and the step.
        texts: The lesson's texts.
        along: The surface, as a formula of t.
        expansion: Its expansions at t = 1, (3,).
    """

    def __init__(self, model: Taylor, texts: Texts, along: Callable[[Operand], Expression], expansion: Tensor) -> None:
        q, self._texts, column = Quantities(model, texts), texts, down(GRID)
        rounding, i = Tolerance(_rounding(model)), Index("i", GRID - 1)
        self.part = q.tensor("path_part", column, look=Look("0.000"))
        self.part[0], self.part[i + 1] = -PATH_REACH, self.part[i] + 2 * PATH_REACH / (GRID - 1)
        self.true = q.tensor("path_true", column, equation="f(x + t·dx, y + t·dy)", tolerance=rounding)
        self.true.fill(lambda k: along(self.part[k]))
        self.orders = q.tensor("path_orders", column, right(ORDERS), tolerance=rounding)
        k, t = Index("k", GRID), self.part
        linear, square = expansion[1] - expansion[0], expansion[2] - expansion[1]
        self.orders[k, 0] = expansion[0]
        self.orders[k, 1] = expansion[0] + t[k] * linear
        self.orders[k, 2] = expansion[0] + t[k] * linear + t[k] ** 2 * square

    def _titles(self) -> list[Text]:
        return [self._texts["columns.order"].format(n=n) for n in range(ORDERS)]

    def chart(self) -> Chart:
        """Show the surface along the step, and its expansions."""
        texts, t = self._texts, self.part[...]
        curves = [Series(literal("f"), t, self.true[...], color="000000", width=1.5)]
        curves += [
            Series(title, t, self.orders[:, n], color=COLORS[n], width=WIDTHS[n], dashed=True)
            for n, title in enumerate(self._titles())
        ]
        end = self.part[STEP_END], self.true[STEP_END]
        curves.append(Series(texts["charts.step_end"], *end, color="000000", line=False, marker=True))
        return Chart(texts["charts.along"], texts["charts.t"], literal("f"), curves, size=SIZE)

    def points_arranged(self) -> Element:
        """Arrange the points of the chart."""
        table = Table(Column(self.part, ["t"]), Column(self.true, ["f"]), Column(self.orders, self._titles()))
        return below(Caption(self._texts["charts.along"], "heading"), table)


def _rounding(model: Taylor) -> float:
    """Bound what rounding does to sums of products of at most three coordinates."""
    far = 1 + max(abs(model.x) + PATH_REACH * abs(model.step_x), abs(model.y) + PATH_REACH * abs(model.step_y))
    return tolerance_of(256 * far**3)
