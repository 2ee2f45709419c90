"""From a workbook to what an engine computes, tensor by tensor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sheetnet.check import read_workbook
from sheetnet.check.recalculate import file_for, recalculate
from sheetnet.engines import CellValues, Values, Wanted, find
from sheetnet.errors import EngineError


class Places:
    """Computes for each cell where it is, and sees what it was asked to do."""

    name = "places"
    lacks: frozenset[str] = frozenset()
    recalculates = True

    def unavailable(self) -> None:
        return None

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        self.work = work
        return {title: CellValues(1000.0 * cells.rows + cells.columns, {}) for title, cells in wanted.items()}


class Failing(Places):
    """Fails as engines do."""

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        raise EngineError(f"failing could not recalculate {path.name}: it is tired")


def test_each_tensor_gets_the_values_of_its_own_cells(descent: Path) -> None:
    workbook, engine = read_workbook(descent), Places()
    values = recalculate(workbook, engine, descent, work=7)
    assert values.keys() == workbook.map.entries.keys()
    for name, entry in workbook.map.entries.items():
        rows, columns = entry.cells()
        assert np.array_equal(values[name].numbers, (1000.0 * rows + columns).ravel())
    assert engine.work == 7


def test_the_copy_is_gone_afterwards(descent: Path) -> None:
    with file_for(Places(), read_workbook(descent)) as copy:
        assert copy.exists()
    assert not copy.parent.exists()


def test_who_reads_values_only_gets_the_file_itself(descent: Path) -> None:
    with file_for(find("cached"), read_workbook(descent)) as file:
        assert file == descent


def test_an_engine_that_fails_names_the_workbook_and_not_its_copy(descent: Path) -> None:
    workbook, engine = read_workbook(descent), Failing()
    with pytest.raises(EngineError) as failed, file_for(engine, workbook) as copy:
        recalculate(workbook, engine, copy)
    assert str(failed.value) == f"failing could not recalculate {descent}: it is tired"
