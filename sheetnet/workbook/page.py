"""Pages: tensors, words and charts at their places on one sheet. A page is a description; the writer writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias, Union

from sheetnet.errors import LimitError
from sheetnet.formula import Expression
from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.formula.template import cell_address
from sheetnet.texts import Text, literal
from sheetnet.workbook.axis import Run
from sheetnet.workbook.chart import Chart
from sheetnet.workbook.colors import HeatMap, Marked
from sheetnet.workbook.place import Place
from sheetnet.workbook.solver import SolverModel
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import pixels

ROW_HEIGHT = 15.0
"""Points of a row for which nobody asks more or less."""

Target: TypeAlias = Union["Page", Expression, str]
"""Where a link leads: the top of a page, the cell of a reference, or another file, by its name in the same folder."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words, or a fixed number, in a cell.

    Args:
        row: Its row.
        column: Its column.
        content: The words in every language, or a number.
        style: Named style.
        number_format: Format of a number; of words one that shows others in their place.
        across: Columns it covers, merged if more than one.
        down: Rows it covers, likewise; words that wrap make the row higher only if it covers one.
        link: Where it leads, if anywhere.
        is_name: Whether the words are a name, which programs read: nothing in it marks a subscript.
    """

    row: int
    column: int
    content: Text | float
    style: str = "label"
    number_format: str | Text = "General"
    across: int = 1
    down: int = 1
    link: Target | None = None
    is_name: bool = False

    @property
    def rectangle(self) -> tuple[int, int, int, int]:
        """First row, first column, last row and last column of the cells that it covers."""
        return self.row, self.column, self.row + self.down - 1, self.column + self.across - 1

    @property
    def cells(self) -> Iterator[tuple[int, int]]:
        """The rows and columns of the cells that it covers."""
        rows, columns = range(self.row, self.row + self.down), range(self.column, self.column + self.across)
        return product(rows, columns)

    def destination(self) -> tuple[Page, str] | None:
        """Return the page and the cell to which it leads; None if to none."""
        if self.link is None or isinstance(self.link, str):
            return None
        if isinstance(self.link, Page):
            return self.link, "A1"
        (reference,) = self.link.references
        area = reference.area
        assert isinstance(area.page, Page)
        return area.page, cell_address(area.row.constant, area.column.constant)


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart with the row and the column of its upper left corner, and of the cell that it ends in.

    Args:
        shift: How far it stands from the left of its column, in pixels.
    """

    chart: Chart
    row: int
    column: int
    last_row: int
    last_column: int
    shift: float = 0.0


@dataclass(eq=False, repr=False)
class Page:
    """One sheet of a workbook.

    Args:
        key: Its name in code.
        title: The tab's name in every language.
        frames: First row, first column, last row and last column of cells within a thick line.
        default_width: Width of the columns for which nothing asks, in characters.
        default_height: Height of the rows for which nothing asks, in points.
        hidden: Whether its tab is shown to those only who ask for it; no link from elsewhere leads there, for in Excel
            such a link does nothing.
    """

    key: str
    title: Text
    tensors: list[Tensor] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    heat_maps: list[HeatMap] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    frames: list[tuple[int, int, int, int]] = field(default_factory=list)
    charts: list[PlacedChart] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    groups: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    default_width: float = 9.5
    default_height: float = ROW_HEIGHT
    frozen: tuple[int, int] = (0, 0)
    solver: SolverModel | None = None
    print_area: tuple[int, int, int, int] | None = None
    landscape: bool = True
    hidden: bool = False

    def __repr__(self) -> str:
        return f"Page({self.key!r})"

    def put(self, tensor: Tensor, row: int, column: int, runs: Sequence[Run] | None = None, leading: int = 0) -> None:
        """Put a tensor on the page.

        Args:
            tensor: The tensor.
            row: Row of its first cell, counted from 1.
            column: Column of its first cell, counted from 1.
            runs: How its axes run on from there; by default as close together as their spread.
            leading: So many axes lead from one rectangle of colours to the next, if it is coloured by value.

        Raises:
            LimitError: It reaches past the last row or column that a sheet has.
        """
        runs = [Run.of(axis) for axis in tensor.axes] if runs is None else runs
        tensor.place = Place(self, row, column, tuple(runs))
        self._check_size(tensor)
        self.tensors.append(tensor)
        if tensor.look.colors:
            self.heat_maps.append(HeatMap(tensor, leading))

    def text(
        self, row: int, column: int, content: Text | str, style: str = "label", across: int = 1, down: int = 1
    ) -> None:
        """Write words into a cell, or over several; a plain string is a symbol, the same in every language."""
        text = literal(content) if isinstance(content, str) else content
        self.labels.append(Label(row, column, text, style, across=across, down=down))

    def number(self, row: int, column: int, value: float, style: str = "counter", number_format: str = "0") -> None:
        """Write a fixed number (a counter, a sample's name) that nobody is meant to change."""
        self.labels.append(Label(row, column, value, style, number_format))

    def link(self, row: int, column: int, content: Text, to: Target, style: str = "link") -> None:
        """Write words that lead to another page, or to the cell of a reference."""
        self.labels.append(Label(row, column, content, style, link=to))

    def name(self, row: int, column: int, name: str, style: str = "label", to: Target | None = None) -> None:
        """Write a name that programs read as it is, and which may lead somewhere."""
        self.labels.append(Label(row, column, literal(name), style, link=to, is_name=True))

    def width_of(self, first: int, last: int) -> float:
        """Return the width of some columns in characters."""
        return sum(self.widths.get(column, self.default_width) for column in range(first, last + 1))

    def pixels_of(self, first: int, last: int) -> int:
        """Return the width of some columns on a screen, in pixels."""
        return sum(pixels(self.widths.get(column, self.default_width)) for column in range(first, last + 1))

    def extent(self) -> tuple[int, int, int, int]:
        """Return first row, first column, last row and last column of all its cells; those of A1 if it has none."""
        labels = [label.rectangle for label in self.labels]
        places = [tensor.place for tensor in self.tensors]
        tensors = [(place.row, place.column, place.last_row, place.last_column) for place in places]
        tops, lefts, bottoms, rights = zip(*(labels + tensors or [(1, 1, 1, 1)]), strict=True)
        return min(tops), min(lefts), max(bottoms), max(rights)

    def _check_size(self, tensor: Tensor) -> None:
        last_row, last_column = tensor.place.last_row, tensor.place.last_column
        if last_row > ROWS or last_column > COLUMNS:
            raise LimitError(
                f"{tensor.name} would reach row {last_row:,}, column {last_column:,} of sheet "
                f"{self.key!r}; a sheet has {ROWS:,} rows and {COLUMNS:,} columns: use fewer samples or epochs"
            )
