"""Groups of columns at the left of bands: parameters, gradients and the like, layers and units below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sheetnet.texts import Text
from sheetnet.workbook.arrange.picture import Grid
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor

LEAST_PICTURE = 2
"""Columns that the first picture of a group takes at least: its heading needs them."""


@dataclass(frozen=True)
class Section:
    """What belongs to one layer in a group of columns: pictures side by side, one for each unit below each other.

    Args:
        heading: Above it.
        tensors: Their axes are that of blocks, if there is one, that of units, and then those of a picture.
    """

    heading: Text
    tensors: Sequence[Tensor]


@dataclass(frozen=True)
class UnitGroups:
    """Groups of columns side by side, in each the sections of all layers.

    Args:
        groups: From left to right; each has a section, or None, for every layer.
        unit_labels: For every layer the names of its units, at the left of the first group.
        blocks: How many blocks; None where tensors have no axis of blocks.
    """

    groups: Sequence[Sequence[Section | None]]
    unit_labels: Sequence[Sequence[Text]]
    blocks: int | None

    @cached_property
    def width(self) -> int:
        """Columns of one group, a blank one included."""
        return self._offsets[-1] + 1

    @cached_property
    def rows(self) -> int:
        """Rows of all layers."""
        return sum(self._layer_rows(layer) for layer in range(len(self.unit_labels)))

    def place(self, page: Page, row: int, first: int, block_rows: int) -> None:
        """Put all groups, once for every block.

        Args:
            page: The page.
            row: Row of the first heading.
            first: Column of the units' names, before the first group.
            block_rows: Rows from one block to the next.
        """
        for layer, labels in enumerate(self.unit_labels):
            step = self._unit_rows(layer)
            for number, group in enumerate(self.groups):
                section = group[layer]
                if section is not None:
                    self._place_section(page, section, (row, first + 1 + number * self.width), (block_rows, step))
            for block in range(self.blocks or 1):
                for unit, label in enumerate(labels):
                    page.text(row + 1 + block * block_rows + unit * step, first, label, "row_label")
            row += self._layer_rows(layer)

    def _place_section(self, page: Page, section: Section, at: tuple[int, int], steps: tuple[int, int]) -> None:
        (row, column), (block_rows, unit_rows), several = at, steps, self.blocks is not None
        for tensor, offset in zip(section.tensors, self._offsets, strict=False):
            runs = [Run.of(tensor.axes[0], block_rows)] * several
            runs += [Run.of(tensor.axes[several], unit_rows), *self._grid(tensor).runs]
            page.put(tensor, row + 1, column + offset, runs, leading=int(several))
        for block in range(section.tensors[0].shape[0] if several else 1):
            page.text(row + block * block_rows, column, section.heading, "muted")

    @cached_property
    def _offsets(self) -> list[int]:
        """Columns from the first of a group to each of its pictures, and to its end."""
        widths: list[int] = [LEAST_PICTURE]
        for section in (section for group in self.groups for section in group if section is not None):
            for position, tensor in enumerate(section.tensors):
                widths += [1] * (position + 1 - len(widths))
                widths[position] = max(widths[position], self._grid(tensor).width)
        return [sum(widths[:position]) for position in range(len(widths) + 1)]

    def _layer_rows(self, layer: int) -> int:
        """A heading, and the units."""
        sections = (group[layer] for group in self.groups)
        units = next(section.tensors[0].axes[self.blocks is not None] for section in sections if section is not None)
        return 1 + units.size * self._unit_rows(layer)

    def _unit_rows(self, layer: int) -> int:
        """Return the rows from one unit of a layer to the next; taller than a row, a blank one parts them."""
        sections = [group[layer] for group in self.groups]
        tensors = [tensor for section in sections if section is not None for tensor in section.tensors]
        height = max(self._grid(tensor).height for tensor in tensors)
        return height + (height > 1)

    def _grid(self, tensor: Tensor) -> Grid:
        return Grid(tensor.axes[(self.blocks is not None) + 1 :])
