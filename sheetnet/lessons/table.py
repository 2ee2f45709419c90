"""Tables: columns of tensors side by side, one row an entry, headers on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sheetnet.formula import Index
from sheetnet.texts import Text, Texts
from sheetnet.workbook import Axis, Page, Tensor, down, right


@dataclass
class Table:
    """A place for columns.

    Args:
        page: The page.
        words: The lesson's texts; ``meaning.NAME`` says what a column is.
        row: Row of the first entry; the headers stand above it.
        column: Where the next column goes.
        count: How many entries.
        prefix: Put before a tensor's name (not before the text's key).
    """

    page: Page
    words: Texts
    row: int
    column: int
    count: int
    prefix: str = ""

    def add(self, name: str, header: Text | str, **looks: Any) -> Tensor:
        """Place the next column."""
        return self._place(name, [header], [down(self.count)], looks)

    def block(self, name: str, headers: list[Text | str], **looks: Any) -> Tensor:
        """Place a tensor of several columns, its second axis running to the right."""
        return self._place(name, headers, [down(self.count), right(len(headers))], looks)

    def counter(self, name: str, header: Text | str = "i", first: float = 0) -> Tensor:
        """Place a column that counts the entries."""
        tensor = self.add(name, header, style="counter", number_format="0")
        tensor[0] = first
        if self.count > 1:
            i = Index("i", self.count - 1)
            tensor[i + 1] = tensor[i] + 1
        return tensor

    def skip(self, columns: int = 1) -> None:
        """Leave columns free."""
        self.column += columns

    def _place(self, name: str, headers: list[Text | str], axes: list[Axis], looks: dict[str, Any]) -> Tensor:
        self.page.headers(self.row - 1, self.column, headers)
        meaning = self.words[f"meaning.{name}"]
        tensor = self.page.tensor(self.prefix + name, (self.row, self.column), axes, meaning=meaning, **looks)
        self.column += len(headers)
        return tensor
