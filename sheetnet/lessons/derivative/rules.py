"""The derivatives of the tables: functions of x with the exponent n and the constant c, u = x² and v = eˣ."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from sheetnet.formula import Expression, Operand, as_expression, call


@dataclass(frozen=True)
class Derived:
    """A function and its derivative.

    Args:
        equation: The derivative, in symbols.
        function: The function as a formula of x, n and c.
        derivative: Its derivative by x, likewise.
        sizes: From x, n and c to |f| and |x f′|, every term counted by its size.
    """

    equation: str
    function: Callable[[Operand, Operand, Operand], Expression]
    derivative: Callable[[Operand, Operand, Operand], Expression]
    sizes: Callable[[float, float, float], tuple[float, float]]


def exp(x: Operand) -> Expression:
    """Return eˣ."""
    return call("EXP", x)


def sigmoid(x: Operand) -> Expression:
    """Return σ(x)."""
    return 1 / (1 + exp(-x))


DERIVATIVES = {
    "constant": Derived(
        "(c)′ = 0",
        lambda x, n, c: c.expression(),
        lambda x, n, c: as_expression(0),
        lambda x, n, c: (abs(c), 0.0),
    ),
    "power": Derived(
        "(xⁿ)′ = n xⁿ⁻¹",
        lambda x, n, c: x**n,
        lambda x, n, c: n * x ** (n - 1),
        lambda x, n, c: (x**n, abs(n) * x**n),
    ),
    "exponential": Derived(
        "(eˣ)′ = eˣ",
        lambda x, n, c: exp(x),
        lambda x, n, c: exp(x),
        lambda x, n, c: (math.exp(x), x * math.exp(x)),
    ),
    "logarithm": Derived(
        "(ln x)′ = 1/x",
        lambda x, n, c: call("LN", x),
        lambda x, n, c: 1 / x,
        lambda x, n, c: (abs(math.log(x)), 1.0),
    ),
    "reciprocal": Derived(
        "(1/x)′ = −1/x²",
        lambda x, n, c: 1 / x,
        lambda x, n, c: -(1 / x**2),
        lambda x, n, c: (1 / x, 1 / x),
    ),
    "sigmoid": Derived(
        "σ′ = σ(1 − σ)",
        lambda x, n, c: sigmoid(x),
        lambda x, n, c: sigmoid(x) * (1 - sigmoid(x)),
        lambda x, n, c: (1.0, x / 4),
    ),
    "multiple": Derived(
        "(c·u)′ = c·u′",
        lambda x, n, c: c * x**2,
        lambda x, n, c: c * (2 * x),
        lambda x, n, c: (abs(c) * x**2, 2 * abs(c) * x**2),
    ),
    "sum": Derived(
        "(u + v)′ = u′ + v′",
        lambda x, n, c: x**2 + exp(x),
        lambda x, n, c: 2 * x + exp(x),
        lambda x, n, c: (x**2 + math.exp(x), 2 * x**2 + x * math.exp(x)),
    ),
    "product": Derived(
        "(u v)′ = u′v + u v′",
        lambda x, n, c: x**2 * exp(x),
        lambda x, n, c: 2 * x * exp(x) + x**2 * exp(x),
        lambda x, n, c: (x**2 * math.exp(x), (2 + x) * x**2 * math.exp(x)),
    ),
    "quotient": Derived(
        "(u/v)′ = (u′v − u v′)/v²",
        lambda x, n, c: x**2 / exp(x),
        lambda x, n, c: (2 * x * exp(x) - x**2 * exp(x)) / exp(x) ** 2,
        lambda x, n, c: (x**2 / math.exp(x), (2 + x) * x**2 / math.exp(x)),
    ),
    "chain": Derived(
        "(v(u))′ = v′(u)·u′",
        lambda x, n, c: exp(x**2),
        lambda x, n, c: exp(x**2) * (2 * x),
        lambda x, n, c: (math.exp(x**2), 2 * x**2 * math.exp(x**2)),
    ),
}
