"""What a network takes of a table, and what it should tell: the rows as they stand, or their pictures in bands.

A layer of windows needs rows and columns of pixels below and beside each other, so each picture stands in a band of
columns, copied from its row. Steps that see a part of the rows copy them in the order that stands in the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.formula import Affine, Index, call
from sheetnet.lessons.network.data import COPIED_TARGETS
from sheetnet.lessons.network.recurring import Recurring, SomeSamples
from sheetnet.lessons.network.scope import input_margin
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.table_network.data import CLASS, PIXELS, SCALED, TableData
from sheetnet.models.network import INPUT
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Axis, Look, Tensor, down, right
from sheetnet.workbook.axis import picture_axes


@dataclass(frozen=True)
class Fed:
    """Samples.

    Args:
        inputs: What the network takes.
        targets: What it should tell.
        numbers: Which rows a step sees, where it sees a part of them.
    """

    inputs: Recurring
    targets: Recurring
    numbers: Tensor | None = None


class Feeding:
    """Feeds the rows of a table to its network.

    Args:
        model: The table and the network.
        data: The rows.
        quantities: Makes the tensors.
    """

    def __init__(self, model: TableNetwork, data: TableData, quantities: Quantities) -> None:
        self._model, self._data, self._quantities = model, data, quantities

    def training(self) -> Fed:
        """Return all rows that are learned from."""
        return self._part("training", 0, self._model.training_rows)

    def validation(self) -> Fed:
        """Return the rows that are kept for validation."""
        return self._part("validation", self._model.training_rows, self._model.validation)

    def whole(self) -> Fed:
        """Return all rows."""
        return self._part("result", 0, self._model.rows)

    def batches(self, order: Tensor) -> Fed:
        """Return copies of the rows of every step.

        Args:
            order: (epochs, training rows), the rows in the order in which they are seen.
        """
        model, data = self._model, self._data
        along = right if model.in_bands else down
        axes = (down(model.steps), along(model.step_rows))
        number = self._quantities.tensor("batch_row", *axes, look=Look("0") if model.in_bands else CLASS)
        epoch, step, row = (
            Index("epoch", model.epochs), Index("step", model.epoch_steps), Index("row", model.step_rows),
        )  # fmt: skip
        number[epoch * model.epoch_steps + step, row] = order[epoch, step * model.step_rows + row]
        inputs = self._tensor("batch_inputs", *axes, *self.input_axes, symbol="x")
        inputs.fill(lambda t, k, *cell: call("INDEX", data.inputs[:, self.column(*cell)], number[t, k]))
        if data.targets is data.inputs and not model.in_bands:
            return Fed(Recurring(inputs, True, True), Recurring(inputs, True, True), number)
        targets = self._tensor("batch_targets", *axes, self._target_axis, symbol="t")
        targets.fill(lambda t, k, output: call("INDEX", data.targets[:, output], number[t, k]))
        return Fed(Recurring(inputs, True, True), Recurring(targets, True, True), number)

    @property
    def input_axes(self) -> list[Axis]:
        """The axes of what the network takes of a row: its columns, or a picture with the blanks around it."""
        if not self._model.in_bands:
            return [self._data.inputs.axes[1]]
        network = self._model.network
        return picture_axes(network.input_shape, margin=input_margin(network, INPUT))

    def column(self, *cell: Index) -> Index | Affine:
        """Return the column of the table in which a cell of the input stands."""
        if len(cell) == 1:
            return cell[0]
        row, column = cell
        return row * self._model.network.input_shape[-1] + column

    def _part(self, name: str, first: int, count: int) -> Fed:
        """Return some of the rows as they stand, or copies of them in bands."""
        data = self._data
        if not self._model.in_bands:
            inputs, targets = (
                SomeSamples(tensor, by_sample=True, first=first, count=count) for tensor in (data.inputs, data.targets)
            )
            return Fed(inputs, targets)
        pictures = self._tensor(f"{name}_pictures", right(count), *self.input_axes, symbol="x")
        pictures.fill(lambda row, *cell: data.inputs[row + first, self.column(*cell)])
        told = self._tensor(f"{name}_targets", right(count), self._target_axis, symbol="t")
        told.fill(lambda row, output: data.targets[row + first, output])
        return Fed(Recurring(pictures, by_sample=True), Recurring(told, by_sample=True))

    @property
    def _target_axis(self) -> Axis:
        return (down if self._model.in_bands else right)(self._model.outputs)

    def _tensor(self, name: str, *axes: Axis, symbol: str) -> Tensor:
        if self._model.in_bands:
            look = PIXELS if symbol == "x" else COPIED_TARGETS
        else:
            look = SCALED if symbol == "x" else self._data.targets.look
        return self._quantities.tensor(name, *axes, symbol=symbol, look=look)
