"""What a file says beside its cells, and what is refused of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheetnet.errors import WorkbookError
from sheetnet.xlsx.read.reader import read_file
from sheetnet.xlsx.read.setup import Validation
from tests.lint.files import replaced
from tests.workbooks import address

BOWL = "xl/worksheets/sheet2.xml"


def test_names_charts_formats_and_settings_are_read(descent: Path) -> None:
    facts = read_file(descent).facts
    names = {name.name: name.text for name in facts.names}
    column, row = address(descent, "start_x")[:1], address(descent, "start_x")[1:]
    assert names["start_x"] == f"'Bowl'!${column}${row}"
    assert facts.charts["Bowl"][0].series[0].x.startswith("'Bowl'!$")
    assert '0.0000;"−"0.0000' in facts.formats
    assert facts.calculation["fullCalcOnLoad"] == "1"
    assert (facts.hidden, facts.outside, facts.macros) == (frozenset(), (), False)


def test_what_is_around_the_cells_is_read(descent: Path, tmp_path: Path) -> None:
    more = (
        '<sheetProtection sheet="1"/>',
        '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
        '<dataValidations count="1"><dataValidation sqref="A1 B2:B3" type="whole" operator="between">'
        "<formula1>1</formula1><formula2>1E3</formula2></dataValidation></dataValidations>",
    )
    path = replaced(descent, tmp_path, {BOWL: ("</sheetData>.*(?=<pageMargins)", f"</sheetData>{''.join(more)}")})
    setup = read_file(path).sheets["Bowl"].setup
    assert setup.locked
    assert setup.merged == ["A1:B2"]
    assert setup.validations == [Validation("A1 B2:B3", "whole", "between", "1", "1E3")]


def test_every_cell_has_the_number_of_its_format(descent: Path) -> None:
    for sheet in read_file(descent).sheets.values():
        assert sheet.styles.shape == sheet.rows.shape


@pytest.mark.parametrize("style", ["x", "-1", "9999999", ""])
def test_a_format_that_is_no_number_is_refused(style: str, descent: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="format that is no number"):
        read_file(replaced(descent, tmp_path, {BOWL: (r'(<c r="B1" s=")\d+', rf"\g<1>{style}")}))


def test_more_merged_ranges_than_a_sheet_has_are_refused(descent: Path, tmp_path: Path) -> None:
    many = '<mergeCell ref="A1:B1"/>' * 200_001
    with pytest.raises(WorkbookError, match="merged ranges"):
        read_file(replaced(descent, tmp_path, {BOWL: ("</mergeCells>", f"{many}</mergeCells>")}))


def test_a_chart_that_is_a_bomb_is_refused(descent: Path, tmp_path: Path) -> None:
    deep = "<a>" * 70 + "</a>" * 70
    with pytest.raises(WorkbookError, match="levels deep"):
        read_file(replaced(descent, tmp_path, {"xl/charts/chart1.xml": ("</plotArea>|</c:plotArea>", rf"{deep}\g<0>")}))
