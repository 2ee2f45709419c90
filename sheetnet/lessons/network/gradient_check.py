"""The equations of the gradient check: every ∂C_T/∂w of backpropagation beside (C_T(w + h) − C_T(w − h))/2h.

For each of P parameters the network runs twice over the checked samples, once with the parameter raised by h and once
with it lowered: 2P times the same equations as those of a training's epochs.

Where cells of a pooling block tie, the book's rule gives δ to every one of them, which is more than the derivative. The
check leaves out all but the first, and counts those that the training's first epoch has besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from itertools import product
from math import prod
from operator import add
from typing import TYPE_CHECKING

from sheetnet.formula import Expression, Index, call, count, where
from sheetnet.lessons.network.backward import BackwardPass
from sheetnet.lessons.network.data import Samples
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.rounding import EPSILON
from sheetnet.models.training import Training
from sheetnet.texts import Text
from sheetnet.workbook import Look, Role, Tensor, Tolerance, down, right
from sheetnet.workbook.look import COUNTER, STEP

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from sheetnet.lessons.quantities import Attributes

DIFFERENCE = Look("0.0000000000", width=14.0, runs_away=True)
"""Plain decimals, so that its zeros are seen; never negative."""
SLOPE = Look("[>=0.000005]0.00000;[<=-0.000005]-0.00000;0")
COST = Look("0.0000000000", width=14.0)
"""C_T(w + h) and C_T(w − h) differ in their last digits."""


class GradientCheckEquations:
    """Backpropagation at the initial parameters, and the network with one parameter moved at a time.

    Args:
        model: The network.
        samples: The images and targets that are looked at.
        start: The parameters at which the gradient is checked, by name.
        training: The training, whose first epoch has the same parameters.
        texts: The labels.
    """

    def __init__(
        self,
        model: Training,
        samples: Samples,
        start: Mapping[str, Recurring],
        training: ForwardPass,
        texts: NetworkTexts,
    ) -> None:
        self.model, self._start, self._texts = model, start, texts
        network = model.checked_network
        self.count = model.parameter_count
        self.step = Tensor(
            "step_size", (), texts["input.step_size"], Role.INPUT, "h", look=STEP,
            values=model.inputs()["step_size"], allowed=model.field("step_size"),
        )  # fmt: skip
        base, varied = Scope(None, model.checked_samples, "check_", "w = w₀"), self._varied_scope()
        self.base = Judgement(ForwardPass(network, base, samples.images, texts), model.loss, samples.targets)
        self.backward = BackwardPass(self.base.forward, self.base)
        self.varied = Judgement(ForwardPass(network, varied, samples.images, texts), model.loss, samples.targets)
        self._moves()
        self.numbers = self._numbers()
        for name, parameter in self.base.forward.parameters.items():
            self._vary(name, parameter)
        self._results()
        self.left_out = self._left_out(training) if model.tied else []

    def _varied_scope(self) -> Scope:
        """Return that of two runs a parameter."""
        return Scope(2 * self.count, self.model.checked_samples, "varied_", "w = w₀ ± h")

    def _moves(self) -> None:
        """Say for each run which parameter is moved, counted through, and how far."""
        self.entry = self._tensor("varied_entry", "check.varied_entry", 2 * self.count, look=Look("0"))
        self.move = self._tensor("varied_move", "check.varied_move", 2 * self.count, look=Look("0.0E+00"))
        p, pair = Index("parameter", self.count), Index("pair", self.count - 1)  # at least a weight and a bias
        self.entry[0], self.entry[1] = 1, 1
        self.entry[2 * pair + 2] = self.entry[2 * pair] + 1
        self.entry[2 * pair + 3] = self.entry[2 * pair + 1] + 1
        self.move[2 * p], self.move[2 * p + 1] = self.step, -self.step

    def _vary(self, name: str, parameter: Recurring) -> None:
        """Give the base the initial parameters, and each run those with one entry moved by ±h."""
        cells, run = parameter.indices(), Index("run", 2 * self.count)
        parameter.define(Moment(), cells, self._start[name].at(Moment(), *cells))
        moved = where(self.entry[run].equals(self.numbers[name][cells]), self.move[run], 0)
        varied = parameter.at(Moment(), *cells) + moved
        self.varied.forward.parameters[name].define(Moment((run,)), cells, varied)

    def _numbers(self) -> dict[str, Tensor]:
        """Number every entry of every parameter, counted through from 1."""
        found, before = {}, 0
        for name, gradient in self.backward.gradients.items():
            numbers = found[name] = Tensor(
                f"check_number_{name}", gradient.tensor.axes, self._texts["check.number"], look=COUNTER
            )
            entries = product(*(range(size) for size in numbers.shape))
            for number, entry in enumerate(entries, start=before + 1):
                numbers[entry] = number
            before += prod(numbers.shape)
        return found

    def _left_out(self, training: ForwardPass) -> list[Tensor]:
        """Count for every sample, and for all, the δ that the training has at its start and the check leaves out."""
        meaning, samples = self._texts["check.left_out"], self.model.checked_samples
        each = Tensor("check_left_out", (right(samples),), meaning, look=Look("0"))
        s = Index("sample", samples)
        found = []
        for name in self.model.tied:
            given = training.layers[name].delta.at(Moment((0,), (s,)))
            nothing = self.base.forward.layers[name].delta.at(Moment((), (s,))).equals(0)
            found += [count(given > 0, nothing), count(given < 0, nothing)]
        each[s] = reduce(add, found)
        total = Tensor("check_all_left_out", (), self._texts["check.all_left_out"], Role.OUTPUT, look=Look("0"))
        total[()] = call("SUM", each)
        return [each, total]

    def _results(self) -> None:
        """Write the table: the costs, the quotient, backpropagation, and their difference."""
        p, h = Index("parameter", self.count), self.step
        self.number = self._tensor("check_entry", "check.number", look=COUNTER)
        q = Index("next", self.count - 1)
        self.number[0], self.number[q + 1] = 1, self.number[q] + 1
        costs = self.varied.total_cost.tensor
        self.raised = self._tensor("check_raised_cost", "check.raised", look=COST)
        self.lowered = self._tensor("check_lowered_cost", "check.lowered", look=COST)
        self.raised[p], self.lowered[p] = costs[2 * p], costs[2 * p + 1]
        rounding = self._rounding()
        self.numeric = self._tensor(
            "check_numeric", "check.numeric", look=SLOPE, tolerance=rounding, equation="(C_T(w + h) − C_T(w − h)) / 2h"
        )
        self.numeric[p] = (self.raised[p] - self.lowered[p]) / (2 * h)
        self.backprop = self._tensor("check_backprop", "check.backprop", look=SLOPE, equation="Σ δ a")
        for number, (_, gradient) in enumerate(self.entries(self.backward.gradients)):
            self.backprop[number] = gradient
        self.difference = self._tensor(
            "check_difference",
            "check.difference",
            look=DIFFERENCE,
            tolerance=rounding,
            equation="|ΔC_T / 2h − ∂C_T/∂w|",
        )
        self.difference[p] = call("ABS", self.numeric[p] - self.backprop[p])
        self.largest = Tensor(
            "check_largest", (), self._texts["check.largest"], Role.LOSS, look=DIFFERENCE, tolerance=rounding
        )
        self.largest[()] = call("MAX", self.difference)

    def entries(self, parameters: Mapping[str, Recurring]) -> list[tuple[Text, Expression]]:
        """Return all entries of all parameters, counted through, each with a name and a reference to it."""
        uses = self.base.forward.uses
        return [
            (self._texts.entry(*uses[name][0], entry), parameter.at(Moment(), *entry))
            for name, parameter in parameters.items()
            for entry in product(*(range(size) for size in parameter.shape))
        ]

    def _tensor(self, name: str, texts: str, count: int | None = None, **more: Unpack[Attributes]) -> Tensor:
        more["meaning"] = self._texts[texts]
        return Tensor(name, (down(count or self.count),), **more)

    def _rounding(self) -> Tolerance:
        """Return how far a difference quotient may be off: some last bits of the costs, divided by 2h."""
        squared, output = self.model.loss == "half_squared", f"check_{self.model.network.output.name}"
        return Tolerance(
            share=32 * EPSILON,
            costs=self.raised.name,
            outputs=f"{output}_activation" if squared else f"{output}_z",
            squared=squared,
            step=self.step.name,
        )
