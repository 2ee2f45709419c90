"""The equations of an unrolled training: every epoch forward and back, w ← w − Δ, and the curves that tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sheetnet.formula import Index, call, where
from sheetnet.lessons import update_rules
from sheetnet.lessons.network.backward import BackwardPass
from sheetnet.lessons.network.data import Samples
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.parameters import ParameterSet
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.said import Said
from sheetnet.lessons.network.scope import CURVE, Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.network.updates import Updates
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.training import DIVERGED, DIVERGES, FALLEN, NOT_FALLEN, Training
from sheetnet.models.update_path import UpdatePath
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.workbook import Carried, Look, Role, Tensor, down, right
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.look import COUNTER, STEP
from sheetnet.workbook.number_format import without_negative_zero

SNAPSHOT = Look(without_negative_zero(1), "frame", colors="weights", width=4.0)
"""Narrow, for the pictures stand beside the curves."""
OUTCOME = 9.0
"""Width of a result that stands on a sheet of inputs, in characters."""


class TrainingEquations:
    """A training, epoch by epoch.

    Args:
        model: The network, its data and how it is trained.
        samples: The images and targets.
        start: The initial parameters by name.
        texts: The labels.
    """

    def __init__(self, model: Training, samples: Samples, start: Mapping[str, Recurring], texts: NetworkTexts) -> None:
        self.model, self.texts = model, texts
        self._inputs()
        epochs = model.epochs + 1
        scope = Scope(epochs, model.samples, equation=texts.equations.step(), carried=model.epochs)
        self.forward = ForwardPass(model.network, scope, samples.images, texts)
        self.judgement = Judgement(self.forward, model.loss, samples.targets)
        self.backward = BackwardPass(self.forward, self.judgement)
        self.states = Updates(
            UpdatePath(model.optimizer), model.epochs, self.forward, self.backward.gradients, start,
            self.number, self.rate, self.constants,
        ).states  # fmt: skip
        self._curves()
        self.said = Said.of(self.judgement, (model.epochs,))
        self.history = {name: self._history(name) for name in model.pictured}

    @property
    def trained(self) -> ParameterSet:
        """The parameters after the last update."""
        return ParameterSet(self.forward.parameters, Moment((self.model.epochs,)))

    def _inputs(self) -> None:
        """Make the learning rate and the update rule's numbers, and count the epochs."""
        model, texts = self.model, self.texts
        self.rate = Tensor(
            "learning_rate", (), texts["input.learning_rate"], Role.INPUT, "η", look=Look("0.0###"),
            values=model.inputs()["learning_rate"], allowed=model.field("learning_rate"),
        )  # fmt: skip
        self.quantities = Quantities(model, texts.table)
        self.constants = {
            name: self.quantities.input(name, symbol=update_rules.CONSTANT_SYMBOLS[name], look=STEP)
            for name in UPDATE_RULES[model.optimizer].constants
        }
        self.number = Tensor("epoch_number", (down(model.epochs + 1),), texts["curve.epoch_number"], look=COUNTER)
        e = Index("epoch", model.epochs)
        self.number[0], self.number[e + 1] = 0, self.number[e] + 1

    def _curves(self) -> None:
        cost, accuracy, last = self.judgement.total_cost.tensor, self.judgement.accuracy.tensor, self.model.epochs
        carried = Carried(last, curve=CURVE, after=(last,))
        self.cost = self._curve(CURVE, cost, Role.LOSS, "0.0000", "C_T = Σ C")
        self.accuracy = self._curve("accuracy_curve", accuracy, Role.OUTPUT, "0.0%")
        texts = self.texts
        self.final_cost = Tensor(
            "final_cost", (), texts["curve.final_cost"], Role.LOSS, look=Look("0.0000", runs_away=True), carried=carried
        )
        self.final_accuracy = Tensor(
            "final_accuracy", (), texts["curve.final_accuracy"], Role.OUTPUT, look=Look("0.0%"), carried=carried
        )
        self.final_cost[()], self.final_accuracy[()] = self.cost[last], self.accuracy[last]
        self.verdict = self._verdict()
        self.outcomes = {sheet: self._outcome(sheet) for sheet in ("data", "start")}

    def _outcome(self, sheet: str) -> tuple[Tensor, Tensor]:
        """Say once more what the training comes to, on a sheet of what it depends on."""
        originals = {"cost": self.final_cost, "accuracy": self.final_accuracy}
        found = []
        for name, original in originals.items():
            look = replace(original.look, width=OUTCOME)
            again = Tensor(f"{sheet}_{name}", (), original.meaning, original.role, look=look, carried=original.carried)
            again[()] = original.expression()
            found.append(again)
        cost, accuracy = found
        return cost, accuracy

    def _verdict(self) -> Tensor:
        """Say what has become of the cost; beyond all numbers, where an engine has an error, the training diverges."""
        texts, last, first = self.texts, self.cost[self.model.epochs], self.cost[0]
        look = Look(texts["verdict.training"], "verdict", width=20)
        verdict = Tensor(
            "verdict", (), texts["curve.verdict"], Role.OUTPUT, look=look, zero=True, carried=Carried(self.model.epochs)
        )
        fallen = where(last < first, FALLEN, NOT_FALLEN)
        verdict[()] = where(call("ISNUMBER", last), where(last > DIVERGED * first, DIVERGES, fallen), DIVERGES)
        return verdict

    def _curve(self, name: str, source: Tensor, role: Role, number_format: str, equation: str = "") -> Tensor:
        meaning, look = self.texts[f"curve.{name}"], Look(number_format, runs_away=role is Role.LOSS)
        tensor = Tensor(name, (down(self.model.epochs + 1),), meaning, role, equation=equation, look=look,
                        carried=source.carried)  # fmt: skip
        return tensor.fill(lambda n: source[n])

    def _history(self, name: str) -> Tensor:
        """Write a layer's weights at a few epochs, one picture a unit."""
        shape, snapshots = self.model.network.parameter_shapes[name], self.model.snapshots
        node, local = self.forward.uses[name][0]
        axes = (down(len(snapshots)), right(shape[0]), *picture_axes(shape[1:]))
        history = Tensor(
            f"history_{name}", axes, self.texts.parameter(node, local), look=SNAPSHOT,
            carried=Carried(self.model.epochs, curve=CURVE, after=snapshots),
        )  # fmt: skip
        for n, epoch in enumerate(snapshots):
            cells = self.forward.parameters[name].indices()
            history[(n, *cells)] = self.forward.parameters[name].at(Moment((epoch,)), *cells)
        return history
