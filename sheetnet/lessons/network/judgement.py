"""What a network's answers cost, and which are right, as equations: per sample, and summed."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.network.answers import is_right
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.losses import LOSSES, Outputs
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.workbook import Look, Role, Tensor


class Judgement:
    """Costs and right answers.

    Args:
        forward: The forward pass.
        loss: One of ``losses.LOSSES``.
        targets: What the outputs should be.
        answers: Whether answers are right or wrong; numbers that are told are only nearer or further.
    """

    def __init__(self, forward: ForwardPass, loss: str, targets: Recurring, answers: bool = True) -> None:
        self.forward, scope = forward, forward.scope
        layer, now = forward.network.output_layer, scope.moment(scope.forwards)
        self._loss = LOSSES[loss][layer.activation]
        pictures = forward.layers[forward.network.output.name].pictures
        self._outputs = Outputs(layer.activation, layer.slope, pictures, targets)
        self.cost = self._judged("cost", Role.LOSS, "0.000", scope.samples)
        self.cost.define(now, (), self._loss.cost(self._outputs, now))
        self.total_cost = self._judged("total_cost", Role.LOSS, "0.00", None)
        total = call("SUM", self.cost.at(now.of_all_samples))
        self.total_cost.define(now, (), total / scope.samples if scope.mean and scope.samples else total)
        if answers:
            self._judge_answers(targets, now)

    def _judge_answers(self, targets: Recurring, now: Moment) -> None:
        """Say of each answer whether it is right, and of how many."""
        scope = self.forward.scope
        self.correct = self._judged("correct", Role.COMPUTED, '[=1]"✓";[=0]"✗";0', scope.samples)
        self.correct.define(now, (), is_right(targets.at(now), self.forward.outputs.at(now)))
        self.accuracy = self._judged("accuracy", Role.OUTPUT, "0%", None)
        right_ones = call("SUM", self.correct.at(now.of_all_samples))
        self.accuracy.define(now, (), right_ones / (scope.samples or 1))

    def output_delta(self, now: Moment, unit: Index) -> Expression:
        """Return δ = ∂C/∂z of a unit of the last layer."""
        return self._loss.delta(self._outputs, now, unit)

    def _judged(self, name: str, role: Role, number_format: str, samples: int | None) -> Recurring:
        scope, texts = self.forward.scope, self.forward.texts
        tensor = Tensor(
            scope.prefix + name,
            scope.axes(scope.forwards, samples),
            texts.judgement(name),
            role,
            equation=texts.equations.judgement(name),
            look=Look(number_format),
            carried=scope.rounding,
        )
        return Recurring(tensor, scope.epochs is not None, samples is not None)
