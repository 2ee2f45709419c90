"""Bands and blocks: what recurs for every sample as a band of columns, and for every epoch as a block of rows.

Within a block pictures stand below each other, the same in every band; at the left stand the parameters, their
gradients and what else has their shape, side by side in groups of columns, one layer below the other. Where there is
but one sample, or but one epoch, there is one band, or one block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheetnet.errors import LimitError
from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Element, Size
from sheetnet.workbook.arrange.picture import Grid
from sheetnet.workbook.arrange.unit_groups import Section, UnitGroups
from sheetnet.workbook.axis import Run
from sheetnet.workbook.page import Page
from sheetnet.workbook.print_area import print_first_bands
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

LABELS = 14.0
"""Width of the column that says what a block is."""
ROW_LABELS = 15.0
"""Least width of the column right before the bands, whose rows it names."""
AIR = 1.0
"""Characters before such a name."""
GROUP = 7.0
"""Width of the columns of the further groups at the left."""
HEAD_STEP = 3
"""Columns from one number in a block's first row to the next, its symbol included; they stand before the bands."""
MOST_FROZEN_COLUMNS = 14
MOST_FROZEN_ROWS = 20
SCREEN_ROWS = 30
"""Bands that end in this row, or before it, are seen without scrolling, on a small screen too."""
TITLE_ROWS = 3
"""Held fast where the pictures on top of the bands are too high for that."""
MOST_PRINTED = 8
"""Bands on a sheet of paper."""


@dataclass(frozen=True)
class Strip:
    """A picture in every band.

    Args:
        tensor: Its axes are those of blocks and of samples, as far as there are any, and then those of a picture.
        labels: The names of its units or channels, one if it has none.
        gap: Blank rows below it.
        inset: Rows and columns by which it lies within the picture before, as far as it has room; None below that.
    """

    tensor: Tensor
    labels: Sequence[Text] = ()
    gap: int = 0
    inset: tuple[int, int] | None = None

    def height(self, leading: int) -> int:
        """Return its rows and those below, given how many leading axes it has; what lies within another takes none."""
        return 0 if self.inset else _grid(self.tensor, leading).height + self.gap


@dataclass(frozen=True)
class Head:
    """A number of a whole block, in its first row."""

    symbol: Text | str
    tensor: Tensor


@dataclass(frozen=True)
class Bands:
    """Bands and blocks.

    Args:
        strips: The pictures of a block, from top to bottom.
        groups: The groups at the left, from left to right; each has a section, or None, for every layer.
        unit_labels: For every layer the names of its units, at the left of the first group.
        heads: Numbers of a whole block.
        titles: What each block is; one for each block.
        on_top: Pictures above the first block, which recur for every sample only.
        blocks: How many blocks; None where tensors have no axis of blocks.
        samples: How many samples; None where tensors have no axis of samples.
        remedy: From the number of blocks that would fit to what a user should change.
        outlined: Whether blocks can be folded.
        like: Bands whose columns these shall have.
        corner: What stands left of the pictures on top.
        overview: What stands between the corner and these pictures, in columns of its own.
        hanging: What stands below it, beside the first block.
    """

    strips: Sequence[Strip]
    groups: Sequence[Sequence[Section | None]]
    unit_labels: Sequence[Sequence[Text]]
    titles: Sequence[Text]
    heads: Sequence[Head] = ()
    on_top: Sequence[Strip] = ()
    blocks: int | None = None
    samples: int | None = None
    remedy: Callable[[int], str] = "use {} blocks or fewer".format
    outlined: bool = False
    like: Bands | None = None
    corner: Element | None = None
    overview: Element | None = None
    hanging: Element | None = None

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the groups and all bands, the pictures on top and all blocks."""
        bands = self._bands_column(columns, first)
        columns.want(first, LABELS)
        columns.want(
            bands - 1, max([ROW_LABELS, *(characters(label, "row_label") + AIR for label in self._row_labels)])
        )
        between = self._left_end(columns, first)
        for column in range(first + 1 + self._groups.width, between - 1):
            columns.want(column, GROUP)
        for column in (*range(first + 1, between), *range(bands - 1, bands + self._band_width * (self.samples or 1))):
            columns.want(column, columns.default)  # equal pixels, whatever stands above them
        rows = self._top_rows(columns, first) + self._block_rows * (self.blocks or 1)
        return Size(rows, bands - first + self._band_width * (self.samples or 1))

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put all bands and blocks.

        Raises:
            LimitError: They reach past the last row or column of a sheet; the message says what would fit.
        """
        bands, top = self._bands_column(columns, first), row + self._top_rows(columns, first)
        self._check_limits(page, top, bands)
        if self.corner is not None:
            self.corner.place(page, columns, row, first)
        if self.overview is not None:
            self.overview.place(page, columns, row, self._left_end(columns, first))
        if self.hanging is not None:
            self.hanging.place(page, columns, top + 1, self._left_end(columns, first))
        self._place_top(page, row, bands)
        self._place_strips(page, self.strips, top + 1, bands, self.blocks)
        self._groups.place(page, top + 1, first, self._block_rows)
        for number, tensor in enumerate(self.heads):
            runs = [] if self.blocks is None else [Run.of(tensor.tensor.axes[0], self._block_rows)]
            page.put(tensor.tensor, top, first + 2 + HEAD_STEP * number, runs)
        for block, title in enumerate(self.titles):
            self._entitle(page, top + block * self._block_rows, first, title)
        if self.on_top and page.frozen == (0, 0):
            page.frozen = self._held(top, bands, self._overview_size(columns, first).columns)
        if page.print_area is None:
            printed = min(self.samples or 1, MOST_PRINTED)
            ends = [bands + n * self._band_width - 1 for n in range(1, printed + 1)]
            print_first_bands(page, top + self._block_rows - 1, ends)

    # Measures.

    @property
    def _row_labels(self) -> Iterator[Text]:
        """Go through the names of all rows."""
        return (label for strip in (*self.on_top, *self.strips) for label in strip.labels)

    @cached_property
    def _band_width(self) -> int:
        """Columns of a band: its widest picture and a blank column."""
        if self.like is not None:
            return self.like._band_width
        upper = [_grid(strip.tensor, self._leading(None)).width for strip in self.on_top]
        return max(upper + [_grid(s.tensor, self._leading(self.blocks)).width for s in self.strips]) + 1

    @cached_property
    def _groups(self) -> UnitGroups:
        return UnitGroups(self.groups, self.unit_labels, self.blocks)

    def _corner_size(self, columns: Columns, first: int) -> Size:
        return Size(0, 0) if self.corner is None else self.corner.measure(columns, first)

    def _overview_size(self, columns: Columns, first: int) -> Size:
        left = self._left_end(columns, first)
        above, hanging = (
            Size(0, 0) if each is None else each.measure(columns, left) for each in (self.overview, self.hanging)
        )
        return Size(above.rows, max(above.columns, hanging.columns))

    def _top_rows(self, columns: Columns, first: int) -> int:
        """Rows above the first block: the samples' numbers, and pictures; or the corner, with a blank row."""
        heights = [strip.height(self._leading(None)) for strip in self.on_top]
        pictures = sum(heights) + (self.samples is not None and bool(heights))
        beside = (self._corner_size(columns, first), self._overview_size(columns, first))
        return max(pictures, *(size.rows + bool(size.rows) for size in beside))

    @cached_property
    def _block_rows(self) -> int:
        """Rows of a block: its title, and what is higher of the pictures and the groups; and a blank row."""
        leading = self._leading(self.blocks)
        pictures = sum(strip.height(leading) for strip in self.strips)
        return 2 + max(pictures, self._groups.rows)

    def _bands_column(self, columns: Columns, first: int) -> int:
        """Return the first column of the first band, behind the groups."""
        if self.like is not None:
            return self.like._bands_column(columns, first)
        overview = self._overview_size(columns, first).columns
        return self._left_end(columns, first) + (overview and overview + 1)

    def _left_end(self, columns: Columns, first: int) -> int:
        """Return the first column behind groups, numbers of a block, and corner."""
        groups, corner = self._groups.width * len(self.groups), self._corner_size(columns, first).columns
        return first + 1 + max(HEAD_STEP * len(self.heads), groups, corner)

    def _held(self, top: int, bands: int, overview: int) -> tuple[int, int]:
        """Return the rows and columns that stay on the screen: those of what goes on beyond it."""
        fast = top - 1 if top - 1 <= MOST_FROZEN_ROWS else TITLE_ROWS
        last_row = top + self._block_rows * (self.blocks or 1) - 2  # a block ends with a blank row
        is_long = last_row > SCREEN_ROWS
        before = (
            bands - 1 if bands - overview <= MOST_FROZEN_COLUMNS else 0
        )  # a line through the words above says nothing
        return fast if is_long else 0, before if self.samples is not None else 0

    def _leading(self, blocks: int | None) -> int:
        """Return how many leading axes a picture has."""
        return (blocks is not None) + (self.samples is not None)

    def _check_limits(self, page: Page, top: int, bands: int) -> None:
        count, most = self.samples or 1, (COLUMNS - bands + 1) // self._band_width
        if count > most:
            raise LimitError(
                f"{count} samples in bands of {self._band_width} columns do not fit on sheet {page.key!r}: a sheet has "
                f"{COLUMNS:,} columns; use {most} samples or fewer"
            )
        blocks, most = self.blocks or 1, (ROWS - top + 1) // self._block_rows
        if blocks > most:
            raise LimitError(
                f"{blocks} blocks of {self._block_rows} rows do not fit on sheet {page.key!r}: "
                f"a sheet has {ROWS:,} rows; {self.remedy(most)}"
            )

    # Places.

    def _place_top(self, page: Page, row: int, bands: int) -> None:
        if self.on_top and self.samples is not None:
            for sample in range(self.samples):
                page.number(row, bands + sample * self._band_width, sample + 1, "muted_center")
            row += 1
        self._place_strips(page, self.on_top, row, bands, None)

    def _place_strips(self, page: Page, strips: Sequence[Strip], row: int, bands: int, blocks: int | None) -> None:
        leading = self._leading(blocks)
        steps = [self._block_rows] * (blocks is not None) + [self._band_width] * (self.samples is not None)
        before = row
        for strip in strips:
            tensor, grid = strip.tensor, _grid(strip.tensor, leading)
            runs = [Run.of(axis, step) for axis, step in zip(tensor.axes, steps, strict=False)]
            down, right = grid.corner
            if strip.inset:
                within, across = strip.inset
                page.put(tensor, before + within, bands + across, [*runs, *grid.runs])
                continue
            before = row
            page.put(tensor, row + down, bands + right, [*runs, *grid.runs], leading=int(blocks is not None))
            for block in range(tensor.shape[0] if blocks is not None else 1):
                for unit, label in enumerate(strip.labels):
                    at = row + down + block * self._block_rows + unit * grid.unit_rows
                    page.text(at, bands - 1, label, "row_label")
            row += grid.height + strip.gap

    def _entitle(self, page: Page, row: int, first: int, title: Text) -> None:
        """Write a block's title and the symbols of its numbers, and let it be folded."""
        page.text(row, first, title, "epoch")
        for number, head in enumerate(self.heads):
            page.text(row, first + 1 + HEAD_STEP * number, head.symbol, "symbol")
        if self.outlined:
            page.groups.append((row + 1, row + self._block_rows - 1))


def _grid(tensor: Tensor, leading: int) -> Grid:
    """Return how the picture lies that a tensor holds behind its leading axes."""
    return Grid(tensor.axes[leading:])
