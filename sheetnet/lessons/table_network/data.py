"""The table as it was given, its columns standardised, and classes as outputs that are 0 or 1."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, call, where
from sheetnet.lessons.network.recurring import SomeSamples
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Look, Tensor, down, right
from sheetnet.workbook.look import COUNTER

WIDTH = 9.0
"""Of a column of numbers, in characters."""
GIVEN = Look("0.###", width=WIDTH)
SCALED = Look("0.000", width=WIDTH)
CLASS = Look("0", width=WIDTH)


class TableData:
    """The rows: what is given, what the network takes of it, what it should tell.

    Args:
        model: The table.
        quantities: Makes the tensors.
    """

    def __init__(self, model: TableNetwork, quantities: Quantities) -> None:
        self._model, self._quantities = model, quantities
        rows, columns = down(model.rows), right(len(model.columns))
        self.features = quantities.input("features", rows, columns, look=GIVEN)
        self.truth = quantities.input("labels", rows, look=CLASS if model.classes else GIVEN)
        self.statistics = self._statistics() if model.standardise == "yes" else None
        equation = "x = v" if self.statistics is None else "x = (v − v̄) / s"
        self.inputs = quantities.tensor("table_inputs", rows, columns, equation=equation, look=SCALED)
        self.inputs.fill(lambda row, column: self.scaled(self.features[row, column], column))
        self.classes = self._classes() if model.classes else None
        self.targets = self._targets()

    def scaled(self, value: Expression, column: Index) -> Expression:
        """Return a number of a column as the network takes it."""
        if self.statistics is None:
            return value
        mean, spread = self.statistics
        return (value - mean[column]) / spread[column]

    @property
    def learned(self) -> tuple[SomeSamples, SomeSamples]:
        """What the network takes and should tell of the rows that are learned from."""
        return self._part(0, self._model.training_rows)

    @property
    def kept(self) -> tuple[SomeSamples, SomeSamples]:
        """The same of the rows for validation."""
        return self._part(self._model.training_rows, self._model.validation)

    def _part(self, first: int, count: int) -> tuple[SomeSamples, SomeSamples]:
        inputs, targets = (
            SomeSamples(tensor, by_sample=True, first=first, count=count) for tensor in (self.inputs, self.targets)
        )
        return inputs, targets

    def _statistics(self) -> tuple[Tensor, Tensor]:
        """Take mean and spread of each column over the rows that are learned from."""
        q, count, columns = self._quantities, self._model.training_rows, self.features.axes[1]
        mean = q.tensor("column_mean", columns, symbol="v̄", look=SCALED)
        mean.fill(lambda column: call("AVERAGE", self.features[:count, column]))
        spread = q.tensor("column_spread", columns, symbol="s", equation="s = √(Σ (v − v̄)² / n)", look=SCALED)
        (column,) = spread.indices()
        away = self.features[:count, column] - mean[column]
        spread[column] = call("SQRT", call("SUMPRODUCT", away, away) / count)
        return mean, spread

    def _classes(self) -> Tensor:
        """Number the classes."""
        count = len(self._model.classes)
        numbers = self._quantities.tensor("class_number", right(count), look=COUNTER)
        n = Index("class", count - 1)
        numbers[0], numbers[n + 1] = 1, numbers[n] + 1
        return numbers

    def _targets(self) -> Tensor:
        axes, classes = (self.truth.axes[0], right(self._model.outputs)), self.classes
        if classes is None:
            targets = self._quantities.tensor("table_targets", *axes, equation="t", look=GIVEN)
            return targets.fill(lambda row, _: self.truth[row].expression())
        targets = self._quantities.tensor("table_targets", *axes, equation="t = 1 for the class, else 0", look=CLASS)
        return targets.fill(lambda row, n: where(self.truth[row].equals(classes[n]), 1, 0))
