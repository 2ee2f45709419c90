"""One regression fitted by all samples a step, by mini-batches, and by one sample a step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import Field, array, number, setting
from sheetnet.models.model import Model
from sheetnet.models.points import check_spread

CONTOUR_SHARES = (1.0, 0.5, 0.2, 0.05)
"""The contour lines drawn: shares of how far the cost at the start exceeds the least."""
CONTOUR_POINTS = 49
VARIANTS = ("batch", "mini", "stochastic")
X = [-1.6, -1.3, -1.1, -0.8, -0.5, -0.2, 0.1, 0.4, 0.7, 1.0, 1.4, 1.9]
Y = [-2.4, -1.3, -1.5, -0.4, 0.3, 0.4, 1.4, 1.6, 2.6, 2.8, 4.1, 4.6]


@dataclass(frozen=True, eq=False)
class DescentVariants(Model):
    """The samples, the learning rates, and the orders in which samples are seen.

    Args:
        epochs: How often all samples are seen.
        batch_size: m, samples of a mini-batch; a divisor of the number of samples.
        seed: Of the orders.
        x: Inputs of the samples.
        y: Targets of the samples.
        start_slope: p at the start.
        start_intercept: q at the start.
        batch_rate: η with all samples a step.
        mini_rate: η with mini-batches.
        stochastic_rate: η with one sample a step.
        order: (epochs, samples), the samples' numbers from 1 in the order in which an epoch sees them; seeded if None.
    """

    epochs: int = setting(6, low=2, high=50, whole=True)
    batch_size: int = setting(4, low=2, high=12, whole=True)
    seed: int = setting(0, low=0, high=2**31, whole=True)
    x: np.ndarray = array(lambda: list(X), low=-1000, high=1000, vary=(-2, 2))
    y: np.ndarray = array(lambda: list(Y), low=-1000, high=1000, vary=(-4, 4))
    start_slope: float = number(0, low=-1000, high=1000, vary=(-2, 2))
    start_intercept: float = number(0, low=-1000, high=1000, vary=(-2, 2))
    batch_rate: float = number(0.3, low=0, high=10, strict_low=True, vary=(0.05, 0.5))
    mini_rate: float = number(0.2, low=0, high=10, strict_low=True, vary=(0.05, 0.3))
    stochastic_rate: float = number(0.1, low=0, high=10, strict_low=True, vary=(0.01, 0.2))
    order: np.ndarray = array(None, low=1, whole=True)

    def complete(self) -> None:
        """Make the orders if there are none."""
        if self.order is None:
            generator = np.random.default_rng(self.seed)
            orders = [generator.permutation(self.samples) + 1.0 for _ in range(self.epochs)]
            self._set("order", np.array(orders))

    def validate(self) -> None:
        """Check the shapes."""
        if self.x.shape != self.y.shape or self.x.ndim != 1 or not 2 <= self.samples <= 100:
            raise InputError(f"x has shape {self.x.shape}, y {self.y.shape}: give 2 to 100 samples, an x and a y each")
        check_spread("x", self.x)
        if self.samples % self.batch_size:
            raise InputError(f"batch_size is {self.batch_size}; it must divide the number of samples, {self.samples}")
        if self.order.shape != (self.epochs, self.samples):
            raise InputError(f"order has shape {self.order.shape}; it must have shape {(self.epochs, self.samples)}")
        self.field("order").check_array("order", self.order)

    @property
    def samples(self) -> int:
        """How many samples there are."""
        return int(self.x.size)

    def size(self, variant: str) -> int:
        """Return how many samples a step of a variant sees."""
        return {"batch": self.samples, "mini": self.batch_size, "stochastic": 1}[variant]

    def field(self, name: str) -> Field:
        """Return what an input may hold."""
        return Field(1, self.samples, whole=True) if name == "order" else super().field(name)
