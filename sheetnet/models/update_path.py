"""The way from a gradient to a new parameter: what becomes of the gradient first, by name and in this order.

clipped   g ← c g, c = min(1, θ / (‖g‖ + 10⁻⁶))    the norm of all gradients together, as clip_grad_norm_ of torch
decayed   g ← g + λ w    the L2 penalty, as ``weight_decay`` of torch.optim.SGD and Adam

Then the update rule takes it into what it remembers and makes a step of it. A decoupled decay, as that of AdamW, is no
part of the gradient: w ← (1 − η λ) w − Δ.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.update_rules import UPDATE_RULES

STAGES: dict[str, tuple[str, ...]] = {"clipped": ("clip_norm",), "decayed": ("weight_decay",)}
"""What may become of a gradient, in order, with the numbers that it takes; the arithmetic stands once on each side."""
CLIP_SAFETY = 1e-6
"""Is added to the norm before the division, as PyTorch does."""
CLIPPINGS = ("none", "norm")
WEIGHT_DECAYS = ("none", "l2", "decoupled")


@dataclass(frozen=True)
class UpdatePath:
    """The way from a gradient to a new parameter.

    Args:
        rule: The update rule, one of ``UPDATE_RULES``.
        stages: Some of ``STAGES``, in their order.
        decoupled: Whether parameters shrink by η λ besides.
    """

    rule: str = "sgd"
    stages: tuple[str, ...] = ()
    decoupled: bool = False

    @property
    def constants(self) -> tuple[str, ...]:
        """The numbers that it takes besides the learning rate."""
        staged = [name for stage in self.stages for name in STAGES[stage]]
        return (*UPDATE_RULES[self.rule].constants, *staged, *(["weight_decay"] if self.decoupled else []))

    @property
    def kept(self) -> int:
        """How many numbers there are of a parameter in a step: itself, its gradients, what the rule remembers."""
        return 2 + len(self.stages) + len(UPDATE_RULES[self.rule].states)
