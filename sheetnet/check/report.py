"""What a check found: as a table for people, JSON for programs, and a pandas DataFrame for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sheetnet.check.compare import Outcome
from sheetnet.check.difference import Difference
from sheetnet.check.divergence import warning
from sheetnet.check.read import StoredWorkbook
from sheetnet.lint.finding import Finding

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import JustifyMethod, RenderableType

SHOWN = 20
"""Differences that a printed report lists; JSON and the DataFrame have them all."""


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
            "incomparable": self.incomparable,
            "diverges_from": self.diverges_from,
            "lost": self.lost,
            "changes": list(self.changes),
            "others": self.others,
            "differences": [asdict(difference) for difference in self.differences],
            "findings": [asdict(finding) for finding in self.findings],
        }

    def to_frame(self) -> pd.DataFrame:
        """Return the differences as a DataFrame, one row each; empty if there is none."""
        import pandas as pd

        columns = list(Difference.__dataclass_fields__)
        return pd.DataFrame([asdict(difference) for difference in self.differences], columns=columns)


_COLUMNS: tuple[tuple[str, JustifyMethod], ...] = (
    ("workbook", "left"),
    ("engine", "left"),
    ("cells", "right"),
    ("max abs error", "right"),
    ("max rel error", "right"),
    ("of tolerance", "right"),
    ("mismatches", "right"),
)
_OTHERS: tuple[str, JustifyMethod] = ("other inputs", "right")


def summary(reports: Sequence[Report]) -> RenderableType:
    """Return a table for the terminal, one row a report, and the differences below it."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    with_others = any(report.others for report in reports)
    for title, side in [*_COLUMNS, *([_OTHERS] if with_others else [])]:
        table.add_column(title, justify=side, no_wrap=title != "workbook", overflow="fold")
    lines: list[RenderableType] = [table]
    told: set[tuple[str, Finding]] = set()  # every engine's first report has what a look at the file has found
    for report in reports:
        table.add_row(
            Text(report.workbook),
            report.engine,
            f"{report.cells:,}",
            f"{report.max_abs_error:.1e}",
            f"{report.max_rel_error:.1e}",
            _percent(report.max_share),
            Text(str(report.mismatches), style="green" if report.ok else "bold red"),
            *([str(report.others)] if with_others else []),
        )
        lines.extend(Text(line, overflow="fold") for line in remarks(report))
        new = [finding for finding in report.findings if (report.workbook, finding) not in told]
        lines.extend(Text(line, overflow="fold") for line in _shown_findings(new))
        told.update((report.workbook, finding) for finding in new)
    return Group(*lines)


def _percent(share: float) -> str:
    """Write a share of the tolerance."""
    return "< 0.1 %" if share < 1e-3 else "beyond" if share > 1 else f"{100 * share:.1f} %"


def remarks(report: Report) -> list[str]:
    """Return what is to be said of a report beyond its numbers, a line each."""
    lines = []
    if report.changes and report.differences:
        lines.append(f"  with {', '.join(report.changes)}")
    if report.diverges_from is not None:
        lines.append(f"  {warning(report.diverges_from)}; what differs there says nothing ({report.lost:,} cells)")
    if report.overflows:
        lines.append(
            f"  {report.overflows:,} cells leave the range of numbers (diverged); sheet and reference agree on that"
        )
    if report.magnified:
        lines.append(
            f"  {report.magnified:,} cells differ by rounding that grows from step to step; "
            "with a smaller learning rate it does not"
        )
    if report.incomparable:
        lines.append(
            f"  {report.incomparable:,} of the mismatches are in cells where rounding has grown so far from step to "
            "step that nothing can be compared: use a smaller learning rate or fewer steps"
        )
    if report.skipped:
        lines.append(f"  {report.skipped:,} cells not computed: {report.engine} lacks {', '.join(report.lacks)}")
    lines.extend(f"  {difference}" for difference in report.differences[:SHOWN])
    if report.mismatches > SHOWN:
        lines.append(f"  … and {report.mismatches - SHOWN:,} more (--json lists them all)")
    return lines


def _shown_findings(findings: Sequence[Finding]) -> list[str]:
    """Return what is to be said of the file beside its values, a line each."""
    lines = [f"  {finding}" for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append(f"  … and {len(findings) - SHOWN:,} more findings (sheetnet lint lists them all)")
    return lines
