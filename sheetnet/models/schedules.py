"""How a learning rate changes over a training, by name; each side has the arithmetic."""

from __future__ import annotations

SCHEDULES = ("constant", "step", "cosine")
"""``step`` takes it times γ every so many epochs, ``cosine`` lets it fall along half a wave, as torch.optim does."""
