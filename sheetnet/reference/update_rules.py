"""Update rules on arrays, in the form of torch.optim: from a gradient and a state to a step, and the state after it.

momentum   v ← μ v + g                          step η v
nesterov   v ← μ v + g                          step η (g + μ v)
adagrad    s ← s + g²                           step η g / (√s + ε)
rmsprop    s ← ρ s + (1 − ρ) g²                 step η g / (√s + ε)
adam       m ← β₁ m + (1 − β₁) g, s likewise    step η m̂ / (√ŝ + ε), m̂ = m / (1 − β₁ⁿ)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sheetnet.models import update_rules as models
from sheetnet.reference.arithmetic import np

State: TypeAlias = dict[str, np.ndarray]
Constants: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class UpdateRule:
    """The arithmetic of an update rule.

    Args:
        next_state: Returns the state after a step, from the gradient, the state before it and the rule's constants.
        step: Returns what to subtract from the parameters, from the gradient, the state after the step, the number of
            the step from 1, the learning rate and the rule's constants.
    """

    next_state: Callable[[np.ndarray, State, Constants], State]
    step: Callable[[np.ndarray, State, int, float, Constants], np.ndarray]


def zero_state(rule: str, like: np.ndarray) -> State:
    """Return the state before the first step: zeros.

    Args:
        rule: One of ``UPDATE_RULES``.
        like: An array of the parameters' shape.

    Returns:
        What the rule remembers, by name, each in that shape; nothing for plain descent.
    """
    return {name: np.zeros_like(like) for name in models.UPDATE_RULES[rule].states}


def advance(
    rule: str, gradient: np.ndarray, state: State, number: int, rate: float, constants: Constants
) -> tuple[np.ndarray, State]:
    """Take one step.

    Args:
        rule: One of ``UPDATE_RULES``.
        gradient: Of any shape.
        state: What the rule remembers.
        number: t, the number of the step, from 1.
        rate: η.
        constants: The rule's numbers by name.

    Returns:
        What to subtract from the parameters, and the new state.
    """
    row = UPDATE_RULES[rule]
    after = row.next_state(gradient, state, constants)
    return row.step(gradient, after, number, rate, constants), after


def _no_state(gradient: np.ndarray, state: State, constants: Constants) -> State:
    return {}


def _velocity(gradient: np.ndarray, state: State, constants: Constants) -> State:
    return {"velocity": constants["momentum"] * state["velocity"] + gradient}


def _sum_of_squares(gradient: np.ndarray, state: State, constants: Constants) -> State:
    return {"squares": state["squares"] + gradient**2}


def _mean_of_squares(gradient: np.ndarray, state: State, constants: Constants) -> State:
    return {"squares": _mixed(constants["decay"], state["squares"], gradient**2)}


def _mean_and_squares(gradient: np.ndarray, state: State, constants: Constants) -> State:
    return {
        "mean": _mixed(constants["mean_decay"], state["mean"], gradient),
        "squares": _mixed(constants["square_decay"], state["squares"], gradient**2),
    }


def _mixed(decay: float, old: np.ndarray, new: np.ndarray) -> np.ndarray:
    return decay * old + (1.0 - decay) * new


def _plain(gradient: np.ndarray, after: State, number: int, rate: float, constants: Constants) -> np.ndarray:
    return rate * gradient


def _moved(gradient: np.ndarray, after: State, number: int, rate: float, constants: Constants) -> np.ndarray:
    return rate * after["velocity"]


def _ahead(gradient: np.ndarray, after: State, number: int, rate: float, constants: Constants) -> np.ndarray:
    return rate * (gradient + constants["momentum"] * after["velocity"])


def _scaled(gradient: np.ndarray, after: State, number: int, rate: float, constants: Constants) -> np.ndarray:
    return rate * gradient / (np.sqrt(after["squares"]) + constants["epsilon"])


def _corrected(gradient: np.ndarray, after: State, number: int, rate: float, constants: Constants) -> np.ndarray:
    mean = after["mean"] / (1.0 - constants["mean_decay"] ** number)
    spread = np.sqrt(after["squares"] / (1.0 - constants["square_decay"] ** number))
    return rate * mean / (spread + constants["epsilon"])


UPDATE_RULES: dict[str, UpdateRule] = {
    "sgd": UpdateRule(_no_state, _plain),
    "momentum": UpdateRule(_velocity, _moved),
    "nesterov": UpdateRule(_velocity, _ahead),
    "adagrad": UpdateRule(_sum_of_squares, _scaled),
    "rmsprop": UpdateRule(_mean_of_squares, _scaled),
    "adam": UpdateRule(_mean_and_squares, _corrected),
}
