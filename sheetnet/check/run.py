"""From a file to a report: read it, copy it without its stored values, let an engine recalculate, compare."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from sheetnet.check.compare import Outcome, compare
from sheetnet.check.perturb import described, perturbation
from sheetnet.check.report import Difference, Report
from sheetnet.check.roots import roots_first
from sheetnet.check.subject import Subject
from sheetnet.engines import Engine
from sheetnet.engines.base import CellValue, Position
from sheetnet.errors import EngineError, InputError
from sheetnet.models.assignment import Assignment, assigned
from sheetnet.workbook import Tolerance
from sheetnet.workbook.map import Entry
from sheetnet.xlsx.write.poisoned_copy import write_lean


def check(subject: Subject, engine: Engine, changes: Sequence[Assignment] = ()) -> Report:
    """Check one workbook with one engine.

    Args:
        subject: The workbook.
        engine: What recalculates it.
        changes: Inputs to change in the copy; the reference is computed for the changed inputs.

    Returns:
        The report.

    Raises:
        EngineError: The engine is missing or failed.
        InputError: A change is not allowed, or the engine recalculates nothing.
    """
    reason = engine.unavailable()
    if reason is not None:
        raise EngineError(reason)
    if changes:
        if engine.name == "cached":
            raise InputError("--set and --perturb need an engine that recalculates; 'cached' only reads what is stored")
        subject = replace(subject, model=assigned(subject.model, changes))
    values = _recalculated(subject, engine, changed=bool(changes))
    lacks = tuple(sorted(engine.lacks & subject.functions))
    found = subject.structure()
    outcomes = [
        _compared(subject, _with_own_tolerances(subject, entry), values[name], bool(lacks))
        for name, entry in subject.map.entries.items()
        if name in subject.expected
    ]
    return _report(subject, engine, outcomes, found, lacks, described(list(changes)))


def perturbed(subject: Subject, engine: Engine, times: int, seed: int) -> Iterator[Report]:
    """Check a workbook several times, each time with other random inputs.

    Args:
        subject: The workbook.
        engine: What recalculates it.
        times: How often.
        seed: Of the random numbers; the same seed draws the same inputs.
    """
    generator = np.random.default_rng(seed)
    for _ in range(times):
        yield check(subject, engine, perturbation(subject.model, generator))


def _with_own_tolerances(subject: Subject, entry: Entry) -> Entry:
    tolerance = subject.tolerances.get(entry.name, Tolerance())
    return replace(entry, rtol=tolerance.relative, atol=tolerance.absolute)


def _compared(subject: Subject, entry: Entry, computed: list[CellValue], excused: bool) -> Outcome:
    """Compare a tensor; only where it differs, ask how much of that is rounding."""
    expected = subject.expected[entry.name]
    outcome = compare(entry, computed, expected, excused)
    if not outcome.differences or entry.name not in subject.rounding or expected.shape != entry.shape:
        return outcome
    return compare(entry, computed, expected, excused, subject.rounding[entry.name])


def _recalculated(subject: Subject, engine: Engine, changed: bool) -> dict[str, list[CellValue]]:
    """Return the engine's values by tensor."""
    wanted: dict[str, list[Position]] = defaultdict(list)
    for entry in subject.map.entries.values():
        wanted[entry.sheet].extend(entry.places())
    if engine.name == "cached":
        values = engine.recalculate(subject.path, wanted)
    else:
        with tempfile.TemporaryDirectory(prefix="sheetnet-") as folder:
            copy = Path(folder) / "copy.xlsx"
            write_lean(subject.sheets, copy, _edits(subject) if changed else {})
            values = engine.recalculate(copy, wanted)
    taken: dict[str, int] = defaultdict(int)
    result = {}
    for name, entry in subject.map.entries.items():
        start = taken[entry.sheet]
        taken[entry.sheet] = start + int(np.prod(entry.shape, dtype=np.int64))
        result[name] = values[entry.sheet][start : taken[entry.sheet]]
    return result


def _edits(subject: Subject) -> dict[str, dict[Position, float]]:
    edits: dict[str, dict[Position, float]] = defaultdict(dict)
    for name, values in subject.model.inputs().items():
        entry = subject.map.entries.get(name)
        if entry is not None:  # else the report names it: a tensor that only the reference knows
            edits[entry.sheet].update(zip(entry.places(), values.ravel().tolist(), strict=True))
    return edits


def _report(
    subject: Subject,
    engine: Engine,
    outcomes: list[Outcome],
    found: list[Difference],
    lacks: tuple[str, ...],
    changes: tuple[str, ...],
) -> Report:
    # A cell without its formula is told once, as that, and not a second time for its value.
    told = {(difference.sheet, difference.cell) for difference in found}
    others = (d for outcome in outcomes for d in outcome.differences if (d.sheet, d.cell) not in told)
    return Report(
        workbook=str(subject.path),
        lesson=subject.map.slug,
        engine=engine.name,
        cells=sum(outcome.cells for outcome in outcomes),
        tensors=len(outcomes),
        max_abs_error=max((outcome.max_abs_error for outcome in outcomes), default=0.0),
        max_rel_error=max((outcome.max_rel_error for outcome in outcomes), default=0.0),
        differences=roots_first((*found, *others), subject.sheets),
        skipped=sum(outcome.skipped for outcome in outcomes),
        lacks=lacks,
        changes=changes,
        overflows=sum(outcome.overflows for outcome in outcomes),
        magnified=sum(outcome.magnified for outcome in outcomes),
        lost=sum(outcome.lost for outcome in outcomes),
        max_share=max((outcome.max_share for outcome in outcomes), default=0.0),
    )
