"""Cell formats: from a style's name and a number format to the number by which a cell names its format in the file."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.workbook.number_format import with_minus
from sheetnet.workbook.styles import GRID, NAVY, STYLES, Style
from sheetnet.xlsx.write.typefaces import LATIN, Typeface, typeface_for


class Formats:
    """The cell formats of one workbook, made as they are asked for.

    Args:
        workbook: The openpyxl workbook that holds the formats.
        language: Of its texts.
    """

    def __init__(self, workbook: Workbook, language: str) -> None:
        self._language = language
        for name, style in STYLES.items():
            workbook.add_named_style(_named(name, style))
        # A cell on a sheet that is in no workbook: openpyxl numbers formats as they are given to cells.
        self._cell = Cell(Worksheet(workbook), row=1, column=1)
        self._numbers: dict[tuple[str, str], int] = {}
        self._framed: dict[tuple[int, frozenset[str]], int] = {}

    def number(self, style: str, number_format: str = "General") -> int:
        """Return the number of a format.

        Args:
            style: A named style of ``styles.STYLES``.
            number_format: The spreadsheet's number format.
        """
        key = (style, number_format)
        if key not in self._numbers:
            typeface = typeface_for(number_format, self._language)  # it may show words, as verdicts do
            self._cell.style = f"sheetnet {style}"
            self._cell.number_format = with_minus(number_format)
            if typeface is not LATIN:
                self._cell.font = _font(STYLES[style], typeface)
            self._numbers[key] = self._cell.style_id
        return self._numbers[key]

    def framed(self, number: int, sides: frozenset[str]) -> int:
        """Return the number of a format that is like another but for thick lines.

        Args:
            number: Of the other format.
            sides: Where the lines are: ``left``, ``right``, ``top``, ``bottom``.
        """
        key = (number, sides)
        if key not in self._framed:
            style, number_format = next(known for known, its in self._numbers.items() if its == number)
            self._cell.style, self._cell.number_format = f"sheetnet {style}", with_minus(number_format)
            thick, thin = Side(style="medium", color=NAVY), Side(style="thin", color=GRID)
            lines = {side: thick if side in sides else thin for side in ("left", "right", "top", "bottom")}
            self._cell.border = Border(**lines)
            self._framed[key] = self._cell.style_id
        return self._framed[key]


def _font(style: Style, typeface: Typeface) -> Font:
    return Font(
        name=typeface.name,
        charset=typeface.charset,
        size=style.size,
        bold=style.bold,
        italic=style.italic,
        color=style.color,
        underline="single" if style.underline else None,
    )


def _named(name: str, style: Style) -> NamedStyle:
    side = Side(style="thin", color=GRID)
    named = NamedStyle(name=f"sheetnet {name}")
    named.font = _font(style, LATIN)
    if style.fill:
        named.fill = PatternFill("solid", start_color=style.fill, end_color=style.fill)
    if style.border:
        named.border = Border(left=side, right=side, top=side, bottom=side)
    named.alignment = Alignment(
        horizontal=style.align,
        vertical=style.vertical or ("top" if style.wrap and style.align == "left" else "center"),
        wrap_text=style.wrap,
        shrink_to_fit=style.shrinks or None,
    )
    named.protection = Protection()
    return named
