"""What the command line says in the end: reports, what was refused, and what has become of a batch."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheetnet.ending import BAD_INPUT, FAILED, print_error

if TYPE_CHECKING:
    from sheetnet.check.report import Report
    from sheetnet.jobs.batch import Batch
    from sheetnet.jobs.check import Findings
    from sheetnet.lint.finding import Finding

WIDE = 160
SHOWN = 20
"""Failures of a batch that are printed; its summary has them all."""


def print_findings(findings: Findings, as_json: bool = False) -> int:
    """Print what came of building or checking files; return the exit code that it asks for."""
    if as_json:
        rows = [report.to_dict() for report in findings.reports]
        rows += [{"workbook": str(path), "ok": False, "error": why} for path, why in findings.refused.items()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif findings.reports:
        _print_reports(findings.reports)
    for path, warning in findings.warnings.items():
        click.echo(f"sheetnet: warning: {path}: {warning}", err=True)
    _print_refused(findings.refused)
    if findings.refused:
        return BAD_INPUT
    return 0 if all(report.ok for report in findings.reports) else FAILED


def _print_reports(reports: Sequence[Report]) -> None:
    """Print a table with one row a check, what differs, and the sum."""
    from rich.console import Console

    from sheetnet.check.shown import summary

    # A pipe has no width: there the table takes what it needs.
    Console(width=None if sys.stdout.isatty() else WIDE).print(summary(reports))
    wrong = sum(report.mismatches for report in reports)
    cells = sum(report.cells for report in reports)
    checks = "1 check" if len(reports) == 1 else f"{len(reports)} checks"
    click.echo(f"{checks}, {cells:,} cells compared, {wrong:,} mismatches")


def print_look(found: Mapping[Path, list[Finding]], refused: Mapping[Path, str], as_json: bool) -> int:
    """Print what a look at files found; return the exit code that it asks for: remarks alone are no error."""
    if as_json:
        rows = [{"workbook": str(path), **asdict(each)} for path, findings in found.items() for each in findings]
        rows += [{"workbook": str(path), "error": True, "what": why} for path, why in refused.items()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for path, findings in found.items():
            click.echo(f"{path}: {len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}")
            for finding in findings:
                click.echo(f"  {finding}")
    _print_refused(refused)
    if refused:
        return BAD_INPUT
    return FAILED if any(each.error for findings in found.values() for each in findings) else 0


def _print_refused(refused: Mapping[Path, str]) -> None:
    """Print a line for each file that could not be dealt with."""
    for path, why in refused.items():
        print_error(why if str(path) in why else f"{path}: {why}")


def print_batch(batch: Batch) -> int:
    """Print what has become of a batch; return its exit code."""
    from sheetnet.jobs.summary import Status

    rows = batch.rows
    counts = {status: sum(row.status is status for row in rows) for status in Status}
    wrong = [row for row in rows if row.status is not Status.OK]
    for row in wrong[:SHOWN]:
        print_error(f"{row.name}: {row.message}")
    if len(wrong) > SHOWN:
        print_error(f"and {len(wrong) - SHOWN:,} more, which {batch.summary} lists")
    told = ", ".join(f"{count:,} {status.value}" for status, count in counts.items() if count)
    before = f" ({batch.before:,} from an earlier run)" if batch.before else ""
    what = "workbook" if len(rows) == 1 else "workbooks"
    click.echo(f"{len(rows):,} {what}: {told}{before}; {batch.summary}")
    return BAD_INPUT if counts[Status.FAILED] else FAILED if counts[Status.MISMATCH] else 0
