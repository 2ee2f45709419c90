"""The formulas of activations, their derivatives, and costs, on single cells and columns of units."""

from __future__ import annotations

from sheetnet.formula import Expression, Operand, call, count, where
from sheetnet.models.network import KINK_WIDTH, LEAK, NO_ANSWER, TIE_WIDTH

LOWEST = -700
"""EXP overflows at 710; σ(−700) is 1e-304, for every purpose 0."""


def activated(name: str, z: Operand) -> Expression:
    """Return a = f(z) for an activation that works unit by unit."""
    if name == "sigmoid":
        return where(z < LOWEST, 0, 1 / (1 + call("EXP", -z)))
    if name == "tanh":
        return call("TANH", z)
    if name == "relu":
        return call("MAX", z, 0)
    if name == "leaky_relu":
        return where(z > 0, z, LEAK * z)
    return z.expression()


def activation_words(name: str) -> str:
    """Return the activation's equation."""
    return {
        "sigmoid": "a = σ(z) = 1/(1 + e⁻ᶻ)",
        "tanh": "a = tanh z",
        "relu": "a = max(0, z)",
        "leaky_relu": f"a = max(z, {LEAK}·z)",
        "identity": "a = z",
        "softmax": "aₙ = e^zₙ / Σ e^z",
    }[name]


def sloped(name: str, arrived: Expression, z: Operand, a: Operand) -> Expression:
    """Return what arrived at a unit, ∂C/∂a, times f′(z)."""
    if name == "sigmoid":
        return arrived * a * (1 - a)
    if name == "tanh":
        return arrived * (1 - a**2)
    if name == "relu":
        return arrived * where(z > KINK_WIDTH, 1, 0)
    if name == "leaky_relu":
        return arrived * where(z > KINK_WIDTH, 1, LEAK)
    return arrived


def slope_words(name: str) -> str:
    """Return the derivative's factor in an equation."""
    return {"sigmoid": "·a(1 − a)", "tanh": "·(1 − a²)", "identity": ""}.get(name, "·f′(z)")


def half_squared(targets: Expression, activations: Expression) -> Expression:
    """Return C = ½ Σ (t − a)²."""
    return call("SUMPRODUCT", (targets - activations) ** 2) / 2


def softmax_cross_entropy(targets: Expression, z: Expression, exponentials: Expression) -> Expression:
    """Return C = −Σ t ln a = ln Σ e^(z − max z) + max z − Σ t z, for targets that sum to 1."""
    return call("LN", call("SUM", exponentials)) + call("MAX", z) - call("SUMPRODUCT", targets, z)


def sigmoid_cross_entropy(targets: Expression, z: Expression, units: list[Expression]) -> Expression:
    """Return C = −Σ (t ln a + (1 − t) ln(1 − a)) = Σ (max(z, 0) + ln(1 + e^−|z|)) − Σ t z."""
    total = _softplus(units[0])
    for unit in units[1:]:
        total = total + _softplus(unit)
    return total - call("SUMPRODUCT", targets, z)


def _softplus(z: Expression) -> Expression:
    return call("MAX", z, 0) + call("LN", 1 + call("EXP", -call("ABS", z)))


def is_right(targets: Expression, activations: Expression) -> Expression:
    """Return 1 if the answer is right: no output but the target's is the largest; a single output is within ½ of it.

    Outputs count as equal within ``TIE_WIDTH``: by its last bit one is larger here, another there.
    """
    if activations.single:
        return where(call("ABS", activations - targets) < 0.5 - TIE_WIDTH, 1, 0)
    largest = activations >= call("MAX", activations) - TIE_WIDTH
    return where(count(largest, targets < call("MAX", targets)) < 1, 1, 0)


def answer(class_labels: Expression, outputs: Expression) -> Expression:
    """Return the label of the largest output, ``NO_ANSWER`` where several tie; a single output says whether it is ½."""
    if outputs.single:
        return where(outputs >= 0.5 - TIE_WIDTH, 1, 0)
    ties = count(outputs >= call("MAX", outputs) - TIE_WIDTH)
    label = call("INDEX", class_labels, call("MATCH", call("MAX", outputs), outputs, 0))
    return where(ties > 1, NO_ANSWER, label)
