"""Early stopping: how long the validation cost has not been better, and where that would have ended a training."""

from __future__ import annotations

from sheetnet.models.table_training import BETTER
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np


def early_stopping(curve: np.ndarray, patience: float) -> Tensors:
    """Find where a training would have stopped.

    Args:
        curve: The validation cost after each epoch, (epochs,).
        patience: After so many epochs without a better cost it would stop.

    Returns:
        ``waited``, for each epoch how many it is after the best so far, (epochs,), the same as ``least_so_far``, and
        ``stop_epoch``, counted from 1, the last one where patience never ends, with the cost there.
    """
    least = np.minimum.accumulate(curve)
    waited = np.zeros(len(curve))
    for epoch in range(1, len(curve)):
        better = curve[epoch] < least[epoch - 1] - BETTER
        waited[epoch] = 0.0 if better else waited[epoch - 1] + 1.0
    out = waited >= patience
    stop = int(out.argmax()) if out.any() else len(curve) - 1
    return {"least_so_far": least, "waited": waited, "stop_epoch": np.array(stop + 1.0), "stop_cost": curve[stop]}
