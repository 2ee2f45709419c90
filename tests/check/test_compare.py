"""One tensor's cells against the reference."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.check.compare import compare
from sheetnet.engines import CellValues
from sheetnet.formula.template import cell_address
from sheetnet.workbook import Role, Run, Tolerance
from sheetnet.workbook.map import Entry


@pytest.mark.slow
def test_a_tensor_that_is_wrong_throughout_is_described_cell_by_cell() -> None:
    """A mistake in an early epoch reaches 100,000s of cells: describing each takes no look at the others."""
    axes = (Run(100, down=30), Run(50, right=7), Run(40, down=1))
    entry = Entry("z", Role.COMPUTED, "Training", 12, 20, axes, 1e-9, 1e-12)
    expected = np.zeros(entry.shape)
    outcome = compare(entry, CellValues(np.ones(expected.size), {}), expected, Tolerance())
    assert [each.cell for each in outcome.differences] == [cell_address(*place) for place in entry.places()]
    assert outcome.differences[-1].tensor == "z[99, 49, 39]"


def test_a_cell_of_a_wrapped_axis_is_found() -> None:
    axes = (Run(10, right=4, wrap=4, line=6), Run(3, down=1), Run(3, right=1))
    entry = Entry("images", Role.INPUT, "Data", 5, 3, axes, 1e-9, 1e-12)
    places = [entry.place(index) for index in np.ndindex(entry.shape)]
    assert places == entry.places()


def test_every_entry_may_have_a_tolerance_of_its_own() -> None:
    entry = Entry("quotient", Role.COMPUTED, "Limit", 5, 3, (Run(3, down=1),), 1e-9, 1e-12)
    tolerance = Tolerance(absolute=np.array([1e-12, 1e-3, 1e-12]))
    outcome = compare(entry, CellValues.of([1.0001, 1.0001, 1.0]), np.ones(3), tolerance)
    assert [each.cell for each in outcome.differences] == ["C5"]
    assert outcome.max_share > 1


def test_an_entry_may_have_to_be_exact() -> None:
    entry = Entry("count", Role.COMPUTED, "Data", 5, 3, (Run(2, down=1),), 1e-9, 1e-12)
    exact = Tolerance(absolute=0.0, relative=0.0)
    assert compare(entry, CellValues.of([1.0, 2.0]), np.array([1.0, 2.0]), exact).max_share == 0
    outcome = compare(entry, CellValues.of([1.0, 2.0]), np.array([1.0, np.nextafter(2.0, 3.0)]), exact)
    assert (len(outcome.differences), outcome.max_share) == (1, np.inf)
