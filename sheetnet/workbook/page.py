"""Pages: tensors, words and charts at their places on one sheet. A page is a description; the saver writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sheetnet.errors import LimitError
from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.models.fields import Field
from sheetnet.texts import Text, literal
from sheetnet.workbook.chart import Chart
from sheetnet.workbook.solver import SolverModel
from sheetnet.workbook.tensor import Axis, Role, Tensor


@dataclass(frozen=True, slots=True)
class Label:
    """Words, or a fixed number, in a cell.

    Args:
        row: Its row.
        column: Its column.
        content: The words in both languages, or a number.
        style: Named style.
        number_format: Format of a number.
        across: Columns it covers, merged if more than one.
        link: The page it leads to, if any, with the cell's address there.
    """

    row: int
    column: int
    content: Text | float
    style: str = "label"
    number_format: str = "General"
    across: int = 1
    link: tuple[Page, str] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a cell."""

    row: int
    column: int
    text: Text


@dataclass(frozen=True, slots=True)
class Allowed:
    """The values that input cells accept; the application refuses others while typing."""

    tensor: Tensor
    field: Field


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Colours by value over rectangles.

    Args:
        areas: First row, first column, last row, last column of each.
        low: Value and colour of the low end.
        middle: The same of the middle, or None for two colours.
        high: The same of the high end.
    """

    areas: tuple[tuple[int, int, int, int], ...]
    low: tuple[float, str]
    middle: tuple[float, str] | None
    high: tuple[float, str]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A colour for cells that hold one value (a winner's 1, a wrong answer's 0)."""

    tensor: Tensor
    value: float
    fill: str
    color: str = "000000"


@dataclass(eq=False)
class Page:
    """One sheet of a workbook.

    Args:
        key: Its name in code.
        title: The tab's name in both languages.
    """

    key: str
    title: Text
    tensors: list[Tensor] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    allowed: list[Allowed] = field(default_factory=list)
    heat_maps: list[HeatMap] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    groups: list[tuple[int, int]] = field(default_factory=list)
    default_width: float = 9.5
    frozen: tuple[int, int] = (0, 0)
    solver: SolverModel | None = None
    print_area: tuple[int, int, int, int] | None = None
    landscape: bool = True

    def tensor(
        self,
        name: str,
        at: tuple[int, int],
        axes: Sequence[Axis] = (),
        *,
        role: Role = Role.COMPUTED,
        meaning: Text,
        **looks: Any,
    ) -> Tensor:
        """Place a tensor.

        Args:
            name: Its name, the same in the reference.
            at: Row and column of its first cell, counted from 1.
            axes: How it runs on from there; none for a single cell.
            role: What its cells are.
            meaning: What it is, in words.
            **looks: Further arguments of ``Tensor``: equation, number format, style, tolerances.

        Returns:
            The tensor, its cells still without formulas.

        Raises:
            LimitError: It reaches past the last row or column that a sheet has.
        """
        tensor = Tensor(name, self, *at, tuple(axes), role, meaning, **looks)
        self._check_size(tensor)
        self.tensors.append(tensor)
        return tensor

    def input(
        self,
        name: str,
        at: tuple[int, int],
        value: object,
        axes: Sequence[Axis] = (),
        *,
        allowed: Field,
        role: Role = Role.INPUT,
        meaning: Text,
        **looks: Any,
    ) -> Tensor:
        """Place numbers that the reader may change, with a note and a rule that say which are allowed.

        Args:
            name: Its name, the same in the model and the reference.
            at: Row and column of its first cell, counted from 1.
            value: The numbers, of the axes' sizes.
            axes: How it runs on from there; none for a single cell.
            allowed: What its cells may hold.
            role: What its cells are, a role that is editable.
            meaning: What it is, in words.
            **looks: Further arguments of ``Tensor``.

        Returns:
            The tensor.

        Raises:
            LimitError: It reaches past the last row or column that a sheet has.
        """
        tensor = self.tensor(name, at, axes, role=role, meaning=meaning, values=np.asarray(value, float), **looks)
        self.notes.append(Note(*at, meaning + literal("\n") + allowed.describe()))
        self.allowed.append(Allowed(tensor, allowed))
        return tensor

    def text(self, row: int, column: int, content: Text | str, style: str = "label", across: int = 1) -> None:
        """Write words into a cell; a plain string is a symbol, the same in every language."""
        words = literal(content) if isinstance(content, str) else content
        self.labels.append(Label(row, column, words, style, across=across))

    def number(self, row: int, column: int, value: float, style: str = "counter", number_format: str = "0") -> None:
        """Write a fixed number (a counter, a sample's name) that nobody is meant to change."""
        self.labels.append(Label(row, column, value, style, number_format))

    def link(self, row: int, column: int, content: Text, to: Page, cell: str = "A1", style: str = "link") -> None:
        """Write words that lead to a cell of another page."""
        self.labels.append(Label(row, column, content, style, link=(to, cell)))

    def headers(self, row: int, column: int, titles: Sequence[Text | str], style: str = "header") -> None:
        """Write a row of column headers."""
        for offset, title in enumerate(titles):
            self.text(row, column + offset, title, style)

    def heat_map(self, tensor: Tensor, kind: str = "weights", lead: int = 0) -> None:
        """Colour a tensor's rectangle by value, with fixed end points so that pictures can be compared.

        Args:
            tensor: What to colour.
            kind: ``weights`` (−2 orange … 0 white … 2 blue), ``activation`` (0 white … 1 green), ``signed`` (−1 orange
                … 0 white … 1 green), ``pixels`` (0 white … 1 ink) or ``deltas`` (−0.1 orange … 0 white … 0.1 blue).
            lead: So many axes lead from one rectangle to the next (epochs); the others lie within.
        """
        rows, columns = (places.reshape(*tensor.shape[:lead], -1) for places in tensor.cells())
        corners = [array.ravel().tolist() for array in (rows.min(-1), columns.min(-1), rows.max(-1), columns.max(-1))]
        areas = tuple(zip(*corners, strict=True))[:MOST_COLORED]
        self.heat_maps.append(HeatMap(areas, *_SCALES[kind]))

    def width(self, columns: int | range, characters: float) -> None:
        """Set how wide columns are, in characters."""
        for column in [columns] if isinstance(columns, int) else columns:
            self.widths[column] = characters

    def _check_size(self, tensor: Tensor) -> None:
        if tensor.last_row > ROWS or tensor.last_column > COLUMNS:
            raise LimitError(
                f"{tensor.name} would reach row {tensor.last_row:,}, column {tensor.last_column:,} of sheet "
                f"{self.key!r}; a sheet has {ROWS:,} rows and {COLUMNS:,} columns: use fewer samples or epochs"
            )


MOST_COLORED = 200
"""Rectangles that one colour rule covers; in longer trainings the later epochs stay white."""

Scale = tuple[tuple[float, str], "tuple[float, str] | None", tuple[float, str]]
_SCALES: dict[str, Scale] = {
    "weights": ((-2, "F4A582"), (0, "FFFFFF"), (2, "92C5DE")),
    "activation": ((0, "FFFFFF"), None, (1, "A6D96A")),
    "signed": ((-1, "F4A582"), (0, "FFFFFF"), (1, "A6D96A")),
    "pixels": ((0, "FFFFFF"), None, (1, "A3BDD6")),
    "deltas": ((-0.1, "F4A582"), (0, "FFFFFF"), (0.1, "92C5DE")),
}
