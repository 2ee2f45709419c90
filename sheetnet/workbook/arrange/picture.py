"""Pictures: tensors as grids of cells, rows and columns as in the picture, with the blanks around that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from sheetnet.texts import Text
from sheetnet.workbook.arrange.element import Columns, Size
from sheetnet.workbook.axis import Axis, Direction, Run
from sheetnet.workbook.colors import DEEP, MARK, Marked
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters

PIXEL = 6.5
"""Width of a column of pixels, in characters."""


@dataclass(frozen=True)
class Grid:
    """How the axes of a picture lie: units below each other, or rows and columns, or channels of them.

    Args:
        axes: (units,), a row, (rows, columns) or (channels, rows, columns).
    """

    axes: tuple[Axis, ...]

    @property
    def runs(self) -> list[Run]:
        """The runs of the axes; channels stand below each other, parted by their common margin or a blank row."""
        runs = [Run.of(axis) for axis in self.axes]
        if len(self.axes) == 3:
            runs[0] = Run.of(self.axes[0], step=self._rows.extent + max(self._rows.margin, 1))
        return runs

    @property
    def unit_rows(self) -> int:
        """Rows from one unit, or one channel, to the next."""
        return self.runs[0].down if self.axes else 1

    @property
    def height(self) -> int:
        """Rows it takes, margins included."""
        if not self.axes:
            return 1
        channels = self.axes[0].size if len(self.axes) == 3 else 1
        apart = self._rows.extent + max(self._rows.margin, 1)
        return (channels - 1) * apart + self._rows.extent + 2 * self._rows.margin

    @property
    def width(self) -> int:
        """Columns it takes, margins included."""
        return max([1, *(a.extent + 2 * a.margin for a in self.axes if a.direction is Direction.RIGHT)])

    @property
    def corner(self) -> tuple[int, int]:
        """Rows and columns from its upper left corner to its first entry."""
        across = [axis.margin for axis in self.axes if axis.direction is Direction.RIGHT]
        return self._rows.margin if self.axes else 0, max([0, *across])

    @property
    def _rows(self) -> Axis:
        """The axis that runs downwards; a row has but one entry along it."""
        return [Axis(1, Direction.DOWN), *(axis for axis in self.axes if axis.direction is Direction.DOWN)][-1]


@dataclass(frozen=True)
class Picture:
    """A tensor as a picture, with a heading above it.

    Args:
        tensor: (rows, columns) or (channels, rows, columns), or a row, or a column.
        heading: Above it; its meaning if None.
        zeros: Whether the blanks around it are shown as zeros; they must not be needed as blanks then.
        marks: 1 for each of its cells, or rows, that is to have the colour of what is pointed at; none if None.
        deep: Whether those among them that are not 0 have a deeper colour.
        blocks: Rows and columns of blocks that have a thick line around them; none if None.
        tall: Height of its rows in points; 0 for that of all rows.
    """

    tensor: Tensor
    heading: Text | None = None
    zeros: bool = False
    marks: Tensor | None = None
    deep: bool = False
    blocks: tuple[int, int] | None = None
    tall: float = 0.0

    def measure(self, columns: Columns, first: int) -> Size:
        """Take the grid, and the columns that hold the heading."""
        grid = Grid(self.tensor.axes)
        for column in range(first, first + grid.width):
            columns.want(column, self.tensor.look.width or PIXEL)
        needed = characters(self._heading, "heading")
        return Size(1 + grid.height, max(grid.width, columns.holding(first, needed)))

    def place(self, page: Page, columns: Columns, row: int, first: int) -> None:
        """Put heading and cells."""
        grid = Grid(self.tensor.axes)
        page.text(row, first, self._heading, "heading")
        down, right = grid.corner
        page.put(self.tensor, row + 1 + down, first + right, grid.runs)
        if self.zeros:
            _surround(page, self.tensor, (row + 1, first), grid)
        if self.marks is not None:
            page.marked.append(Marked(self.tensor, self.marks, MARK, DEEP if self.deep else ""))
        if self.tall:
            page.heights |= dict.fromkeys(range(row + 1, row + 1 + grid.height), self.tall)
        if self.blocks is not None:
            _frame(page, self.tensor, self.blocks)

    @property
    def _heading(self) -> Text:
        return self.heading or self.tensor.meaning


def _frame(page: Page, tensor: Tensor, blocks: tuple[int, int]) -> None:
    """Draw a thick line around each block of a picture."""
    (rows, columns), (height, width), place = tensor.shape, blocks, tensor.place
    for row in range(place.row, place.row + rows, height):
        for column in range(place.column, place.column + columns, width):
            page.frames.append((row, column, row + height - 1, column + width - 1))


def _surround(page: Page, tensor: Tensor, at: tuple[int, int], grid: Grid) -> None:
    """Write zeros around a picture, so that its padding can be seen."""
    rows, columns = tensor.cells()
    taken = set(zip(rows.ravel().tolist(), columns.ravel().tolist(), strict=True))
    for down, right in product(range(grid.height), range(grid.width)):
        if (at[0] + down, at[1] + right) not in taken:
            page.number(at[0] + down, at[1] + right, 0)
