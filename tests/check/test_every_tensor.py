"""One sign turned in one cell of every tensor of a small workbook: each is seen, and its cell is named."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

import sheetnet
from sheetnet.check.subject import Subject
from sheetnet.workbook.map import Entry

SMALLEST = 1e-9
UNSEEN = {
    # Of a parabola: what every one of these cells shows is rounding itself.
    "derivative": {"central_error"},
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
        values = np.abs(subject.expected[entry.name])
        able = np.flatnonzero(values > SMALLEST).tolist()
        if entry.role.editable or not able or entry.name in UNSEEN.get(slug, ()):
            continue
        # A turned sign moves a cell by twice its value: where rounding may do as much, another cell is turned.
        able = np.flatnonzero(2 * values > subject.tolerances[entry.name].absolute).tolist() or able
        if not seen(path, entry, generator.choice(able), tmp_path / "wrong.xlsx"):
            missed.add(entry.name)
    assert not missed
