"""The chain rule for z = f(u, v) with u = x + y² and v = xy: slopes along each way are multiplied, products added."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Expression, Operand, call
from sheetnet.lessons.partial_derivative.functions import FUNCTIONS
from sheetnet.lessons.partial_derivative.partial import EIGHT_DIGITS, Partial
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.partial_derivative import QUOTIENT_ROUNDING, PartialDerivative
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Role, Tolerance, down, right
from sheetnet.workbook.arrange import Element, Form, Heads
from sheetnet.workbook.look import ERROR

INNER = "        u = x + y²        v = xy"
RULE = "∂z/∂x = ∂f/∂u·∂u/∂x + ∂f/∂v·∂v/∂x        ∂z/∂y = ∂f/∂u·∂u/∂y + ∂f/∂v·∂v/∂y"


def add_chain(book: Book, model: PartialDerivative, partial: Partial) -> None:
    """Add the sheet with the chain rule at the point of the sheet before."""
    equation = f"{FUNCTIONS[model.function].composite_equation}{INNER}\n{RULE}"
    add_sheet(book, "chain", _Chain(model, book.texts, partial).arranged(), equation=equation)


class _Chain:
    """Inner and outer functions with their slopes, and the slopes of the composite.

    Args:
        model: The function and the point.
        texts: The lesson's texts.
        partial: Holds the point and the step.
    """

    def __init__(self, model: PartialDerivative, texts: Texts, partial: Partial) -> None:
        self._quantities, self._model, self._function = Quantities(model, texts), model, FUNCTIONS[model.function]
        self._h = partial.h
        self.x = self._quantities.result("chain_x", partial.x, "x")
        self.y = self._quantities.result("chain_y", partial.y, "y")
        self._functions()
        self._slopes()
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
        q, z, x, y, h = self._quantities, self._composite, self.x, self.y, self._h
        quotients = ((z(x + h, y) - z(x - h, y)) / (2 * h), (z(x, y + h) - z(x, y - h)) / (2 * h))
        rounding = self._rounding()
        self.direct = q.row("direct_slopes", *quotients, axis=right(2), look=EIGHT_DIGITS, tolerance=rounding)
        self.errors = q.tensor("chain_errors", right(2), role=Role.LOSS, look=ERROR, tolerance=rounding)
        self.errors.fill(lambda n: call("ABS", self.chain[n] - self.direct[n]))
        cut = h**2 / 6 * self._function.composite_third(call("ABS", x) + h, call("ABS", y) + h)
        within = call("MAX", self.errors) <= cut + QUOTIENT_ROUNDING["chain"] / h
        self.agree = q.claim("chain_agrees", within, "≤ ⅙ h² |z‴| + R/h")

    def _composite(self, x: Operand, y: Operand) -> Expression:
        """Return z as a formula of x and y."""
        return self._function.value(x + y**2, x * y)

    def _rounding(self) -> Tolerance:
        h = self._model.h
        x, y = np.abs([self._model.x, self._model.y]) + h
        return Tolerance(absolute=self._function.composite_sizes(x, y, x + y**2, x * y).slope_rounding(h))

    def arranged(self) -> Element:
        """Arrange the functions above the slopes of each, and those above the slopes of the composite."""
        functions = (self.x, self.y, self.u, self.v, self.z)
        slopes = (Heads(["∂f/∂u", "∂f/∂v"]), self.outer, None, Heads(["∂/∂x", "∂/∂y"]), self.inner)
        composite = (Heads(["∂z/∂x", "∂z/∂y"]), self.chain, self.direct, self.errors)
        return Form(*functions, None, *slopes, None, *composite, None, self.agree)
