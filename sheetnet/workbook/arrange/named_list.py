"""Numbers below each other, each behind its name, over columns that belong to pictures below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

AIR = 1.0


@dataclass(frozen=True)
class NamedList:
    """A list of numbers, each behind its name, over as many columns as hold them: pictures below keep their columns.

    Args:
        tensor: One axis, downwards.
        names: Of its entries.
        kind: What the names are.
        heading: What the numbers are.
    """

    tensor: Tensor
    names: Sequence[Text]
    kind: Text
    heading: Text

    def measure(self, columns: Columns, first: int) -> Size:
        """Take a row for each, and one for the heads."""
        name, number = self._across(columns, first)
        return Size(1 + len(self.names), name + number)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heads, names and numbers."""
        name, number = self._across(columns, first)
        page.text(row, first, self.kind, "header", across=name)
        page.text(row, first + name, self.heading, "header", across=number)
        page.put(self.tensor, row + 1, first + name)
        for below, text in enumerate(self.names, start=row + 1):
            page.text(below, first, text)
            page.merged.append((below, first + name, below, first + name + number - 1))

    def _across(self, columns: Columns, first: int) -> tuple[int, int]:
        """Return how many columns a name and a number cover."""
        wide = max(characters(text, "header") + AIR for text in (self.kind, *self.names))
        name = columns.holding(first, wide)
        needed = max(self.tensor.look.width, characters(self.heading, "header") + AIR)
        return name, max(2, columns.holding(first + name, needed))
