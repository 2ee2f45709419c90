"""What a rule found in a workbook."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE = "-"
"""Stands for the sheet, or for the place on it, where none is meant."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a workbook.

    Args:
        sheet: The tab, or ``-`` for the whole workbook.
        place: A cell or a range, or what else is meant, such as a chart; ``-`` for the whole sheet.
        rule: The rule's name.
        what: What is wrong.
        remedy: What to do.
        error: Whether it makes the workbook say or do something wrong; else it is a remark.
    """

    sheet: str
    place: str
    rule: str
    what: str
    remedy: str
    error: bool = True

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.place}" if self.place != WHOLE else self.sheet
        return f"{where}  {'error' if self.error else 'remark'}: {self.what}; {self.remedy}  [{self.rule}]"
