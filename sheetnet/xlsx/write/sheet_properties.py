"""Everything around the cells of a sheet: views, widths, colours by value, notes, rules, links, charts, names."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.formula.limits import check_sheet_name
from sheetnet.formula.template import cell_address, column_letters, quoted
from sheetnet.models.fields import SMALLEST, Field
from sheetnet.texts import Text
from sheetnet.workbook.book import Book
from sheetnet.workbook.colors import HeatMap
from sheetnet.workbook.defined_names import can_be_defined
from sheetnet.workbook.look import Highlight
from sheetnet.workbook.page import Page
from sheetnet.workbook.print_area import sheets_of_paper
from sheetnet.workbook.solver import blocks, is_one_block
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.tensor import Role, Tensor
from sheetnet.workbook.text_size import line_count
from sheetnet.xlsx.write.chart import drawn

LINE_HEIGHT = 1.5
"""Height of a line of text, in font sizes."""


def furnish(sheet: Worksheet, page: Page, names: dict[Any, str], language: str) -> None:
    """Give a worksheet everything but its cells."""
    check_sheet_name(names[page])
    _set_view(sheet, page)
    _set_print(sheet, page)
    _merge(sheet, page)
    for heat_map in page.heat_maps:
        _color_by_value(sheet, heat_map)
    for tensor in page.tensors:
        if tensor.look.highlight is not None:
            _color_one_value(sheet, tensor, tensor.look.highlight)
        if tensor.allowed is not None:
            _restrict(sheet, tensor, tensor.allowed, language)
            _note(sheet, tensor, tensor.allowed, language)
    sheet.sheetnet_links = list(_links(page, names, language))
    for placed in page.charts:
        sheet.add_chart(drawn(placed.chart, names, language), cell_address(placed.row, placed.column))
    if page.solver:
        for name, value in page.solver.names(names).items():
            sheet.defined_names.add(DefinedName(name, attr_text=value, hidden=True))


def defined_names(book: Book, names: dict[Any, str]) -> dict[str, str]:
    """Return the names by which people and tools find inputs and headline results, with their addresses.

    What a layer of somebody's own is called may be no such name: ``c1_weights`` reads as a column. The Map has it.
    """
    named = [t for t in book.tensors() if t.role is not Role.COMPUTED and is_one_block(t) and can_be_defined(t.name)]
    return {tensor.name: blocks(tensor, names)[0] for tensor in named}


def define(workbook: Workbook, name: str, address: str) -> None:
    """Add a defined name of the whole workbook."""
    workbook.defined_names.add(DefinedName(name, attr_text=address))


def row_attributes(page: Page, language: str) -> dict[int, str]:
    """Return the XML attributes of rows that have a height or belong to a group."""
    attributes: dict[int, str] = defaultdict(str)
    for row, height in {**_wrapped_heights(page, language), **page.heights}.items():
        attributes[row] += f' ht="{height:g}" customHeight="1"'
    for first, last in page.groups:
        for row in range(first, last + 1):
            attributes[row] += ' outlineLevel="1"'
    return attributes


def _wrapped_heights(page: Page, language: str) -> dict[int, float]:
    heights: dict[int, float] = {}
    for label in page.labels:
        style = STYLES[label.style]
        size = style.size * LINE_HEIGHT
        if not style.wrap or isinstance(label.content, (int, float)):
            needed = size if style.size > 11 else 0.0
        else:
            columns = range(label.column, label.column + label.across)
            room = sum(page.widths.get(c, page.default_width) for c in columns) * 10 / style.size
            needed = size * line_count(label.content.say(language), room * 0.93) + 2
        if needed > heights.get(label.row, 15.0):
            heights[label.row] = needed
    return heights


def _set_view(sheet: Worksheet, page: Page) -> None:
    view = sheet.sheet_view
    view.showGridLines = False
    view.zoomScale = 100
    rows, columns = page.frozen
    if rows or columns:
        sheet.freeze_panes = cell_address(rows + 1, columns + 1)
    sheet.sheet_format.defaultColWidth = page.default_width
    sheet.sheet_format.baseColWidth = 8
    for column, width in sorted(page.widths.items()):
        sheet.column_dimensions[column_letters(column)].width = width
    if page.groups:
        sheet.sheet_properties.outlinePr.summaryBelow = False
        sheet.sheet_format.outlineLevelRow = 1


def _set_print(sheet: Worksheet, page: Page) -> None:
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = sheets_of_paper(page)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.oddFooter.center.text = "&A  ·  &P / &N"
    if page.print_area:
        sheet.print_area = _address(*page.print_area)
    if page.frozen[0]:
        sheet.print_title_rows = f"1:{page.frozen[0]}"


def _merge(sheet: Worksheet, page: Page) -> None:
    for label in page.labels:
        if label.across > 1:
            end = label.column + label.across - 1
            # Added as a range only: merge_cells() would make cell objects, and cells are not openpyxl's business here.
            sheet.merged_cells.add(
                CellRange(min_col=label.column, min_row=label.row, max_col=end, max_row=label.row).coord
            )


def _color_by_value(sheet: Worksheet, heat_map: HeatMap) -> None:
    where = " ".join(_address(*rectangle) for rectangle in heat_map.rectangles())
    scale, arguments = heat_map.scale, dict[str, Any]()
    for part, end in (("start", scale.low), ("mid", scale.middle), ("end", scale.high)):
        if end is not None:
            arguments |= {f"{part}_type": "num", f"{part}_value": end[0], f"{part}_color": end[1]}
    sheet.conditional_formatting.add(where, ColorScaleRule(**arguments))


def _color_one_value(sheet: Worksheet, tensor: Tensor, highlight: Highlight) -> None:
    place = tensor.place
    where = _address(place.row, place.column, place.last_row, place.last_column)
    rule = CellIsRule(
        operator="equal",
        formula=[f"{highlight.value:g}"],
        fill=PatternFill(bgColor=highlight.fill, fill_type="solid"),
        font=Font(color=highlight.color),
    )
    sheet.conditional_formatting.add(where, rule)


def _note(sheet: Worksheet, tensor: Tensor, allowed: Field, language: str) -> None:
    """Say on the first cell of an input what it is and what it may hold."""
    words = f"{tensor.meaning.say(language)}\n{allowed.describe().say(language)}"
    cell = sheet.cell(tensor.place.row, tensor.place.column)
    cell.comment = Comment(words, "sheetnet", width=260, height=30 + 18 * line_count(words, 36))


def _restrict(sheet: Worksheet, tensor: Tensor, field: Field, language: str) -> None:
    """Let the application refuse, while somebody types, what an input may not hold."""
    if field.choices:
        choices = ",".join(f"{choice:g}" for choice in field.choices)
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=False)
    else:
        kind = "whole" if field.whole else "decimal"
        # "above 0" is at least the smallest number that is taken at all.
        least = max(field.low, SMALLEST) if field.strict_low and field.low == 0 else field.low
        low, high = f"{least:.15g}", f"{field.high:.15g}"
        rule = DataValidation(type=kind, operator="between", formula1=low, formula2=high, allow_blank=False)
    rule.showErrorMessage = True
    rule.errorTitle = "sheetnet"
    rule.error = field.describe().say(language)
    rule.sqref = MultiCellRange(_ranges(tensor))
    sheet.add_data_validation(rule)


def _ranges(tensor: Tensor) -> str:
    where: dict[object, str] = {tensor.place.page: ""}
    return " ".join(block.split("!", 1)[1].replace("$", "") for block in blocks(tensor, where))


def _links(page: Page, names: dict[Any, str], language: str) -> Any:
    for label in page.labels:
        target = label.destination()
        if target is not None and isinstance(label.content, Text):
            to, cell = target
            yield Hyperlink(
                ref=cell_address(label.row, label.column),
                location=f"{quoted(names[to])}!{cell}",
                display=label.content.say(language),
            )


def _address(top: int, left: int, bottom: int, right: int) -> str:
    return f"{cell_address(top, left)}:{cell_address(bottom, right)}"
