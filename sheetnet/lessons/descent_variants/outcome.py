"""Where the walks end, and the best line."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.descent_variants.walk import COST, Fit, Walk
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import LineRounding
from sheetnet.models.descent_variants import DescentVariants
from sheetnet.texts import Texts
from sheetnet.workbook import Carried, Role, Tolerance, down
from sheetnet.workbook.look import WALKED


class Outcome:
    """Where the walks end, and the best line.

    Args:
        model: The samples and how often they are seen.
        fit: The line to fit.
        walks: The walk of each variant.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, fit: Fit, walks: list[Walk], texts: Texts) -> None:
        q, rounding = Quantities(model, texts), LineRounding(model.x, model.y)
        carried = Carried(model.epochs * model.samples)
        ends = (walk.cost[walk.last] for walk in walks)
        self.costs = q.row("final_costs", *ends, axis=down(len(walks)), role=Role.LOSS, look=COST, carried=carried)
        self.slope = q.result(
            "best_slope", call("SLOPE", fit.y, fit.x), "p = SLOPE(y, x)", tolerance=Tolerance(absolute=rounding.slope)
        )
        self.intercept = q.result(
            "best_intercept",
            call("INTERCEPT", fit.y, fit.x),
            "q = INTERCEPT(y, x)",
            tolerance=Tolerance(absolute=rounding.intercept),
        )
        self.line = q.tensor("best_line", down(2), equation="px + q", tolerance=Tolerance(rounding.residual))
        self.line.fill(lambda k: self.slope * fit.ends[k] + self.intercept)
        self._in_order(q, walks[-1], carried)
        least, tolerance = fit.cost(self.slope, self.intercept), Tolerance(absolute=rounding.cost)
        self.cost = q.result("best_cost", least, "C", role=Role.LOSS, look=COST, tolerance=tolerance)

    def _in_order(self, q: Quantities, walk: Walk, carried: Carried) -> None:
        """Say for the orders where the walk ends that they change the most: that of one sample a step."""
        last, together = walk.last, ("stochastic_end_slope", "stochastic_end_intercept")
        away = call("SQRT", call("SUMSQ", walk.slope[last] - self.slope, walk.intercept[last] - self.intercept))
        self.ordered = [
            q.result("ordered_cost", walk.cost[last], "C", role=Role.LOSS, look=COST, carried=carried),
            q.result(
                "ordered_distance", away, "√((p − p*)² + (q − q*)²)", look=WALKED, carried=Carried(last, together)
            ),
        ]
