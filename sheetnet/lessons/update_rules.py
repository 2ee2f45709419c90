"""Update rules as formulas, one row a rule: what it remembers of a parameter, and the step that follows from it.

g is the gradient, η the learning rate, n the number of the step from 1. A rule with memory first takes the gradient
into what it remembers, v, m or s, and then steps by that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sheetnet.formula import Expression, Operand, call

Constants: TypeAlias = Mapping[str, Operand]
States: TypeAlias = Mapping[str, Operand]

SYMBOLS = {"velocity": "v", "squares": "s", "mean": "m"}
"""Of what rules remember."""
CONSTANT_SYMBOLS = {"momentum": "μ", "decay": "ρ", "mean_decay": "β₁", "square_decay": "β₂", "epsilon": "ε"}
"""Of the numbers that rules take besides the learning rate."""


@dataclass(frozen=True, slots=True)
class State:
    """What a rule remembers of a parameter: a sum of what it keeps of the state before and what the gradient adds.

    Args:
        equation: Both, in symbols.
        kept: From the state before the step and the constants to what is left of it.
        added: From the gradient and the constants to what is added.
    """

    equation: str
    kept: Callable[[Operand, Constants], Expression]
    added: Callable[[Operand, Constants], Expression]


@dataclass(frozen=True, slots=True)
class UpdateRule:
    """The formulas of an update rule.

    Args:
        equation: The step in symbols.
        step: From the gradient, the states after it, the step's number, the learning rate and the constants to what is
            subtracted from the parameter.
        states: What the rule remembers of each parameter, by name.
        details: Equations of the symbols that the step's equation uses besides the states and constants.
        in_a_line: The whole update in one equation, of a rule that is so plain; empty for others.
    """

    equation: str
    step: Callable[[Operand, States, Operand, Operand, Constants], Expression]
    states: Mapping[str, State] = field(default_factory=dict)
    details: tuple[str, ...] = ()
    in_a_line: str = ""

    @property
    def full_equation(self) -> str:
        """The step in symbols, every symbol explained."""
        return ",  ".join([self.equation, *self.details])

    @property
    def equations(self) -> list[str]:
        """The whole rule in symbols: what becomes of each state, then the step."""
        return [*(state.equation for state in self.states.values()), self.full_equation]


def next_state(rule: str, name: str, before: Operand | None, gradient: Operand, constants: Constants) -> Expression:
    """Return what a cell of state becomes.

    Args:
        rule: A key of ``UPDATE_RULES``.
        name: Which of the rule's states, such as ``velocity``.
        before: The state before the step; None before the first, where it is 0.
        gradient: g.
        constants: The rule's numbers by name.
    """
    state = UPDATE_RULES[rule].states[name]
    added = state.added(gradient, constants)
    return added if before is None else state.kept(before, constants) + added


def step(
    rule: str, gradient: Operand, states: States, number: Operand, rate: Operand, constants: Constants
) -> Expression:
    """Return what is subtracted from the parameter.

    Args:
        rule: A key of ``UPDATE_RULES``.
        gradient: g.
        states: The states after this step's gradient, by name.
        number: n, from 1.
        rate: η.
        constants: The rule's numbers by name.
    """
    return UPDATE_RULES[rule].step(gradient, states, number, rate, constants)


def _scaled(g: Operand, after: States, n: Operand, rate: Operand, c: Constants) -> Expression:
    return rate * g / (call("SQRT", after["squares"]) + c["epsilon"])


def _corrected(g: Operand, after: States, n: Operand, rate: Operand, c: Constants) -> Expression:
    mean = after["mean"] / (1 - c["mean_decay"] ** n)
    squares = after["squares"] / (1 - c["square_decay"] ** n)
    return rate * mean / (call("SQRT", squares) + c["epsilon"])


_VELOCITY = State("v ← μ v + g", lambda v, c: c["momentum"] * v, lambda g, c: g.expression())
# A square is a product: where g^2 is too small for a number, LibreOffice says #NUM!, and of g*g that it is 0.
_SUM_OF_SQUARES = State("s ← s + g²", lambda s, c: s.expression(), lambda g, c: g * g)
_MEAN_OF_SQUARES = State(
    "s ← ρ s + (1 − ρ) g²", lambda s, c: c["decay"] * s, lambda g, c: (1 - c["decay"]) * (g * g)
)  # fmt: skip
_ADAM_MEAN = State(
    "m ← β₁ m + (1 − β₁) g", lambda m, c: c["mean_decay"] * m, lambda g, c: (1 - c["mean_decay"]) * g
)  # fmt: skip
_ADAM_SQUARES = State(
    "s ← β₂ s + (1 − β₂) g²", lambda s, c: c["square_decay"] * s, lambda g, c: (1 - c["square_decay"]) * (g * g)
)

UPDATE_RULES: dict[str, UpdateRule] = {
    "sgd": UpdateRule("Δ = η g", lambda g, after, n, rate, c: rate * g, in_a_line="w ← w − η ∂C_T/∂w"),
    "momentum": UpdateRule(
        "Δ = η v",
        lambda g, after, n, rate, c: rate * after["velocity"],
        states={"velocity": _VELOCITY},
    ),
    "nesterov": UpdateRule(
        "Δ = η (g + μ v)",
        lambda g, after, n, rate, c: rate * (g + c["momentum"] * after["velocity"]),
        states={"velocity": _VELOCITY},
    ),
    "adagrad": UpdateRule("Δ = η g / (√s + ε)", _scaled, states={"squares": _SUM_OF_SQUARES}),
    "rmsprop": UpdateRule("Δ = η g / (√s + ε)", _scaled, states={"squares": _MEAN_OF_SQUARES}),
    "adam": UpdateRule(
        "Δ = η m̂ / (√ŝ + ε)",
        _corrected,
        states={"mean": _ADAM_MEAN, "squares": _ADAM_SQUARES},
        details=("m̂ = m/(1 − β₁ⁿ)", "ŝ = s/(1 − β₂ⁿ)"),
    ),
}
