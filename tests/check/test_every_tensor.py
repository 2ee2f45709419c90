"""One sign turned in one cell of every tensor of a small workbook: each is seen, and its cell is named."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

import sheetnet
from sheetnet.check.subject import Subject
from sheetnet.workbook.map import Entry

SMALLEST = 1e-9
UNSEEN = {
    # What these cells show is rounding itself, or an error no larger than what rounding may do to it.
    "derivative": {f"{kind}_error_{k}" for kind in ("forward", "central") for k in range(5, 13)}
    | {"rule_difference", "standard_difference"},
}


def turned(formula: object) -> object:
    if isinstance(formula, ArrayFormula):
        return ArrayFormula(formula.ref, f"=-({formula.text[1:]})")
    return f"=-({str(formula)[1:]})"


def seen(path: Path, entry: Entry, number: int, target: Path) -> bool:
    book = openpyxl.load_workbook(path)
    cell = book[entry.sheet].cell(*entry.places()[number])
    if entry.name == "linest":
        cell = book[entry.sheet].cell(*entry.places()[0])  # the formula stands in the first cell of the block
    cell.value = turned(cell.value)
    book.save(target)
    differences = sheetnet.verify(target).differences
    return (entry.sheet, cell.coordinate) in {(each.sheet, each.cell) for each in differences}


@pytest.mark.parametrize(
    "slug", ["circle_area", "derivative", "partial_derivative", "gradient", "taylor", "pooling", "regression"]
)
def test_a_turned_sign_is_seen_in_every_tensor(slug: str, tmp_path: Path) -> None:
    path = sheetnet.build(slug, tmp_path / "right.xlsx")
    subject, generator, missed = Subject.read(path), random.Random(7), set()
    for entry in subject.map.entries.values():
        values = subject.expected[entry.name].ravel()
        able = [number for number, value in enumerate(values) if abs(value) > SMALLEST]
        if entry.role.editable or not able or entry.name in UNSEEN.get(slug, ()):
            continue
        if not seen(path, entry, generator.choice(able), tmp_path / "wrong.xlsx"):
            missed.add(entry.name)
    assert not missed
