"""Tensors that recur: over epochs, over samples, or over neither; and how a formula reaches the right one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from sheetnet.formula import Affine, Expression, Index
from sheetnet.formula.expression import Operandlike
from sheetnet.workbook import Tensor

Lead: TypeAlias = tuple[Any, ...]
"""Indices (or slices) of a leading axis: none or one."""


@dataclass(frozen=True)
class Signal:
    """Something that recurs: a picture over epochs and samples, or parameters over epochs.

    Args:
        tensor: Its cells; leading axes first.
        by_epoch: Whether it has an axis of epochs.
        by_sample: Whether it has an axis of samples.
    """

    tensor: Tensor
    by_epoch: bool
    by_sample: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one occurrence."""
        return self.tensor.shape[self.by_epoch + self.by_sample :]

    def at(self, epoch: Lead, sample: Lead, *cells: Any) -> Expression:
        """Refer to a cell, or to the whole picture if no cells are named."""
        return self.tensor[self._key(epoch, sample, cells)]

    def define(self, epoch: Lead, sample: Lead, cells: tuple[Any, ...], formula: Operandlike) -> None:
        """Give cells their formula."""
        self.tensor[self._key(epoch, sample, cells)] = formula

    def window(
        self,
        epoch: Lead,
        sample: Lead,
        channel: tuple[Any, ...],
        corner: tuple[int | Index | Affine, int | Index | Affine],
        shape: tuple[int, int],
    ) -> Expression:
        """Refer to a rectangle that begins some cells from a channel's first cell; it may reach over blanks."""
        return self.tensor.window(self._key(epoch, sample, (*channel, 0, 0)), *corner, shape)

    def over_samples(self, epoch: Lead, *cells: Any) -> Expression:
        """Refer to one row through all bands: the same cell of every sample, with what lies between."""
        return self.at(epoch, (slice(None),), *cells)

    def cells(self) -> tuple[Index, ...]:
        """Make an index for every axis of one occurrence."""
        return tuple(Index(f"{self.tensor.name}.{n}", size) for n, size in enumerate(self.shape))

    def _key(self, epoch: Lead, sample: Lead, cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*(epoch if self.by_epoch else ()), *(sample if self.by_sample else ()), *cells)
