"""What is expected of a workbook: the reference's numbers, and what the lesson knows of their rounding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sheetnet.catalogue import Lesson
from sheetnet.check.divergence import diverges_from, runs_away
from sheetnet.check.read import StoredWorkbook
from sheetnet.check.rounding import Bound, magnified, rounding_of
from sheetnet.models.model import Model
from sheetnet.workbook import Tensor, Tolerance
from sheetnet.workbook.book import Book


@dataclass(frozen=True)
class Expectation:
    """What is expected of a workbook. The marks are the lesson's own: a file does not set its tolerances itself.

    Args:
        values: The reference's tensors by name.
        lesson: The lesson.
        model: The model that was traced.
        written: The lesson's book for it, if somebody has written it already.
        found: Where the workbook's steps have ended, by tensor, if each step is looked at by itself.
    """

    values: Mapping[str, np.ndarray]
    lesson: Lesson
    model: Model
    written: Book | None = None
    found: Mapping[str, np.ndarray] | None = None

    @cached_property
    def tensors(self) -> dict[str, Tensor]:
        """The lesson's tensors by name; its book is built here, if it is not there yet, and only once."""
        book = self.lesson.book(self.model) if self.written is None else self.written
        return {tensor.name: tensor for tensor in book.tensors()}

    def tolerance(self, name: str) -> Tolerance:
        """Return how far a tensor may differ; what only the Map and the reference know may differ as most do."""
        return self.tensors[name].tolerance.at_hand(self.values) if name in self.tensors else Tolerance()

    def rounded(self, name: str) -> Tolerance:
        """Return how far a tensor may differ, with what rounding may amount to in each entry.

        A verdict is exact; and where a lesson says what rounding amounts to, that stands.
        """
        tolerance, bound = self.tolerance(name), self.magnified(name)
        if name not in self.tensors or self.tensors[name].claim:
            return tolerance
        if bound is not None:
            return Tolerance(np.maximum(tolerance.absolute, bound.ordinary), tolerance.relative)
        return tolerance if tolerance.stated else Tolerance(self._rounding[name], tolerance.relative)

    def magnified(self, name: str) -> Bound | None:
        """Return what rounding may amount to in each entry of a tensor in which the model magnifies it; else None."""
        carried = self.tensors[name].carried if name in self.tensors else None
        if carried is None or not carried.steps:
            return None
        return magnified(name, carried, self.values, self._rounding[name])

    @cached_property
    def diverges_from(self) -> int | None:
        """The step from which on the training runs away, if it is a training and does."""
        return diverges_from(self.tensors.values(), self.values)

    def lost(self, name: str) -> np.ndarray | None:
        """Return which entries of a tensor say nothing, for the training has run away; None if it does not."""
        carried = self.tensors[name].carried if name in self.tensors else None
        return None if carried is None else runs_away(carried, self.values[name].shape, self.values)

    @cached_property
    def _rounding(self) -> dict[str, np.ndarray]:
        return rounding_of(self.lesson, self.model, self.values, self.found)

    def step_by_step(self, found: Mapping[str, np.ndarray]) -> Expectation:
        """Return what is expected of each step by itself.

        Args:
            found: What the workbook's steps have led to, by tensor.
        """
        return replace(self, values=self.lesson.trace(self.model, found), found=found)


def expect(workbook: StoredWorkbook) -> Expectation:
    """Run the reference for the inputs of a workbook."""
    return Expectation(workbook.lesson.trace(workbook.model), workbook.lesson, workbook.model)
