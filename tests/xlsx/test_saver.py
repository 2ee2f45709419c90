"""Files: stored values everywhere, the same bytes every time, text that stays text, whole or not at all."""

from __future__ import annotations

import functools
import operator
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.cell import absolute_coordinate

import sheetnet
from sheetnet import catalogue
from sheetnet.errors import LimitError, WorkbookError
from sheetnet.models.fields import Field
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Role, Run, Tensor, Tolerance, add_map, down, right
from sheetnet.workbook.styles import Style
from sheetnet.xlsx.write.canonical import canonical
from sheetnet.xlsx.write.saver import save
from sheetnet.xlsx.write.strings import SharedStrings
from tests.workbooks import Builder, address, cell, entry, few_of, map_of, model_of, small


def absolute(path: Path, tensor: str) -> str:
    """Return the address of a tensor's first cell as defined names have it."""
    sheet, _, here = cell(path, tensor).rpartition("!")
    return f"'{sheet}'!{absolute_coordinate(here)}"


def test_every_formula_cell_has_a_stored_number(regression: Path) -> None:
    formulas = openpyxl.load_workbook(regression)
    stored = openpyxl.load_workbook(regression, data_only=True)
    counted = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for found in row:
                if found.data_type == "f":
                    assert isinstance(stored[sheet.title][found.coordinate].value, (int, float)), found
                    counted += 1
    assert counted > 100


def test_pandas_reads_the_values(descent: Path) -> None:
    for name, expected in (("x", 3 * 0.8 ** np.arange(6)), ("z", 13 * 0.64 ** np.arange(6))):
        column = address(descent, name).rstrip("0123456789")
        above = entry(descent, name).row - 2
        frame = pd.read_excel(descent, engine="openpyxl", sheet_name="Bowl", header=above, usecols=column, nrows=6)
        np.testing.assert_allclose(frame[name], expected)


@pytest.mark.parametrize("slug", [lesson.slug for lesson in catalogue.LESSONS])
def test_no_lesson_needs_an_array_formula(slug: str, built: Builder) -> None:
    """Their dependents would keep their stored values in LibreOffice after a reader's first edit."""
    with ZipFile(built(slug, **small(slug))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any(b"<f>" in xml for xml in sheets)
    assert not any(b't="array"' in xml for xml in sheets)


def test_the_line_of_linest_is_stored(regression: Path) -> None:
    sheet = openpyxl.load_workbook(regression, data_only=True)["Data"]
    linest, heights, weights = (
        [sheet.cell(*place).value for place in entry(regression, name).places()]
        for name in ("linest", "heights", "weights")
    )
    np.testing.assert_allclose(linest, np.polyfit(heights, weights, 1), rtol=1e-9)


@pytest.mark.parametrize("slug", ["gradient_descent", "regression"])
def test_two_builds_are_byte_identical(slug: str, tmp_path: Path) -> None:
    first, second = (sheetnet.build(slug, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


def test_parts_do_not_depend_on_lxml(tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    code = "import sys, sheetnet; sheetnet.build('regression', sys.argv[1])"
    contents = []
    for choice in ("True", "False"):
        path = tmp_path / f"{choice}.xlsx"
        environment = {**os.environ, "OPENPYXL_LXML": choice}
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment)
        with ZipFile(path) as archive:
            contents.append({name: archive.read(name) for name in archive.namelist()})
    assert contents[0] == contents[1]


@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.long)])
@pytest.mark.parametrize("slug", few_of(lesson.slug for lesson in catalogue.LESSONS))
def test_the_file_format_is_valid(slug: str, lang: str, built: Builder) -> None:
    from openxml_audit import OpenXmlValidator

    result = OpenXmlValidator().validate(built(slug, lang, **small(slug)))
    assert result.is_valid, [str(error) for error in result.errors][:5]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_of_texts_is_in_canonical_form(language: str) -> None:
    strings = SharedStrings(language)
    for text in (
        "a & b < c > d",
        "\"quoted\" 'words'",
        "two\r\nlines\rand\nmore",
        "\ttab \x00\x1f",
        "σ(z_i) 误差 δ_1",
        "",
    ):
        strings.number(text)
        strings.number(text, Style(bold=True, italic=True, underline=True))
        strings.number(text, as_it_is=True)
    assert canonical(strings.xml()) == strings.xml()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "<&>\"'", "a\nb", "  x "])
def test_text_from_outside_stays_text(text: str, tmp_path: Path) -> None:
    book = Book("gradient_descent")
    page = book.page("page", literal("Page"))
    page.text(1, 1, literal(text))
    save(book, {}, tmp_path / "x.xlsx", "en")
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx")["Page"]["A1"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_values_that_are_no_numbers_are_stored_as_errors(tmp_path: Path) -> None:
    book = Book("gradient_descent")
    page = book.page("page", literal("Page"))
    page.put(Tensor("x", (right(3),), literal("x")).fill(lambda i: 1), 1, 1)
    save(book, {"x": np.array([1.0, np.inf, np.nan])}, tmp_path / "x.xlsx", "en")
    row = openpyxl.load_workbook(tmp_path / "x.xlsx", data_only=True)["Page"][1]
    assert [cell.value for cell in row] == [1, "#NUM!", "#NUM!"]
    assert [cell.data_type for cell in row] == ["n", "e", "e"]


def test_interleaved_tensors_come_out_in_the_order_of_their_columns(tmp_path: Path) -> None:
    book = Book("gradient_descent")
    page = book.page("page", literal("Page"))
    for offset, name in enumerate(("even", "odd")):
        page.put(Tensor(name, (down(2), right(3, 2)), literal(name)).fill(lambda i, j: 7), 1, 1 + offset)
    values = {"even": np.arange(6.0).reshape(2, 3), "odd": 10 + np.arange(6.0).reshape(2, 3)}
    save(book, values, tmp_path / "x.xlsx", "en")
    rows = openpyxl.load_workbook(tmp_path / "x.xlsx", data_only=True)["Page"].iter_rows(values_only=True)
    assert list(rows) == [(0, 10, 1, 11, 2, 12), (3, 13, 4, 14, 5, 15)]


def test_a_formula_that_is_too_long_is_refused(tmp_path: Path) -> None:
    book = Book("gradient_descent")
    page = book.page("page", literal("Page"))
    x = Tensor("x", (down(2000),), literal("x"), Role.INPUT, values=np.ones(2000), allowed=Field())
    total = Tensor("total", (), literal("total"))
    total[()] = functools.reduce(operator.add, (x[n] for n in range(2000)))
    page.put(x, 1, 1)
    page.put(total, 1, 3)
    with pytest.raises(LimitError, match="8192"):
        save(book, {"total": np.float64(2000)}, tmp_path / "x.xlsx", "en")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_build_leaves_the_old_file(descent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "descent.xlsx"
    path.write_bytes(descent.read_bytes())
    monkeypatch.setattr("sheetnet.xlsx.write.page_rows.rows.joined", lambda strips: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sheetnet.build("gradient_descent", path)
    assert path.read_bytes() == descent.read_bytes()
    assert [entry.name for entry in tmp_path.iterdir()] == ["descent.xlsx"]


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkbookError, match="cannot write"):
        sheetnet.build("gradient_descent", tmp_path / "file" / "x.xlsx")


def test_the_solver_model_is_excels(regression: Path) -> None:
    names = openpyxl.load_workbook(regression)["Solver"].defined_names
    first, last, cost = (
        absolute_coordinate(address(regression, f"adjusted_{name}")) for name in ("slope", "intercept", "cost")
    )
    assert names["solver_adj"].attr_text == f"Solver!{first}:{last}"
    assert names["solver_opt"].attr_text == f"Solver!{cost}"
    assert names["solver_typ"].attr_text == "2"
    assert all(name.hidden for name in names.values())


def test_the_first_sheet_alone_is_selected_and_open(descent: Path) -> None:
    book = openpyxl.load_workbook(descent)
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True] + [False] * (len(book.sheetnames) - 1)
    assert book.active is book.worksheets[0]


def test_inputs_and_results_have_names(descent: Path) -> None:
    names = openpyxl.load_workbook(descent).defined_names
    assert names["learning_rate"].attr_text == absolute(descent, "learning_rate")
    assert "valley_final_z" in names


def test_both_languages_differ_in_words_only(built: Builder) -> None:
    books = [openpyxl.load_workbook(built("regression", lang)) for lang in ("en", "zh")]
    for english, chinese in zip(*(book.worksheets for book in books), strict=True):
        assert english.dimensions == chinese.dimensions
    assert books[1].sheetnames == ["开始", "数据", "梯度下降", "规划求解", "全部单元格"]


def test_the_map_is_complete(descent: Path) -> None:
    said = map_of(descent)
    lesson = catalogue.find(said.slug)
    assert said.entries.keys() == lesson.trace(model_of(said.slug, **said.settings)).keys()
    assert said.settings == {"steps": "5"}


def test_the_map_survives_a_book_of_any_shape(tmp_path: Path) -> None:
    book = Book("gradient_descent", {"steps": "1"})
    page = book.page("page", Text(en="Page", zh="页"))
    axes = (down(2), right(3), down(4))
    z = Tensor("z", axes, literal("z"), tolerance=Tolerance(relative=1e-6)).fill(lambda *_: 0)
    page.put(z, 2, 2, [Run(2, down=10), Run(3, right=5), Run(4, down=1)])
    add_map(book)
    save(book, {"z": np.zeros((2, 3, 4))}, tmp_path / "x.xlsx", "zh")
    found = entry(tmp_path / "x.xlsx", "z")
    assert (found.shape, found.sheet, found.rtol) == ((2, 3, 4), "页", 1e-6)
    assert [(axis.down, axis.right) for axis in found.axes] == [(10, 0), (0, 5), (1, 0)]
