"""One group of units alone: the same block of cells as at the left of bands, so that one can be copied to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.arrange.unit_groups import Section, UnitGroups
from sheetnet.workbook.page import Page

LABELS = 6.0
"""Width of the units' names, in characters."""


@dataclass(frozen=True)
class UnitBlock:
    """A group of columns with the sections of all layers.

    Args:
        sections: One for every layer.
        unit_labels: For every layer the names of its units.
    """

    sections: Sequence[Section | None]
    unit_labels: Sequence[Sequence[Text]]

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the names and the group."""
        columns.want(first, LABELS)
        return Size(self._groups.rows, self._groups.width)

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put the group."""
        self._groups.place(page, row, first, 0)

    @property
    def _groups(self) -> UnitGroups:
        return UnitGroups([self.sections], self.unit_labels, None)
