"""Each rule for workbooks of sheetnet's has a file in which it finds something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import Reference
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

import sheetnet
from sheetnet.check.stale import MISSING, STALE
from sheetnet.errors import WorkbookError
from sheetnet.lint.own import cells, charts, formats, labels, names, validations, workbook
from tests.lint.files import errors, remarks, replaced, rules, without
from tests.workbooks import MAP_TAB, Builder, address, cell, edited

Change = Callable[[Any, Path], None]


def at(book: Any, path: Path, tensor: str, *index: int) -> Any:
    """Return openpyxl's cell of an entry."""
    sheet, _, place = cell(path, tensor, *index).rpartition("!")
    return book[sheet][place]


def hide_what_is_computed(book: Any, path: Path) -> None:
    at(book, path, "x", 2).number_format = ";;;"


def show_the_same_for_all_numbers(book: Any, path: Path) -> None:
    at(book, path, "x", 2).number_format = '"1.0000"'


def exchange_two_labels(book: Any, path: Path) -> None:
    first, second = (at(book, path, name, 0).offset(row=-1) for name in ("x", "y"))
    assert isinstance(first.value, str)
    assert isinstance(second.value, str)
    first.value, second.value = second.value, first.value


def blank_a_label(book: Any, path: Path) -> None:
    book["Start"]["B1"].value = None


def put_a_number_into_a_blank_cell(book: Any, path: Path) -> None:
    assert book["Start"]["B4"].value is None
    book["Start"]["B4"].value = 42


def hide_a_row(book: Any, path: Path) -> None:
    place = at(book, path, "x", 2)
    book["Bowl"].row_dimensions[place.row].hidden = True


def hide_a_column(book: Any, path: Path) -> None:
    book["Bowl"].column_dimensions[at(book, path, "x", 2).column_letter].hidden = True


def hide_a_sheet(book: Any, path: Path) -> None:
    book["Bowl"].sheet_state = "hidden"


def move_a_name(book: Any, path: Path) -> None:
    book.defined_names["start_x"].attr_text = "'Bowl'!$A$1"


def shadow_a_name(book: Any, path: Path) -> None:
    book["Bowl"].defined_names.add(DefinedName("start_x", attr_text="'Bowl'!$A$1"))


def let_an_input_take_other_numbers(book: Any, path: Path) -> None:
    rules_of_sheet = book["Bowl"].data_validations.dataValidation
    rules_of_sheet[0].formula2 = "7"


def add_a_second_rule(book: Any, path: Path) -> None:
    rule = DataValidation(type="list", formula1='"1,2"')
    rule.add(address(path, "learning_rate"))
    book["Bowl"].add_data_validation(rule)


def shift_a_series(book: Any, path: Path) -> None:
    series = book["Bowl"]._charts[0].series[0]
    series.yVal.numRef.f = str(Reference(book["Bowl"], min_col=1, min_row=1, max_row=9))


def rename_a_series(book: Any, path: Path) -> None:
    book["Bowl"]._charts[0].series[0].tx.v = "another curve"


def add_a_series(book: Any, path: Path) -> None:
    all_series = book["Bowl"]._charts[0].series
    all_series.append(all_series[0])


def drop_a_series(book: Any, path: Path) -> None:
    del book["Bowl"]._charts[0].series[-1]


def test_a_label_that_shows_another_cell_is_an_error(built: Builder, tmp_path: Path) -> None:
    path = built("pooling")

    def change(book: Any) -> None:
        label = book["Start"]._charts[0].series[-1].tx.strRef
        label.f = "Blocks!$A$1"

    assert rules(errors(edited(path, tmp_path, change))) == {charts.RULE}


def calculate_with_what_is_shown(book: Any, path: Path) -> None:
    book.calculation.fullPrecision = False


def calculate_by_hand(book: Any, path: Path) -> None:
    book.calculation.calcMode = "manual"


def iterate(book: Any, path: Path) -> None:
    book.calculation.iterate = True


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (hide_what_is_computed, formats.HIDING),
        (show_the_same_for_all_numbers, formats.HIDING),
        (exchange_two_labels, labels.LABEL),
        (blank_a_label, labels.LABEL),
        (put_a_number_into_a_blank_cell, labels.EXTRA),
        (hide_a_row, cells.HIDDEN),
        (hide_a_column, cells.HIDDEN),
        (hide_a_sheet, cells.HIDDEN),
        (move_a_name, names.RULE),
        (shadow_a_name, names.RULE),
        (let_an_input_take_other_numbers, validations.RULE),
        (add_a_second_rule, validations.RULE),
        (shift_a_series, charts.RULE),
        (rename_a_series, charts.RULE),
        (add_a_series, charts.RULE),
        (drop_a_series, charts.RULE),
        (calculate_with_what_is_shown, workbook.CALCULATION),
        (calculate_by_hand, workbook.CALCULATION),
        (iterate, workbook.CALCULATION),
    ],
)
def test_what_makes_a_workbook_say_something_else_is_an_error(
    change: Change, rule: str, descent: Path, tmp_path: Path
) -> None:
    broken = edited(descent, tmp_path, lambda book: change(book, descent))
    assert rules(errors(broken)) == {rule}


def test_merged_cells_over_formulas_are_an_error(descent: Path, tmp_path: Path) -> None:
    """No other test sees it if the range is merged in the XML alone: the formulas below stay."""
    one, two = address(descent, "x", 1), address(descent, "x", 2)
    more = ("</mergeCells>", f'<mergeCell ref="{one}:{two}"/></mergeCells>')
    merged = replaced(descent, tmp_path, {part_of(descent, "Bowl"): more})
    assert rules(errors(merged)) == {cells.MERGED}


def part_of(path: Path, title: str) -> str:
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(title) + 1
    return f"xl/worksheets/sheet{number}.xml"


def lock(book: Any, path: Path) -> None:
    book["Bowl"].protection.sheet = True


def let_titles_scroll(book: Any, path: Path) -> None:
    book[MAP_TAB].freeze_panes = None


def show_more_digits(book: Any, path: Path) -> None:
    at(book, path, "x", 2).number_format = "0.000000"


def drop_a_name(book: Any, path: Path) -> None:
    del book.defined_names["start_x"]


def drop_the_rules(book: Any, path: Path) -> None:
    book["Bowl"].data_validations.dataValidation.clear()


def write_a_note(book: Any, path: Path) -> None:
    book["Bowl"]["ZZ1"].value = "my own note"


def drop_the_charts(book: Any, path: Path) -> None:
    book["Bowl"]._charts.clear()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lock, cells.LOCKED),
        (let_titles_scroll, cells.PANES),
        (show_more_digits, formats.DIFFERENT),
        (drop_a_name, names.RULE),
        (drop_the_rules, validations.RULE),
        (write_a_note, labels.EXTRA),
        (drop_the_charts, charts.RULE),
    ],
)
def test_what_somebody_may_have_meant_is_a_remark(change: Change, rule: str, descent: Path, tmp_path: Path) -> None:
    changed = edited(descent, tmp_path, lambda book: change(book, descent))
    assert errors(changed) == []
    assert rules(remarks(changed)) == {rule}


def test_a_solver_that_would_minimise_another_cell_is_an_error(regression: Path, tmp_path: Path) -> None:
    elsewhere = (r"(solver_opt[^>]*>[^!]*![$][A-Z]+[$])\d+", r"\g<1>1")
    moved = replaced(regression, tmp_path, {"xl/workbook.xml": elsewhere})
    assert rules(errors(moved)) == {names.RULE}


def test_a_check_fails_for_an_error_and_not_for_a_remark(descent: Path, tmp_path: Path) -> None:
    hidden = edited(descent, tmp_path, lambda book: hide_what_is_computed(book, descent))
    report = sheetnet.verify(hidden)
    assert not report.differences
    assert not report.ok
    scrolling = sheetnet.verify(edited(descent, tmp_path, lambda book: let_titles_scroll(book, descent)))
    assert scrolling.findings
    assert scrolling.ok


def test_stored_values_that_are_not_those_of_the_formulas_are_an_error(descent: Path, tmp_path: Path) -> None:
    part = part_of(descent, "Bowl")
    report = sheetnet.verify(replaced(descent, tmp_path, {part: (r"</f><v>[^<]*</v>", "</f><v>7</v>")}))
    assert not report.differences
    assert not report.ok
    assert rules(list(report.findings)) == {STALE}
    assert "x:" in "".join(finding.what for finding in report.findings)


def test_formulas_without_stored_values_are_a_remark(descent: Path, tmp_path: Path) -> None:
    report = sheetnet.verify(edited(descent, tmp_path, {}))
    assert report.ok
    assert rules(list(report.findings)) == {MISSING}


def test_stored_values_are_not_held_against_other_inputs(descent: Path) -> None:
    assert sheetnet.verify(descent, changes="start_x=1").findings == ()


def test_a_file_that_fetches_something_is_an_error(descent: Path, tmp_path: Path) -> None:
    relationship = (
        '<Relationship Id="rIdFar" TargetMode="External" Target="file:///elsewhere.xlsx" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>'
    )
    linked = replaced(descent, tmp_path, {"xl/_rels/workbook.xml.rels": ("</Relationships>", relationship)})
    assert rules(errors(linked)) == {workbook.OUTSIDE}


def test_a_file_with_a_program_is_an_error(descent: Path, tmp_path: Path) -> None:
    relationship = (
        '<Relationship Id="rIdProgram" Target="styles.xml" '
        'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>'
    )
    armed = replaced(descent, tmp_path, {"xl/_rels/workbook.xml.rels": ("</Relationships>", relationship)})
    assert rules(errors(armed)) == {workbook.MACROS}


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "xl/styles.xml", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"]
)
def test_a_part_that_is_named_must_be_there(part: str, descent: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"missing|no \.xlsx workbook"):
        sheetnet.verify(without(descent, tmp_path, part))


def test_a_workbook_that_another_version_has_arranged_is_still_compared(built: Builder, tmp_path: Path) -> None:
    """Its Map says where things are; a tensor one row further down is enough."""
    path = built("circle_area")
    tensor = "area"
    sheet, _, place = cell(path, tensor).partition("!")

    def move(book: Any) -> None:
        free = f"A{book[sheet].max_row + 5}"
        book[sheet].move_range(place, rows=book[sheet].max_row + 5 - book[sheet][place].row, cols=0)
        for row in book[MAP_TAB].iter_rows(min_row=7):
            if row[0].value == tensor:
                row[5].value = place[0] + free[1:]

    found = remarks(edited(path, tmp_path, move))
    assert workbook.ARRANGED in rules(found)
