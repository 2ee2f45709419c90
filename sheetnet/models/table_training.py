"""How a network learns from a table: steps, orders, learning rates, and the numbers of the update rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import LARGEST, Field, array, number, setting
from sheetnet.models.schedules import SCHEDULES
from sheetnet.models.table_rows import MOST_ROWS, TableRows
from sheetnet.models.update_path import CLIPPINGS, STAGES, WEIGHT_DECAYS, UpdatePath
from sheetnet.models.update_rules import UPDATE_RULES

MOST_EPOCHS = 10_000
WEIGHT_DECAY, CLIP_NORM, PATIENCE = 0.01, 1.0, 3.0
"""Where there is one and nobody says how large."""
BETTER = 1e-12
"""By so much a validation cost must be less to be better, on both sides of the check: rounding is not progress."""


@dataclass(frozen=True, eq=False)
class TrainedRows(TableRows):
    """A training on the rows of a table; see ``TableRows`` for these.

    Args:
        optimizer: The update rule, one of ``UPDATE_RULES``.
        epochs: How often every training row is seen; 0 for a network that was trained elsewhere.
        batch_size: Rows a step; 0 takes all of them in every step. What is left over sits out an epoch.
        reduction: Whether the cost is the ``mean`` or the ``sum`` over a step's rows.
        seed: Of initial parameters and orders.
        schedule: How the learning rate changes, one of ``SCHEDULES``.
        warmup_epochs: Before the schedule begins, the rate rises for so many epochs, in every step by as much.
        weight_decay_kind: ``l2``: λ w is added to the gradient; ``decoupled``: parameters shrink by η λ of themselves;
            ``none``; ``l2`` if None and a weight decay is given.
        clipping: ``norm``: gradients are shortened together where they are longer than a limit; ``none``; ``norm`` if
            None and a limit is given.
        early_stopping: ``marked``: where patience would have ended the training is marked, and it goes on; ``no``;
            ``marked`` if None and a patience is given.
        schedule_epochs: Of ``step``: after so many epochs the rate is taken times γ.
        order: (epochs, training rows), the rows in the order in which they are seen, where there are batches.
        learning_rate: η.
        schedule_factor: γ of the schedule ``step``.
        weight_decay: λ, of weights and biases alike.
        clip_norm: The limit of the gradients' norm.
        patience: After so many epochs without a better validation cost the training would have stopped.
        momentum: μ of momentum and Nesterov.
        decay: ρ of RMSProp.
        mean_decay: β₁ of Adam.
        square_decay: β₂ of Adam.
        epsilon: ε of AdaGrad, RMSProp and Adam.
    """

    optimizer: str = setting("adam", choices=tuple(UPDATE_RULES))
    epochs: int = setting(30, low=0, high=MOST_EPOCHS, whole=True)
    batch_size: int = setting(0, low=0, high=MOST_ROWS, whole=True)
    reduction: str = setting("mean", choices=("mean", "sum"))
    seed: int = setting(0, low=0, high=2**31, whole=True)
    schedule: str = setting("constant", choices=SCHEDULES)
    schedule_epochs: int = setting(10, low=1, high=MOST_EPOCHS, whole=True)
    warmup_epochs: int = setting(0, low=0, high=MOST_EPOCHS, whole=True)
    weight_decay_kind: str = setting(None, choices=WEIGHT_DECAYS)
    clipping: str = setting(None, choices=CLIPPINGS)
    early_stopping: str = setting(None, choices=("no", "marked"))
    order: np.ndarray = array(None, low=1, high=MOST_ROWS, whole=True)
    learning_rate: float = number(0.05, low=0, high=10, strict_low=True, vary=(0.005, 0.05))
    schedule_factor: float = number(0.5, low=0, high=1, strict_low=True, vary=(0.3, 0.9))
    weight_decay: float = number(None, low=0, high=1, vary=(0.001, 0.1))
    clip_norm: float = number(None, low=0, high=LARGEST, strict_low=True, vary=(0.05, 1.0))
    patience: float = number(None, low=1, high=MOST_EPOCHS, whole=True, vary=(1, 3))
    momentum: float = number(0.9, low=0, high=0.999, vary=(0.1, 0.9))
    decay: float = number(0.9, low=0, high=0.999, vary=(0.5, 0.95))
    mean_decay: float = number(0.9, low=0, high=0.999, vary=(0.5, 0.95))
    square_decay: float = number(0.999, low=0, high=0.9999, vary=(0.9, 0.999))
    epsilon: float = number(1e-8, low=0, high=1, strict_low=True, vary=(1e-6, 1e-3))

    def complete(self) -> None:
        """Hold batches to the rows that there are."""
        super().complete()
        if self.warmup_epochs > self.epochs:
            raise InputError(
                f"warmup_epochs={self.warmup_epochs} is more than the {self.epochs} epochs of the training"
            )
        self._complete_decay()
        self._complete_clipping()
        self._complete_stopping()
        if self.batch_size > self.training_rows:
            raise InputError(f"batch_size={self.batch_size} is more than the {self.training_rows} rows to learn from")

    @property
    def path(self) -> UpdatePath:
        """The way from a gradient to a new parameter."""
        stages = {"clipped": self.clipping == "norm", "decayed": self.weight_decay_kind == "l2"}
        there = tuple(name for name in STAGES if stages[name])
        return UpdatePath(self.optimizer, there, decoupled=self.weight_decay_kind == "decoupled")

    @property
    def step_rows(self) -> int:
        """How many rows a step sees."""
        return self.batch_size or self.training_rows

    @property
    def epoch_steps(self) -> int:
        """How many steps an epoch has; rows that are left over sit out."""
        return self.training_rows // self.step_rows

    @property
    def steps(self) -> int:
        """How many updates there are in all."""
        return self.epochs * self.epoch_steps

    @property
    def warmup_steps(self) -> int:
        """In how many steps, the first ones, the learning rate rises."""
        return self.warmup_epochs * self.epoch_steps

    @property
    def changes_rate(self) -> bool:
        """Whether the learning rate differs from step to step."""
        return self.schedule != "constant" or self.warmup_epochs > 0

    @property
    def in_batches(self) -> bool:
        """Whether a step sees a part of the training rows, in an order that stands in the sheet."""
        return self.batch_size != 0

    def field(self, name: str) -> Field:
        """Return what an input may hold; rows are chosen among those that there are."""
        if name == "order":
            return Field(1, self.training_rows, whole=True, several=True)
        return super().field(name)

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs by name: of the training's numbers those that are used."""
        used = self._used_numbers() if self.epochs else set()
        return {name: value for name, value in super().inputs().items() if name not in _NUMBERS or name in used}

    def _used_numbers(self) -> set[str]:
        """Return which of the training's numbers these settings have a use for."""
        used = {"learning_rate", *self.path.constants}
        used |= {"order"} if self.in_batches else set()
        used |= {"patience"} if self.early_stopping == "marked" else set()
        return used | ({"schedule_factor"} if self.schedule == "step" else set())

    def _complete_decay(self) -> None:
        """Take a weight decay that is given for L2, as PyTorch does."""
        if self.weight_decay_kind is None:
            self._set("weight_decay_kind", "none" if self.weight_decay is None else "l2")
        self._set("weight_decay", WEIGHT_DECAY if self.weight_decay is None else self.weight_decay)

    def _complete_clipping(self) -> None:
        if self.clipping is None:
            self._set("clipping", "none" if self.clip_norm is None else "norm")
        self._set("clip_norm", CLIP_NORM if self.clip_norm is None else self.clip_norm)

    def _complete_stopping(self) -> None:
        if self.early_stopping is None:
            self._set("early_stopping", "no" if self.patience is None else "marked")
        self._set("patience", PATIENCE if self.patience is None else self.patience)
        if self.early_stopping == "marked" and not (self.validation and self.epochs):
            raise InputError(f"patience={self.patience:g} needs rows that are not learned from, such as validation=0.2")

    def _complete_order(self) -> None:
        shape = (self.epochs, self.training_rows)
        if self.order is None:
            generator = np.random.default_rng(self.seed)
            drawn = [generator.permutation(shape[1]) + 1.0 for _ in range(shape[0] if self.in_batches else 1)]
            self._set("order", np.array(drawn))
        if self.in_batches and self.epochs:
            self._hold("order", self.order, shape)


_NUMBERS = {name for name, field in TrainedRows.fields().items() if not field.setting} - TableRows.fields().keys()
"""The inputs of a training, of which a workbook has those that are used."""
