"""One cell that is not as it should be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.formula.template import cell_address
from sheetnet.workbook.map import Entry

NO_CELL = "-"
"""Stands for the address where no single cell is meant."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not as it should be.

    Args:
        sheet: The tab.
        cell: Its address, or ``-`` where no single cell is meant.
        tensor: The tensor it belongs to, with the entry.
        expected: What the reference says.
        computed: What the engine says.
        reason: What is wrong.
    """

    sheet: str
    cell: str
    tensor: str
    expected: str
    computed: str
    reason: str

    def __str__(self) -> str:
        what = f"expected {self.expected}  computed {self.computed}"
        return f"{self.sheet}!{self.cell}  {self.tensor}  {what}  [{self.reason}]"

    @classmethod
    def at(cls, entry: Entry, number: int, expected: str, computed: str, reason: str) -> Difference:
        """Describe one cell of a tensor, given by its position in the flattened tensor."""
        index = [int(n) for n in np.unravel_index(number, entry.shape)] if entry.shape else []
        name = entry.name + (str(index) if index else "")
        return cls(entry.sheet, cell_address(*entry.place(index)), name, expected, computed, reason)
