"""A network on a page: blocks of rows for epochs, bands of columns for samples, parameters at the left.

The same code lays out one forward pass over all samples (the Solver's sheet), one picture (the Test sheet), an unrolled
training, and the variants of a gradient check.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.network import formulas
from sheetnet.lessons.network.geometry import Picture, activation_picture, delta_picture
from sheetnet.lessons.network.layers import ConvolutionLayer, LaidOut, laid_out
from sheetnet.lessons.network.plan import FIRST_PARAMETER_COLUMN, LABEL_COLUMN, Place, Plan, is_softmax
from sheetnet.lessons.network.signals import Lead, Signal
from sheetnet.lessons.network.words import NetworkWords, subscript
from sheetnet.models.network import Network, Stage
from sheetnet.models.network_model import NetworkModel
from sheetnet.texts import Text
from sheetnet.workbook import Axis, Role, Tensor, down, right

SIGNED = ("tanh", "leaky_relu", "identity")
"""Activations that may be negative."""
NO_ZERO = '0.000;-0.000;"·"'
"""Shows which δ is exactly 0, as where a pooling sent nothing back, and which only small."""


class NetworkBlock:
    """A network laid out.

    Args:
        place: Where.
        network: What.
        loss: ``half_squared`` or ``cross_entropy``.
        images: The pictures that it looks at.
        targets: What its outputs should be; None where nothing is judged.
        words: The labels.
    """

    def __init__(
        self, place: Place, network: Network, loss: str, images: Signal, targets: Signal | None, words: NetworkWords
    ) -> None:
        self.place, self.network, self.loss = place, network, loss
        self.images, self.targets, self.words = images, targets, words
        self.plan = plan = Plan(place, network)
        self.height, self.bottom = plan.height, plan.bottom
        self.gradient_column = plan.gradient_column
        self.parameters = {name: self._parameter(name) for name in network.parameter_shapes}
        self.layers = self._lay_out()
        self._forward()
        if place.judged:
            self._judge()
        if place.learns:
            self._learn()
        self._label()

    # Placing tensors.

    def _epochs(self, fewer: int = 0) -> list[Axis]:
        return [] if self.place.blocks is None else [down(self.place.blocks - fewer, self.height)]

    def _bands(self) -> list[Axis]:
        return [] if self.place.samples is None else [right(self.place.samples, self.place.band_width)]

    def _parameter(self, name: str, kind: str = "", column: int | None = None, fewer: int = 0) -> Signal:
        """Place weights or biases, or in another column something of the same shape, such as their gradients."""
        stage = next(stage for stage in self.plan.learning_stages if name in stage.parameter_shapes)
        units = down(self.network.parameter_shapes[name][0], self.plan.unit_rows(stage))
        first = FIRST_PARAMETER_COLUMN if column is None else column
        if name.endswith("_bias"):
            axes, first = [units], first + self.plan.bias_column - FIRST_PARAMETER_COLUMN
        else:
            axes = [units, *self.plan.weights_picture(stage).axes]
        at = (self.plan.left[f"{stage.name}_weights"], first)
        meaning = self.words.parameter(stage, name, kind)
        if self.place.given is not None:
            return Signal(self._given_parameter(self.place.given, name, at, axes, meaning), by_epoch=False)
        tensor = self._tensor(
            f"{name}{kind}",
            at,
            [*self._epochs(fewer), *axes],
            meaning,
            number_format="0E+00" if kind == "_squares" else "0.000" if kind else "0.00",
            equation=self._parameter_equation(name, kind),
        )
        return Signal(tensor, by_epoch=self.place.blocks is not None)

    def _parameter_equation(self, name: str, kind: str) -> str:
        if kind == "_gradient":
            return self.words.equations.gradient(name)
        return self.words.equations.state(kind[1:]) if kind else self.place.equation

    def beside(self, name: str, kind: str, column: int) -> Signal:
        """Place something of a parameter's shape in another group of columns, one for each update."""
        if name.endswith("_weights"):
            stage = next(stage for stage in self.plan.learning_stages if name in stage.parameter_shapes)
            for block in range((self.place.blocks or 1) - self._unlearned_blocks):
                row = self.plan.left[name] + block * self.height - 1
                self.place.page.text(row, column, self.words.state_heading(stage, kind[1:]), "muted")
        return self._parameter(name, kind, column, fewer=self._unlearned_blocks)

    def _given_parameter(
        self, model: NetworkModel, name: str, at: tuple[int, int], axes: list[Axis], meaning: Text
    ) -> Tensor:
        looks: dict[str, Any] = {"role": Role.PARAMETER, "number_format": "0.00", "meaning": meaning}
        return self.place.page.input(
            self.place.prefix + name, at, model.parameters[name], axes, allowed=model.field(name), **looks
        )

    def _picture(self, stage: Stage, kind: str, picture: Picture, fewer: int = 0, **looks: Any) -> Signal:
        at = (self.plan.rows[f"{stage.name}_{kind}"] + picture.margin, self.place.bands + picture.margin)
        tensor = self._tensor(
            f"{stage.name}_{kind}",
            at,
            [*self._epochs(fewer), *self._bands(), *picture.axes],
            self.words.picture(stage, kind),
            equation=self.words.equations.picture(stage, kind),
            **looks,
        )
        return Signal(tensor, self.place.blocks is not None, self.place.samples is not None)

    def _tensor(self, name: str, at: tuple[int, int], axes: list[Axis], meaning: Any, **looks: Any) -> Tensor:
        looks = {"number_format": "0.00"} | looks
        return self.place.page.tensor(self.place.prefix + name, at, axes, meaning=meaning, **looks)

    def _lay_out(self) -> list[LaidOut]:
        placed: list[LaidOut] = []
        below = self.images
        for number, stage in enumerate(self.network.stages):
            is_output = number == len(self.network.stages) - 1
            looks: dict[str, Any] = {"role": Role.OUTPUT} if is_output else {}
            picture = activation_picture(self.network, number)
            signals: dict[str, Any] = {"below": below}
            signals["activation"] = below = self._picture(stage, "activation", picture, **looks)
            if stage.parameter_shapes:
                signals["z"] = self._picture(stage, "z", replace(picture, margin=0))
                signals["weights"] = self.parameters[f"{stage.name}_weights"]
                signals["bias"] = self.parameters[f"{stage.name}_bias"]
            placed.append(laid_out(stage, **signals))
            scale = "signed" if getattr(stage.layer, "activation", "") in SIGNED else "activation"
            self.place.page.heat_map(below.tensor, scale, lead=int(below.by_epoch))
        return placed

    # Formulas.

    def _leads(self, fewer: int = 0) -> tuple[Lead, Lead]:
        epoch = () if self.place.blocks is None else (Index("epoch", self.place.blocks - fewer),)
        sample = () if self.place.samples is None else (Index("sample", self.place.samples),)
        return epoch, sample

    def _forward(self) -> None:
        epoch, sample = self._leads()
        for layer in self.layers:
            layer.forward(epoch, sample)
            if layer.z is None:
                continue
            cells = layer.z.cells()
            if is_softmax(layer.stage):
                self._softmax(layer, epoch, sample)
            else:
                a = formulas.activated(layer.stage.layer.activation, layer.z.at(epoch, sample, *cells))  # type: ignore[union-attr]
                layer.activation.define(epoch, sample, cells, a)

    def _softmax(self, layer: LaidOut, epoch: Lead, sample: Lead) -> None:
        assert layer.z
        self.exponential = self._picture(layer.stage, "exponential", Picture(layer.stage.shape))
        (unit,) = layer.z.cells()
        largest = call("MAX", layer.z.at(epoch, sample))
        self.exponential.define(epoch, sample, (unit,), call("EXP", layer.z.at(epoch, sample, unit) - largest))
        share = self.exponential.at(epoch, sample, unit) / call("SUM", self.exponential.at(epoch, sample))
        layer.activation.define(epoch, sample, (unit,), share)

    def _judge(self) -> None:
        assert self.targets
        epoch, sample = self._leads()
        targets, outputs = self.targets.at(epoch, sample), self.layers[-1].activation.at(epoch, sample)
        self.cost = self._judgement("cost", Role.LOSS, "0.000")
        self.cost.define(epoch, sample, (), self._cost(epoch, sample, targets, outputs))
        self.correct = self._judgement("correct", Role.COMPUTED, '[=1]"✓";[=0]"✗";0')
        self.correct.define(epoch, sample, (), formulas.is_right(targets, outputs))
        self.total_cost = self._summary("total_cost", Role.LOSS, "0.00", 0)
        self.accuracy = self._summary("accuracy", Role.OUTPUT, "0%", 1)
        self.total_cost.define(epoch, (), (), call("SUM", self.cost.over_samples(epoch)))
        right_ones = call("SUM", self.correct.over_samples(epoch))
        self.accuracy.define(epoch, (), (), right_ones / (self.place.samples or 1))

    def _judgement(self, name: str, role: Role, number_format: str) -> Signal:
        equation = self.words.equations.judgement(name)
        at = (self.plan.rows[name], self.place.bands)
        axes = [*self._epochs(), *self._bands()]
        looks = {"role": role, "number_format": number_format, "equation": equation}
        tensor = self._tensor(name, at, axes, self.words.judgement(name), **looks)
        return Signal(tensor, self.place.blocks is not None, self.place.samples is not None)

    def _summary(self, name: str, role: Role, number_format: str, offset: int) -> Signal:
        """Place a number of the whole block in its first row, at the left."""
        at = (self.place.top, FIRST_PARAMETER_COLUMN + 1 + 3 * offset)
        equation = self.words.equations.judgement(name)
        looks = {"role": role, "number_format": number_format, "equation": equation}
        tensor = self._tensor(name, at, self._epochs(), self.words.judgement(name), **looks)
        return Signal(tensor, by_epoch=self.place.blocks is not None)

    def _cost(self, epoch: Lead, sample: Lead, targets: Expression, outputs: Expression) -> Expression:
        last = self.layers[-1]
        assert last.z
        if self.loss == "half_squared":
            return formulas.half_squared(targets, outputs)
        z = last.z.at(epoch, sample)
        if is_softmax(last.stage):
            return formulas.softmax_cross_entropy(targets, z, self.exponential.at(epoch, sample))
        units = [last.z.at(epoch, sample, unit) for unit in range(self.network.outputs)]
        return formulas.sigmoid_cross_entropy(targets, z, units)

    # Learning: deltas from the last layer to the first, then the gradients. The last block has none.

    def _learn(self) -> None:
        fewer = self._unlearned_blocks
        epoch, sample = self._leads(fewer)
        for number in reversed(range(len(self.layers))):
            layer = self.layers[number]
            picture = delta_picture(self.network, number)
            layer.delta = self._picture(layer.stage, "delta", picture, fewer, number_format=NO_ZERO)
            self.place.page.heat_map(layer.delta.tensor, "deltas", lead=int(layer.delta.by_epoch))
            if number == len(self.layers) - 1:
                self._output_delta(layer, epoch, sample)
            else:
                self._hidden_delta(layer, self.layers[number + 1], epoch, sample)
            if number and isinstance(layer, ConvolutionLayer):
                layer.turned = self._turned(layer, fewer)
                layer.turn(epoch)
        self.gradients: dict[str, Signal] = {}
        for layer in self.layers:
            if layer.weights is not None:
                names = list(layer.stage.parameter_shapes)
                weights, bias = (self._parameter(n, "_gradient", self.gradient_column, fewer) for n in names)
                layer.gradients(epoch, weights, bias)
                self.gradients |= dict(zip(names, (weights, bias), strict=True))

    @property
    def _unlearned_blocks(self) -> int:
        return int(self.place.blocks is not None)

    def _turned(self, layer: ConvolutionLayer, fewer: int) -> Signal:
        name = f"{layer.stage.name}_weights"
        column = self.gradient_column + (self.plan.bias_column - FIRST_PARAMETER_COLUMN) + 2
        signal = self._parameter(name, "", column, fewer)
        signal.tensor.name = f"{self.place.prefix}{layer.stage.name}_flipped"
        signal.tensor.meaning = self.words.picture(layer.stage, "flipped")
        signal.tensor.equation = self.words.equations.picture(layer.stage, "flipped")
        return signal

    def _output_delta(self, layer: LaidOut, epoch: Lead, sample: Lead) -> None:
        assert layer.delta and layer.z and self.targets
        (unit,) = layer.delta.cells()
        a, t = layer.activation.at(epoch, sample, unit), self.targets.at(epoch, sample, unit)
        error = a - t
        if self.loss == "half_squared":
            name = layer.stage.layer.activation  # type: ignore[union-attr]
            if name == "softmax":
                outputs, targets = layer.activation.at(epoch, sample), self.targets.at(epoch, sample)
                error = a * (error - call("SUMPRODUCT", outputs - targets, outputs))
            else:
                error = formulas.sloped(name, error, layer.z.at(epoch, sample, unit), a)
        layer.delta.define(epoch, sample, (unit,), error)

    def _hidden_delta(self, layer: LaidOut, above: LaidOut, epoch: Lead, sample: Lead) -> None:
        assert layer.delta
        for cells, arrived in above.sent_back(epoch, sample):
            formula = arrived
            if layer.z is not None:
                name = layer.stage.layer.activation  # type: ignore[union-attr]
                z, a = layer.z.at(epoch, sample, *cells), layer.activation.at(epoch, sample, *cells)
                formula = formulas.sloped(name, arrived, z, a)
            layer.delta.define(epoch, sample, cells, formula)

    # Words at the left of every block.

    def row_of(self, number: int) -> int:
        """Return the first row of a block, counted from 0."""
        return self.place.top + number * self.height

    def entitle(self, title: Text, number: int = 0) -> None:
        """Write a block's title and the names of its sums into its first row.

        Args:
            title: What the block is, such as an epoch.
            number: Which block, counted from 0.
        """
        page, row = self.place.page, self.row_of(number)
        page.text(row, LABEL_COLUMN, title, "epoch")
        page.text(row, FIRST_PARAMETER_COLUMN, "C_T", "symbol")
        page.text(row, FIRST_PARAMETER_COLUMN + 3, self.words["row.accuracy"], "symbol")

    def _label(self) -> None:
        for layer in self.layers:
            self._name_units(layer.stage, "z", layer.z)
            self._name_units(layer.stage, "activation", layer.activation)
            self._name_units(layer.stage, "delta", layer.delta)
            if is_softmax(layer.stage):
                self._name_units(layer.stage, "exponential", self.exponential)
        if self.place.judged:
            for name, judgement in (("cost", self.cost), ("correct", self.correct)):
                for row in _unit_rows(judgement, 1).flat:
                    self.place.page.text(int(row), self.place.row_labels, self.words[f"row.{name}"], "row_label")
        self._name_parameters()

    def _name_units(self, stage: Stage, kind: str, signal: Signal | None) -> None:
        """Name a picture at its first row, and number its units or channels, right before the bands."""
        if signal is None:
            return
        units = 1 if len(stage.shape) == 2 else stage.shape[0]  # rows and columns alone are one picture
        for rows in _unit_rows(signal, units):
            for unit, row in enumerate(rows):
                words = self.words.row(stage, kind, unit, of=len(rows))
                self.place.page.text(int(row), self.place.row_labels, words, "row_label")

    def _name_parameters(self) -> None:
        """Write headings over weights and biases and over their gradients, and number the units that they belong to."""
        page, words = self.place.page, self.words
        for stage in self.plan.learning_stages:
            heads = words.parameter_heading(stage, learns=False), words.parameter_heading(stage, learns=True)
            for block in range(self.place.blocks or 1):
                row = self.plan.left[f"{stage.name}_weights"] + block * self.height - 1
                page.text(row, FIRST_PARAMETER_COLUMN, heads[0], "muted")
                if self.place.learns and block < (self.place.blocks or 2) - 1:
                    page.text(row, self.gradient_column, heads[1], "muted")
            weights = self.parameters[f"{stage.name}_weights"]
            for rows in _unit_rows(weights, weights.shape[0]):
                for unit, row in enumerate(rows if len(rows) > 1 else []):
                    page.text(int(row), LABEL_COLUMN, "w" + subscript(unit + 1), "row_label")
        for signal in self.parameters.values():
            page.heat_map(signal.tensor, "weights", lead=int(signal.by_epoch))


def _unit_rows(signal: Signal, units: int) -> np.ndarray:
    """Return the row of each unit's or channel's first cell, in an array of blocks and units."""
    rows, _ = signal.tensor.cells()
    rows = rows if signal.by_epoch else rows[np.newaxis]
    rows = rows[:, 0] if signal.by_sample else rows
    return rows.reshape(len(rows), units, -1)[:, :, 0]
