"""Everything around the cells of a sheet: view, paper, merged cells, colours, input rules, charts, Solver model."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.formula import SheetNames
from sheetnet.formula.limits import check_sheet_name
from sheetnet.formula.template import cell_address, column_letters
from sheetnet.workbook.page import Page
from sheetnet.workbook.print_area import sheets_of_paper
from sheetnet.xlsx.write.chart import drawn
from sheetnet.xlsx.write.chart_place import corners
from sheetnet.xlsx.write.colors import color_by_value
from sheetnet.xlsx.write.input_rules import explain_and_restrict
from sheetnet.xlsx.write.names import define_solver_model
from sheetnet.xlsx.write.ranges import range_address

_UNUSED_MARGINS = ("oddHeader", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
"""What openpyxl writes though it is empty, which not every program knows."""


def set_up(sheet: Worksheet, page: Page, names: SheetNames, values: Mapping[str, np.ndarray], language: str) -> None:
    """Give a worksheet everything but its cells and links.

    Args:
        sheet: The worksheet.
        page: What is on it.
        names: The tab of each page.
        values: The numbers of computed tensors, by name; charts store those that they draw.
        language: ``en`` or ``zh``.

    Raises:
        LimitError: The name of the tab, or the Solver's model, is more than Excel takes.
    """
    check_sheet_name(names[page])
    _set_view(sheet, page)
    _set_columns(sheet, page)
    _set_paper(sheet, page)
    _merge(sheet, page)
    color_by_value(sheet, page)
    explain_and_restrict(sheet, page, language)
    for placed in page.charts:
        sheet.add_chart(drawn(placed.chart, names, values, language), corners(placed, page, language))
    define_solver_model(sheet, page, names)


def _set_view(sheet: Worksheet, page: Page) -> None:
    sheet.sheet_state = sheet.SHEETSTATE_HIDDEN if page.hidden else sheet.SHEETSTATE_VISIBLE
    view = sheet.sheet_view
    view.showGridLines = False
    view.zoomScale = 100
    rows, columns = page.frozen
    if rows or columns:
        sheet.freeze_panes = cell_address(rows + 1, columns + 1)


def _set_columns(sheet: Worksheet, page: Page) -> None:
    sheet.sheet_format.defaultColWidth = page.default_width
    sheet.sheet_format.baseColWidth = 8
    for column, width in sorted(page.widths.items()):
        sheet.column_dimensions[column_letters(column)].width = width
    if page.groups:
        sheet.sheet_properties.outlinePr.summaryBelow = False
        sheet.sheet_format.outlineLevelRow = 1


def _set_paper(sheet: Worksheet, page: Page) -> None:
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = sheets_of_paper(page)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.oddFooter.center.text = "&A  ·  &P / &N"
    for unused in _UNUSED_MARGINS:
        setattr(sheet.HeaderFooter, unused, None)
    if page.print_area:
        sheet.print_area = range_address(*page.print_area)
    if page.frozen[0]:
        sheet.print_title_rows = f"1:{page.frozen[0]}"


def _merge(sheet: Worksheet, page: Page) -> None:
    words = (label.rectangle for label in page.labels if (label.across, label.down) != (1, 1))
    for top, left, bottom, right in [*words, *page.merged]:
        # Added as a range only: merge_cells() would make cell objects, and cells are not openpyxl's business here.
        sheet.merged_cells.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom).coord)
