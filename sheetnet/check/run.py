"""The check in one sentence: read a workbook, recalculate a copy, compare every cell, explain what differs, report.

What values cannot show (formulas, labels, charts) is looked at meanwhile; see ``sheetnet.lint``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from sheetnet.check.compare import compare_all
from sheetnet.check.difference import Difference
from sheetnet.check.expect import Expectation, expect
from sheetnet.check.explain import explained
from sheetnet.check.guard import refuse_harmful
from sheetnet.check.lacking import not_computed
from sheetnet.check.look import NOTHING_SEEN, Look, look_at, with_verdicts
from sheetnet.check.read import StoredWorkbook
from sheetnet.check.recalculate import check_engine, file_for, recalculate
from sheetnet.check.report import Report
from sheetnet.check.stale import stale_values
from sheetnet.check.structure import structural_differences
from sheetnet.engines import Engine
from sheetnet.engines.base import CellValues
from sheetnet.lint.rules import errors_first
from sheetnet.models.assignment import Assignment
from sheetnet.workbook.map import Entry


def check(
    workbook: StoredWorkbook, engine: Engine, changes: Sequence[Assignment] = (), any_function: bool = False
) -> Report:
    """Check one workbook with one engine.

    Args:
        workbook: The workbook, as ``read_workbook`` has read it.
        engine: What recalculates it.
        changes: Inputs to change in the copy; the reference is computed for the changed inputs.
        any_function: Let formulas call functions that are not portable; where the engine fails at them, cells differ.

    Returns:
        The report.

    Raises:
        WorkbookError: A formula may not be given to an engine, see ``refuse_harmful``.
        EngineError: The engine is missing or failed.
        InputError: A change is not allowed, or the engine recalculates nothing.
    """
    (report,) = checks(workbook, engine, [changes], any_function)
    return report


def checks(
    workbook: StoredWorkbook, engine: Engine, all_changes: Iterable[Sequence[Assignment]], any_function: bool = False
) -> Iterator[Report]:
    """Check one workbook several times, each time with other inputs, such as ``perturbations`` draws them.

    What a look at the file finds beside the values is the first report's.

    Args:
        workbook: The workbook.
        engine: What recalculates it.
        all_changes: The changes of each check.
        any_function: As for ``check``.

    Yields:
        The reports.

    Raises:
        WorkbookError: As ``check`` does.
        EngineError: Likewise.
        InputError: Likewise.
    """
    work: int | None = None
    for changes in all_changes:
        check_engine(engine, changes=bool(changes))
        looked_at = workbook if work is None else None
        work = refuse_harmful(workbook.sheets, any_function) if work is None else work
        yield _checked(workbook.changed(changes), engine, work, looked_at)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a workbook without its engine's values.

    Args:
        expected: What is expected of these.
        structure: What does not stand where it belongs.
        lacks: Functions of the workbook that the engine does not have.
        look: What a look at its file found; nothing for all reports but the first.
    """

    expected: Expectation
    structure: list[Difference]
    lacks: frozenset[str]
    look: Look | None


def _checked(workbook: StoredWorkbook, engine: Engine, work: int, looked_at: StoredWorkbook | None) -> Report:
    """Check a workbook, and add what a look at its file finds beside the values."""
    with file_for(engine, workbook) as file, ThreadPoolExecutor(1) as beside:
        # Not before the file is there: now the engine works in a process of its own, and this one would wait.
        knowing = beside.submit(_known, workbook, engine, looked_at)
        values = recalculate(workbook, engine, file, work)
        known = knowing.result()
    expected, look = known.expected, known.look or NOTHING_SEEN
    excused = not_computed(workbook, values, known.lacks)
    entries = list(workbook.map.entries.values())
    outcomes = compare_all(entries, values, expected, excused)
    by_step = any(outcome.incomparable for outcome in outcomes)
    if by_step:
        expected = expected.step_by_step(_finite(entries, values))
        outcomes = compare_all(entries, values, expected, excused)
    differences = with_verdicts(explained(known.structure, outcomes, workbook.sheets), look.verdicts)
    stale = stale_values(workbook, values, expected) if known.look and engine.recalculates else []
    findings = errors_first([*look.findings, *stale])
    report = Report.of(workbook, engine.name, outcomes, differences, known.lacks, findings)
    return replace(report, diverges_from=expected.diverges_from, by_step=by_step)


def _finite(entries: Sequence[Entry], values: Mapping[str, CellValues]) -> dict[str, np.ndarray]:
    """Return the tensors that a workbook has all numbers of."""
    return {
        entry.name: values[entry.name].numbers.reshape(entry.shape)
        for entry in entries
        if not values[entry.name].others and np.isfinite(values[entry.name].numbers).all()
    }


def _known(workbook: StoredWorkbook, engine: Engine, looked_at: StoredWorkbook | None) -> _Known:
    look = None if looked_at is None else look_at(looked_at)
    written = workbook.book if look is None or workbook.changes else look.book
    expected = replace(expect(workbook), written=written)
    structure = structural_differences(workbook, expected.values.keys())
    return _Known(expected, structure, engine.lacks & workbook.functions, look)
