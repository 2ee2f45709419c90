"""The check in one sentence: read a workbook, recalculate a copy, compare every cell, explain what differs, report.

What values cannot show (formulas, labels, charts) is looked at meanwhile; see ``sheetnet.lint``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from sheetnet.check.compare import compare_all
from sheetnet.check.expect import expect
from sheetnet.check.explain import explained
from sheetnet.check.guard import refuse_harmful
from sheetnet.check.look import NOTHING_SEEN, Look, look_at, with_verdicts
from sheetnet.check.read import StoredWorkbook
from sheetnet.check.recalculate import check_engine, recalculate
from sheetnet.check.report import Report
from sheetnet.check.stale import stale_values
from sheetnet.check.structure import structural_differences
from sheetnet.engines import Engine
from sheetnet.lint.rules import errors_first
from sheetnet.models.assignment import Assignment


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
        first = work is None
        work = refuse_harmful(workbook.sheets, any_function) if work is None else work
        with ThreadPoolExecutor(1) as beside:  # while the engine works in a process of its own
            look = beside.submit(look_at, workbook) if first else None
            report = _checked(workbook.changed(changes), engine, work, look)
        yield report


def _checked(workbook: StoredWorkbook, engine: Engine, work: int, look: Future[Look] | None) -> Report:
    """Check a workbook, and add what a look at its file finds beside the values."""
    expected = expect(workbook)
    lacks = engine.lacks & workbook.functions
    structure = structural_differences(workbook, expected.values.keys())
    values = recalculate(workbook, engine, work)
    seen = NOTHING_SEEN if look is None else look.result()
    if not workbook.changes:
        expected = replace(expected, written=seen.book)
    outcomes = compare_all(list(workbook.map.entries.values()), values, expected, lacking=bool(lacks))
    differences = with_verdicts(explained(structure, outcomes, workbook.sheets), seen.verdicts)
    stale = stale_values(workbook, values, expected) if look is not None and engine.recalculates else []
    return Report.of(workbook, engine.name, outcomes, differences, lacks, errors_first([*seen.findings, *stale]))
