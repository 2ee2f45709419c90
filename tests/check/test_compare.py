"""One tensor's cells against the reference."""

from __future__ import annotations

from collections.abc import Container

import numpy as np
import pytest

from sheetnet.check.compare import Outcome, compare
from sheetnet.engines import CellError, CellValue, CellValues
from sheetnet.formula.template import cell_address
from sheetnet.workbook import Role, Run, Tolerance
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.write.poisoned_copy import POISON


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


ONE = Entry("x", Role.COMPUTED, "Bowl", 5, 3, (), 1e-9, 1e-12)
ERROR = CellError("#NUM!")


def compared(found: CellValue, expected: float, not_computed: Container[int] = ()) -> Outcome:
    return compare(ONE, CellValues.of([found]), np.array(expected), Tolerance(), not_computed)


@pytest.mark.parametrize(
    ("found", "expected", "reason"),
    [
        (1.25, 1.0, "differs by 0.25"),
        (POISON, 1.0, "not recalculated"),
        (None, 1.0, "nothing where a number belongs"),
        ("1", 1.0, "a text where a number belongs"),
        (True, 1.0, "a truth value where a number belongs"),
        (ERROR, 1.0, "an error where a number belongs"),
        (np.inf, 1.0, "not a finite number"),
        (1.0, np.inf, "a number where the reference leaves the range of numbers"),
        ("1", np.nan, "a number where the reference leaves the range of numbers"),
    ],
)
def test_a_cell_that_is_not_as_expected_says_why(found: CellValue, expected: float, reason: str) -> None:
    outcome = compared(found, expected)
    assert [each.reason for each in outcome.differences] == [reason]
    assert (outcome.cells, outcome.overflows, outcome.skipped) == (1, 0, 0)


@pytest.mark.parametrize("found", [ERROR, np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("expected", [np.inf, -np.inf, np.nan])
def test_both_sides_may_leave_the_range_of_numbers(found: CellValue, expected: float) -> None:
    outcome = compared(found, expected)
    assert (outcome.differences, outcome.overflows) == ((), 1)


def test_an_error_is_excused_where_it_depends_on_what_the_engine_lacks_and_nowhere_else() -> None:
    excused = compared(ERROR, 1.0, not_computed={0})
    assert (excused.cells, excused.skipped, excused.differences) == (0, 1, ())
    assert compared(ERROR, 1.0, not_computed={1}).differences


def test_odd_cells_do_not_hide_the_others() -> None:
    entry = Entry("x", Role.COMPUTED, "Bowl", 5, 3, (Run(5, down=1),), 1e-9, 1e-12)
    found = CellValues.of([ERROR, 2.0, "words", 4.0, 5.5])
    outcome = compare(entry, found, np.array([1.0, 2.0, 3.0, np.inf, 5.0]), Tolerance())
    assert sorted(each.cell for each in outcome.differences) == ["C5", "C7", "C8", "C9"]
    assert (outcome.max_abs_error, outcome.cells) == (0.5, 5)
