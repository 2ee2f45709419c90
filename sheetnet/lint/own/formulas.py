"""Formulas that are not the lesson's, though their values may agree."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.formula.template import cell_address
from sheetnet.lint.edited import LISTED, EditedFormula
from sheetnet.lint.finding import WHOLE, Finding
from sheetnet.lint.subject import Own, Subject
from sheetnet.texts import Text

EDITED, VERDICT = "edited formula", "edited verdict"
TICK = "✓"
_SHOWN = 80
"""Characters of a formula that a finding shows."""


def edited_formulas(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find formulas that are not the lesson's; in a verdict that is an error, for one that cannot fail says nothing."""
    yield from map(_finding, subject.edited)
    for name, count in subject.comparison.edited.items():
        if count > LISTED:
            yield Finding(WHOLE, name, EDITED, f"{count:,} formulas of {name} differ from the lesson's", _REMEDY, False)
    for name, count in subject.comparison.unseen.items():
        what = f"{count:,} formulas of {name} are written in another way than sheetnet's and were not compared"
        yield Finding(WHOLE, name, EDITED, what, _REMEDY, False)


def is_verdict(formula: EditedFormula) -> bool:
    """Tell whether a formula is one that says whether something holds."""
    shown = formula.tensor.look.number_format
    return formula.tensor.claim or TICK in (shown.say("en") if isinstance(shown, Text) else shown)


_REMEDY = "build the workbook anew, if that was not meant"


def _finding(formula: EditedFormula) -> Finding:
    verdict = is_verdict(formula)
    kind = "verdict" if verdict else "formula"
    what = f"{formula.tensor.name}: the {kind} {_start(formula.found)} is not the lesson's, {_start(formula.wanted)}"
    place = cell_address(*formula.place)
    return Finding(formula.sheet, place, VERDICT if verdict else EDITED, what, _REMEDY, verdict)


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
