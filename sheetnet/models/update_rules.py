"""Update rules by name: their state, and the numbers they take. The arithmetic stands once on each side."""

from __future__ import annotations

RULES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")

STATES: dict[str, tuple[str, ...]] = {
    "sgd": (),
    "momentum": ("velocity",),
    "nesterov": ("velocity",),
    "adagrad": ("squares",),
    "rmsprop": ("squares",),
    "adam": ("mean", "squares"),
}
"""What a rule remembers from step to step, for each parameter."""

CONSTANTS: dict[str, tuple[str, ...]] = {
    "sgd": (),
    "momentum": ("momentum",),
    "nesterov": ("momentum",),
    "adagrad": ("epsilon",),
    "rmsprop": ("decay", "epsilon"),
    "adam": ("mean_decay", "square_decay", "epsilon"),
}
"""The numbers a rule takes besides the learning rate."""
