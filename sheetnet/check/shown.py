"""A report as people see it: a table on the terminal, and in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from sheetnet.check.divergence import warning
from sheetnet.check.report import Report
from sheetnet.lint.finding import Finding

if TYPE_CHECKING:
    from rich.console import JustifyMethod, RenderableType

SHOWN = 20
"""Differences that are listed; JSON and the DataFrame have them all."""

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
        *values, mismatches = _row(report)
        table.add_row(
            *(Text(value) for value in values),
            Text(mismatches, style="green" if report.ok else "bold red"),
            *([str(report.others)] if with_others else []),
        )
        lines.extend(Text(line, overflow="fold") for line in remarks(report))
        new = [finding for finding in report.findings if (report.workbook, finding) not in told]
        lines.extend(Text(line, overflow="fold") for line in _shown_findings(new))
        told.update((report.workbook, finding) for finding in new)
    return Group(*lines)


def _row(report: Report) -> list[str]:
    """Return a report's numbers in the order of the columns."""
    errors = f"{report.max_abs_error:.1e}", f"{report.max_rel_error:.1e}", _percent(report.max_share)
    return [report.workbook, report.engine, f"{report.cells:,}", *errors, str(report.mismatches)]


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


def html(report: Report) -> str:
    """Return a table for a notebook, and below it what ``summary`` says below its own."""
    values = _row(report)
    heads = "".join(f"<th>{title}</th>" for title, _ in _COLUMNS)
    cells = "".join(f"<td>{escape(value)}</td>" for value in values)
    lines = [*remarks(report), *_shown_findings(report.findings)]
    below = f"<pre>{escape(chr(10).join(lines))}</pre>" if lines else ""
    return f"<table><tr>{heads}</tr><tr>{cells}</tr></table>{below}"
