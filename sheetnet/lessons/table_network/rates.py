"""The learning rate of each step as formulas: warm-up, then a schedule that changes from epoch to epoch."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Look, Tensor, down

LOOK = Look("0.0####")


class Rates:
    """What steps are multiplied by.

    Args:
        model: The training.
        number: The number of each step, from 0.
        quantities: Makes the tensors.
    """

    def __init__(self, model: TableNetwork, number: Tensor, quantities: Quantities) -> None:
        self._model, self._number, self._quantities = model, number, quantities
        self.rate = quantities.input("learning_rate", symbol="η", look=LOOK)
        self.factor = quantities.input("schedule_factor", symbol="γ") if model.schedule == "step" else None
        self.by_step = self._by_step() if model.changes_rate else None
        """One a step; None where it is η in all of them."""

    @property
    def changes(self) -> list[Tensor]:
        """What the reader may change."""
        return [self.rate, *([] if self.factor is None else [self.factor])]

    def _by_step(self) -> Tensor:
        model, warm = self._model, self._model.warmup_steps
        rates = self._quantities.tensor("step_rate", down(model.steps), symbol="η", look=LOOK)
        if warm:
            n = Index("step", warm)
            rates[n] = self.rate * (self._number[n] + 1) / warm
        step = Index("step", model.epoch_steps)
        for epoch in range(model.warmup_epochs, model.epochs):
            rates[step + epoch * model.epoch_steps] = self._in_epoch(epoch - model.warmup_epochs)
        return rates

    def _in_epoch(self, epoch: int) -> Expression:
        """Return the schedule's rate in an epoch, counted from the end of the warm-up."""
        model = self._model
        if self.factor is not None:
            power = epoch // model.schedule_epochs
            return self.rate * self.factor**power if power else self.rate.expression()
        if model.schedule == "cosine":
            return self.rate * (1 + call("COS", call("PI") * epoch / (model.epochs - model.warmup_epochs))) / 2
        return self.rate.expression()
