"""Reports on the terminal: a table, and below it what is to be said of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sheetnet.check.report import COLUMNS, Report, shown_findings
from sheetnet.lint.finding import Finding

if TYPE_CHECKING:
    from rich.console import JustifyMethod, RenderableType

_OTHERS = "other inputs"


def summary(reports: Sequence[Report]) -> RenderableType:
    """Return a table for the terminal, one row a report, and the differences below it."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    with_others = any(report.others for report in reports)
    for title in [*COLUMNS, *([_OTHERS] if with_others else [])]:
        side: JustifyMethod = "left" if title in ("workbook", "engine") else "right"
        table.add_column(title, justify=side, no_wrap=title != "workbook", overflow="fold")
    lines: list[RenderableType] = [table]
    told: set[tuple[str, Finding]] = set()  # every engine's first report has what a look at the file has found
    for report in reports:
        *values, mismatches = report.row
        table.add_row(
            *(Text(value) for value in values),
            Text(mismatches, style="green" if report.ok else "bold red"),
            *([str(report.others)] if with_others else []),
        )
        lines.extend(Text(line, overflow="fold") for line in report.remarks)
        new = [finding for finding in report.findings if (report.workbook, finding) not in told]
        lines.extend(Text(line, overflow="fold") for line in shown_findings(new))
        told.update((report.workbook, finding) for finding in new)
    return Group(*lines)
