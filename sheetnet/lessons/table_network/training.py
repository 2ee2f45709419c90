"""The training on a table: step by step forward, back and update, and the curve that tells of it."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.formula import Index, call
from sheetnet.lessons.network.backward import BackwardPass
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.gradient_stages import STEP_CURVE
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.recurring import Recurring, SomeEpochs
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.staged import GradientStages
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.network.updates import Updates
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.table_network.aids import aids_of
from sheetnet.lessons.table_network.data import TableData
from sheetnet.lessons.table_network.fed import Fed, Feeding
from sheetnet.lessons.table_network.rates import Rates
from sheetnet.lessons.update_rules import CONSTANT_SYMBOLS as RULES_SYMBOLS
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Carried, Look, Role, down, right
from sheetnet.workbook.look import STEP

CURVE = STEP_CURVE
COST = Look("0.0000", runs_away=True)
CONSTANT_SYMBOLS = {**RULES_SYMBOLS, "weight_decay": "λ", "clip_norm": "θ"}


class TableTraining:
    """A training.

    Args:
        model: The network, the table, and how it is trained.
        data: The rows.
        start: The initial parameters by name.
        quantities: Makes the tensors.
        texts: What the network's own are called.
    """

    def __init__(
        self,
        model: TableNetwork,
        data: TableData,
        start: Mapping[str, Recurring],
        quantities: Quantities,
        texts: NetworkTexts,
    ) -> None:
        self.model, self._quantities, self._data = model, quantities, data
        self._inputs()
        self.fed = self._fed()
        scope = Scope(
            model.steps + 1, model.step_rows, equation=texts.equations.step(), carried=model.steps, passes=model.steps,
            in_rows=not model.in_bands, mean=model.reduction == "mean", curve=CURVE,
        )  # fmt: skip
        self.forward = ForwardPass(model.network, scope, self.fed.inputs, texts, aids=aids_of(model, texts))
        self.judgement = Judgement(self.forward, model.loss, self.fed.targets, answers=False)
        self.backward = BackwardPass(self.forward, self.judgement, model.learned)
        rate = self.rates.rate if self.rates.by_step is None else self.rates.by_step
        self.stages = GradientStages(
            model.path.stages, self.forward, self.backward.gradients, self.constants, model.steps, quantities
        )  # fmt: skip
        self.states = Updates(
            model.path, model.steps, self.forward, self.stages.gradients, start,
            self.number, rate, self.constants,
        ).states  # fmt: skip
        self._curves()

    def after_epochs(self) -> dict[str, SomeEpochs]:
        """Return the parameters after every epoch."""
        steps = self.model.epoch_steps
        return {
            name: SomeEpochs(each.tensor, by_epoch=True, every=steps, after=steps)
            for name, each in self.forward.parameters.items()
        }

    def at_last(self) -> dict[str, SomeEpochs]:
        """Return the parameters after the last step."""
        return {
            name: SomeEpochs(each.tensor, by_epoch=True, after=self.model.steps)
            for name, each in self.forward.parameters.items()
        }

    def _inputs(self) -> None:
        """Make the numbers of the update, count the steps, and say the learning rate of each."""
        model, q = self.model, self._quantities
        self.constants = {
            name: q.input(name, symbol=CONSTANT_SYMBOLS[name], look=STEP) for name in model.path.constants
        }
        self.number = q.counter("step_number", model.steps)
        self.rates = Rates(model, self.number, q)

    def _fed(self) -> Fed:
        """Take all rows that are learned from, or in every step some, in the order that stands in the sheet."""
        model, feeding = self.model, Feeding(self.model, self._data, self._quantities)
        if not model.in_batches:
            return feeding.training()
        axes = (down(model.epochs), right(model.training_rows))
        self.order = self._quantities.input("order", *axes, look=Look("0", width=5))
        return feeding.batches(self.order)

    def _curves(self) -> None:
        model, q, steps = self.model, self._quantities, self.model.epoch_steps
        carried = Carried(model.steps, curve=CURVE)
        costs = self.judgement.total_cost.tensor
        self.step_cost = q.tensor(CURVE, down(model.steps), role=Role.LOSS, look=COST, carried=carried)
        self.step_cost.fill(lambda step: costs[step].expression())
        after = tuple(steps * (epoch + 1) for epoch in range(model.epochs))
        carried = Carried(model.steps, curve=CURVE, after=after)
        self.epoch = q.counter("epoch_number", model.epochs, first=1)
        self.cost = q.tensor("cost_curve", down(model.epochs), role=Role.LOSS, look=COST, carried=carried)
        epoch = Index("epoch", model.epochs)
        together = "AVERAGE" if model.reduction == "mean" else "SUM"
        self.cost[epoch] = call(together, self.step_cost[epoch * steps : epoch * steps + steps])
        carried = Carried(model.steps, curve=CURVE, after=(model.steps,))
        last = self.cost[model.epochs - 1]
        self.final = q.result("final_cost", last, "C", role=Role.LOSS, look=COST, carried=carried)
