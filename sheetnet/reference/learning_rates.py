"""The learning rate of each step: warm-up, then a schedule that changes from epoch to epoch."""

from __future__ import annotations

from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.arithmetic import np


def rates_of(model: TableNetwork) -> np.ndarray:
    """Return the learning rate of each step, (steps,).

    Args:
        model: The training. While it warms up, the rate rises in equal steps to η; the schedule's epochs are counted
            from there.
    """
    step = np.arange(model.steps)
    epoch = np.maximum(step // model.epoch_steps - model.warmup_epochs, 0)
    planned = np.full(model.steps, model.learning_rate)
    if model.schedule == "step":
        planned = model.learning_rate * model.schedule_factor ** (epoch // model.schedule_epochs)
    elif model.schedule == "cosine":
        planned = model.learning_rate * (1.0 + np.cos(np.pi * epoch / max(model.epochs - model.warmup_epochs, 1))) / 2.0
    if not model.warmup_steps:
        return planned
    return np.where(step < model.warmup_steps, model.learning_rate * (step + 1.0) / model.warmup_steps, planned)
