"""The table as it was given, its columns standardised, and classes as outputs that are 0 or 1."""

from __future__ import annotations

from dataclasses import replace

from sheetnet.formula import Affine, Expression, Index, call, where
from sheetnet.lessons.network.data import COPIED_PIXELS
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.table_network.names import class_look
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Look, Tensor, down, right
from sheetnet.workbook.look import COUNTER

WIDTH = 9.0
"""Of a column of numbers, in characters."""
GIVEN = Look("0.###", width=WIDTH)
SCALED = Look("0.000", width=WIDTH)
CLASS = Look("0", width=WIDTH)
PIXELS = replace(COPIED_PIXELS, number_format="0.##")
"""Of pictures as the network takes them."""
SCALING = {"yes": "x = (v − v̄) / s", "largest": "x = v / max |v|", "no": "x = v"}


class TableData:
    """The rows: what is given, what the network takes of it, what it should tell.

    Args:
        model: The table.
        quantities: Makes the tensors.
    """

    def __init__(self, model: TableNetwork, quantities: Quantities) -> None:
        self._model, self._quantities = model, quantities
        self.rows = rows = down(model.rows)
        columns = right(len(model.columns))
        self.features = quantities.input("features", rows, columns, look=GIVEN)
        self.row_numbers = quantities.input("row_numbers", rows, look=COUNTER)
        self.statistics = self._statistics() if model.standardise == "yes" else None
        self.largest = self._largest() if model.standardise == "largest" else None
        self.inputs = quantities.tensor(
            "table_inputs", rows, columns, equation=SCALING[model.standardise], look=SCALED
        )  # fmt: skip
        self.inputs.fill(lambda row, column: self.scaled(self.features[row, column], column))
        self.classes = self._classes() if model.classes else None
        if model.restores:
            self.targets = self.inputs
            return
        self.truth = quantities.input("labels", rows, look=class_look(model, CLASS) if model.classes else GIVEN)
        self.targets = self._targets()

    def scaled(self, value: Expression, column: Index | Affine) -> Expression:
        """Return a number of a column as the network takes it."""
        if self.largest is not None:
            return value / self.largest
        if self.statistics is None:
            return value
        mean, spread = self.statistics
        return (value - mean[column]) / spread[column]

    def unscaled(self, value: Expression, column: Index | Affine) -> Expression:
        """Return a number of a column as it is in the table, given it as the network takes it."""
        if self.largest is not None:
            return value * self.largest
        if self.statistics is None:
            return value
        mean, spread = self.statistics
        return value * spread[column] + mean[column]

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

    def _largest(self) -> Tensor:
        """Take the largest number over the rows that are learned from, whatever its sign."""
        learned = self.features[: self._model.training_rows]
        largest = call("MAX", call("MAX", learned), -call("MIN", learned))
        return self._quantities.result("largest_value", largest, "max |v|", look=SCALED)

    def _classes(self) -> Tensor:
        """Number the classes."""
        values = self._model.class_numbers.tolist()
        return self._quantities.row("class_number", *values, axis=right(len(values)), look=COUNTER)

    def _targets(self) -> Tensor:
        axes, classes = (self.truth.axes[0], right(self._model.outputs)), self.classes
        if classes is None:
            targets = self._quantities.tensor("table_targets", *axes, equation="t", look=GIVEN)
            return targets.fill(lambda row, _: self.truth[row].expression())
        targets = self._quantities.tensor("table_targets", *axes, equation="t = 1 for the class, else 0", look=CLASS)
        return targets.fill(lambda row, n: where(self.truth[row].equals(classes[n]), 1, 0))
