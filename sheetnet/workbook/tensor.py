"""Named tensors: arrays of cells placed on a page.

Every axis of a tensor moves a fixed number of rows down and columns to the right, so that one description holds for a
column of numbers, for weights in the shape of the picture they look at, and for a band that recurs for every sample and
every epoch. Reading ``tensor[k, i + 1]`` gives a reference; assigning ``tensor[k, i] = …`` gives cells their formula.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from types import EllipsisType
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sheetnet.errors import FormulaError
from sheetnet.formula import Affine, Area, Expression, Index, Operand, as_expression
from sheetnet.formula.expression import Operandlike
from sheetnet.texts import Text

if TYPE_CHECKING:
    from sheetnet.workbook.page import Page

Position: TypeAlias = int | Index | Affine | slice
Key: TypeAlias = Position | EllipsisType | tuple[Position | EllipsisType, ...]
RELATIVE_TOLERANCE = 1e-9
ABSOLUTE_TOLERANCE = 1e-12


class Role(Enum):
    """What a tensor's cells are to the reader; it decides their colours."""

    INPUT = "input"
    PARAMETER = "parameter"
    COMPUTED = "computed"
    OUTPUT = "output"
    LOSS = "loss"

    @property
    def editable(self) -> bool:
        """Whether the cells hold numbers that the reader changes, not formulas."""
        return self in (Role.INPUT, Role.PARAMETER)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a tensor on the page.

    Args:
        size: How many entries.
        down: Rows from one entry to the next.
        right: Columns from one entry to the next.
        wrap: After so many entries a new line begins, as with words on paper; 0 never.
        line: Rows from one line to the next.
    """

    size: int
    down: int = 0
    right: int = 0
    wrap: int = 0
    line: int = 0

    def offset(self, entry: Affine) -> tuple[Affine, Affine]:
        """Return how many rows down and columns to the right an entry lies.

        Raises:
            FormulaError: The entry runs over more than one line.
        """
        if not self.wrap:
            return entry * self.down, entry * self.right
        line = entry.lowest // self.wrap
        if line != entry.highest // self.wrap:
            raise FormulaError(f"entries {entry.lowest} to {entry.highest} lie on more than one line of {self.wrap}")
        within = entry - line * self.wrap
        return within * self.down + line * self.line, within * self.right

    def step(self, entry: int) -> tuple[int, int]:
        """Return how many rows down and columns to the right one entry, given by its number, lies."""
        line, within = divmod(entry, self.wrap) if self.wrap else (0, entry)
        return line * self.line + within * self.down, within * self.right

    def steps(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the offsets of all entries: rows and columns, (size,) each."""
        entries = np.arange(self.size)
        lines, within = np.divmod(entries, self.wrap) if self.wrap else (0 * entries, entries)
        return lines * self.line + within * self.down, within * self.right


def down(size: int, step: int = 1) -> Axis:
    """Lay an axis out downwards, ``step`` rows apart."""
    return Axis(size, down=step)


def right(size: int, step: int = 1) -> Axis:
    """Lay an axis out to the right, ``step`` columns apart."""
    return Axis(size, right=step)


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula for some of a tensor's cells.

    Args:
        target: For each axis of the tensor the entry that receives the formula, or None under an array formula.
        home: The cell, or for an array formula the block, on the page.
        expression: The formula.
    """

    target: tuple[Affine | None, ...]
    home: Area
    expression: Expression

    @property
    def indices(self) -> list[Index]:
        """The indices that the block runs over, in the order of the tensor's axes."""
        found = [index for entry in self.target if entry is not None for index, _ in entry.terms]
        return list(dict.fromkeys(found))

    @property
    def is_array(self) -> bool:
        """Whether one array formula fills the whole block."""
        return None in self.target


@dataclass(eq=False)
class Tensor(Operand):
    """A named array of cells.

    Args:
        name: Its name, the same in the reference; lower case with underscores.
        page: The page it lies on.
        row: Row of its first cell.
        column: Column of its first cell.
        axes: How each axis runs over the page.
        role: What the cells are to the reader.
        meaning: What it is, in words; the Map shows it.
        equation: Its defining equation in symbols; the Map shows it.
        number_format: The spreadsheet's number format; in both languages if it says words for numbers.
        style: Named style, if another than the role's.
        values: The numbers of an editable tensor.
        rtol: Relative tolerance of the check.
        atol: Absolute tolerance of the check.
    """

    name: str
    page: Page
    row: int
    column: int
    axes: tuple[Axis, ...]
    role: Role
    meaning: Text
    equation: str = ""
    number_format: str | Text = "0.0000"
    style: str | None = None
    values: np.ndarray | None = None
    rtol: float = RELATIVE_TOLERANCE
    atol: float = ABSOLUTE_TOLERANCE
    rules: list[Rule] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, ...]:
        """The sizes of its axes."""
        return tuple(axis.size for axis in self.axes)

    @property
    def last_row(self) -> int:
        """The lowest row it touches."""
        return self.row + sum(int(axis.steps()[0].max()) for axis in self.axes)

    @property
    def last_column(self) -> int:
        """The rightmost column it touches."""
        return self.column + sum(int(axis.steps()[1].max()) for axis in self.axes)

    def cells(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the row and the column of every entry, each in the tensor's shape."""
        return cells_of(self.row, self.column, self.axes)

    def expression(self) -> Expression:
        """Return the reference to the whole tensor."""
        return self[...]

    def __getitem__(self, key: Key) -> Expression:
        """Refer to a cell or a block; axes that are not named are taken whole.

        Raises:
            FormulaError: An index leaves the tensor.
        """
        return Expression.area(self._locate(key)[0])

    def __setitem__(self, key: Key, value: Operandlike) -> None:
        """Give a formula to every cell that the key runs over.

        Raises:
            FormulaError: The tensor is an input, or the formula's value is not of one cell.
        """
        expression = as_expression(value)
        area, target = self._locate(key)
        if self.role.editable:
            raise FormulaError(f"{self.name} is an input: it holds numbers, not formulas")
        if expression.truth:
            raise FormulaError(f"{self.name} would hold TRUE or FALSE: use where(condition, 1, 0)")
        if expression.shape != area.shape:
            raise FormulaError(f"{self.name}: a formula of shape {expression.shape} for cells of shape {area.shape}")
        self.rules.append(Rule(target, area, expression))

    def window(
        self, key: Key, down: int | Index | Affine, right: int | Index | Affine, shape: tuple[int, int]
    ) -> Expression:
        """Refer to a rectangle of cells that begins some way from an entry; it may reach over blanks around the tensor.

        Args:
            key: The entry.
            down: Rows from the entry to the rectangle, negative upwards.
            right: Columns from the entry to the rectangle.
            shape: Rows and columns of the rectangle.
        """
        area, _ = self._locate(key)
        return Expression.area(Area(self.page, area.row + down, area.column + right, *shape))

    def fill(self, formula: Callable[..., Operandlike]) -> Tensor:
        """Give every cell its formula.

        Args:
            formula: From one index an axis to the formula of that entry: ``lambda k: p * x[k] + q``.

        Returns:
            The tensor itself.

        Raises:
            FormulaError: The tensor is an input, or the formula is not one for a single cell.
        """
        indices = tuple(Index(f"{self.name}.{axis}", size) for axis, size in enumerate(self.shape))
        self[indices] = formula(*indices)
        return self

    def _locate(self, key: Key) -> tuple[Area, tuple[Affine | None, ...]]:
        row, column = Affine(self.row), Affine(self.column)
        height = width = 1
        target: list[Affine | None] = []
        for axis, entry in zip(self.axes, self._entries(key), strict=True):
            start, length = self._span(entry, axis)
            below, beside = axis.offset(start)
            row, column = row + below, column + beside
            height += (length - 1) * axis.down
            width += (length - 1) * axis.right
            target.append(start if not isinstance(entry, slice) else None)
        # An input of one cell is written $C$4 everywhere: the address that people learn.
        fixed = self.role.editable and not self.axes
        return Area(self.page, row, column, height, width, fixed=fixed), tuple(target)

    def _entries(self, key: Key) -> list[Position]:
        given = list(key) if isinstance(key, tuple) else [key]
        if Ellipsis in given:
            place = given.index(Ellipsis)
            given[place : place + 1] = [slice(None)] * (len(self.axes) - len(given) + 1)
        given += [slice(None)] * (len(self.axes) - len(given))
        if len(given) != len(self.axes):
            raise FormulaError(f"{self.name} has {len(self.axes)} axes, not {len(given)}")
        return given  # type: ignore[return-value]  # every Ellipsis has been replaced above

    def _span(self, entry: Position, axis: Axis) -> tuple[Affine, int]:
        if isinstance(entry, slice):
            start = Affine.of(0 if entry.start is None else entry.start)
            stop = Affine.of(axis.size if entry.stop is None else entry.stop)
            extent = stop - start
            if extent.terms or entry.step is not None:
                raise FormulaError(f"{self.name}[{entry}]: a slice has a fixed length and no step")
            length = extent.constant
        else:
            start, length = Affine.of(entry), 1
        if start.lowest < 0 or start.highest + length > axis.size or length < 1:
            raise FormulaError(
                f"{self.name}[… {entry!r} …] runs from {start.lowest} to {start.highest + length - 1}; "
                f"the axis has entries 0 to {axis.size - 1}"
            )
        return start, length


def cells_of(row: int, column: int, axes: tuple[Axis, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return the row and the column of every entry of a tensor that begins at a cell.

    Args:
        row: Row of the first entry.
        column: Column of the first entry.
        axes: Sizes and steps of the axes.

    Returns:
        Two integer arrays in the shape of the tensor.
    """
    shape = tuple(axis.size for axis in axes)
    rows, columns = np.full(shape, row, dtype=np.int64), np.full(shape, column, dtype=np.int64)
    for number, axis in enumerate(axes):
        along = [-1 if n == number else 1 for n in range(len(axes))]
        below, beside = axis.steps()
        rows += below.reshape(along)
        columns += beside.reshape(along)
    return rows, columns
