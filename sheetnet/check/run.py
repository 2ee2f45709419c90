"""The check in one sentence: read a workbook, recalculate a copy, compare every cell, explain what differs, report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sheetnet.check.compare import compare_all
from sheetnet.check.expect import expect
from sheetnet.check.explain import explained
from sheetnet.check.guard import refuse_harmful
from sheetnet.check.perturb import perturbation
from sheetnet.check.read import StoredWorkbook
from sheetnet.check.recalculate import check_engine, recalculate
from sheetnet.check.report import Report
from sheetnet.check.structure import structural_differences
from sheetnet.engines import Engine
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
    check_engine(engine, changes=bool(changes))
    work = refuse_harmful(workbook.sheets, any_function)
    return _checked(workbook.changed(changes), engine, work)


def _checked(workbook: StoredWorkbook, engine: Engine, work: int) -> Report:
    expected = expect(workbook)
    lacks = engine.lacks & workbook.functions
    structure = structural_differences(workbook, expected.values.keys())
    values = recalculate(workbook, engine, work)
    outcomes = compare_all(list(workbook.map.entries.values()), values, expected, lacking=bool(lacks))
    differences = explained(structure, outcomes, workbook.sheets)
    return Report.of(workbook, engine.name, outcomes, differences, lacks)


def perturbed(
    workbook: StoredWorkbook, engine: Engine, times: int, seed: int, any_function: bool = False
) -> Iterator[Report]:
    """Check a workbook several times, each time with other random inputs.

    Args:
        workbook: The workbook.
        engine: What recalculates it.
        times: How often.
        seed: Of the random numbers; the same seed draws the same inputs.
        any_function: As for ``check``.

    Raises:
        WorkbookError: A formula may not be given to an engine.
        EngineError: The engine is missing or failed.
        InputError: The engine recalculates nothing.
    """
    check_engine(engine, changes=True)
    work = refuse_harmful(workbook.sheets, any_function)
    generator = np.random.default_rng(seed)
    for _ in range(times):
        yield _checked(workbook.changed(perturbation(workbook.model, generator)), engine, work)
