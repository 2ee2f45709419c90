"""Activations as formulas of single cells: one row each, with the function, its derivative and its equation.

σ(z) is written so that no z overflows: EXP overflows at 710. ReLU's derivative bends at ``KINK_WIDTH``, not at 0: what
is 0 on paper is ±1e-17 in one engine or another. Powers are products: of a tiny number's power LibreOffice says #NUM!.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sheetnet.formula import Expression, Operand, as_expression, call, where
from sheetnet.models.activations import GELU_CUBIC, KINK_WIDTH

LOWEST = -700
"""σ(−700) is 1e-304, for every purpose 0."""

Value: TypeAlias = Callable[[Operand, float], Expression]
Derivative: TypeAlias = Callable[[Operand, Operand, float], Expression]
ONE = as_expression(1)


@dataclass(frozen=True)
class ActivationFormulas:
    """An activation that works unit by unit.

    Args:
        value: From z, and the slope for negative z that a layer may have, to the formula of a = f(z).
        derivative: From z, a and that slope to the formula of f′(z).
        equation: The function in symbols; ``{slope}`` stands for the slope.
        factor: What its derivative puts into an equation, behind what it is multiplied with.
    """

    value: Value
    derivative: Derivative
    equation: str
    factor: str


def sigmoid(z: Operand) -> Expression:
    """Return σ(z) = 1/(1 + e⁻ᶻ)."""
    return where(z < LOWEST, 0, 1 / (1 + call("EXP", -z)))


def softplus(z: Operand) -> Expression:
    """Return ln(1 + e^z), written so that no z overflows."""
    return call("MAX", z, 0) + call("LN", 1 + call("EXP", -call("ABS", z)))


def _gelu_tanh(z: Operand) -> Expression:
    """Return tanh(√(2/π) (z + 0.044715 z³)): no spreadsheet function for the normal distribution is exact in all."""
    return call("TANH", call("SQRT", 2 / call("PI")) * (z + GELU_CUBIC * (z * z * z)))


def _gelu_derivative(z: Operand) -> Expression:
    t = _gelu_tanh(z)
    inner = call("SQRT", 2 / call("PI")) * (1 + 3 * GELU_CUBIC * (z * z))
    return (1 + t) / 2 + z * (1 - t * t) * inner / 2


ACTIVATIONS: dict[str, ActivationFormulas] = {
    "sigmoid": ActivationFormulas(
        lambda z, _: sigmoid(z), lambda z, a, _: a * (1 - a), "a = σ(z) = 1/(1 + e⁻ᶻ)", "·a(1 − a)"
    ),
    "tanh": ActivationFormulas(lambda z, _: call("TANH", z), lambda z, a, _: 1 - a * a, "a = tanh z", "·(1 − a²)"),
    "relu": ActivationFormulas(
        lambda z, _: call("MAX", z, 0), lambda z, a, _: where(z > KINK_WIDTH, 1, 0), "a = max(0, z)", "·f′(z)"
    ),
    "leaky_relu": ActivationFormulas(
        lambda z, slope: where(z > 0, z, slope * z),
        lambda z, a, slope: where(z > KINK_WIDTH, 1, slope),
        "a = max(z, {slope:g}·z)",
        "·f′(z)",
    ),
    "identity": ActivationFormulas(lambda z, _: z.expression(), lambda z, a, _: ONE, "a = z", ""),
    "elu": ActivationFormulas(
        lambda z, _: where(z > 0, z, call("EXP", z) - 1),
        lambda z, a, _: where(z > 0, 1, call("EXP", z)),  # not a + 1, which is 0 from z = −37 on
        "a = z, below 0 eᶻ − 1",
        "·f′(z)",
    ),
    "gelu": ActivationFormulas(
        lambda z, _: z * (1 + _gelu_tanh(z)) / 2,
        lambda z, a, _: _gelu_derivative(z),
        "a = z (1 + tanh(√(2/π) (z + 0.044715 z³)))/2",
        "·f′(z)",
    ),
    "softplus": ActivationFormulas(lambda z, _: softplus(z), lambda z, a, _: sigmoid(z), "a = ln(1 + eᶻ)", "·σ(z)"),
    "silu": ActivationFormulas(
        lambda z, _: z * sigmoid(z), lambda z, a, _: sigmoid(z) + a * (1 - sigmoid(z)), "a = z·σ(z)", "·f′(z)"
    ),
}
"""By name; softmax works on all units together and stands in ``losses`` and ``layers``."""


def times(grad_output: Expression, derivative: Expression) -> Expression:
    """Return ∂C/∂a · f′(z), without a factor of 1."""
    return grad_output if derivative == ONE else grad_output * derivative
