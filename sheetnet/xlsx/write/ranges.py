"""Addresses of ranges on one sheet, as they stand in its properties: without the sheet, without dollars."""

from __future__ import annotations

from collections.abc import Iterable

from sheetnet.formula.template import cell_address
from sheetnet.workbook.rectangles import Rectangle
from sheetnet.workbook.solver import tensor_rectangles
from sheetnet.workbook.tensor import Tensor


def range_address(top: int, left: int, bottom: int, right: int) -> str:
    """Return the address of a rectangle of cells."""
    return f"{cell_address(top, left)}:{cell_address(bottom, right)}"


def tensor_ranges(tensor: Tensor) -> str:
    """Return a tensor's cells as few ranges."""
    return ranges(tensor_rectangles(tensor))


def ranges(rectangles: Iterable[Rectangle]) -> str:
    """Return the addresses of rectangles, parted by blanks; a single cell is no range but an address."""
    return " ".join(
        cell_address(top, left) if (top, left) == (bottom, right) else range_address(top, left, bottom, right)
        for top, left, bottom, right in rectangles
    )
