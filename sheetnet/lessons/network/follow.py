"""The equations of the sheet Follow: one hidden unit, one image, one epoch, forward and back, with the numbers put in.

What the unit takes is looked up on the sheet Training; what it makes of that is computed here once more, and a verdict
says whether both are the same. A number that stands in a spelled equation has a cell of its own, whose format carries
the sign before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from sheetnet.formula import Expression, Index, call, where
from sheetnet.formula.expression import Operandlike
from sheetnet.lessons.network.activations import ACTIVATIONS
from sheetnet.lessons.network.data import Samples
from sheetnet.lessons.network.film import CHOICE, GRADIENT, signed
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.scope import CURVE
from sheetnet.lessons.network.training import TrainingEquations
from sheetnet.models.follow import MOST_NUMBERS, SLACK, followed_nodes
from sheetnet.models.losses import LOSSES
from sheetnet.models.training import Training
from sheetnet.workbook import Axis, Carried, Look, Role, Tensor, down, right
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.look import check_look

FRAME = 4.6
"""Width of a column of pictures, in characters."""
WEIGHT = Look("0.00", "frame", colors="weights", width=FRAME)
PRODUCT = Look(signed(2), "frame", colors="weights", width=FRAME)
DELTA = Look(signed(3), "frame", colors="deltas", width=FRAME)
SHARE = Look("0.00", "frame", colors="activation", width=FRAME)
TARGET = Look("0.##", "frame", width=FRAME)
TERM = 9.0
"""Width of a number in a spelled equation, in characters."""
VERDICT = 9.0
SQUARED = next(iter(LOSSES))
SYMBOLS = {"image": "k", "epoch": "n", "unit": "j"}
"""Of the inputs that choose what is followed."""


class FollowEquations:
    """One unit at work.

    Args:
        model: The network and its training.
        training: The training.
        samples: The images that it works on.
    """

    def __init__(self, model: Training, training: TrainingEquations, samples: Samples) -> None:
        self._model, self.training, self._texts = model, training, training.texts
        self._carried = Carried(model.epochs, curve=CURVE, after=(model.epochs,))
        self.hidden, self.output = followed_nodes(model.network)
        self.image, self.epoch, self.unit = map(self._input, SYMBOLS)
        self._forward(samples)
        self._back(samples)
        self._learn()
        self._over_epochs()
        self.agrees = self._claim()

    def _forward(self, samples: Samples) -> None:
        """Write z = Σ w x + b and a = σ(z)."""
        pixels = samples.images.tensor
        look = replace(pixels.look, width=FRAME)
        self.pixels = self._picture("pixels", look, lambda *cell: pixels.looked_up({0: self.image - 1}, *cell))
        weights, bias = (self._of_unit(self.training.forward.parameters, local) for local in ("weights", "bias"))
        self.weights = self._picture("weights", WEIGHT, weights)
        self.products = self._picture("products", PRODUCT, lambda *cell: self.weights[cell] * self.pixels[cell])
        self.weighted = self._number("weighted", '"= "0.00;"= -"0.00', call("SUM", self.products))
        self.bias = self._number("bias", '"+ "0.00;"− "0.00', bias())
        self.z = self._result("z", "0.00", self.weighted + self.bias)
        self.put_in = self._number("put_in", '"= σ("0.00")";"= σ(-"0.00")"', self.z.expression())
        self.a = self._result("a", "0.000", ACTIVATIONS["sigmoid"].value(self.z, 0.0))

    def _back(self, samples: Samples) -> None:
        """Write δ = (Σ w δ)·a(1 − a): what the output units send back, and the slope of σ."""
        pictures, targets = self.training.forward.layers[self.output.name].pictures, samples.targets.tensor
        self.kept_outputs = self._kept("outputs", pictures["activation"])
        self.kept_deltas = self._kept("deltas", pictures["delta"])
        self.kept_own = self._kept("delta", self.training.forward.layers[self.hidden.name].pictures["delta"])
        self.kept_cost = self._kept("cost", self.training.judgement.cost)
        self.targets = self._column("targets", TARGET).fill(lambda unit: targets.looked_up({0: self.image - 1}, unit))
        self.outputs, self.deltas = self._column("outputs", SHARE), self._column("deltas", DELTA)
        for column, kept in ((self.outputs, self.kept_outputs), (self.deltas, self.kept_deltas)):
            for unit in range(self.output.shape[0]):
                column[unit] = kept.looked_up({0: self.epoch}, unit)
        weights = self.training.forward.parameters[self.output.parameters["weights"]].tensor
        entries: dict[int, Operandlike] = {0: self.epoch, 2: self.unit - 1}
        self.sending = self._column("sending", WEIGHT).fill(lambda unit: weights.looked_up(entries, unit))
        self.sent = self._column("sent", DELTA).fill(lambda unit: self.sending[unit] * self.deltas[unit])
        self.errors = self._errors()
        self.cost = self._result("cost", "0.000", self.kept_cost.looked_up({0: self.epoch}, 0), Role.LOSS)
        self.back = self._number("back", '"= "0.0000;"= -"0.0000', call("SUM", self.sent))
        self.slope = self._number("slope", '"· "0.0000', self.a * (1 - self.a))
        self.delta = self._result("delta", "0.0000", self.back * self.slope)

    def _errors(self) -> list[Tensor]:
        """Put the squared errors into C = ½ Σ (t − a)², where that is the cost and its terms have room."""
        units = self.output.shape[0]
        if self._model.loss != SQUARED or units > MOST_NUMBERS:
            return []
        found = []
        for unit in range(units):
            before, after = ("= ½ (" if unit == 0 else "+ "), ")" * (unit == units - 1)
            gap = self.targets[unit] - self.outputs[unit]
            number_format = f'"{before}"0.000"{after}"' if after else f'"{before}"0.000'
            found.append(self._number(f"error_{unit + 1}", number_format, gap**2, "error"))
        return found

    def _learn(self) -> None:
        """Write this image's share of the gradient, the gradient of all images, and w ← w − η ∂C_T/∂w."""
        gradient = self._of_unit(self.training.backward.gradients, "weights")
        rate = self.training.rate
        self.shares = self._picture("shares", DELTA, lambda *cell: self.delta * self.pixels[cell])
        self.gradient = self._picture("gradient", replace(GRADIENT, width=FRAME), gradient)
        self.learned = self._picture("learned", WEIGHT, lambda *cell: self.weights[cell] - rate * self.gradient[cell])
        first = self._first
        self.delta_put_in = self._number("delta_put_in", '"= "0.0000;"= -"0.0000', self.delta.expression())
        self.pixel = self._number("pixel", '"· "0.##;"· (-"0.##")"', self.pixels[first])
        self.share = self._result("share", "0.0000", self.delta_put_in * self.pixel)
        self.before = self._number("before", '"= "0.000;"= -"0.000', self.weights[first])
        self.rate = self._number("rate", '"− "0.0###', rate.expression())
        self.slope_of_cost = self._number("slope_of_cost", '"· "0.000;"· (-"0.000")"', self.gradient[first])
        self.after = self._result("after", "0.000", self.before - self.rate * self.slope_of_cost)

    def _over_epochs(self) -> None:
        """Take the unit's a and δ for the image, and its first weight, of all epochs."""
        self.kept_activations = self._kept("activations", self.training.forward.layers[self.hidden.name].output)
        self.activation_course = self._course("activation_course", self.kept_activations)
        self.delta_course = self._course("delta_course", self.kept_own)
        weights = self.training.forward.parameters[self.hidden.parameters["weights"]].tensor
        self.weight_course = self._tensor("weight_course", (down(weights.shape[0]),), Look("0.000"))
        self.weight_course.fill(lambda epoch: weights.looked_up({1: self.unit - 1}, epoch, *self._first))

    def _course(self, name: str, kept: Tensor) -> Tensor:
        """Take the chosen unit out of what is kept of all units."""
        course = self._tensor(name, (down(kept.shape[0]),), Look("0.0000"))
        return course.fill(lambda epoch: kept.looked_up({1: self.unit - 1}, epoch))

    def _claim(self) -> Tensor:
        """Say whether δ, and the first weight after the step, are those of the sheet Training."""
        there = self.kept_own.looked_up({0: self.epoch, 1: self.unit - 1})
        learned = self._of_unit(self.training.forward.parameters, "weights", self.epoch + 1)(*self._first)
        agrees = Tensor(
            "follow_agrees",
            (),
            self._texts["follow.agrees"],
            look=check_look(VERDICT),
            claim=True,
            carried=self._carried,
        )
        gaps = (call("ABS", self.delta - there), call("ABS", self.after - learned))
        agrees[()] = where(call("AND", *(gap <= SLACK for gap in gaps)), 1, 0)
        return agrees

    @property
    def _first(self) -> tuple[int, ...]:
        """The pixel whose weight is followed."""
        return (0,) * len(self.hidden.input_shapes[0])

    def _of_unit(
        self, tensors: Mapping[str, Recurring], local: str, epoch: Operandlike | None = None
    ) -> Callable[..., Expression]:
        """Return how an entry is looked up that belongs to the unit, in the chosen epoch or another."""
        source = tensors[self.hidden.parameters[local]].tensor
        entries: dict[int, Operandlike] = {0: self.epoch if epoch is None else epoch, 1: self.unit - 1}
        return lambda *cell: source.looked_up(entries, *cell)

    def _kept(self, name: str, source: Recurring) -> Tensor:
        """Write something of the chosen image, an epoch a row."""
        tensor, epoch = source.tensor, Index("epoch", source.tensor.shape[0])
        axes = (down(epoch.size), right(prod(source.shape)))
        kept = Tensor(f"follow_{name}_epochs", axes, self._texts["film.kept"].format(picture=tensor.meaning),
                      look=Look("0.000"), carried=tensor.carried)  # fmt: skip
        for place, cells in enumerate(product(*map(range, source.shape))):
            kept[epoch, place] = tensor.looked_up({1: self.image - 1}, epoch, *cells)
        return kept

    def _input(self, name: str) -> Tensor:
        model, full = self._model, f"follow_{name}"
        return Tensor(
            full, (), self._texts[f"input.{full}"], Role.INPUT, SYMBOLS[name], look=CHOICE,
            values=model.inputs()[full], allowed=model.field(full),
        )  # fmt: skip

    def _picture(self, name: str, look: Look, formula: Callable[..., Operandlike]) -> Tensor:
        return self._tensor(name, tuple(picture_axes(self.hidden.input_shapes[0])), look).fill(formula)

    def _column(self, name: str, look: Look) -> Tensor:
        return self._tensor(name, (down(self.output.shape[0]),), look)

    def _number(self, name: str, number_format: str, formula: Operandlike, words: str = "") -> Tensor:
        """Make a number of an equation that is spelled out; its words are those of its name if no others are given."""
        look = Look(number_format, "spelled", width=TERM)
        return self._tensor(name, (), look, words=words).fill(lambda: formula)

    def _result(self, name: str, number_format: str, formula: Operandlike, role: Role = Role.OUTPUT) -> Tensor:
        return self._tensor(name, (), Look(number_format, width=TERM), role).fill(lambda: formula)

    def _tensor(
        self, name: str, axes: tuple[Axis, ...], look: Look, role: Role = Role.COMPUTED, words: str = ""
    ) -> Tensor:
        meaning = self._texts[f"follow.{words or name}"]
        return Tensor(f"follow_{name}", axes, meaning, role, look=look, carried=self._carried)
