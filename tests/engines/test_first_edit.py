"""After a reader's first edit in LibreOffice, the file opened as it is, no cell is stale; what it saves is right."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.check import StoredWorkbook, check, read_workbook
from sheetnet.check.expect import expect
from sheetnet.check.perturb import perturbations
from sheetnet.engines import find
from sheetnet.formula.template import cell_address
from sheetnet.lint.own.cells import PANES
from sheetnet.workbook import Tolerance
from tests.first_edit import Edit, make
from tests.lint.files import rules
from tests.workbooks import Builder, address, small

pytestmark = pytest.mark.libreoffice


def first_edit(path: Path) -> Edit:
    """Change one entry of the first input that a check would change, or the whole if it is one cell."""
    workbook = read_workbook(path)
    change = perturbations(workbook.model, 1, seed=1)[0][0]
    entry = workbook.map.entries[change.name]
    place = entry.place(change.index or (0,) * len(entry.shape))
    return Edit(path, entry.sheet, cell_address(*place), float(change.value))


def values(workbook: StoredWorkbook) -> dict[str, np.ndarray]:
    """Return what a file stores in every cell of a tensor, by its name: numbers, texts, errors."""
    found = {}
    for name, entry in workbook.map.entries.items():
        sheet = workbook.sheets[entry.sheet]
        where = sheet.find(*entry.cells())
        found[name] = np.array([sheet.value(int(n)) for n in where.ravel()], dtype=object).reshape(where.shape)
    return found


def stale(seen: StoredWorkbook, recalculated: StoredWorkbook) -> list[str]:
    """Return the tensors of which a cell is seen that a hard recalculation changes by more than rounding."""
    first, second, expected = values(seen), values(recalculated), expect(recalculated)
    return [name for name in first if not alike(first[name], second[name], expected.rounded(name))]


def alike(first: np.ndarray, second: np.ndarray, tolerance: Tolerance) -> bool:
    """Tell whether all cells are alike: numbers up to their tolerance, whatever else there is exactly."""
    numbers = np.vectorize(lambda value: isinstance(value, float), otypes=[bool])
    both = numbers(first) & numbers(second)
    a, b = np.where(both, first, 0.0).astype(float), np.where(both, second, 0.0).astype(float)
    within = np.abs(a - b) <= tolerance.absolute + tolerance.relative * np.abs(b)
    return bool(np.where(both, within, first == second).all())


@pytest.mark.long
def test_no_lesson_shows_a_stale_or_a_wrong_cell(built: Builder, tmp_path: Path) -> None:
    paths = [built(lesson.slug, **small(lesson.slug)) for lesson in LESSONS]
    edits = [first_edit(path) for path in paths]
    results = make(edits, tmp_path)
    for edit, result in zip(edits, results, strict=True):
        before, seen, recalculated = map(read_workbook, (edit.path, *result))
        assert stale(seen, recalculated) == [], edit
        assert len(stale(before, recalculated)) > 1, f"{edit} changes nothing but itself"
        report = check(recalculated, find("cached"))  # as LibreOffice has computed and saved it
        assert report.ok, (edit, report.differences[:3])
        assert rules(report.findings) <= {PANES}, edit


def test_a_cell_that_keeps_its_old_answer_is_found(regression: Path, tmp_path: Path) -> None:
    """The dependents of an array formula are not computed anew when a reader changes what it takes."""
    path = tmp_path / regression.name
    home = address(regression, "linest", 0)
    with zipfile.ZipFile(regression) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            content = old.read(part).decode("utf-8") if part.endswith(".xml") else ""
            content = re.sub(rf'(<c r="{home}"[^>]*>)<f>', rf'\1<f t="array" ref="{home}">', content)
            new.writestr(part, content.encode() if content else old.read(part))
    (result,) = make([first_edit(path)], tmp_path)
    assert "answer_slopes" in stale(*map(read_workbook, result))
