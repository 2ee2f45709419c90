"""A look at what values cannot show: the formulas of verdicts, and what the rules of ``sheetnet.lint`` find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sheetnet.check.difference import Difference
from sheetnet.check.read import StoredWorkbook, map_title, of_file
from sheetnet.formula.template import cell_address
from sheetnet.lint.edited import EditedFormula
from sheetnet.lint.finding import Finding
from sheetnet.lint.own.formulas import VERDICT, is_verdict
from sheetnet.lint.rules import findings
from sheetnet.lint.subject import Subject
from sheetnet.workbook.book import Book
from sheetnet.xlsx.read.reader import read_file


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a workbook found.

    Args:
        findings: What the rules found; edited verdicts are left out.
        verdicts: The edited verdicts.
        book: The book of its lesson as it was written anew.
    """

    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Difference, ...] = ()
    book: Book | None = None


NOTHING_SEEN = Look()


def look_at(workbook: StoredWorkbook) -> Look:
    """Look at a workbook beside its values.

    Args:
        workbook: The workbook as its file stores it, with its own inputs.
    """
    subject = workbook.subject()
    assert subject.own is not None
    verdicts = tuple(_difference(formula) for formula in subject.edited if is_verdict(formula))
    found = tuple(finding for finding in findings(subject) if finding.rule != VERDICT)
    return Look(found, verdicts, subject.own.book)


def lint_file(path: Path) -> list[Finding]:
    """Return what the rules find in a file; one that sheetnet did not build is held to the portable rules.

    Args:
        path: An .xlsx file.

    Raises:
        WorkbookError: It cannot be read, or its Map was changed.
        InputError: An input cell holds what is not allowed.
    """
    file = read_file(path)
    subject = of_file(path, file).subject() if map_title(file.sheets) else Subject(file)
    return findings(subject)


def with_verdicts(differences: tuple[Difference, ...], verdicts: Sequence[Difference]) -> tuple[Difference, ...]:
    """Add the edited verdicts to the cells that differ, each cell once."""
    reported = {(difference.sheet, difference.cell) for difference in differences}
    new = [verdict for verdict in verdicts if (verdict.sheet, verdict.cell) not in reported]
    return (*new, *differences)


def _difference(formula: EditedFormula) -> Difference:
    tensor = formula.tensor
    index = [int(n) for n in np.unravel_index(formula.number, tensor.shape)] if tensor.shape else []
    name = tensor.name + (str(index) if index else "")
    reason = "a verdict whose formula is not the lesson's"
    return Difference(formula.sheet, cell_address(*formula.place), name, formula.wanted, formula.found, reason)
