"""Update rules on arrays, in the form of torch.optim: from a gradient and a state to a step, and the state after it.

momentum   v ← μ v + g                          step η v
nesterov   v ← μ v + g                          step η (g + μ v)
adagrad    s ← s + g²                           step η g / (√s + ε)
rmsprop    s ← ρ s + (1 − ρ) g²                 step η g / (√s + ε)
adam       m ← β₁ m + (1 − β₁) g, s likewise    step η m̂ / (√ŝ + ε), m̂ = m / (1 − β₁ⁿ)
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sheetnet.models.update_rules import STATES

State = dict[str, np.ndarray]


def zero_state(rule: str, like: np.ndarray) -> State:
    """Return the state before the first step: zeros.

    Args:
        rule: One of ``models.update_rules.RULES``.
        like: An array of the parameters' shape.

    Returns:
        What the rule remembers, by name, each in that shape; nothing for plain descent.
    """
    return {name: np.zeros_like(like) for name in STATES[rule]}


def advance(
    rule: str, gradient: np.ndarray, state: State, number: int, rate: float, constants: Mapping[str, float]
) -> tuple[np.ndarray, State]:
    """Take one step.

    Args:
        rule: One of ``models.update_rules.RULES``.
        gradient: Of any shape.
        state: What the rule remembers.
        number: t, the number of the step, from 1.
        rate: η.
        constants: The rule's numbers by name.

    Returns:
        What to subtract from the parameters, and the new state.
    """
    if rule == "sgd":
        return rate * gradient, {}
    if rule in ("momentum", "nesterov"):
        velocity = constants["momentum"] * state["velocity"] + gradient
        ahead = gradient + constants["momentum"] * velocity if rule == "nesterov" else velocity
        return rate * ahead, {"velocity": velocity}
    if rule == "adam":
        return _adam(gradient, state, number, rate, constants)
    if rule == "adagrad":
        squares = state["squares"] + gradient**2
    else:
        squares = constants["decay"] * state["squares"] + (1.0 - constants["decay"]) * gradient**2
    return rate * gradient / (np.sqrt(squares) + constants["epsilon"]), {"squares": squares}


def _adam(
    gradient: np.ndarray, state: State, number: int, rate: float, constants: Mapping[str, float]
) -> tuple[np.ndarray, State]:
    first, second = constants["mean_decay"], constants["square_decay"]
    mean = first * state["mean"] + (1.0 - first) * gradient
    squares = second * state["squares"] + (1.0 - second) * gradient**2
    corrected = mean / (1.0 - first**number)
    spread = np.sqrt(squares / (1.0 - second**number))
    return rate * corrected / (spread + constants["epsilon"]), {"mean": mean, "squares": squares}
