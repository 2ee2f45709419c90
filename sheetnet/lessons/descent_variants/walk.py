"""The line to fit, and the walk of a variant towards the best one: all, some, or one of the samples a step."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.descent_variants import DescentVariants
from sheetnet.texts import Text, Texts
from sheetnet.workbook import Carried, Look, Role, Tensor, down, right
from sheetnet.workbook.look import COUNTER, INPUT, WALKED

COST = Look("0.000000", runs_away=True)
SEEN = Look("0.0##")
ORDER = Look("0", "pixel", width=4)


class Fit:
    """The line px + q to fit: its samples, where p and q start, and the orders in which samples are seen.

    Args:
        model: Their numbers.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, texts: Texts) -> None:
        q, samples = Quantities(model, texts), down(model.samples)
        look = Look("0.0##")
        self.x, self.y = q.input("x", samples, symbol="x", look=look), q.input("y", samples, symbol="y", look=look)
        self.start_slope = q.input("start_slope", symbol="p₀")
        self.start_intercept = q.input("start_intercept", symbol="q₀")
        self.ends = q.row("x_ends", call("MIN", self.x), call("MAX", self.x), axis=down(2), symbol="x", look=look)
        self.order = q.input("order", down(model.epochs), right(model.samples), look=ORDER)

    def cost(self, slope: Operand, intercept: Operand) -> Expression:
        """Return C over all samples, at a line."""
        return call("SUMPRODUCT", (slope * self.x + intercept - self.y) ** 2) / (2 * self.x.shape[0])


class Walk:
    """The walk of a variant: the line after t steps, and of each step its samples, their errors and the gradient.

    Args:
        model: The samples and how often they are seen.
        fit: The line to fit.
        variant: The variant; it says how many samples a step sees.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, fit: Fit, variant: str, texts: Texts) -> None:
        self.variant, self.size = variant, model.size(variant)
        self.epochs, self.steps = model.epochs, model.samples // self.size
        self.last = self.epochs * self.steps
        self._quantities = Quantities(model, texts, prefix=f"{variant}_")
        self.rate = self._quantities.input("rate", symbol="η")
        self.rate_here = self._quantities.result("rate_here", self.rate.expression(), "η", look=INPUT)
        self._line(fit)
        self._samples(fit)
        self._gradient()
        self._descend(fit)
        self._end(fit)

    def _line(self, fit: Fit) -> None:
        """Write how many samples were seen, and the cost of the line; p and q follow from the gradient."""
        q, points = self._quantities, down(self.last + 1)
        i, t = Index("i", self.last), Index("t", self.last + 1)
        self.seen = q.tensor("seen", points, look=COUNTER)
        self.seen[0], self.seen[i + 1] = 0, self.seen[i] + self.size
        self.slope = q.tensor("slope", points, look=WALKED, carried=self._carried("slope", "intercept"))
        self.intercept = q.tensor("intercept", points, look=WALKED, carried=self._carried("slope", "intercept"))
        self.cost = q.tensor("cost", points, role=Role.LOSS, look=WALKED, carried=self._carried())
        self.cost[t] = fit.cost(self.slope[t], self.intercept[t])

    def _samples(self, fit: Fit) -> None:
        """Pick the samples of every step from its epoch's order, and measure their errors."""
        q, axes = self._quantities, (down(self.last), right(self.size))
        e, j, k = Index("epoch", self.epochs), Index("step", self.steps), Index("sample", self.size)
        self.x, self.y = (q.tensor(name, *axes, look=SEEN) for name in "xy")
        t, number = e * self.steps + j, fit.order[e, j * self.size + k]
        self.x[t, k], self.y[t, k] = call("INDEX", fit.x, number), call("INDEX", fit.y, number)
        self.error = q.tensor("error", *axes, equation="px + q − y", look=WALKED, carried=self._carried())
        self.error.fill(lambda i, k: self.slope[i] * self.x[i, k] + self.intercept[i] - self.y[i, k])

    def _gradient(self) -> None:
        i, together = Index("i", self.last), ("slope_gradient", "intercept_gradient")
        self.slope_gradient = self._column("slope_gradient", "Σ (px + q − y)·x / m", self._carried(*together))
        self.slope_gradient[i] = call("SUMPRODUCT", self.error[i], self.x[i]) / self.size
        self.intercept_gradient = self._column("intercept_gradient", "Σ (px + q − y) / m", self._carried(*together))
        self.intercept_gradient[i] = call("SUM", self.error[i]) / self.size

    def _descend(self, fit: Fit) -> None:
        i = Index("i", self.last)
        self.slope[0], self.intercept[0] = fit.start_slope, fit.start_intercept
        self.slope[i + 1] = self.slope[i] - self.rate * self.slope_gradient[i]
        self.intercept[i + 1] = self.intercept[i] - self.rate * self.intercept_gradient[i]

    def _end(self, fit: Fit) -> None:
        """Write where the last step leads, and that line over the samples."""
        columns, together = (self.slope, self.intercept), ("end_slope", "end_intercept")
        self.ends = [
            self._quantities.result(name, column[self.last], symbol, look=WALKED, carried=self._carried(*together))
            for name, symbol, column in zip(together, ("p", "q"), columns, strict=True)
        ]
        last, carried = self.cost[self.last], self._carried()
        slope, intercept = columns
        self.line = self._quantities.tensor("end_line", down(2), equation="px + q", look=WALKED, carried=carried)
        self.line.fill(lambda k: slope[self.last] * fit.ends[k] + intercept[self.last])
        self.ends.append(self._quantities.result("end_cost", last, "C", role=Role.LOSS, look=COST, carried=carried))

    def _column(self, name: str, equation: str, carried: Carried) -> Tensor:
        return self._quantities.tensor(name, down(self.last), equation=equation, look=WALKED, carried=carried)

    def _carried(self, *together: str) -> Carried:
        """With too large a rate every step magnifies the rounding of those before it.

        Slope and intercept go into each other: one may be 0 on paper while the other runs away.
        """
        return Carried(self.last, tuple(f"{self.variant}_{name}" for name in together))


def name_of(walk: Walk, texts: Texts) -> Text:
    """Return what a variant is called."""
    return texts[f"tabs.{walk.variant}"]
