"""Which class a network on a table tells, in NumPy."""

from __future__ import annotations

from sheetnet.models.network import NO_ANSWER, TIE_WIDTH
from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.arithmetic import np


def answers(model: TableNetwork, outputs: np.ndarray) -> np.ndarray:
    """Return the number of the class whose output is the largest, ``NO_ANSWER`` where several tie.

    Args:
        model: Its classes.
        outputs: (rows, classes).
    """
    told: np.ndarray = model.class_numbers[outputs.argmax(axis=1)]
    several = (outputs >= outputs.max(axis=1, keepdims=True) - TIE_WIDTH).sum(axis=1) > 1
    told[several] = NO_ANSWER
    return told
