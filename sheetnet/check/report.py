"""What a check found: as data for JSON and pandas, in words, as a table of a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from sheetnet.check.compare import Outcome
from sheetnet.check.difference import Difference
from sheetnet.check.divergence import warning
from sheetnet.check.read import StoredWorkbook
from sheetnet.lint.finding import Finding

if TYPE_CHECKING:
    import pandas as pd


SHOWN = 20
"""Differences that are listed; JSON and the DataFrame have them all."""
COLUMNS = ("workbook", "engine", "cells", "max abs error", "max rel error", "of tolerance", "mismatches")


@dataclass(frozen=True, slots=True)
class Compared:
    """How one tensor compared.

    Args:
        tensor: Its name.
        sheet: The tab where it stands.
        cells: How many cells were compared.
        max_abs_error: The largest absolute error.
        max_rel_error: The largest relative error, as that of a report.
        max_share_of_tolerance: The largest error as a share of its cell's tolerance.
        mismatches: How many cells are wrong.
    """

    tensor: str
    sheet: str
    cells: int
    max_abs_error: float
    max_rel_error: float
    max_share_of_tolerance: float
    mismatches: int

    @classmethod
    def of(cls, outcome: Outcome) -> Compared:
        """Return what is reported of an outcome."""
        errors = outcome.max_abs_error, outcome.max_rel_error, outcome.max_share
        return cls(outcome.tensor, outcome.sheet, outcome.cells, *errors, len(outcome.differences))


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of checking one workbook with one engine.

    Args:
        workbook: The file.
        lesson: Its slug.
        engine: The engine that recalculated it.
        cells: How many cells were compared.
        tensors: How many tensors they belong to.
        max_abs_error: The largest |computed − expected|.
        max_rel_error: The largest |computed − expected| / max(|expected|, 0.001): of what is nearly 0, such as a
            difference, a relative error says little.
        max_share: The largest error as a share of its cell's tolerance, with what a training magnifies of rounding; up
            to 1 all is well.
        incomparable: Of the differences, those in cells where rounding is magnified so far that nothing can be
            compared.
        differences: The cells that are not as they should be.
        skipped: Cells that the engine cannot compute because it lacks a function.
        lacks: Those functions.
        changes: The inputs that were changed in the copy, as assignments.
        magnified: Cells that differ by no more than rounding does which this training magnifies.
        findings: What a look at the file found beside the values, errors first.
        overflows: Cells where the reference leaves the range of numbers and the sheet shows an error, as it must.
        diverges_from: The epoch from which on the training runs away; None if it does not, or if it is none.
        lost: Cells from there on that differ, or before by rounding that grows so far; all others are compared.
        others: With how many other inputs it was checked besides.
        compared: The tensors one by one.
        by_step: Whether rounding grows so far from step to step that each was compared by itself, from what the
            workbook's step before has given.
    """

    workbook: str
    lesson: str
    engine: str
    cells: int
    tensors: int
    max_abs_error: float
    max_rel_error: float
    differences: tuple[Difference, ...] = ()
    skipped: int = 0
    lacks: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    overflows: int = 0
    magnified: int = 0
    max_share: float = 0.0
    incomparable: int = 0
    findings: tuple[Finding, ...] = ()
    diverges_from: int | None = None
    lost: int = 0
    others: int = 0
    compared: tuple[Compared, ...] = ()
    by_step: bool = False

    @classmethod
    def of(
        cls,
        workbook: StoredWorkbook,
        engine: str,
        outcomes: Sequence[Outcome],
        differences: tuple[Difference, ...],
        lacks: frozenset[str],
        findings: Sequence[Finding] = (),
    ) -> Report:
        """Sum up how the tensors of a workbook compared.

        Args:
            workbook: The workbook.
            engine: The engine that recalculated it.
            outcomes: How each tensor compared.
            differences: The cells that are not as they should be, in the order in which they are reported.
            lacks: Functions of the workbook that the engine does not have.
            findings: What a look at the file found beside the values.
        """
        return cls(
            workbook=str(workbook.path),
            lesson=workbook.map.slug,
            engine=engine,
            cells=sum(outcome.cells for outcome in outcomes),
            tensors=len(outcomes),
            max_abs_error=max((outcome.max_abs_error for outcome in outcomes), default=0.0),
            max_rel_error=max((outcome.max_rel_error for outcome in outcomes), default=0.0),
            max_share=max((outcome.max_share for outcome in outcomes), default=0.0),
            differences=differences,
            skipped=sum(outcome.skipped for outcome in outcomes),
            lacks=tuple(sorted(lacks)),
            changes=tuple(map(str, workbook.changes)),
            overflows=sum(outcome.overflows for outcome in outcomes),
            magnified=sum(outcome.magnified for outcome in outcomes),
            incomparable=sum(outcome.incomparable for outcome in outcomes),
            findings=tuple(findings),
            lost=sum(outcome.lost for outcome in outcomes),
            compared=tuple(map(Compared.of, outcomes)),
        )

    def with_others(self, others: Sequence[Report]) -> Report:
        """Return what was found in all, this report and those of checks with other inputs.

        Args:
            others: The reports with other inputs.

        Returns:
            This report, or where all is well in it the first of the others that has mismatches, with the largest errors
            of all.
        """
        reports = [self, *others]
        told = next((report for report in reports if report.differences), self)
        return replace(
            told,
            findings=self.findings,
            others=len(others),
            max_abs_error=max(report.max_abs_error for report in reports),
            max_rel_error=max(report.max_rel_error for report in reports),
            max_share=max(report.max_share for report in reports),
        )

    @property
    def mismatches(self) -> int:
        """How many cells are wrong."""
        return len(self.differences)

    @property
    def ok(self) -> bool:
        """Whether every compared cell agrees, and nothing else is wrong with the file."""
        return not self.differences and self.cells > 0 and not any(finding.error for finding in self.findings)

    def to_dict(self) -> dict[str, object]:
        """Return the report as plain data for JSON."""
        return {
            "workbook": self.workbook,
            "lesson": self.lesson,
            "engine": self.engine,
            "cells": self.cells,
            "tensors": self.tensors,
            "max_abs_error": self.max_abs_error,
            "max_rel_error": self.max_rel_error,
            "max_share_of_tolerance": self.max_share,
            "mismatches": self.mismatches,
            "ok": self.ok,
            "skipped": self.skipped,
            "lacks": list(self.lacks),
            "overflows": self.overflows,
            "magnified": self.magnified,
            "by_step": self.by_step,
            "incomparable": self.incomparable,
            "diverges_from": self.diverges_from,
            "lost": self.lost,
            "changes": list(self.changes),
            "others": self.others,
            "differences": [asdict(difference) for difference in self.differences],
            "findings": [asdict(finding) for finding in self.findings],
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with one row a tensor: where it stands, its cells, its largest errors, how many are wrong.

        Tensors with wrong cells come first, otherwise they stand as in the workbook.
        """
        import pandas as pd

        rows = sorted(self.compared, key=lambda compared: not compared.mismatches)
        return pd.DataFrame([asdict(row) for row in rows], columns=list(Compared.__dataclass_fields__))

    def differences_to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with one row for each cell that is wrong; empty if there is none."""
        import pandas as pd

        columns = list(Difference.__dataclass_fields__)
        return pd.DataFrame([asdict(difference) for difference in self.differences], columns=columns)

    @property
    def row(self) -> list[str]:
        """Its numbers, one for each of ``COLUMNS``."""
        errors = f"{self.max_abs_error:.1e}", f"{self.max_rel_error:.1e}", _percent(self.max_share)
        return [self.workbook, self.engine, f"{self.cells:,}", *errors, str(self.mismatches)]

    @property
    def remarks(self) -> list[str]:
        """What is to be said beyond its numbers, a line each."""
        lines = []
        if self.changes and self.differences:
            lines.append(f"  with {', '.join(self.changes)}")
        if self.diverges_from is not None:
            lines.append(f"  {warning(self.diverges_from)}; what differs there says nothing ({self.lost:,} cells)")
        if self.overflows:
            lines.append(
                f"  {self.overflows:,} cells leave the range of numbers (diverged); sheet and reference agree on that"
            )
        if self.magnified:
            lines.append(
                f"  {self.magnified:,} cells differ by rounding that grows from step to step; "
                "with a smaller learning rate it does not"
            )
        if self.by_step:
            lines.append(
                "  rounding grows so far from step to step that each step was compared by itself, from what the "
                "sheet's step before has given"
            )
        if self.incomparable:
            lines.append(
                f"  {self.incomparable:,} of the mismatches are in cells where rounding has grown so far from step to "
                "step that nothing can be compared: use a smaller learning rate or fewer steps"
            )
        if self.skipped:
            lines.append(f"  {self.skipped:,} cells not computed: {self.engine} lacks {', '.join(self.lacks)}")
        lines.extend(f"  {difference}" for difference in self.differences[:SHOWN])
        if self.mismatches > SHOWN:
            lines.append(f"  … and {self.mismatches - SHOWN:,} more (--json lists them all)")
        return lines

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{title}</th>" for title in COLUMNS)
        cells = "".join(f"<td>{escape(value)}</td>" for value in self.row)
        lines = [*self.remarks, *shown_findings(self.findings)]
        below = "<pre>" + escape("\n".join(lines)) + "</pre>" if lines else ""
        return f"<table><tr>{heads}</tr><tr>{cells}</tr></table>{below}"


def _percent(share: float) -> str:
    """Write a share of the tolerance."""
    return "< 0.1 %" if share < 1e-3 else "beyond" if share > 1 else f"{100 * share:.1f} %"


def shown_findings(findings: Sequence[Finding]) -> list[str]:
    """Return what is to be said of the file beside its values, a line each."""
    lines = [f"  {finding}" for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append(f"  … and {len(findings) - SHOWN:,} more findings (sheetnet lint lists them all)")
    return lines
