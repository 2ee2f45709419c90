"""Green triangles: wherever Excel would doubt a cell, by what its documentation says, it is asked not to."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.texts import literal
from sheetnet.workbook import Book
from sheetnet.xlsx.write.ignored_errors import ignored_errors
from tests.workbooks import Builder

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
KINDS = {"formula", "formulaRange", "numberStoredAsText"}
SLUGS = ["convolution", "descent_variants", "gradient_descent", "regression", "taylor"]


def ignored(path: Path) -> dict[str, dict[str, MultiCellRange]]:
    """Return, by sheet and kind, the ranges in which no triangle is shown."""
    found = {}
    with ZipFile(path) as archive:
        for number, title in enumerate(openpyxl.load_workbook(path, read_only=True).sheetnames, start=1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            errors = [each.attrib for each in root.iter(f"{MAIN}ignoredError")]
            found[title] = {k: MultiCellRange(each["sqref"]) for each in errors for k in each if each[k] == "1"}
    return found


def beside(row: int, column: int) -> list[list[tuple[int, int]]]:
    """Return the next three cells in each direction, nearest first."""
    steps = ((-1, 0), (1, 0), (0, -1), (0, 1))
    return [[(row + down * n, column + right * n) for n in (1, 2, 3)] for down, right in steps]


def differing(sheet: Worksheet) -> Iterator[str]:
    """Go through formulas beside three that are alike, but for their place, and other than the formula."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    alike = {(c.row, c.column): Translator(c.value, c.coordinate).translate_formula("AZ500") for c in cells}
    for cell in cells:
        own = alike[cell.row, cell.column]
        for line in beside(cell.row, cell.column):
            if len({alike.get(place) for place in line}) == 1 and alike.get(line[0], own) != own:
                yield cell.coordinate


def omitting(sheet: Worksheet) -> Iterator[str]:
    """Go through formulas that take a row or a column of numbers, but not the number right before or behind it."""
    numbers = {(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.data_type in "nf"}
    numbers -= {place for place in numbers if sheet.cell(*place).value is None}
    for row, column in numbers:
        formula = sheet.cell(row, column).value if sheet.cell(row, column).data_type == "f" else ""
        for area in re.findall(r"(?<![!'\w$])\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+", formula):
            left, top, right, bottom = range_boundaries(area.replace("$", ""))
            ends = [(top, left - 1), (top, right + 1)] if top == bottom else []
            ends += [(top - 1, left), (bottom + 1, left)] if left == right else []
            if (numbers - {(row, column)}) & {*ends}:
                yield sheet.cell(row, column).coordinate


def texts_like_numbers(sheet: Worksheet) -> Iterator[str]:
    texts = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "s"]
    yield from (cell.coordinate for cell in texts if re.fullmatch(r"[-+\d.,% ]*\d[-+\d.,% ]*", cell.value))


@pytest.mark.parametrize("slug", SLUGS)
def test_no_cell_that_excel_would_doubt_is_left_out(slug: str, built: Builder) -> None:
    path, doubted = built(slug), 0
    found = ignored(path)
    for sheet in openpyxl.load_workbook(path):
        doubts = {"formula": differing, "formulaRange": omitting, "numberStoredAsText": texts_like_numbers}
        for kind, cells in doubts.items():
            for cell in cells(sheet):
                assert cell in found[sheet.title].get(kind, ()), f"{sheet.title}!{cell}: {kind}"
                doubted += 1
    assert doubted > 10


@pytest.mark.parametrize("slug", SLUGS)
def test_only_these_doubts_are_silenced_and_only_where_there_are_formulas_or_such_texts(
    slug: str, built: Builder
) -> None:
    path = built(slug)
    found = ignored(path)
    assert {kind for kinds in found.values() for kind in kinds} <= KINDS
    for sheet in openpyxl.load_workbook(path):
        has_formulas = any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
        assert ("formula" in found[sheet.title]) == has_formulas


@pytest.mark.parametrize("text", ["3", "2,3", "-1.5", "1e-9", "50%", "1/2", "12:30", " 7 ", "(3)"])
def test_a_text_that_reads_as_a_number_is_named(text: str) -> None:
    page = Book("gradient_descent").page("page", literal("Page"))
    page.text(2, 3, text)
    assert ignored_errors(page, "en") == {"numberStoredAsText": "C2"}


@pytest.mark.parametrize("text", ["", "x", "3 x", "w₁", "-", "(2, 3)ᵀ", "σ = 1"])
def test_a_text_that_does_not_is_left_alone(text: str) -> None:
    page = Book("gradient_descent").page("page", literal("Page"))
    page.text(2, 3, text)
    assert ignored_errors(page, "en") == {}
