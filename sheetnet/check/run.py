"""The check in one sentence: read a workbook, recalculate a copy, compare every cell, explain what differs, report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheetnet.check.compare import compare_all
from sheetnet.check.expect import expect
from sheetnet.check.explain import explained
from sheetnet.check.perturb import perturbations
from sheetnet.check.read import StoredWorkbook
from sheetnet.check.recalculate import check_engine, recalculate
from sheetnet.check.report import Report
from sheetnet.check.structure import structural_differences
from sheetnet.engines import Engine
from sheetnet.models.assignment import Assignment


def check(workbook: StoredWorkbook, engine: Engine, changes: Sequence[Assignment] = ()) -> Report:
    """Check one workbook with one engine.

    Args:
        workbook: The workbook, as ``read_workbook`` has read it.
        engine: What recalculates it.
        changes: Inputs to change in the copy; the reference is computed for the changed inputs.

    Returns:
        The report.

    Raises:
        EngineError: The engine is missing or failed.
        InputError: A change is not allowed, or the engine recalculates nothing.
    """
    check_engine(engine, changes=bool(changes))
    workbook = workbook.changed(changes)
    expected = expect(workbook)
    lacks = engine.lacks & workbook.functions
    structure = structural_differences(workbook, expected.values.keys())
    values = recalculate(workbook, engine)
    outcomes = compare_all(list(workbook.map.entries.values()), values, expected, lacking=bool(lacks))
    differences = explained(structure, outcomes, workbook.sheets)
    return Report.of(workbook, engine.name, outcomes, differences, lacks)


def perturbed(workbook: StoredWorkbook, engine: Engine, times: int, seed: int) -> Iterator[Report]:
    """Check a workbook several times, each time with other random inputs.

    Args:
        workbook: The workbook.
        engine: What recalculates it.
        times: How often.
        seed: Of the random numbers; the same seed draws the same inputs.
    """
    for changes in perturbations(workbook.model, times, seed):
        yield check(workbook, engine, changes)
