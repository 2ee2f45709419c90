"""Why ∂C_T/∂w = 0 is not solved: the left sides of all these equations, and one of them image by image.

For two dense layers of sigmoid units and C = ½ Σ (t − a³)² the equation of a weight of the first hidden unit is

    Σ over images {Σⱼ (a³ⱼ − tⱼ) a³ⱼ (1 − a³ⱼ) w³ⱼ₁} · a²₁ (1 − a²₁) · x = 0.
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from sheetnet.formula import Expression, Index, call, count, where
from sheetnet.lessons.network.data import COPIED_PIXELS, Samples
from sheetnet.lessons.network.fitting import FittingEquations
from sheetnet.lessons.network.matrices import MatrixEquations
from sheetnet.lessons.network.parameters import LOOK
from sheetnet.lessons.network.recurring import Moment
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.fitted import MATRIX_SLACK, STATIONARY, Fitted
from sheetnet.workbook import Axis, Look, Role, Tensor, down, right
from sheetnet.workbook.look import COUNTER, check_look
from sheetnet.workbook.number_format import without_negative_zero

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from sheetnet.lessons.quantities import Attributes

BAR = 3
"""Points of a bar: down, up, down."""
COUNT = Look("0", "answer")
TERM = Look(without_negative_zero(4))
SIDE = Look(without_negative_zero(3), colors="deltas")


class StationaryEquations:
    """All slopes of C_T as the left sides of equations.

    Args:
        model: The network, of two dense layers of sigmoid units.
        samples: The targets.
        fitting: Where activations, weights and biases are.
        matrices: Where the images are as rows.
        texts: The labels.
    """

    def __init__(
        self,
        model: Fitted,
        samples: Samples,
        fitting: FittingEquations,
        matrices: MatrixEquations,
        texts: NetworkTexts,
    ) -> None:
        self.model, self._texts, self._fitting = model, texts, fitting
        self._rows, self._nodes = matrices.rows, model.network.nodes
        (self._hidden,), (self._outputs,) = (node.shape for node in self._nodes)
        self.pixel = model.written_pixel
        self.first_weight = self._fitting.forward.parameters[self._nodes[0].parameters["weights"]].tensor.expression()
        self._activations(samples)
        self._deltas()
        self._sides()
        self._bars()
        self._written()
        self._verdicts()

    def _activations(self, samples: Samples) -> None:
        """Write what each image makes of the units, an image a row."""
        hidden, output = (self._fitting.forward.layers[node.name].output for node in self._nodes)
        self.hidden = self._table("hidden", self._hidden, "a²")
        self.outputs = self._table("outputs", self._outputs, "a³")
        self.targets = self._table("targets", self._outputs, "t", look=COPIED_PIXELS)
        for table, source in ((self.hidden, hidden), (self.outputs, output), (self.targets, samples.targets)):
            image, unit = table.indices()
            table[image, unit] = source.at(Moment(sample=(image,)), unit)

    def _deltas(self) -> None:
        """Write δ³ = (a³ − t) a³ (1 − a³) and δ² = (Σ δ³ w³) a² (1 − a²)."""
        self.output_delta = self._table("output_delta", self._outputs, "δ³", equation="(a³ − t) a³ (1 − a³)")
        self.output_delta.fill(self._output_delta)
        self.hidden_delta = self._table("hidden_delta", self._hidden, "δ²", equation="(Σ δ³ w³) a² (1 − a²)")
        for unit in range(self._hidden):
            image = Index("image", self.model.samples)
            back = (self.output_delta[image, j] * self._weight(1, j, unit) for j in range(self._outputs))
            a = self.hidden[image, unit]
            self.hidden_delta[image, unit] = reduce(add, back) * a * (1 - a)

    def _output_delta(self, image: Index, unit: Index | int) -> Expression:
        a = self.outputs[image, unit]
        return (a - self.targets[image, unit]) * a * (1 - a)

    def _weight(self, layer: int, *entry: int) -> Expression:
        return self._fitting.forward.parameters[self._nodes[layer].parameters["weights"]].at(Moment(), *entry)

    def _sides(self) -> None:
        """Write ∂C_T/∂w = Σ δ a and ∂C_T/∂b = Σ δ for every weight and bias."""
        self.sides: dict[str, tuple[Tensor, Tensor]] = {}
        deltas, taken = (self.hidden_delta, self.output_delta), (self._rows, self.hidden)
        for node, delta, seen in zip(self._nodes, deltas, taken, strict=True):
            (units,), width = node.shape, seen.shape[1]
            names = node.parameters["weights"], node.parameters["bias"]
            weights = self._side(names[0], "∂C_T/∂w", (down(units), right(width)))
            for unit, place in product(range(units), range(width)):
                weights[unit, place] = call("SUMPRODUCT", delta[:, unit], seen[:, place])
            bias = self._side(names[1], "∂C_T/∂b", (down(units),))
            for unit in range(units):
                bias[unit] = call("SUM", delta[:, unit])
            self.sides[node.name] = weights, bias

    def _side(self, name: str, symbol: str, axes: tuple[Axis, ...]) -> Tensor:
        node, local = self._fitting.forward.uses[name][0]
        meaning = self._texts["equations.side"].format(parameter=self._texts.parameter(node, local))
        return Tensor(f"equation_{name}", axes, meaning, symbol=symbol, look=SIDE)

    def _bars(self) -> None:
        """Write the way of a pencil that draws all left sides as bars: from 0 up to each, and back."""
        entries = [side[entry] for pair in self.sides.values() for side in pair for entry in np.ndindex(side.shape)]
        points = down(BAR * len(entries))
        self.bar_places = Tensor("equation_bar_places", (points,), self._texts["equations.bar_places"], look=COUNTER)
        self.bars = Tensor("equation_bars", (points,), self._texts["equations.bars"], look=Look("0.000"))
        for number, entry in enumerate(entries):
            for step in range(BAR):
                self.bar_places[BAR * number + step] = number + 1
                self.bars[BAR * number + step] = entry if step == BAR // 2 else 0

    def _written(self) -> None:
        """Write one equation out: its factors in the first columns, and their product, an image a row."""
        samples = down(self.model.samples)
        self.number = Tensor("equation_image", (samples,), self._texts["equations.image"], look=COUNTER)
        for number in range(self.model.samples):
            self.number[number] = self.number[number - 1] + 1 if number else 1
        self.seen = Tensor("equation_input", (samples,), self._texts["equations.input"], symbol="x", look=COPIED_PIXELS)
        self.seen.fill(lambda image: self._rows[image, self.pixel])
        axis, meaning = right(self._outputs), self._texts["equations.weights"]
        self.weights = Tensor("equation_weights", (axis,), meaning, symbol="w³[j, 1]", look=LOOK)
        for unit in range(self._outputs):
            self.weights[unit] = self._weight(1, unit, 0)
        self.term = Tensor("equation_term", (samples,), self._texts["equations.term"], Role.OUTPUT, look=TERM)
        image = Index("image", self.model.samples)
        errors = (self._output_delta(image, unit) * self.weights[unit] for unit in range(self._outputs))
        a = self.hidden[image, 0]
        self.term[image] = reduce(add, errors) * a * (1 - a) * self.seen[image]

    def _verdicts(self) -> None:
        """Count the equations, as many as unknowns, and those that hold; sum up the one written out."""
        texts, sides = self._texts, [side for pair in self.sides.values() for side in pair]
        self.unknowns = Tensor("equation_unknowns", (), texts["equations.unknowns"], look=COUNT)
        self.unknowns[()] = call("COUNT", *sides)
        self.met = Tensor("equation_met", (), texts["equations.met"], Role.OUTPUT, look=COUNT, zero=True)
        self.met[()] = reduce(add, (count(side[...] >= -STATIONARY, side[...] <= STATIONARY) for side in sides))
        self.sum = Tensor("equation_sum", (), texts["equations.sum"], Role.OUTPUT, "Σ")
        self.sum[()] = call("SUM", self.term)
        side = self.sides[self._nodes[0].name][0][0, self.pixel]
        symbol, meaning = "Σ = ∂C_T/∂w", texts["equations.agree"]
        self.agrees = Tensor("equation_agrees", (), meaning, symbol=symbol, look=check_look(), claim=True)
        self.agrees[()] = where(call("ABS", self.sum - side) <= MATRIX_SLACK * (1 + call("ABS", side)), 1, 0)

    def _table(self, kind: str, units: int, symbol: str, **more: Unpack[Attributes]) -> Tensor:
        more.setdefault("look", Look(without_negative_zero(3)))
        more["meaning"] = self._texts[f"equations.{kind}"]
        return Tensor(f"equation_{kind}", (down(self.model.samples), right(units)), symbol=symbol, **more)
