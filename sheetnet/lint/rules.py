"""The rules, as rows of two tables: for workbooks of sheetnet's, and for any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from sheetnet.lint.finding import Finding
from sheetnet.lint.own import cells, workbook
from sheetnet.lint.own.charts import charts
from sheetnet.lint.own.formats import formats
from sheetnet.lint.own.formulas import edited_formulas
from sheetnet.lint.own.labels import labels
from sheetnet.lint.own.names import names
from sheetnet.lint.own.validations import validations
from sheetnet.lint.portable.formulas import portable_formulas
from sheetnet.lint.portable.names import portable_names
from sheetnet.lint.portable.sheets import portable_sheets
from sheetnet.lint.portable.texts import formulas_as_text
from sheetnet.lint.subject import Own, Subject

OwnRule: TypeAlias = Callable[[Subject, Own], Iterator[Finding]]
AnyRule: TypeAlias = Callable[[Subject], Iterator[Finding]]

OWN: tuple[OwnRule, ...] = (
    workbook.arrangement,
    workbook.calculation,
    workbook.outside,
    edited_formulas,
    cells.merged_cells,
    cells.hidden_cells,
    cells.protection,
)
"""Rules for a workbook of sheetnet's, whichever version has arranged it."""
ARRANGED: tuple[OwnRule, ...] = (labels, charts, formats, validations, names, cells.frozen_panes)
"""Rules for one that is arranged as the present code does it."""
ANY: tuple[AnyRule, ...] = (portable_sheets, portable_names, portable_formulas, formulas_as_text)
"""Rules for any workbook: what LibreOffice forgives and Excel does not."""


def findings(subject: Subject) -> list[Finding]:
    """Return what the rules find, errors first.

    Args:
        subject: The workbook; one that sheetnet did not build is held to the portable rules alone.
    """
    found = [finding for rule in ANY for finding in rule(subject)]
    if subject.own is not None:
        found += [finding for rule in OWN for finding in rule(subject, subject.own)]
        found += _arranged(subject, subject.own) if subject.own.arranged else []
    return errors_first(found)


def _arranged(subject: Subject, own: Own) -> list[Finding]:
    """Return what the rules find that concern the arrangement.

    Some words tell of the inputs, as those of a network of the reader's own do. They may be those for the inputs as
    they are now, and those for the inputs with which the lesson begins.
    """
    found = [finding for rule in ARRANGED for finding in rule(subject, own)]
    begun = own.as_begun() if found else None
    if begun is None:
        return found
    before = Subject(subject.file, begun)
    also = {(other.sheet, other.place, other.rule) for rule in ARRANGED for other in rule(before, begun)}
    return [finding for finding in found if (finding.sheet, finding.place, finding.rule) in also]


def errors_first(found: Sequence[Finding]) -> list[Finding]:
    """Put errors before remarks."""
    return sorted(found, key=lambda finding: not finding.error)
