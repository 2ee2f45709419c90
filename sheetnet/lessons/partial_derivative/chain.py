"""The chain rule for z = f(u, v) with u = x + y² and v = xy: slopes along each way are multiplied, products added."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Index, Operand, call
from sheetnet.lessons.panel import panel
from sheetnet.lessons.partial_derivative.functions import FUNCTIONS
from sheetnet.lessons.partial_derivative.partial import SIX_DIGITS, Partial
from sheetnet.lessons.partial_derivative.slices import At, Slices
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.partial_derivative import CHAIN_REACH, QUOTIENT_ROUNDING, PartialDerivative
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tolerance, down, right
from sheetnet.workbook.arrange import Column, Element, Form, Heads, Table, below, beside
from sheetnet.workbook.arrange.form import Row
from sheetnet.workbook.look import ERROR

INNER = "        u = x + y²        v = xy"
TERMS = {"first_outer": "", "first_inner": "· ", "second_outer": "+ ", "second_inner": "· ", "sum": "= "}
"""What stands before each number of the rule."""
TERM = 14.0
RULE = "∂z/∂x = ∂f/∂u·∂u/∂x + ∂f/∂v·∂v/∂x        ∂z/∂y = ∂f/∂u·∂u/∂y + ∂f/∂v·∂v/∂y"


def add_chain(book: Book, model: PartialDerivative, partial: Partial) -> None:
    """Add the sheet with the chain rule, with a point of its own."""
    chain = _Chain(model, book.texts, partial)
    at = At(chain.composite, (chain.x, chain.y), chain.z, chain.chain, chain.gradient)
    quantities = Quantities(model, book.texts, prefix="chain_")
    slices = Slices(quantities, book.texts, at, CHAIN_REACH, chain.slice_rounding())
    left = panel(book, "chain", [chain.x, chain.y], chain.results)
    equation = f"{FUNCTIONS[model.function].composite_equation}{INNER}\n{RULE}"
    body = below(beside(left, below(chain.spelled_arranged(), slices.charts(), gap=0)), Form(chain.agree))
    add_sheet(book, "chain", body, equation=equation, aside=slices.points_arranged())


class _Chain:
    """Inner and outer functions with their slopes, and the slopes of the composite.

    Args:
        model: The function and the point.
        texts: The lesson's texts.
        partial: Holds the step.
    """

    def __init__(self, model: PartialDerivative, texts: Texts, partial: Partial) -> None:
        self._quantities, self._model, self._function = Quantities(model, texts), model, FUNCTIONS[model.function]
        self._h = partial.h
        self.x = self._quantities.input("chain_x", symbol="x")
        self.y = self._quantities.input("chain_y", symbol="y")
        self._functions()
        self._slopes()
        self._spelled()
        self._differences()

    def _functions(self) -> None:
        q, x, y = self._quantities, self.x, self.y
        self.u = q.result("u", x + y**2, "u = x + y²")
        self.v = q.result("v", x * y, "v = xy")
        self.z = q.result("composite", self._function.value(self.u, self.v), "z = f(u, v)")

    def _slopes(self) -> None:
        q = self._quantities
        self.outer = outer = q.row("outer_slopes", *self._function.slopes(self.u, self.v), axis=right(2))
        symbol = "∂u/∂x, ∂u/∂y\n∂v/∂x, ∂v/∂y"
        self.inner = inner = q.tensor("inner_slopes", down(2), right(2), symbol=symbol, equation="∂(u, v)/∂(x, y)")
        inner[0, 0], inner[0, 1], inner[1, 0], inner[1, 1] = 1, 2 * self.y, self.y, self.x
        self.chain = q.tensor("chain_slopes", right(2), role=Role.OUTPUT)
        self.chain.fill(lambda n: outer[0] * inner[0, n] + outer[1] * inner[1, n])

    def _differences(self) -> None:
        q, z, x, y, h = self._quantities, self.composite, self.x, self.y, self._h
        quotients = ((z(x + h, y) - z(x - h, y)) / (2 * h), (z(x, y + h) - z(x, y - h)) / (2 * h))
        rounding = self._rounding()
        self.direct = q.row("direct_slopes", *quotients, axis=right(2), look=SIX_DIGITS, tolerance=rounding)
        self.errors = q.tensor("chain_errors", right(2), role=Role.LOSS, look=ERROR, tolerance=rounding)
        self.errors.fill(lambda n: call("ABS", self.chain[n] - self.direct[n]))
        cut = h**2 / 6 * self._function.composite_third(call("ABS", x) + h, call("ABS", y) + h)
        within = call("MAX", self.errors) <= cut + QUOTIENT_ROUNDING["chain"] / h
        self.agree = q.claim("chain_agrees", within, "≤ ⅙ h² |z‴| + R/h")

    def composite(self, x: Operand, y: Operand) -> Expression:
        """Return z as a formula of x and y."""
        return self._function.value(x + y**2, x * y)

    def gradient(self, x: Operand, y: Operand) -> tuple[Expression, Expression]:
        """Return ∂z/∂x and ∂z/∂y as formulas of x and y."""
        along_u, along_v = self._function.slopes(x + y**2, x * y)
        return along_u + along_v * y, along_u * 2 * y + along_v * x

    def _rounding(self) -> Tolerance:
        h = self._model.h
        x, y = np.abs([self._model.chain_x, self._model.chain_y]) + h
        return Tolerance(absolute=self._function.composite_sizes(x, y, x + y**2, x * y).slope_rounding(h))

    def _spelled(self) -> None:
        """Put the numbers into the rule, one below the other, a cell for each; the formats carry the signs."""
        outer, inner, i = self.outer, self.inner, Index("i", 2)
        self.spelled = [
            self._quantities.tensor(f"chain_{name}", down(2), look=Look(_signed(sign), "term", width=TERM))
            for name, sign in TERMS.items()
        ]
        first, inside, second, within, total = self.spelled
        first[i], second[i] = outer[0], outer[1]
        for axis in range(2):
            inside[axis], within[axis] = inner[0, axis], inner[1, axis]
            total[axis] = self.chain[axis]

    def slice_rounding(self) -> Tolerance:
        """Bound what rounding does to values and tangents near the point."""
        x, y = abs(self._model.chain_x) + CHAIN_REACH, abs(self._model.chain_y) + CHAIN_REACH
        sizes = self._function.composite_sizes(*map(np.array, (x, y, x + y * y, x * y)))
        return Tolerance(tolerance_of(float(96 * (sizes.value + sizes.along_x + sizes.along_y))))

    @property
    def results(self) -> list[Row]:
        """The functions, the slopes of each, and those of the composite."""
        slopes = (Heads(["∂f/∂u", "∂f/∂v"]), self.outer, Heads(["∂/∂x", "∂/∂y"]), self.inner)
        composite = (Heads(["∂z/∂x", "∂z/∂y"]), self.chain, self.direct, self.errors)
        return [self.u, self.v, self.z, *slopes, *composite]

    def spelled_arranged(self) -> Element:
        """Arrange the rule with its numbers put in, a row for x and one for y."""
        texts = self._quantities.texts
        columns = (
            Column(tensor, [texts[f"columns.chain_{name}"]]) for name, tensor in zip(TERMS, self.spelled, strict=True)
        )
        return Table(Column(["∂z/∂x =", "∂z/∂y ="], [texts["columns.chain"]], style="term_name"), *columns)


def _signed(sign: str) -> str:
    """Return the format of a number behind a sign; behind a dot or a plus a negative one stands in brackets."""
    return f'"{sign}"0.00;"{sign}(−"0.00")"' if sign in ("· ", "+ ") else f'"{sign}"0.00;"{sign}−"0.00'
