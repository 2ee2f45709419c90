"""One tensor's cells against the reference."""

from __future__ import annotations

import numpy as np

from sheetnet.check.compare import compare
from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Entry
from sheetnet.workbook.tensor import Axis, Role, down, right


def test_a_tensor_that_is_wrong_throughout_is_described_cell_by_cell() -> None:
    """A mistake in an early epoch reaches 100,000s of cells: describing each takes no look at the others."""
    axes = (down(100, 30), right(50, 7), Axis(40, down=1, right=0))
    entry = Entry("z", Role.COMPUTED, "Training", 12, 20, axes, 1e-9, 1e-12)
    expected = np.zeros(entry.shape)
    outcome = compare(entry, [1.0] * expected.size, expected, excused=False)
    assert [each.cell for each in outcome.differences] == [cell_address(*place) for place in entry.places()]
    assert outcome.differences[-1].tensor == "z[99, 49, 39]"


def test_a_cell_of_a_wrapped_axis_is_found() -> None:
    entry = Entry("images", Role.INPUT, "Data", 5, 3, (Axis(10, 0, 4, wrap=4, line=6), down(3), right(3)), 1e-9, 1e-12)
    places = [entry.place(index) for index in np.ndindex(entry.shape)]
    assert places == entry.places()
