"""Named tensors: arrays of cells that have formulas before they have a place.

Reading ``tensor[k, i + 1]`` gives a reference; assigning ``tensor[k, i] = …`` gives cells their formula. Which cells of
which sheet that are, the arrangement says later; it is asked for when the text of a formula is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from math import prod
from types import EllipsisType
from typing import TypeAlias

import numpy as np

from sheetnet.errors import FormulaError
from sheetnet.formula import Affine, Area, Expression, Index, Operand, Reference, Window, as_expression, lookup
from sheetnet.formula.expression import SINGLE, Operandlike
from sheetnet.models.fields import Field
from sheetnet.texts import Text
from sheetnet.workbook.axis import Axis, Direction
from sheetnet.workbook.look import Look
from sheetnet.workbook.place import Place
from sheetnet.workbook.rule import Rule
from sheetnet.workbook.tolerance import Carried, Tolerance

Position: TypeAlias = int | Index | Affine
Entry: TypeAlias = Position | slice
Key: TypeAlias = Entry | EllipsisType | tuple[Entry | EllipsisType, ...]


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


@dataclass(eq=False, repr=False)
class Tensor(Operand):
    """A named array of cells.

    Args:
        name: Its name, the same in the reference; lower case with underscores.
        axes: Its axes; none for a single cell.
        meaning: What it is, in words; the Map shows it.
        role: What its cells are to the reader.
        symbol: Its symbol or short equation, shown beside its cells.
        equation: Its defining equation in symbols; the Map shows it. The symbol, if none is given.
        look: How its cells look.
        tolerance: How far the check lets an engine's values differ from the reference's.
        carried: How rounding grows in it from step to step, where it does.
        claim: Whether it is a verdict of the lesson: 1 where what the lesson says holds.
        zero: Whether it is 0 on paper with the numbers that the lesson starts with.
        values: The numbers of an editable tensor.
        allowed: What the cells of an editable tensor may hold.
    """

    name: str
    axes: tuple[Axis, ...]
    meaning: Text
    role: Role = Role.COMPUTED
    symbol: str = ""
    equation: str = ""
    look: Look = field(default_factory=Look)
    tolerance: Tolerance = field(default_factory=Tolerance)
    carried: Carried | None = None
    claim: bool = False
    zero: bool = False
    values: np.ndarray | None = None
    allowed: Field | None = None
    rules: list[Rule] = field(default_factory=list)
    _place: Place | None = None

    def __post_init__(self) -> None:
        self.equation = self.equation or self.symbol

    def __repr__(self) -> str:
        return f"Tensor({self.name!r}, shape={self.shape})"

    @property
    def shape(self) -> tuple[int, ...]:
        """The sizes of its axes."""
        return tuple(axis.size for axis in self.axes)

    @property
    def place(self) -> Place:
        """Where it lies; the arrangement puts it there.

        Raises:
            FormulaError: It has no place yet.
        """
        if self._place is None:
            raise FormulaError(f"{self.name} is on no sheet: every tensor needs a place in an arrangement")
        return self._place

    @place.setter
    def place(self, place: Place) -> None:
        """Put it somewhere.

        Raises:
            FormulaError: The axes do not run as the formulas take them to run.
        """
        for axis, run in zip(self.axes, place.runs, strict=True):
            along, across = (run.down, run.right) if axis.direction is Direction.DOWN else (run.right, run.down)
            if along < axis.spread or across:
                raise FormulaError(f"{self.name}: an axis that runs {axis.direction.value} by {axis.spread} got {run}")
        self._place = place

    def locate(self, reference: Reference) -> Area:
        """Return the cells of a reference. An input of one cell is written $C$4 everywhere: the address people learn.

        Raises:
            FormulaError: A window, or a reference whose cells are counted, of a tensor whose entries lie too far apart.
        """
        if reference.window is not None:
            within = [(a, r) for a, r, n in zip(self.axes, self.place.runs, reference.length, strict=True) if n == 1]
            if any(max(run.down, run.right) != axis.spread for axis, run in within[-2:]):
                raise FormulaError(f"{self.name}: a window needs entries that lie side by side")
        area = self.place.area(reference, fixed=self.role.editable and not self.axes)
        if reference.gapless and area.shape != self.entries(reference):
            raise FormulaError(f"{self.name}: a formula counts its cells, so they must be arranged without gaps")
        return area

    def entries(self, reference: Reference) -> tuple[int, int]:
        """Return how many cells a reference takes downwards and to the right, but for the gaps of an arrangement."""
        extents: dict[Direction, list[int]] = {direction: [1] for direction in Direction}
        for axis, length in zip(self.axes, reference.length, strict=True):
            extents[axis.direction].append((length - 1) * axis.spread + 1)
        height, width = prod(extents[Direction.DOWN]), prod(extents[Direction.RIGHT])
        window = reference.window
        return (height * window.height, width * window.width) if window else (height, width)

    def cuts(self, reference: Reference) -> Iterator[tuple[Index, int]]:
        """Go through indices with a value from which on a reference would lie in another line of cells."""
        return self.place.cuts(reference)

    def step(self, axis: int) -> int:
        """Return how many rows, or columns, lie from one entry of an axis to the next."""
        return self.place.step(axis)

    def cells(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the row and the column of every entry, each in the tensor's shape."""
        return self.place.cells()

    def expression(self) -> Expression:
        """Return the reference to the whole tensor."""
        return self[...]

    def __getitem__(self, key: Key) -> Expression:
        """Refer to a cell or a block; axes that are not named are taken whole.

        Raises:
            FormulaError: An index leaves the tensor.
        """
        reference = self._reference(key)
        return Expression.referring(reference, self.entries(reference))

    def __setitem__(self, key: Key, value: Operandlike) -> None:
        """Give a formula to every cell that the key's indices run over.

        Raises:
            FormulaError: The tensor is an input, the key takes several cells at once, or the formula's value is not of
                one cell.
        """
        expression, target = as_expression(value), self._reference(key)
        if self.role.editable:
            raise FormulaError(f"{self.name} is an input: it holds numbers, not formulas")
        if expression.truth:
            raise FormulaError(f"{self.name} would hold TRUE or FALSE: use where(condition, 1, 0)")
        if {self.entries(target), expression.shape} != {SINGLE}:
            raise FormulaError(
                f"{self.name}: a formula of shape {expression.shape} for cells of shape {self.entries(target)}; a "
                "formula stands in one cell: use an index for each axis, or fill()"
            )
        self.rules.append(Rule(target, expression))

    def window(self, key: Key, down: Position, right: Position, shape: tuple[int, int]) -> Expression:
        """Refer to a rectangle of cells that begins some way from an entry; it may reach over blanks around a picture.

        Args:
            key: The entry; leading axes may be taken whole, and the rectangle then reaches through all of them.
            down: Cells from the entry to the rectangle, negative upwards.
            right: Cells from the entry to the rectangle.
            shape: Rows and columns of the rectangle.
        """
        rectangle = Window(Affine.of(down), Affine.of(right), *shape)
        reference = replace(self._reference(key), window=rectangle)
        return Expression.referring(reference, self.entries(reference))

    def looked_up(self, entries: Mapping[int, Operandlike], *others: Position) -> Expression:
        """Refer to a cell whose place along some axes formulas compute: ``INDEX(B5:B2005,1+$C$4*40,1)``.

        Args:
            entries: By axis the number of the entry along it, counted from 0: a formula for a single cell.
            *others: The entry along every other axis.

        Raises:
            FormulaError: A number is not one for a single cell, or an index leaves the tensor.
        """
        named = iter(others)
        moving = {
            axis: entry for axis, entry in entries.items() if self.shape[axis] > 1
        }  # not every INDEX takes one cell
        given: list[Entry] = [0 if axis in entries else next(named) for axis in range(len(entries) + len(others))]
        key = tuple(slice(None) if axis in moving else entry for axis, entry in enumerate(given))
        moves: dict[Direction, list[Expression]] = {direction: [] for direction in Direction}
        for axis, entry in moving.items():
            moves[self.axes[axis].direction].append(lookup.moved(self, axis, entry))
        return lookup.looked_up(self[key], moves[Direction.DOWN], moves[Direction.RIGHT]) if moving else self[key]

    def fill(self, formula: Callable[..., Operandlike]) -> Tensor:
        """Give every cell its formula.

        Args:
            formula: From one index an axis to the formula of that entry: ``lambda k: p * x[k] + q``.

        Returns:
            The tensor itself.

        Raises:
            FormulaError: The tensor is an input, or the formula is not one for a single cell.
        """
        indices = self.indices()
        self[indices] = formula(*indices)
        return self

    def indices(self) -> tuple[Index, ...]:
        """Return a new index for every axis."""
        return tuple(Index(f"{self.name}.{axis}", size) for axis, size in enumerate(self.shape))

    def _reference(self, key: Key) -> Reference:
        spans = [self._span(entry, axis) for entry, axis in zip(self._entries(key), self.axes, strict=True)]
        return Reference(self, tuple(start for start, _ in spans), tuple(length for _, length in spans))

    def _entries(self, key: Key) -> list[Entry]:
        given = key if isinstance(key, tuple) else (key,)
        before = given.index(Ellipsis) if Ellipsis in given else len(given)
        entries = [entry for entry in given if not isinstance(entry, EllipsisType)]
        if len(entries) > len(self.axes):
            raise FormulaError(f"{self.name} has {len(self.axes)} axes, not {len(entries)}")
        entries[before:before] = [slice(None)] * (len(self.axes) - len(entries))
        return entries

    def _span(self, entry: Entry, axis: Axis) -> tuple[Affine, int]:
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
