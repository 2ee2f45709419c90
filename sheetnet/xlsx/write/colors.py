"""Looks by value: scales over heat maps, bars, one colour for one value, powers of ten for large and small numbers."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.formula.template import cell_address
from sheetnet.workbook.colors import BAR_COLOR, Marked, Scale
from sheetnet.workbook.look import Highlight, Look
from sheetnet.workbook.number_format import as_word, with_minus
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.write.numbers import excel_number
from sheetnet.xlsx.write.ranges import range_address

LINE = "7F3F00"
"""Around cells that a lesson points at."""
LARGE, HUGE = 10_000, 1_000_000
"""From the one on a number with four decimals does not fit into a column of a table; from the other on none does."""
_HUGE_FORMAT = NumberFormat(numFmtId=1000, formatCode=with_minus("0.0E+00"))
_SMALL_FORMAT = NumberFormat(numFmtId=1001, formatCode=with_minus("0E+00"))
_FINER_WIDTH = 6.0
"""Of a column in which −0.0001 fits, in characters."""
_PLAIN, _FINER_FORMAT = "0.000", NumberFormat(numFmtId=1002, formatCode=with_minus("0.0000"))
_LARGE_FORMAT = NumberFormat(numFmtId=1003, formatCode=with_minus("#,##0"))
"""Their numbers are none that openpyxl gives: LibreOffice keeps the formats of cells and of rules in one list."""
_FIRST_WORD = 1100
"""The number of the first format of a word."""
NOTHING = 1e-100
"""What is closer to 0 is 0."""


def color_by_value(sheet: Worksheet, page: Page) -> None:
    """Give a worksheet the conditional formats of its page."""
    formats = sheet.conditional_formatting
    for heat_map in page.heat_maps:
        where = " ".join(range_address(*rectangle) for rectangle in heat_map.rectangles())
        for rule in _small_numbers(heat_map.tensor.look):
            formats.add(where, rule)
        formats.add(where, _bar() if heat_map.scale is None else _scale(heat_map.scale))
    for marked in page.marked:
        for rule in _marks(marked):
            formats.add(_cells(marked.tensor), rule)
    for tensor in page.tensors:
        where = _cells(tensor)
        if tensor.look.highlight is not None:
            formats.add(where, _highlight(tensor.look.highlight))
        if not tensor.look.colors:  # those with a scale have their rules beside it
            for rule in _small_numbers(tensor.look):
                formats.add(where, rule)
        for rule in _words(tensor.look):
            formats.add(where, rule)
        if tensor.look.runs_away:
            for rule in _large_numbers():
                formats.add(where, rule)


def _cells(tensor: Tensor) -> str:
    place = tensor.place
    return range_address(place.row, place.column, place.last_row, place.last_column)


def _marks(marked: Marked) -> Iterator[Rule]:
    """Colour a cell where the cell of the marks that lies as far from their first one holds a 1.

    Where a scale colours the cells, LibreOffice leaves out the other colour: the line around them remains.
    """
    here, there = (cell_address(place.row, place.column) for place in (marked.tensor.place, marked.marks.place))
    if len(marked.marks.axes) < len(marked.tensor.axes):
        there = f"${there}"  # one mark a row: all its cells look at that column
    value = excel_number(marked.value)
    if marked.plain:
        yield FormulaRule([f"{there}={value}"], fill=PatternFill(bgColor=marked.fill, fill_type="solid"))
        return
    side = Side(style="thin", color=LINE)
    border = Border(left=side, right=side, top=side, bottom=side)
    for fill, formula in ((marked.deep, f"AND({there}={value},{here}<>0)"), (marked.fill, f"{there}={value}")):
        if fill:
            pattern = PatternFill(bgColor=fill, fill_type="solid")
            yield FormulaRule([formula], fill=pattern, font=Font(bold=True), border=border)


def _bar() -> Rule:
    return DataBarRule("num", 0, "num", 1, color=BAR_COLOR)


def _scale(scale: Scale) -> ColorScaleRule:
    arguments: dict[str, str | float] = {}
    for part, end, found in (
        ("start", scale.low, "min"),
        ("mid", scale.middle, "percentile"),
        ("end", scale.high, "max"),
    ):
        if end is not None:
            value, color = end
            arguments |= {f"{part}_type": found if value is None else "num", f"{part}_color": color}
            amount = {"percentile": 50.0}.get(found) if value is None else value
            arguments |= {} if amount is None else {f"{part}_value": amount}
    return ColorScaleRule(**arguments)


def _highlight(highlight: Highlight) -> CellIsRule:
    return CellIsRule(
        operator="equal",
        formula=[excel_number(highlight.value)],
        fill=PatternFill(bgColor=highlight.fill, fill_type="solid"),
        font=Font(color=highlight.color),
    )


def _words(look: Look) -> Iterator[Rule]:
    """Show a word instead of a number that stands for it."""
    for at, (number, word) in enumerate(look.words):
        shown = NumberFormat(numFmtId=_FIRST_WORD + at, formatCode=as_word(word))
        formula = [excel_number(number)]
        yield Rule(type="cellIs", operator="equal", formula=formula, dxf=DifferentialStyle(numFmt=shown))


def _small_numbers(look: Look) -> Iterator[Rule]:
    """Show one more digit of numbers that the digits just do not show, and powers of ten of those closer to 0."""
    if not look.least:
        return
    has_room = not 0 < look.width < _FINER_WIDTH
    finer = has_room and str(look.number_format).split(";")[0] == _PLAIN
    if finer:
        yield from _on_both_sides(look.least / 10, look.least, _FINER_FORMAT)
    yield from _on_both_sides(NOTHING, look.least / 10 if finer else look.least, _SMALL_FORMAT)


def _on_both_sides(low: float, high: float, shown: NumberFormat) -> Iterator[Rule]:
    """Show numbers between two others, and those as far below 0, in a format."""
    ends = [excel_number(end) for end in (low, high)]
    for between in (ends, [f"-{end}" for end in reversed(ends)]):
        yield Rule(type="cellIs", operator="between", formula=between, dxf=DifferentialStyle(numFmt=shown))


def _large_numbers() -> Iterator[Rule]:
    """Show powers of ten of huge numbers, and large ones without decimals."""
    for end, shown in ((HUGE, _HUGE_FORMAT), (LARGE, _LARGE_FORMAT)):
        beyond = [str(-end), str(end)]
        yield Rule(type="cellIs", operator="notBetween", formula=beyond, dxf=DifferentialStyle(numFmt=shown))
