"""A check that cannot fail is a defect: break a workbook in every way we can think of and see red."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

import sheetnet
from sheetnet.check import Report
from sheetnet.errors import InputError, WorkbookError
from tests.workbooks import MAP_TAB, address, cell, edited


def reasons(report: Report) -> str:
    return "\n".join(str(difference) for difference in report.differences)


def filled_in(formula: str, path: Path) -> str:
    """Put addresses in the place of entries such as ``{x[1]}``."""

    def written(match: re.Match[str]) -> str:
        return address(path, match[1], *([int(match[2])] if match[2] else []))

    return re.sub(r"\{(\w+)\[(\d*)\]\}", written, formula)


def test_an_unbroken_copy_passes(descent: Path, tmp_path: Path) -> None:
    assert sheetnet.verify(edited(descent, tmp_path, {})).ok


@pytest.mark.parametrize(
    ("tensor", "number", "formula"),
    [
        ("x", 2, "={x[1]}+{step_y[1]}"),  # wrong reference
        ("x", 2, "={x[1]}-{step_x[1]}"),  # wrong sign
        ("gradient_x", 0, "=2*{y[0]}"),  # wrong coordinate
        ("z", 0, "={x[0]}^2"),  # a term dropped
        ("step_x", 0, "=-{start_x[]}*{gradient_x[0]}"),  # the start in place of the learning rate
    ],
)
def test_a_wrong_formula_is_named(descent: Path, tmp_path: Path, tensor: str, number: int, formula: str) -> None:
    place = cell(descent, tensor, number)
    report = sheetnet.verify(edited(descent, tmp_path, {place: filled_in(formula, descent)}))
    assert not report.ok
    assert f"{place}  {tensor}[{number}]" in reasons(report)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=1/0", "an error where a number belongs"),
        ('="2.4"', "a text where a number belongs"),
        ("=TRUE()", "a truth value where a number belongs"),
    ],
)
def test_what_is_no_number_is_named(descent: Path, tmp_path: Path, formula: str, expected: str) -> None:
    report = sheetnet.verify(edited(descent, tmp_path, {cell(descent, "x", 1): formula}))
    assert not report.ok
    assert expected in reasons(report)


def test_a_number_in_place_of_a_formula_is_found_even_if_it_is_right(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "x", 1)
    right = openpyxl.load_workbook(descent, data_only=True)["Bowl"][address(descent, "x", 1)].value
    report = sheetnet.verify(edited(descent, tmp_path, {place: right}))
    assert f"{place}  x[1]" in reasons(report)
    assert "no formula where one belongs" in reasons(report)


def test_a_formula_that_only_looks_right_is_found_by_other_inputs(descent: Path, tmp_path: Path) -> None:
    frozen = edited(descent, tmp_path, {cell(descent, "x", 1): filled_in("=2.4+0*{x[0]}", descent)})
    assert sheetnet.verify(frozen).ok
    assert not sheetnet.verify(frozen, changes=["start_x=1"]).ok


def test_a_removed_formula_is_found(descent: Path, tmp_path: Path) -> None:
    assert "no formula" in reasons(sheetnet.verify(edited(descent, tmp_path, {cell(descent, "z", 5): None})))


def test_a_formula_that_nobody_owns_is_found(descent: Path, tmp_path: Path) -> None:
    report = sheetnet.verify(edited(descent, tmp_path, {"Bowl!B400": "=1+1"}))
    assert "Bowl!B400" in reasons(report)
    assert "no tensor of the Map owns" in reasons(report)


def test_a_tensor_missing_on_one_side_is_found(descent: Path, tmp_path: Path) -> None:
    def rename(workbook: openpyxl.Workbook) -> None:
        name = next(row[0] for row in workbook[MAP_TAB].iter_rows(min_row=7) if row[0].value == "final_z")
        name.value = "final_height"

    text = reasons(sheetnet.verify(edited(descent, tmp_path, rename)))
    assert "final_height" in text
    assert "a tensor that only the reference knows" in text


def test_where_a_mistake_starts_comes_first(descent: Path, tmp_path: Path) -> None:
    """A gradient is used by its step, that by the next x, and so on down: the report begins with the gradient."""
    gradient, x = cell(descent, "gradient_x", 3), cell(descent, "x", 3)
    report = sheetnet.verify(edited(descent, tmp_path, {gradient: "=1/0"}))
    assert len(report.differences) > 8
    assert f"Bowl!{report.differences[0].cell}" == gradient
    number = sheetnet.verify(edited(descent, tmp_path, {x: 0.5}))
    assert f"Bowl!{number.differences[0].cell}" == x
    assert number.differences[0].expected == "a formula"


def test_two_mistakes_are_both_told_first(descent: Path, tmp_path: Path) -> None:
    y, gradient = cell(descent, "y", 2), cell(descent, "valley_gradient_x", 1)
    wrong = {
        y: filled_in("={y[1]}-{gradient_y[1]}*2", descent),
        gradient: filled_in("={valley_gradient_x[0]}*3", descent),
    }
    report = sheetnet.verify(edited(descent, tmp_path, wrong))
    assert {f"{d.sheet}!{d.cell}" for d in report.differences[:2]} == {y, gradient}


def test_a_file_does_not_set_its_own_tolerances(descent: Path, tmp_path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Bowl"][address(descent, "x", 2)] = filled_in("={x[1]}+{step_x[1]}*2", descent)
        for row in workbook[MAP_TAB].iter_rows(min_row=7):
            if row[0].value:
                row[8].value = row[9].value = 1e9

    assert f"{cell(descent, 'x', 2)}  x[2]" in reasons(sheetnet.verify(edited(descent, tmp_path, change)))


@pytest.mark.parametrize(
    ("tensor", "number", "formula"),
    [
        ("central", 11, "={h[11]}*0+3"),
        ("central_error", 11, "={h[11]}*0+3"),
        ("forward", 10, "=8.1"),
        ("forward", 9, "=8.05+0*{h[9]}"),
    ],
)
def test_cells_with_wide_tolerances_are_held_by_a_claim(tensor: str, number: int, formula: str, tmp_path: Path) -> None:
    """For tiny h the engines may differ in the quotient's third digit; the bound of the error is far tighter."""
    path = sheetnet.build("derivative", tmp_path / "built" / "x.xlsx")
    wrong = {cell(path, tensor, number): filled_in(formula, path)}
    assert "_within" in reasons(sheetnet.verify(edited(path, tmp_path, wrong)))


def test_one_entry_of_a_block_made_a_number_is_found(regression: Path, tmp_path: Path) -> None:
    report = sheetnet.verify(edited(regression, tmp_path, {cell(regression, "linest"): 0.41}))
    assert "linest" in reasons(report)


def test_an_edited_input_is_a_new_model_not_an_error(descent: Path, tmp_path: Path) -> None:
    report = sheetnet.verify(edited(descent, tmp_path, {cell(descent, "learning_rate"): 0.3}))
    assert report.ok, reasons(report)
    assert report.cells > 300


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, r"CELL \(heights\) is blank"),
        ("tall", r"CELL \(heights\) holds 'tall'"),
        ("=A1", r"CELL \(heights\) holds the formula"),
        (1e308, r"CELL: heights\[2\] is 1e\+308; allowed"),
        (1e-200, r"CELL: heights\[2\] is 1e-200"),
        (True, "holds True"),
    ],
)
def test_a_bad_input_is_told_by_its_cell(regression: Path, tmp_path: Path, value: object, message: str) -> None:
    place = cell(regression, "heights", 2)
    with pytest.raises(InputError, match=message.replace("CELL", place)):
        sheetnet.verify(edited(regression, tmp_path, {place: value}))


@pytest.mark.parametrize("tab", ["Map", "where all is"])
def test_the_map_is_known_by_its_marker_whatever_its_tab(tab: str, descent: Path, tmp_path: Path) -> None:
    """Earlier versions called it Map in every language, and a reader may call it as they like."""
    report = sheetnet.verify(edited(descent, tmp_path, lambda book: setattr(book[MAP_TAB], "title", tab)))
    assert report.ok, reasons(report)


def test_a_changed_map_is_refused(descent: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="row 7 of the list of all cells"):
        sheetnet.verify(edited(descent, tmp_path, {f"{MAP_TAB}!F7": "nowhere"}))


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


@pytest.mark.slow
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
        ("xl/sharedStrings.xml", b">ADDRESS<", b">ZZZ9999999<"),
        ("xl/sharedStrings.xml", b">ADDRESS<", b">A0<"),
        ("xl/sharedStrings.xml", b">(1,0)<", b">(9999999,99999)<"),
    ],
)  # fmt: skip
def test_what_no_spreadsheet_writes_is_an_error_or_a_report(
    part: str, old: bytes, new: bytes, descent: Path, tmp_path: Path
) -> None:
    path = sheetnet.build("pooling", tmp_path / "grids.xlsx") if "×" in old.decode() else descent
    old = old.replace(b"ADDRESS", address(descent, "x").encode())  # as the Map has it
    changed = rewritten(path, tmp_path / "hostile.xlsx", part, old, new)
    with contextlib.suppress(sheetnet.SheetnetError):
        assert not sheetnet.verify(changed).ok or part == "docProps/app.xml"
    with pytest.raises(sheetnet.SheetnetError):
        sheetnet.verify(changed, engine="cached")
    with contextlib.suppress(sheetnet.SheetnetError):  # nor does a build over it fail otherwise
        sheetnet.build("gradient_descent", changed)
