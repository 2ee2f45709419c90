"""More formulas of single entries, and choices between entries."""

from __future__ import annotations

from typing import ClassVar

from sheetnet.formula import Expression, call, where
from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas, entry
from sheetnet.lessons.operator_graph.operators.elementwise import ArithmeticFormulas, EntryByEntryFormulas
from sheetnet.models.operator_graph.operators import (
    Abs,
    Exp,
    Greater,
    GreaterOrEqual,
    HardSigmoid,
    HardSwish,
    Less,
    LessOrEqual,
    Max,
    Min,
    Neg,
    PRelu,
    Selu,
    Softsign,
    Where,
)


class ExpFormulas(EntryByEntryFormulas[Exp]):
    """A power of e."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Exp) -> str:
        """Return it in symbols."""
        return "y = eˣ"

    def value(self, x: Expression) -> Expression:
        """Return EXP(x)."""
        return call("EXP", x)


class NegFormulas(EntryByEntryFormulas[Neg]):
    """The other sign."""

    @classmethod
    def equation(cls, operator: Neg) -> str:
        """Return it in symbols."""
        return "y = −x"

    def value(self, x: Expression) -> Expression:
        """Return −x."""
        return -x


class AbsFormulas(EntryByEntryFormulas[Abs]):
    """No sign."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Abs) -> str:
        """Return it in symbols."""
        return "y = |x|"

    def value(self, x: Expression) -> Expression:
        """Return ABS(x)."""
        return call("ABS", x)


class SeluFormulas(EntryByEntryFormulas[Selu]):
    """A scaled line, and an exponential below 0."""

    @classmethod
    def equation(cls, operator: Selu) -> str:
        """Return it in symbols."""
        return f"y = {operator.gamma:.6g}·x, below 0 {operator.gamma:.6g}·{operator.alpha:.6g}·(eˣ − 1)"

    def value(self, x: Expression) -> Expression:
        """Return γx or γα(eˣ − 1)."""
        return self.operator.gamma * where(x > 0, x, self.operator.alpha * (call("EXP", x) - 1))


class SoftsignFormulas(EntryByEntryFormulas[Softsign]):
    """A quotient that stays between −1 and 1."""

    @classmethod
    def equation(cls, operator: Softsign) -> str:
        """Return it in symbols."""
        return "y = x/(1 + |x|)"

    def value(self, x: Expression) -> Expression:
        """Return x/(1 + ABS(x))."""
        return x / (1 + call("ABS", x))


class HardSigmoidFormulas(EntryByEntryFormulas[HardSigmoid]):
    """A line between 0 and 1."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: HardSigmoid) -> str:
        """Return it in symbols."""
        return f"y = max(0, min(1, {operator.alpha:.6g}·x + {operator.beta:.6g}))"

    def value(self, x: Expression) -> Expression:
        """Return αx + β within 0 and 1."""
        return call("MAX", call("MIN", self.operator.alpha * x + self.operator.beta, 1), 0)


class HardSwishFormulas(EntryByEntryFormulas[HardSwish]):
    """x times a line between 0 and 1."""

    @classmethod
    def equation(cls, operator: HardSwish) -> str:
        """Return it in symbols."""
        return "y = x·max(0, min(1, x/6 + 0.5))"

    def value(self, x: Expression) -> Expression:
        """Return x times x/6 + 1/2 within 0 and 1."""
        return x * call("MAX", call("MIN", x / 6 + 0.5, 1), 0)


class PReluFormulas(ArithmeticFormulas[PRelu]):
    """A slope of its own below 0."""

    @classmethod
    def equation(cls, operator: PRelu) -> str:
        """Return it in symbols."""
        return "y = x, below 0 a·x"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return x or slope times x."""
        return where(a > 0, a, b * a)


class GreaterFormulas(ArithmeticFormulas[Greater]):
    """A comparison."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Greater) -> str:
        """Return it in symbols."""
        return "y = [a > b]"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return 1 where a > b."""
        return where(a > b, 1, 0)


class GreaterOrEqualFormulas(ArithmeticFormulas[GreaterOrEqual]):
    """A comparison."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: GreaterOrEqual) -> str:
        """Return it in symbols."""
        return "y = [a ≥ b]"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return 1 where a ≥ b."""
        return where(a >= b, 1, 0)


class LessFormulas(ArithmeticFormulas[Less]):
    """A comparison."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Less) -> str:
        """Return it in symbols."""
        return "y = [a < b]"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return 1 where a < b."""
        return where(a < b, 1, 0)


class LessOrEqualFormulas(ArithmeticFormulas[LessOrEqual]):
    """A comparison."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: LessOrEqual) -> str:
        """Return it in symbols."""
        return "y = [a ≤ b]"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return 1 where a ≤ b."""
        return where(a <= b, 1, 0)


class MaxFormulas(ArithmeticFormulas[Max]):
    """The larger of two."""

    @classmethod
    def equation(cls, operator: Max) -> str:
        """Return it in symbols."""
        return "y = max(a, b)"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return MAX(a, b)."""
        return call("MAX", a, b)


class MinFormulas(ArithmeticFormulas[Min]):
    """The smaller of two."""

    @classmethod
    def equation(cls, operator: Min) -> str:
        """Return it in symbols."""
        return "y = min(a, b)"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return MIN(a, b)."""
        return call("MIN", a, b)


class WhereFormulas(OperatorFormulas[Where]):
    """A choice between two."""

    @classmethod
    def equation(cls, operator: Where) -> str:
        """Return it in symbols."""
        return "y = a where c, else b"

    def write(self) -> None:
        """Write one formula for all entries."""
        position = self.output.indices()
        condition, a, b = (entry(tensor, position) for tensor in self.taken)
        self.output[position] = where(condition.equals(0), b, a)
