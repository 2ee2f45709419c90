"""The values that are stored in the cells of a tensor."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sheetnet.errors import FormulaError
from sheetnet.workbook.tensor import Tensor


def stored_values(tensor: Tensor, values: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the numbers of a tensor's cells, in its shape.

    Args:
        tensor: The tensor. An editable one has its numbers itself.
        values: Of the computed ones, by name.

    Raises:
        FormulaError: There are none of its shape.
    """
    if tensor.values is not None:
        return tensor.values
    if tensor.name not in values:
        raise FormulaError(f"{tensor.name}: cells of shape {tensor.shape}, nothing in the reference")
    found = np.asarray(values[tensor.name], dtype=np.float64)
    if found.shape != tensor.shape:
        raise FormulaError(f"{tensor.name}: cells of shape {tensor.shape}, reference of shape {found.shape}")
    return found
