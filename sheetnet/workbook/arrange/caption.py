"""Captions: headings, equations, paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.texts import Text, literal
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import characters

PARAGRAPH = 105.0
"""Width of a paragraph in characters: a line that is comfortable to read."""


@dataclass(frozen=True)
class Caption:
    """Words in one row, or in a paragraph that goes on in further lines.

    Args:
        content: The words; a plain string is a symbol, the same in every language.
        style: Named style; one that wraps makes a paragraph.
        width: Of a paragraph, in characters.
    """

    content: Text | str
    style: str = "label"
    width: float = PARAGRAPH

    def measure(self, columns: Columns, first: int) -> Size:
        """Take as many columns as hold the words."""
        return Size(1, columns.holding(first, self._needed))

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Write them."""
        across = self.measure(columns, first).columns if STYLES[self.style].wrap else 1
        page.text(row, first, self.content, self.style, across=across)

    @property
    def _needed(self) -> float:
        if STYLES[self.style].wrap:
            return self.width
        content = literal(self.content) if isinstance(self.content, str) else self.content
        return characters(content, self.style)
