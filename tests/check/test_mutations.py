"""A check that cannot fail is a defect: break a workbook in every way we can think of and see red."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import sheetnet
from sheetnet.check.report import Report
from sheetnet.check.subject import Subject
from sheetnet.errors import InputError, WorkbookError
from sheetnet.formula.template import cell_address


def broken(path: Path, folder: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    copy = folder / path.name
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(copy)
    return copy


def set_cell(sheet: str, cell: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook[sheet][cell] = value

    return change


def reasons(report: Report) -> str:
    return "\n".join(str(difference) for difference in report.differences)


def test_an_unbroken_copy_passes(descent: Path, tmp_path: Path) -> None:
    assert sheetnet.verify(broken(descent, tmp_path, lambda workbook: None)).ok


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("C11", "=C10+F10", "Bowl!C11  x[2]"),  # wrong reference
        ("C11", "=C10-G10", "Bowl!C11  x[2]"),  # wrong sign
        ("E9", "=2*D9", "Bowl!E9  gradient_x[0]"),  # wrong coordinate
        ("I9", "=C9^2", "Bowl!I9  z[0]"),  # a term dropped
        ("G9", "=-$E$5*E9", "Bowl!G9  step_x[0]"),  # the start in place of the learning rate
        ("C10", "=1/0", "an error where a number belongs"),
        ("C10", '="2.4"', "a text where a number belongs"),
        ("C10", "=TRUE()", "a truth value where a number belongs"),
    ],
)
def test_a_wrong_formula_is_named(descent: Path, tmp_path: Path, cell: str, value: str, expected: str) -> None:
    report = sheetnet.verify(broken(descent, tmp_path, set_cell("Bowl", cell, value)))
    assert not report.ok
    assert expected in reasons(report)


def test_a_number_in_place_of_a_formula_is_found_even_if_it_is_right(descent: Path, tmp_path: Path) -> None:
    right = openpyxl.load_workbook(descent, data_only=True)["Bowl"]["C10"].value
    report = sheetnet.verify(broken(descent, tmp_path, set_cell("Bowl", "C10", right)))
    assert "Bowl!C10  x[1]" in reasons(report)
    assert "no formula where one belongs" in reasons(report)


def test_a_formula_that_only_looks_right_is_found_by_other_inputs(descent: Path, tmp_path: Path) -> None:
    frozen = broken(descent, tmp_path, set_cell("Bowl", "C10", "=2.4+0*C9"))
    assert sheetnet.verify(frozen).ok
    assert not sheetnet.verify(frozen, changes=["start_x=1"]).ok


def test_a_removed_formula_is_found(descent: Path, tmp_path: Path) -> None:
    assert "no formula" in reasons(sheetnet.verify(broken(descent, tmp_path, set_cell("Bowl", "I14", None))))


def test_a_formula_that_nobody_owns_is_found(descent: Path, tmp_path: Path) -> None:
    report = sheetnet.verify(broken(descent, tmp_path, set_cell("Bowl", "B40", "=1+1")))
    assert "Bowl!B40" in reasons(report)
    assert "no tensor of the Map owns" in reasons(report)


def test_a_tensor_missing_on_one_side_is_found(descent: Path, tmp_path: Path) -> None:
    def rename(workbook: openpyxl.Workbook) -> None:
        cell = next(row[0] for row in workbook["Map"].iter_rows(min_row=7) if row[0].value == "final_z")
        cell.value = "final_height"

    text = reasons(sheetnet.verify(broken(descent, tmp_path, rename)))
    assert "final_height" in text
    assert "a tensor that only the reference knows" in text


def test_where_a_mistake_starts_comes_first(descent: Path, tmp_path: Path) -> None:
    """E12 is used by G12, that by C13, and so on down: a hundred cells are wrong, and the report begins with E12."""
    report = sheetnet.verify(broken(descent, tmp_path, set_cell("Bowl", "E12", "=NOSUCH(1)")))
    assert len(report.differences) > 10
    assert report.differences[0].cell == "E12"
    number = sheetnet.verify(broken(descent, tmp_path, set_cell("Bowl", "C12", 0.5)))
    assert number.differences[0].cell == "C12"
    assert number.differences[0].expected == "a formula"


def test_two_mistakes_are_both_told_first(descent: Path, tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Bowl"]["D11"] = "=D10-F10*2"
        workbook["Valley"]["E10"] = "=E9*3"

    report = sheetnet.verify(broken(descent, tmp_path, change))
    assert {(d.sheet, d.cell) for d in report.differences[:2]} == {("Bowl", "D11"), ("Valley", "E10")}


def test_a_file_does_not_set_its_own_tolerances(descent: Path, tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Bowl"]["C11"] = "=C10+G10*2"
        for row in workbook["Map"].iter_rows(min_row=7):
            if row[0].value:
                row[8].value = row[9].value = 1e9

    assert "Bowl!C11  x[2]" in reasons(sheetnet.verify(broken(descent, tmp_path, change)))


@pytest.mark.parametrize(
    ("name", "row", "formula"),
    [
        ("central", 11, "={h}*0+3"),
        ("central_error", 11, "={h}*0+3"),
        ("forward", 10, "=8.1"),
        ("forward", 9, "=8.05+0*{h}"),
    ],
)
def test_cells_with_wide_tolerances_are_held_by_a_claim(name: str, row: int, formula: str, tmp_path: Path) -> None:
    """For tiny h the engines may differ in the quotient's third digit; the bound of the error is far tighter."""
    path = sheetnet.build("derivative", tmp_path / "built" / "x.xlsx")
    entries = Subject.read(path).map.entries
    cell, h = (cell_address(*entries[each].place([row])) for each in (name, "h"))
    report = sheetnet.verify(broken(path, tmp_path, set_cell("Limit", cell, formula.format(h=h))))
    assert "_within" in reasons(report)


def test_an_array_formula_made_a_number_is_found(regression: Path, tmp_path: Path) -> None:
    report = sheetnet.verify(broken(regression, tmp_path, set_cell("Data", "J20", 0.41)))
    assert "linest" in reasons(report)


def test_an_edited_input_is_a_new_model_not_an_error(descent: Path, tmp_path: Path) -> None:
    report = sheetnet.verify(broken(descent, tmp_path, set_cell("Bowl", "E4", 0.3)))
    assert report.ok, reasons(report)
    assert report.cells > 300


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, r"Data!C8 \(heights\) is blank"),
        ("tall", r"Data!C8 \(heights\) holds 'tall'"),
        ("=A1", r"Data!C8 \(heights\) holds the formula"),
        (1e308, r"Data!C8: heights\[2\] is 1e\+308; allowed"),
        (1e-200, r"Data!C8: heights\[2\] is 1e-200"),
        (True, "holds True"),
    ],
)
def test_a_bad_input_is_told_by_its_cell(regression: Path, tmp_path: Path, value: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        sheetnet.verify(broken(regression, tmp_path, set_cell("Data", "C8", value)))


def test_a_changed_map_is_refused(descent: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="row 7 of sheet 'Map' was changed"):
        sheetnet.verify(broken(descent, tmp_path, set_cell("Map", "F7", "nowhere")))


def test_a_workbook_of_somebody_else_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(WorkbookError, match="was not built by sheetnet"):
        sheetnet.verify(tmp_path / "other.xlsx")


@pytest.mark.parametrize("length", [0, 10, 5_000, 20_000])
def test_a_truncated_file_is_one_clear_error(descent: Path, tmp_path: Path, length: int) -> None:
    path = tmp_path / "short.xlsx"
    path.write_bytes(descent.read_bytes()[:length])
    with pytest.raises(WorkbookError, match="workbook, or it is damaged"):
        sheetnet.verify(path)


def test_every_flipped_byte_is_an_error_or_a_report_never_a_crash(descent: Path, tmp_path: Path) -> None:
    import numpy as np

    content = bytearray(descent.read_bytes())
    for position in np.random.default_rng(1).integers(0, len(content), 40).tolist():
        changed = bytearray(content)
        changed[position] ^= 0xFF
        path = tmp_path / "flipped.xlsx"
        path.write_bytes(bytes(changed))
        with contextlib.suppress(sheetnet.SheetnetError):
            sheetnet.verify(path)


def test_entities_in_the_xml_are_refused(descent: Path, tmp_path: Path) -> None:
    from zipfile import ZipFile

    path = tmp_path / "bomb.xlsx"
    with ZipFile(descent) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/sharedStrings.xml":
                content = content.replace(b"<sst", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst', 1)
            target.writestr(name, content)
    with pytest.raises(WorkbookError, match="cannot be read"):
        sheetnet.verify(path)


def test_a_bomb_is_refused_before_it_is_unpacked(descent: Path, tmp_path: Path) -> None:
    from zipfile import ZIP_DEFLATED, ZipFile

    path = tmp_path / "bomb.xlsx"
    shutil.copy(descent, path)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(50_000_000))
    with pytest.raises(WorkbookError, match="more than sheetnet opens"):
        sheetnet.verify(path)


SHEET = "xl/worksheets/sheet2.xml"


def rewritten(path: Path, target: Path, part: str, old: bytes, new: bytes) -> Path:
    """Copy a workbook with a place of one part changed as no spreadsheet would change it."""
    from zipfile import ZipFile

    with ZipFile(path) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            copy.writestr(name, content)
    return target


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<f>", b"<f>A1)"),
        (SHEET, b"<f>", b"<f>})"),
        (SHEET, b"<f>", b"<f>" + 3000 * b"(" + b"1" + 3000 * b")" + b"+"),
        (SHEET, b"<f>", b"<f>" + 5000 * b"1+"),
        (SHEET, b"</v></c>", b"0" * 400 + b"</v></c>"),
        (SHEET, b"<f>", b'<f t="array" ref="A1:XFD1048576">'),
        (SHEET, b"<f>", b'<f t="dataTable" ref="A1:B2" r1="C1">'),
        ("xl/workbook.xml", b"</workbook>", b""),
        ("xl/styles.xml", b"</styleSheet>", b""),
        ("docProps/app.xml", b"</Properties>", b""),
        ("xl/sharedStrings.xml", ">6×6<".encode(), ">4294967296×4294967296×6<".encode()),
        ("xl/sharedStrings.xml", b">C9<", b">ZZZ9999999<"),
        ("xl/sharedStrings.xml", b">C9<", b">A0<"),
        ("xl/sharedStrings.xml", b">(1,0)<", b">(9999999,99999)<"),
    ],
)  # fmt: skip
def test_what_no_spreadsheet_writes_is_an_error_or_a_report(
    part: str, old: bytes, new: bytes, descent: Path, tmp_path: Path
) -> None:
    path = sheetnet.build("pooling", tmp_path / "grids.xlsx") if "×" in old.decode() else descent
    changed = rewritten(path, tmp_path / "hostile.xlsx", part, old, new)
    with contextlib.suppress(sheetnet.SheetnetError):
        assert not sheetnet.verify(changed).ok or part == "docProps/app.xml"
    with pytest.raises(sheetnet.SheetnetError):
        sheetnet.verify(changed, engine="cached")
    with contextlib.suppress(sheetnet.SheetnetError):  # nor does a build over it fail otherwise
        sheetnet.build("gradient_descent", changed)
