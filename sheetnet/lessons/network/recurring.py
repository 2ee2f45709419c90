"""Tensors that recur: over epochs, over samples, or over neither; and how a formula reaches the right one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from sheetnet.formula import Affine, Expression, Index
from sheetnet.formula.expression import Operandlike
from sheetnet.workbook import Tensor
from sheetnet.workbook.tensor import Entry

Position: TypeAlias = "int | Index | Affine"
Cells: TypeAlias = tuple[Position, ...]


@dataclass(frozen=True)
class Moment:
    """Which epoch and which sample a formula is about.

    Args:
        epoch: The epoch; nothing where there is no axis of epochs.
        sample: The sample, or all of them; nothing where there is no axis of samples.
    """

    epoch: tuple[Position, ...] = ()
    sample: tuple[Entry, ...] = ()

    @property
    def of_all_samples(self) -> Moment:
        """The same epoch, all samples together."""
        return replace(self, sample=(slice(None),))


@dataclass(frozen=True)
class Recurring:
    """Something that recurs: a picture over epochs and samples, or parameters over epochs.

    Args:
        tensor: Its cells; leading axes first.
        by_epoch: Whether it has an axis of epochs.
        by_sample: Whether it has an axis of samples.
    """

    tensor: Tensor
    by_epoch: bool = False
    by_sample: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one occurrence."""
        return self.tensor.shape[self.by_epoch + self.by_sample :]

    @property
    def has_margin(self) -> bool:
        """Whether there are blanks around it for windows to reach over."""
        return any(axis.margin for axis in self.tensor.axes)

    def at(self, now: Moment, *cells: Position) -> Expression:
        """Refer to a cell, or to all that is not named."""
        return self.tensor[self._key(now, cells)]

    def define(self, now: Moment, cells: Cells, formula: Operandlike) -> None:
        """Give cells their formula."""
        self.tensor[self._key(now, cells)] = formula

    def window(
        self, now: Moment, channel: Cells, corner: tuple[Position, Position], shape: tuple[int, int]
    ) -> Expression:
        """Refer to a rectangle that begins some cells from a channel's first cell; it may reach over blanks."""
        return self.tensor.window(self._key(now, (*channel, 0, 0)), *corner, shape)

    def indices(self) -> tuple[Index, ...]:
        """Return a new index for every axis of one occurrence."""
        return tuple(Index(f"{self.tensor.name}.{n}", size) for n, size in enumerate(self.shape))

    def _key(self, now: Moment, cells: Cells) -> tuple[Entry, ...]:
        """Name the entry along every leading axis that the tensor has."""
        return (*(now.epoch if self.by_epoch else ()), *(now.sample if self.by_sample else ()), *cells)


@dataclass(frozen=True)
class SomeSamples(Recurring):
    """Some of the samples of something that recurs.

    Args:
        first: The first of them.
        count: How many.
    """

    first: int = 0
    count: int = 0

    def _key(self, now: Moment, cells: Cells) -> tuple[Entry, ...]:
        """Count the samples from the first one on."""
        return super()._key(replace(now, sample=tuple(map(self._counted, now.sample))), cells)

    def _counted(self, entry: Entry) -> Entry:
        if isinstance(entry, slice):
            return slice(self.first, self.first + self.count)
        return entry + self.first if self.first else entry


@dataclass(frozen=True)
class SomeEpochs(Recurring):
    """What stands after some of the steps: every so many of them, or one alone where there is no axis of epochs.

    Args:
        every: How many steps lie between.
        after: The step that comes first.
    """

    every: int = 1
    after: int = 0

    def _key(self, now: Moment, cells: Cells) -> tuple[Entry, ...]:
        """Count in steps."""
        epoch = tuple(each * self.every + self.after for each in now.epoch) or (self.after,)
        return super()._key(replace(now, epoch=epoch), cells)
