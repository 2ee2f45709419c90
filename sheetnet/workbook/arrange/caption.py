"""Captions: headings, equations, paragraphs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sheetnet.texts import LANGUAGES, Text, literal
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page, Target
from sheetnet.workbook.row_heights import lines_of
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import characters, is_wide, pixels, widths

PARAGRAPH = 105.0
"""Width of a paragraph in characters: a line that is comfortable to read."""
STRETCH = 1.3
"""A line may be so much longer if it is the only one then."""
SLACK = 1.15
"""Room for a whole line in other fonts, and before it is taken for two."""
LINE, WIDE_LINE = 1.25, 1.45
"""Height of a line, in font sizes, and of one of East Asian letters."""


@dataclass(frozen=True)
class Caption:
    """Words in one row, or in a paragraph that goes on in further lines.

    Args:
        content: The words; a plain string is a symbol, the same in every language.
        style: Named style; one that wraps makes a paragraph.
        width: Of a paragraph, in characters.
        target: Where the words lead, if anywhere.
        stretch: By how much a paragraph may be wider if it takes a single line then.
        reach: So many pixels a paragraph covers instead, as far as whole columns go; 0 if its width says.
        by_lines: Whether a paragraph takes a row for each of its lines, instead of making one row higher: what stands
            beside it keeps its height then.
    """

    content: Text | str
    style: str = "label"
    width: float = PARAGRAPH
    target: Target | None = None
    stretch: float = STRETCH
    reach: int = 0
    by_lines: bool = False

    def measure(self, columns: Columns, first: int) -> Size:
        """Take as many columns as hold the words, and a row, or one for each line."""
        across = columns.within(first, self.reach) if self.reach else columns.holding(first, self._needed)
        if not self.by_lines:
            return Size(1, across)
        room = sum(pixels(columns.width(column)) for column in range(first, first + across))
        return Size(max(self._rows(language, room, columns.row_height) for language in LANGUAGES), across)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Write them."""
        if self.target is not None:
            page.link(row, first, self._text, self.target, self.style)
            return
        size = self.measure(columns, first)
        across = size.columns if STYLES[self.style].wrap else 1
        page.text(row, first, self.content, self.style, across, size.rows)

    def _rows(self, language: str, room: float, row_height: float) -> int:
        """Return how many rows the lines of a paragraph take, one each unless rows are lower than lines."""
        text = self._text.say(language)
        lines, line = lines_of(text, self.style, room), WIDE_LINE if any(map(is_wide, text)) else LINE
        return max(lines, math.ceil(lines * line * STYLES[self.style].size / row_height))

    @property
    def _text(self) -> Text:
        return literal(self.content) if isinstance(self.content, str) else self.content

    @property
    def _needed(self) -> float:
        if not STYLES[self.style].wrap:
            return characters(self._text, self.style)
        lines = (width * SLACK for width in widths(self._text, self.style))
        return max([self.width, *(line for line in lines if line <= self.width * self.stretch)])
