"""Formulas of single entries: arithmetic and activations."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from sheetnet.formula import Expression, call, where
from sheetnet.lessons.network.activations import sigmoid, softplus
from sheetnet.lessons.operator_graph.operators.base import O, OperatorFormulas, entry
from sheetnet.lessons.operator_graph.operators.normal import normal_share, tanh_share
from sheetnet.models.operator_graph.operators import (
    Add,
    Clip,
    Div,
    Elu,
    Gelu,
    Identity,
    LeakyRelu,
    Mul,
    Relu,
    Sigmoid,
    Softplus,
    Sub,
    Tanh,
)
from sheetnet.models.operator_graph.operators.elementwise import UNBOUNDED, Arithmetic

A = TypeVar("A", bound=Arithmetic)


class ArithmeticFormulas(OperatorFormulas[A]):
    """Two arrays, entry by entry."""

    def write(self) -> None:
        """Write one formula for all entries."""
        position = self.output.indices()
        self.output[position] = self.value(entry(self.taken[0], position), entry(self.taken[1], position))

    @abstractmethod
    def value(self, a: Expression, b: Expression) -> Expression:
        """Return the result."""


class AddFormulas(ArithmeticFormulas[Add]):
    """A sum."""

    @classmethod
    def equation(cls, operator: Add) -> str:
        """Return the sum in symbols."""
        return "y = a + b"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return the sum."""
        return a + b


class SubFormulas(ArithmeticFormulas[Sub]):
    """A difference."""

    @classmethod
    def equation(cls, operator: Sub) -> str:
        """Return the difference in symbols."""
        return "y = a − b"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return the difference."""
        return a - b


class MulFormulas(ArithmeticFormulas[Mul]):
    """A product."""

    @classmethod
    def equation(cls, operator: Mul) -> str:
        """Return the product in symbols."""
        return "y = a·b"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return the product."""
        return a * b


class DivFormulas(ArithmeticFormulas[Div]):
    """A quotient."""

    @classmethod
    def equation(cls, operator: Div) -> str:
        """Return the quotient in symbols."""
        return "y = a / b"

    def value(self, a: Expression, b: Expression) -> Expression:
        """Return the quotient."""
        return a / b


class EntryByEntryFormulas(OperatorFormulas[O]):
    """A function of each entry."""

    def write(self) -> None:
        """Write one formula for all entries."""
        position = self.output.indices()
        self.output[position] = self.value(self.taken[0][position])

    @abstractmethod
    def value(self, x: Expression) -> Expression:
        """Return f(x)."""


class ReluFormulas(EntryByEntryFormulas[Relu]):
    """The larger of x and 0."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Relu) -> str:
        """Return it in symbols."""
        return "y = max(0, x)"

    def value(self, x: Expression) -> Expression:
        """Return MAX(x, 0)."""
        return call("MAX", x, 0)


class LeakyReluFormulas(EntryByEntryFormulas[LeakyRelu]):
    """A smaller slope below 0."""

    @classmethod
    def equation(cls, operator: LeakyRelu) -> str:
        """Return it in symbols."""
        return f"y = x, below 0 {operator.alpha:.6g}·x"

    def value(self, x: Expression) -> Expression:
        """Return x or αx."""
        return where(x > 0, x, self.operator.alpha * x)


class EluFormulas(EntryByEntryFormulas[Elu]):
    """An exponential below 0."""

    @classmethod
    def equation(cls, operator: Elu) -> str:
        """Return it in symbols."""
        return f"y = x, below 0 {'' if operator.alpha == 1 else f'{operator.alpha:.6g}·'}(eˣ − 1)"

    def value(self, x: Expression) -> Expression:
        """Return x or α(eˣ − 1)."""
        below = call("EXP", x) - 1
        return where(x > 0, x, below if self.operator.alpha == 1 else self.operator.alpha * below)


class SigmoidFormulas(EntryByEntryFormulas[Sigmoid]):
    """The logistic function."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Sigmoid) -> str:
        """Return it in symbols."""
        return "y = σ(x) = 1/(1 + e⁻ˣ)"

    def value(self, x: Expression) -> Expression:
        """Return σ(x)."""
        return sigmoid(x)


class TanhFormulas(EntryByEntryFormulas[Tanh]):
    """The hyperbolic tangent."""

    @classmethod
    def equation(cls, operator: Tanh) -> str:
        """Return it in symbols."""
        return "y = tanh x"

    def value(self, x: Expression) -> Expression:
        """Return TANH(x)."""
        return call("TANH", x)


class SoftplusFormulas(EntryByEntryFormulas[Softplus]):
    """A smooth ReLU."""

    signed: ClassVar[bool] = False

    @classmethod
    def equation(cls, operator: Softplus) -> str:
        """Return it in symbols."""
        return "y = ln(1 + eˣ)"

    def value(self, x: Expression) -> Expression:
        """Return ln(1 + eˣ), so that no x overflows."""
        return softplus(x)


class ClipFormulas(EntryByEntryFormulas[Clip]):
    """Two limits."""

    @classmethod
    def equation(cls, operator: Clip) -> str:
        """Return it in symbols."""
        low, high = operator.min > -UNBOUNDED, operator.max < UNBOUNDED
        inner = f"max({operator.min:.6g}, x)" if low else "x"
        return f"y = min({operator.max:.6g}, {inner})" if high else f"y = {inner}"

    def value(self, x: Expression) -> Expression:
        """Return x within the limits."""
        bounded = call("MAX", x, self.operator.min) if self.operator.min > -UNBOUNDED else x
        return call("MIN", bounded, self.operator.max) if self.operator.max < UNBOUNDED else bounded


class IdentityFormulas(EntryByEntryFormulas[Identity]):
    """What is taken."""

    @classmethod
    def equation(cls, operator: Identity) -> str:
        """Return it in symbols."""
        return "y = x"

    def value(self, x: Expression) -> Expression:
        """Return x."""
        return x


class GeluFormulas(OperatorFormulas[Gelu]):
    """x times a share that grows from 0 to 1."""

    part_equations: ClassVar[dict[str, str]] = {"share": "Φ"}

    @classmethod
    def equation(cls, operator: Gelu) -> str:
        """Return it in symbols."""
        if operator.approximate == "tanh":
            return "Φ = (1 + tanh(√(2/π) (x + 0.044715 x³)))/2    y = x·Φ"
        return "Φ(x) = (1 + erf(x/√2))/2    y = x·Φ(x)"

    def write(self) -> None:
        """Write the share, and x times it."""
        position, share = self.output.indices(), self.parts["share"]
        x = self.taken[0][position]
        share[position] = tanh_share(x) if self.operator.approximate == "tanh" else normal_share(x)
        self.output[position] = x * share[position]
