"""Sums, means and extremes along axes: one function of a block."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from sheetnet.lessons.operator_graph.operators.base import OperatorFormulas, over
from sheetnet.models.operator_graph.operators import GlobalMaxPool, ReduceMax, ReduceMean, ReduceMin, ReduceSum
from sheetnet.models.operator_graph.operators.reductions import Reduction
from sheetnet.workbook.tensor import Position

R = TypeVar("R", bound=Reduction)


class ReductionFormulas(OperatorFormulas[R]):
    """One number of all along some axes."""

    function: ClassVar[str]
    """The spreadsheet's function."""
    symbols: ClassVar[str]

    @classmethod
    def equation(cls, operator: R) -> str:
        """Return it in symbols."""
        return cls.symbols

    def write(self) -> None:
        """Write one formula for all that is left."""
        (x,), position = self.taken, iter(self.output.indices())
        reduced, kept = self.operator.reduced(len(x.shape)), dict[int, Position]()
        for axis in range(len(x.shape)):
            if axis not in reduced:
                kept[axis] = next(position)
            elif self.operator.keepdims:
                next(position)
        places = [kept.get(axis, 0) for axis in range(len(x.shape)) if self.operator.keepdims or axis in kept]
        self.output[tuple(places)] = over(self.function, x, kept)


class ReduceMeanFormulas(ReductionFormulas[ReduceMean]):
    """Means."""

    function, symbols = "AVERAGE", "y = Σ x / n"


class ReduceSumFormulas(ReductionFormulas[ReduceSum]):
    """Sums."""

    function, symbols = "SUM", "y = Σ x"


class ReduceMaxFormulas(ReductionFormulas[ReduceMax]):
    """The largest."""

    function, symbols = "MAX", "y = max x"


class ReduceMinFormulas(ReductionFormulas[ReduceMin]):
    """The smallest."""

    function, symbols = "MIN", "y = min x"


class GlobalMaxPoolFormulas(ReductionFormulas[GlobalMaxPool]):
    """The largest of each channel."""

    function, symbols = "MAX", "y = max x"
