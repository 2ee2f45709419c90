"""Thick lines around blocks, and cells that another cell's 1 gives a colour."""

from __future__ import annotations

import openpyxl

from tests.workbooks import Builder, cell


def test_a_block_has_a_thick_line_around_it_and_none_within(built: Builder) -> None:
    sheet, top, left = first_cell(built, "feature_map")
    corner, inner = sheet.cell(top, left).border, sheet.cell(top + 1, left + 1).border
    assert (corner.left.style, corner.top.style, corner.right.style) == ("medium", "medium", "thin")
    assert (inner.left.style, inner.bottom.style, inner.right.style) == ("thin", "medium", "medium")


def test_a_cell_takes_its_colour_from_the_mark_that_lies_as_far_from_the_first(built: Builder) -> None:
    sheet, top, left = first_cell(built, "feature_map")
    marks, row, column = first_cell(built, "winners_2x2")
    assert marks.title == sheet.title
    first = marks.cell(row, column).coordinate
    rules = [rule for cells in sheet.conditional_formatting for rule in cells.rules if rule.type == "expression"]
    ranges = [str(cells.sqref) for cells in sheet.conditional_formatting]
    assert [f"{first}=1"] in [rule.formula for rule in rules]
    assert any(each.startswith(f"{sheet.cell(top, left).coordinate}:") for each in ranges)


def first_cell(built: Builder, tensor: str) -> tuple[openpyxl.worksheet.worksheet.Worksheet, int, int]:
    """Return the sheet, the row and the column where a tensor of the lesson on pooling begins."""
    path = built("pooling")
    title, _, address = cell(path, tensor).rpartition("!")
    sheet = openpyxl.load_workbook(path)[title.strip("'")]
    found = sheet[address]
    return sheet, found.row, found.column
