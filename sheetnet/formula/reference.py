"""References by entry: which cells of a tensor a formula uses, whatever place they will have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from sheetnet.formula.affine import Affine, Index
from sheetnet.formula.area import Area


class Source(Protocol):
    """What formulas refer to. It is asked for its place only when the text of a formula is made."""

    def locate(self, reference: Reference) -> Area:
        """Return the cells of a reference."""

    def entries(self, reference: Reference) -> tuple[int, int]:
        """Return how many cells a reference takes downwards and to the right, but for the gaps of an arrangement."""

    def cuts(self, reference: Reference) -> Iterator[tuple[Index, int]]:
        """Go through indices with a value from which on a reference would lie in another line of cells."""

    def step(self, axis: int) -> int:
        """Return how many rows, or columns, lie from one entry of an axis to the next."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of cells that begins some way from an entry and may reach over the blanks around a picture.

    Args:
        down: Cells from the entry to the rectangle, negative upwards.
        right: Cells from the entry to the rectangle, negative to the left.
        height: Rows of the rectangle.
        width: Columns of the rectangle.
    """

    down: Affine
    right: Affine
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Reference:
    """Some entries of a tensor.

    Args:
        source: The tensor.
        start: The first entry along each axis.
        length: How many entries along each axis.
        window: The rectangle around the entry that is meant, if not the entries themselves.
        gapless: Whether the formula counts the cells, so that no gap may lie between the entries.
        looked_up: Whether the formula takes one of the cells alone, so that what lies between them does not matter.
    """

    source: Source
    start: tuple[Affine, ...]
    length: tuple[int, ...]
    window: Window | None = None
    gapless: bool = False
    looked_up: bool = False

    @property
    def area(self) -> Area:
        """The cells, now that the tensor has a place."""
        return self.source.locate(self)

    def substituted(self, values: Mapping[Index, Affine]) -> Reference:
        """Return the reference with other positions in place of indices."""
        window = self.window
        if window is not None:
            window = replace(window, down=window.down.substituted(values), right=window.right.substituted(values))
        return replace(self, start=tuple(start.substituted(values) for start in self.start), window=window)


@dataclass(frozen=True, slots=True)
class Step:
    """A number in a formula: how many rows, or columns, lie from one entry of an axis to the next.

    Args:
        source: The tensor.
        axis: Which of its axes.
    """

    source: Source
    axis: int

    @property
    def text(self) -> str:
        """The number, now that the tensor has a place."""
        return str(self.source.step(self.axis))
