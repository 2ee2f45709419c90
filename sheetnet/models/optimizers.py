"""Six update rules on one valley, z = x² + c·y²."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fields import number, setting
from sheetnet.models.model import Model

RULES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
"""The update rules that are compared, each with a learning rate of its own."""

CONTOUR_SHARES = (1.0, 0.5, 0.2, 0.05)
"""The contour lines drawn: shares of the height at the start."""
CONTOUR_POINTS = 49
FLOOR = 1e-10
"""A height below is drawn as this one: the chart has powers of ten, and 0 is none."""
DIRECTION_DIGITS = 12
"""Sines and cosines are rounded to so many digits: cos 90° is 0 then, not 6e-17."""


def _rate(default: float, vary: tuple[float, float]) -> float:
    """Declare a learning rate."""
    return number(default, low=0, high=10, strict_low=True, vary=vary)


@dataclass(frozen=True, eq=False)
class Optimizers(Model):
    """The valley, the start, and each rule's learning rate.

    By default every rule has a rate at which it does well in these few steps, and all end lower than plain descent. The
    usual μ = β₁ = 0.9 are for longer walks: in 30 steps they swing past the minimum.

    Args:
        steps: How many steps are taken.
        shown: Which rule's path is drawn, counted from 1; 0 draws all.
        curvature: c, how many times as strongly the valley curves along y as along x.
        start_x: Where every rule starts.
        start_y: Likewise.
        sgd_rate: η of plain gradient descent.
        momentum_rate: η with momentum.
        nesterov_rate: η of Nesterov's momentum.
        adagrad_rate: η of AdaGrad.
        rmsprop_rate: η of RMSProp.
        adam_rate: η of Adam.
        momentum: μ.
        decay: ρ of RMSProp.
        mean_decay: β₁ of Adam.
        square_decay: β₂ of Adam.
        epsilon: ε, keeps the division safe.
    """

    steps: int = setting(30, low=2, high=1000, whole=True)
    shown: float = number(1, choices=(0, 1, 2, 3, 4, 5, 6))
    curvature: float = number(25, low=0, high=1000, strict_low=True, vary=(5, 30))
    start_x: float = number(3, low=-1000, high=1000, vary=(-5, 5))
    start_y: float = number(2, low=-1000, high=1000, vary=(-5, 5))
    sgd_rate: float = _rate(0.036, vary=(0.005, 0.04))
    momentum_rate: float = _rate(0.03, vary=(0.001, 0.03))
    nesterov_rate: float = _rate(0.025, vary=(0.001, 0.02))
    adagrad_rate: float = _rate(1.0, vary=(0.1, 1.5))
    rmsprop_rate: float = _rate(0.2, vary=(0.05, 0.4))
    adam_rate: float = _rate(0.5, vary=(0.05, 0.5))
    momentum: float = number(0.6, low=0, high=0.999, vary=(0.5, 0.95))
    decay: float = number(0.9, low=0, high=0.999, vary=(0.5, 0.95))
    mean_decay: float = number(0.7, low=0, high=0.999, vary=(0.5, 0.95))
    square_decay: float = number(0.999, low=0, high=0.9999, vary=(0.9, 0.999))
    epsilon: float = number(1e-8, low=0, high=1, strict_low=True, vary=(1e-8, 1e-3))
