"""Update rules as formulas: what a cell of state becomes, and the step that follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.formula import Expression, Operand, as_expression, call

EQUATIONS = {
    ("momentum", "velocity"): "v ← μ v + g",
    ("nesterov", "velocity"): "v ← μ v + g",
    ("adagrad", "squares"): "s ← s + g²",
    ("rmsprop", "squares"): "s ← ρ s + (1 − ρ) g²",
    ("adam", "mean"): "m ← β₁ m + (1 − β₁) g",
    ("adam", "squares"): "s ← β₂ s + (1 − β₂) g²",
}
STEPS = {
    "sgd": "Δ = η g",
    "momentum": "Δ = η v",
    "nesterov": "Δ = η (g + μ v)",
    "adagrad": "Δ = η g / (√s + ε)",
    "rmsprop": "Δ = η g / (√s + ε)",
    "adam": "Δ = η m̂ / (√ŝ + ε),  m̂ = m/(1 − β₁ⁿ),  ŝ = s/(1 − β₂ⁿ)",
}
CONSTANT_SYMBOLS = {"momentum": "μ", "decay": "ρ", "mean_decay": "β₁", "square_decay": "β₂", "epsilon": "ε"}
SYMBOLS = {"velocity": "v", "squares": "s", "mean": "m"}


def next_state(
    rule: str, name: str, before: Operand | None, gradient: Operand, constants: Mapping[str, Operand]
) -> Expression:
    """Return what a cell of state becomes.

    Args:
        rule: One of ``models.update_rules.RULES``.
        name: Which state, such as ``velocity``.
        before: The state before the step; None before the first, where it is 0.
        gradient: g.
        constants: The rule's numbers by name.
    """
    if rule in ("momentum", "nesterov"):
        return gradient.expression() if before is None else constants["momentum"] * before + gradient
    if rule == "adagrad":
        return gradient**2 if before is None else before + gradient**2
    decay = constants[{"mean": "mean_decay", "squares": "square_decay"}[name] if rule == "adam" else "decay"]
    fresh = (1 - decay) * (gradient if name == "mean" else gradient**2)
    return fresh if before is None else decay * before + fresh


def step(
    rule: str,
    gradient: Operand,
    states: Mapping[str, Operand],
    number: Operand,
    rate: Operand,
    constants: Mapping[str, Operand],
) -> Expression:
    """Return what is subtracted from the parameter.

    Args:
        rule: One of ``models.update_rules.RULES``.
        gradient: g.
        states: The states after this step's gradient, by name.
        number: t, from 1.
        rate: η.
        constants: The rule's numbers by name.
    """
    if rule == "sgd":
        return rate * gradient
    if rule == "momentum":
        return rate * states["velocity"]
    if rule == "nesterov":
        return rate * (gradient + constants["momentum"] * states["velocity"])
    if rule == "adam":
        mean = states["mean"] / (1 - constants["mean_decay"] ** as_expression(number))
        squares = states["squares"] / (1 - constants["square_decay"] ** as_expression(number))
        return rate * mean / (call("SQRT", squares) + constants["epsilon"])
    return rate * gradient / (call("SQRT", states["squares"]) + constants["epsilon"])
