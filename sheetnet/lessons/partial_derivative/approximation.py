"""The linear approximation f(x + Δ, y + Δ) ≈ f + ∂f/∂x·Δ + ∂f/∂y·Δ for shrinking Δ: its error falls as Δ²."""

from __future__ import annotations

from sheetnet.formula import Index, call, where
from sheetnet.lessons.panel import panel
from sheetnet.lessons.partial_derivative.functions import FUNCTIONS
from sheetnet.lessons.partial_derivative.partial import Partial
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.partial_derivative import CURVE_POINTS, HALVINGS, ROUNDING, SMALLEST_ERROR, PartialDerivative
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, down
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.arrange.form import Row
from sheetnet.workbook.look import ERROR

EQUATION = "f(x + Δx, y + Δy) ≈ f + ∂f/∂x·Δx + ∂f/∂y·Δy        Δx = Δy = Δ"
SECOND_ORDER = "q = ½ (∂²f/∂x² + 2 ∂²f/∂x∂y + ∂²f/∂y²)"
CHART = (9.0, 11.0)
SIX_DIGITS = Look("0.000000", width=12)


def add_approximation(book: Book, model: PartialDerivative, partial: Partial) -> None:
    """Add the sheet with the linear approximation at the point of the first sheet."""
    equation = f"{EQUATION}\n{FUNCTIONS[model.function].equation}        {SECOND_ORDER}"
    approximation = _Approximation(model, book.texts, partial)
    link = Caption(book.texts["links.point"], "link", target=partial.x[...])
    left = panel(book, "approximation", [approximation.first], approximation.results, link)
    add_sheet(
        book, "approximation", approximation.arranged(left), equation=equation, aside=approximation.points_arranged()
    )


class _Approximation:
    """True values, approximations and errors, one row for each Δ.

    Args:
        model: The function, the point and the first Δ.
        texts: The lesson's texts.
        partial: Holds the point, the function there, and its slopes.
    """

    def __init__(self, model: PartialDerivative, texts: Texts, partial: Partial) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        self._function, self._partial = FUNCTIONS[model.function], partial
        self._values()
        self._errors()
        self._ratios()
        self._claim()
        self._drawn()

    def _values(self) -> None:
        q, i, column, at = self._quantities, Index("i", HALVINGS - 1), down(HALVINGS), self._partial
        self.first = q.input("first_delta", symbol="Δ₀")
        self.delta = delta = q.tensor("delta", column, equation="Δ, Δ/2, Δ/4 …", look=Look("0.000000"))
        delta[0], delta[i + 1] = self.first, delta[i] / 2
        self.true = q.tensor("true_value", column, look=SIX_DIGITS)
        self.true.fill(lambda k: self._function.value(at.x + delta[k], at.y + delta[k]))
        self.linear = q.tensor("linear_value", column, look=SIX_DIGITS)
        self.linear.fill(lambda k: at.z + at.slopes[0] * delta[k] + at.slopes[1] * delta[k])

    def _drawn(self) -> None:
        """Draw function and approximation from Δ = 0 to the first Δ in small steps."""
        q, column, i, at = self._quantities, down(CURVE_POINTS), Index("i", CURVE_POINTS - 1), self._partial
        self.here = [q.result(f"approximation_{axis}", place, axis) for axis, place in (("x", at.x), ("y", at.y))]
        self.at = q.result("approximation_z", at.z, "f(x, y)")
        self.run = run = q.tensor("drawn_delta", column)
        run[0], run[i + 1] = 0, run[i] + self.first / (CURVE_POINTS - 1)
        self.curve = q.tensor("drawn_true", column)
        self.curve.fill(lambda k: self._function.value(at.x + run[k], at.y + run[k]))
        self.straight = q.tensor("drawn_linear", column)
        self.straight.fill(lambda k: at.z + at.slopes[0] * run[k] + at.slopes[1] * run[k])

    @property
    def results(self) -> list[Row]:
        """The point, which is that of the sheet before, and how the error begins."""
        return [*self.here, self.at, self.second]

    def points_arranged(self) -> Element:
        """Arrange the points of the curves."""
        texts = self._texts
        columns = (("Δ", self.run), (texts["columns.true"], self.curve), (texts["columns.linear"], self.straight))
        table = Table(*(Column(tensor, [title]) for title, tensor in columns))
        return below(Caption(texts["headings.points"], "heading"), table)

    def _errors(self) -> None:
        q, column = self._quantities, down(HALVINGS)
        self.error = q.tensor("linear_error", column, role=Role.LOSS, look=ERROR)
        self.error.fill(lambda k: call("ABS", self.true[k] - self.linear[k]))
        self.share = q.tensor("error_share", column, look=Look(width=17))
        self.share.fill(lambda k: self.error[k] / self.delta[k] ** 2)

    def _ratios(self) -> None:
        """Divide neighbouring errors where they are large enough to say something; elsewhere 0, shown as a dash."""
        self.ratio = self._quantities.tensor(
            "error_ratio", down(HALVINGS - 1), equation="|eₙ / eₙ₊₁|", look=Look('0.0000;;"–"')
        )
        i, error = Index("i", HALVINGS - 1), self.error
        quotient = error[i] / call("MAX", error[i + 1], SMALLEST_ERROR)
        self.ratio[i] = where(error[i + 1] > SMALLEST_ERROR, quotient, 0)

    def _claim(self) -> None:
        q, f, at, last = self._quantities, self._function, self._partial, HALVINGS - 1
        self.second = q.result("second_order", f.second_order(at.x, at.y), "q", equation=SECOND_ORDER)
        smallest = self.delta[last]
        beyond = call("ABS", self.error[last] - call("ABS", self.second) * smallest**2)
        bound = f.third_order(at.y, smallest) * smallest**3 + ROUNDING
        self.falls = q.claim("falls_squared", beyond <= bound, "= |q| Δ² + O(Δ³)")

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the charts, and below them the table."""
        texts = self._texts
        table = Table(
            Column(self.delta, ["Δ"]),
            Column(self.true, [texts["columns.true"]]),
            Column(self.linear, [texts["columns.linear"]]),
            Column(self.error, [texts["columns.error"]]),
            Column(self.share, [texts["columns.share"]]),
            Column(self.ratio, [texts["columns.ratio"]]),
        )
        charts = ChartBox(self._chart_of_values(), self._chart_of_errors())
        return below(beside(left, charts), table, Form(self.falls))

    def _chart_of_values(self) -> Chart:
        texts, run = self._texts, self.run[...]
        curves = [
            Series(texts["columns.true"], run, self.curve[...], color="0072B2", width=2.5),
            Series(texts["columns.linear"], run, self.straight[...], color="D55E00", dashed=True),
        ]
        return Chart(texts["charts.approximation"], texts["charts.delta"], literal("f"), curves, size=CHART)

    def _chart_of_errors(self) -> Chart:
        texts = self._texts
        curve = Series(texts["columns.error"], self.delta[...], self.error[...], color="D55E00", marker=True)
        return Chart(
            texts["charts.error"], texts["charts.delta"], texts["columns.error"], [curve],
            x_log=True, y_log=True, legend=False, size=CHART,
        )  # fmt: skip
