"""Every lesson is clean as openpyxl saves it, with whatever inputs.

What LibreOffice saves is looked at in ``test_first_edit`` and ``test_reader``. That it is clean as sheetnet saves it,
in every language, the check of ``test_all_lessons`` finds, which looks for the same.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.check.look import lint_file
from sheetnet.check.perturb import perturbations
from sheetnet.check.read import read_workbook
from sheetnet.lint.rules import findings
from sheetnet.lint.subject import Subject
from sheetnet.models.assignment import assigned
from sheetnet.xlsx.read.reader import read_file
from tests.workbooks import Builder, edited, few_of, small

SLUGS = [lesson.slug for lesson in LESSONS]


@pytest.mark.slow
@pytest.mark.parametrize("slug", few_of(SLUGS))
def test_no_formula_of_a_lesson_is_one_that_spreadsheets_read_differently(slug: str, built: Builder) -> None:
    assert findings(Subject(read_file(built(slug, **small(slug))))) == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", few_of(SLUGS))
def test_whoever_changes_inputs_has_done_nothing_wrong(slug: str, built: Builder, tmp_path: Path) -> None:
    """Nor has openpyxl, which saves the file."""
    path = built(slug, "zh", **small(slug))
    found = read_workbook(path)
    model = assigned(found.model, perturbations(found.model, 1, seed=1)[0])

    def change(workbook: openpyxl.Workbook) -> None:
        for name, values in model.inputs().items():
            entry = found.map.entries[name]
            for place, value in zip(entry.places(), values.ravel().tolist(), strict=True):
                workbook[entry.sheet].cell(*place).value = value

    assert lint_file(edited(path, tmp_path, change)) == []
