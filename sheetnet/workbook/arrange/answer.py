"""An answer: one number that is meant to be seen from afar, with a heading above it and a verdict below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

ROWS = 5
"""Rows that the number covers."""
WIDTH = 30.0
"""Columns that it covers, in characters."""


@dataclass(frozen=True)
class Answer:
    """A single number over several cells.

    Args:
        tensor: The number.
        heading: Above it.
        verdicts: Single cells below it.
        width: Columns that it covers, in characters.
        rows: Rows that it covers.
        air: Blank rows between heading and number.
    """

    tensor: Tensor
    heading: Text
    verdicts: Sequence[Tensor] = ()
    width: float = WIDTH
    rows: int = ROWS
    air: int = 1

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the columns that hold number and heading."""
        across = columns.holding(first, max(self.width, characters(self.heading, "heading")))
        return Size(1 + self.air + self.rows + len(self.verdicts), across)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heading, number and verdicts."""
        page.text(row, first, self.heading, "heading")
        top, last = row + 1 + self.air, first + self.measure(columns, first).columns - 1
        page.put(self.tensor, top, first)
        page.merged.append((top, first, top + self.rows - 1, last))
        for below, verdict in enumerate(self.verdicts, start=top + self.rows):
            page.put(verdict, below, first)
            page.merged.append((below, first, below, last))
