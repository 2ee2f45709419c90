"""Numbers are compared relatively, however small: only where terms cancel may a cell differ by more of itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import LESSONS
from sheetnet.check import read_workbook
from sheetnet.check.compare import compare_one
from sheetnet.check.expect import expect
from sheetnet.engines import CellValues
from sheetnet.lessons.network.gradient_check import DIFFERENCE
from sheetnet.workbook.look import ERROR
from tests.workbooks import Builder, cell, edited, few_of, small, wrong_cells

SMALL_ERROR = 1e-8
ERRORS = (ERROR, DIFFERENCE)
"""How errors look."""


def test_a_small_activation_may_not_become_0(built: Builder, tmp_path: Path) -> None:
    path = built("activation", first_z=-30)
    assert sheetnet.verify(path).ok
    place = cell(path, "activations", 0, 1)  # σ(−30) = 9.4e-14
    assert place in wrong_cells(sheetnet.verify(edited(path, tmp_path, {place: "=0"})))


def test_what_terms_that_cancel_leave_behind_may_become_0(built: Builder) -> None:
    """Along the contour line ∇f · u is 0 on paper: 1e-16 of ‖∇f‖ in one program, 0 in another."""
    workbook = read_workbook(built("gradient"))
    entry, expected = workbook.map.entries["derivative"], expect(workbook)
    values = expected.values["derivative"]
    left = np.abs(values) < 1e-14 * np.abs(values).max()
    assert values[left].any()
    cleared = CellValues(np.where(left, 0.0, values), {})
    assert not compare_one(entry, cleared, values, expected).differences
    much = CellValues(np.where(left, 1e-12, values), {})
    assert len(compare_one(entry, much, values, expected).differences) == left.sum()


@pytest.mark.parametrize("slug", few_of(lesson.slug for lesson in LESSONS))
def test_a_small_relative_error_is_seen_in_every_tensor_but_errors(slug: str, built: Builder) -> None:
    """Errors are differences of what agrees on paper: they have few digits, or none."""
    workbook, missed = read_workbook(built(slug, **small(slug))), set()
    expected = expect(workbook)
    for name, entry in workbook.map.entries.items():
        tensor, values = expected.tensors[name], expected.values[name]
        if entry.role.editable or tensor.zero or tensor.look in ERRORS or not values.any():
            continue
        off = CellValues((values * (1 + SMALL_ERROR)).ravel(), {})
        if not compare_one(entry, off, values, expected).differences:
            missed.add(name)
    assert not missed
