"""Numbers that stand for classes: their own where their names are whole numbers, else 1, 2, 3 and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

_WHOLE = re.compile(r"-?[0-9]{1,5}")


def class_numbers(classes: Sequence[str]) -> np.ndarray:
    """Return the number of each class.

    Args:
        classes: Their names.

    Returns:
        (classes,), no two alike: a digit called 7 is told as 7, not as the eighth class.
    """
    if all(_WHOLE.fullmatch(name) for name in classes):
        numbers = np.array([float(name) for name in classes])
        if len(set(numbers.tolist())) == len(classes):
            return numbers
    return np.arange(1.0, len(classes) + 1)
