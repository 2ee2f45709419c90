"""What a chart draws: where the numbers stand, and the numbers themselves.

Applications that recalculate read the cells. Previews, phones and Excel's protected view draw what the chart itself
stores, and nothing where it stores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from openpyxl.chart.data_source import NumData, NumRef, NumVal

from sheetnet.formula import Expression, Reference, SheetNames
from sheetnet.formula.template import absolute_range, quoted
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.write.values import stored_values


def chart_data(expression: Expression, names: SheetNames, values: Mapping[str, np.ndarray]) -> NumRef:
    """Refer to the cells that a series takes, and store their numbers with the reference.

    Args:
        expression: A reference to entries of one tensor.
        names: The tab of each page.
        values: The numbers of computed tensors, by name.
    """
    (reference,) = expression.references
    area = reference.area
    top, left = area.row.constant, area.column.constant
    cells = absolute_range(top, left, top + area.height - 1, left + area.width - 1)
    return NumRef(f=f"{quoted(names[area.page])}!{cells}", numCache=_stored(reference, values))


def _stored(reference: Reference, values: Mapping[str, np.ndarray]) -> NumData:
    """Return the numbers by their position in the range, row by row; what is no number, or no cell, leaves a gap."""
    tensor, area = reference.source, reference.area
    assert isinstance(tensor, Tensor)
    starts = [start.constant for start in reference.start]
    entries = tuple(slice(start, start + size) for start, size in zip(starts, reference.length, strict=True))
    rows, columns = (part[entries].ravel() for part in tensor.cells())
    positions = (rows - area.row.constant) * area.width + columns - area.column.constant
    numbers = stored_values(tensor, values)[entries].ravel()
    order = np.argsort(positions)
    finite = order[np.isfinite(numbers[order])]
    points = zip(positions[finite].tolist(), numbers[finite].tolist(), strict=True)
    return NumData(
        formatCode="General",
        ptCount=area.height * area.width,
        pt=[NumVal(idx=position, v=number) for position, number in points],
    )
