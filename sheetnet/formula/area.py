"""Areas: a rectangle of cells on a page, whose corner may move with indices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from sheetnet.formula.affine import Affine


class Page(Protocol):
    """A page that formulas can refer to; its tab's name depends on the language and is asked for when text is made."""

    @property
    def key(self) -> str:
        """The page's name in code, the same in every language."""


SheetNames: TypeAlias = Mapping[Page, str]
"""The tab of each page, in the language of a workbook."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells.

    Args:
        page: The page it lies on.
        row: Row of its first cell, counted from 1.
        column: Column of its first cell, counted from 1.
        height: Rows it covers.
        width: Columns it covers.
        fixed: Always write it absolutely, as ``$C$4``; inputs are.
    """

    page: Page
    row: Affine
    column: Affine
    height: int = 1
    width: int = 1
    fixed: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns; a row of 3 and a column of 3 are different shapes."""
        return self.height, self.width
