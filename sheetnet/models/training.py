"""Training unrolled: a network that learns by full-batch gradient descent, epoch by epoch."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sheetnet.errors import InputError, LimitError
from sheetnet.models.activations import ACTIVATIONS
from sheetnet.models.fields import Field, number, setting
from sheetnet.models.film import is_filmed
from sheetnet.models.follow import is_followed
from sheetnet.models.layers.base import MOST_UNITS
from sheetnet.models.network import INPUT, Network
from sheetnet.models.network_model import MOST_CELLS, MOST_SAMPLES, NetworkModel
from sheetnet.models.update_rules import UPDATE_RULES

SNAPSHOTS = 6
MOST_EPOCHS = 10_000
CHECK_CELLS = 80_000
DIVERGED = 1000.0
"""A training whose cost ends at more than so many times the cost at its start, or beyond all numbers, diverges."""
FALLEN, NOT_FALLEN, DIVERGES = 0, 1, 2
"""The verdicts on a training."""
FOLLOWED = 2
"""The hidden unit that is followed at first; in the book's network the first one answers hardly any image."""
SLOWEST = 0.1
"""Of the learning rate that a check finds, the least share that it draws where outputs have no bounds."""
LEAST_STEP = 1e-4
"""Below, rounding drowns the difference quotient: its error is about C·2⁻⁵²/h."""


@dataclass(frozen=True, eq=False)
class Training(NetworkModel):
    """A network in training; see ``NetworkModel`` for its data and parameters.

    Args:
        epochs: How many updates are unrolled.
        check_samples: On how many samples (the first ones) the gradient check runs; 0 leaves its sheets out, −1 takes
            as many as keep them small.
        learning_rate: η.
        step_size: h of the gradient check.
        film_epoch: The epoch that the sheet Film shows.
        film_image: The image that it shows, counted from 1.
        follow_image: The image that the sheet Follow shows, counted from 1.
        follow_epoch: The epoch that it shows, one after which there is an update.
        follow_unit: The hidden unit that it follows, counted from 1; the second one, if there is one, if None.
        optimizer: The update rule, one of ``models.update_rules.UPDATE_RULES``.
        momentum: μ of momentum and Nesterov.
        decay: ρ of RMSProp.
        mean_decay: β₁ of Adam.
        square_decay: β₂ of Adam.
        epsilon: ε of AdaGrad, RMSProp and Adam.
    """

    epochs: int = setting(50, low=1, high=MOST_EPOCHS, whole=True)
    check_samples: int = setting(-1, low=-1, high=5_000, whole=True)
    learning_rate: float = number(0.2, low=0, high=10, strict_low=True, vary=(0.01, 0.5))
    optimizer: str = setting("sgd", choices=tuple(UPDATE_RULES))
    momentum: float = number(0.9, low=0, high=0.999, vary=(0.1, 0.9))
    decay: float = number(0.9, low=0, high=0.999, vary=(0.5, 0.95))
    mean_decay: float = number(0.9, low=0, high=0.999, vary=(0.5, 0.95))
    square_decay: float = number(0.999, low=0, high=0.9999, vary=(0.9, 0.999))
    epsilon: float = number(1e-8, low=0, high=1, strict_low=True, vary=(1e-6, 1e-3))
    step_size: float = number(0.0001, low=LEAST_STEP, high=0.01, vary=(0.0001, 0.001))
    film_epoch: float = number(0, low=0, high=MOST_EPOCHS, whole=True)
    film_image: float = number(1, low=1, high=MOST_SAMPLES, whole=True)
    follow_image: float = number(1, low=1, high=MOST_SAMPLES, whole=True)
    follow_epoch: float = number(0, low=0, high=MOST_EPOCHS, whole=True)
    follow_unit: float = number(None, low=1, high=MOST_UNITS, whole=True)

    def complete(self) -> None:
        """Follow a unit, if no other is asked for."""
        super().complete()
        if self.follow_unit is None:
            self._set("follow_unit", float(min(FOLLOWED, self.network.nodes[0].shape[0])))

    def validate(self) -> None:
        """Check the loss and the targets together, and that the workbook stays one that a spreadsheet can open.

        Raises:
            LimitError: The unrolled training would have too many cells.
        """
        super().validate()
        for name, (low, high) in self._choices.items():
            if not low <= getattr(self, name) <= high:
                raise InputError(f"{name} is {getattr(self, name)}; allowed: whole numbers {low} to {high}")
        # Each parameter with its gradient and what the update rule remembers of it; a flipped filter is no larger.
        kept = self.parameter_count * (3 + len(UPDATE_RULES[self.optimizer].states))
        epoch = self.samples * self._cells(learns=True) + kept
        if (self.epochs + 1) * epoch > MOST_CELLS:
            most = max(MOST_CELLS // epoch - 1, 0)
            advice = f"use epochs={most} or fewer" if most else "use fewer images or a smaller network"
            raise LimitError(
                f"epochs={self.epochs} with {self.samples} images of this network are {(self.epochs + 1) * epoch:,} "
                f"cells; sheetnet writes up to {MOST_CELLS:,}, for spreadsheets are slow beyond: {advice}"
            )
        check = 2 * self.parameter_count * (self.checked_samples * self._cells(learns=False) + self.parameter_count)
        if self.checked_samples and check > MOST_CELLS:
            raise LimitError(
                f"a gradient check of {self.parameter_count} parameters on {self.checked_samples} images is {check:,} "
                f"cells; sheetnet writes up to {MOST_CELLS:,}: use a smaller check_samples, or 0 for no check"
            )

    def field(self, name: str) -> Field:
        """Return what an input may hold; where outputs have no bounds, a check draws no larger η than it finds.

        There a training has its own range of η, beyond which it diverges and its numbers tell a check nothing.
        """
        found = super().field(name)
        if name in self._choices:
            return found.among(*self._choices[name])
        if name == "learning_rate" and not ACTIVATIONS[self.output_activation].bounded:
            return replace(found, vary=(self.learning_rate * SLOWEST, self.learning_rate))
        return found

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs by name: of the rules' numbers the rule's own, h only where there is a gradient check."""
        unused = {name for rule in UPDATE_RULES.values() for name in rule.constants}
        unused -= set(UPDATE_RULES[self.optimizer].constants)
        unused |= set() if self.checked_samples else {"step_size"}
        unused |= set() if self.is_filmed else {"film_epoch", "film_image"}
        unused |= set() if self.is_followed else {"follow_image", "follow_epoch", "follow_unit"}
        return {name: value for name, value in super().inputs().items() if name not in unused}

    @property
    def is_the_books(self) -> bool:
        """Whether layers, loss, data and update rule are the book's."""
        return super().is_the_books and self.optimizer == next(iter(UPDATE_RULES))

    @property
    def _choices(self) -> dict[str, tuple[int, int]]:
        """The inputs that choose among the epochs or the images: the least and the largest number of each."""
        return {
            "film_epoch": (0, self.epochs),
            "film_image": (1, self.samples),
            "follow_image": (1, self.samples),
            "follow_epoch": (0, self.epochs - 1),
            "follow_unit": (1, self.network.nodes[0].shape[0]),
        }

    @property
    def is_filmed(self) -> bool:
        """Whether one epoch and one image are shown on a sheet of their own."""
        return is_filmed(self.network, self.parameter_count, self.samples, self.epochs)

    @property
    def is_followed(self) -> bool:
        """Whether one hidden unit is followed through an epoch on a sheet of its own."""
        return self.is_filmed and is_followed(self.network, self.optimizer)

    @property
    def checked_network(self) -> Network:
        """The network of the gradient check, which sends back derivatives where cells tie too."""
        return Network(self.network.input_shape, tuple(layer.differentiated for layer in self.layers))

    @property
    def tied(self) -> tuple[str, ...]:
        """The layers of which several cells may get δ where the derivative is that of one: a pooling takes them."""
        takers = (node for node in self.network.nodes if node.layer.differentiated != node.layer)
        return tuple(dict.fromkeys(name for node in takers for name in node.inputs if name != INPUT))

    @property
    def snapshots(self) -> tuple[int, ...]:
        """The epochs whose weights are shown side by side, the first and the last among them."""
        return tuple(sorted({round(n * self.epochs / (SNAPSHOTS - 1)) for n in range(SNAPSHOTS)}))

    @property
    def pictured(self) -> tuple[str, ...]:
        """The parameters that are shown as pictures over the epochs: those with several numbers a unit."""
        return tuple(name for name, shape in self.network.parameter_shapes.items() if len(shape) > 1)

    @property
    def checked_samples(self) -> int:
        """On how many samples the gradient check runs."""
        if self.check_samples >= 0:
            return min(self.check_samples, self.samples)
        return min(CHECK_CELLS // (2 * self.parameter_count * self._cells(learns=False)), self.samples)
