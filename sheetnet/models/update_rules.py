"""Update rules by name: their state, and the numbers they take. The arithmetic stands once on each side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UpdateRule:
    """What a model may know of an update rule.

    Args:
        states: What it remembers from step to step, for each parameter.
        constants: The numbers it takes besides the learning rate.
    """

    states: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()


UPDATE_RULES: dict[str, UpdateRule] = {
    "sgd": UpdateRule(),
    "momentum": UpdateRule(states=("velocity",), constants=("momentum",)),
    "nesterov": UpdateRule(states=("velocity",), constants=("momentum",)),
    "adagrad": UpdateRule(states=("squares",), constants=("epsilon",)),
    "rmsprop": UpdateRule(states=("squares",), constants=("decay", "epsilon")),
    "adam": UpdateRule(states=("mean", "squares"), constants=("mean_decay", "square_decay", "epsilon")),
}
