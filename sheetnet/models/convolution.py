"""Convolution: on one row of steps, of two functions, and of a picture with a filter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import Field, array, number, setting
from sheetnet.models.model import Model

SLICE, SLICES = 0.1, 60
"""Width and number of the slices by which the area is summed, from τ = −2 to 4."""
TIMES = 61
"""The area is drawn for t = −1, −0.9 … 5."""
EDGE = 1e-9
"""A jump of f or g is taken to lie so far before its place, so that rounding puts nothing on either side of it."""
SPELLED = 3
"""Columns that a filter has at most for its products to be spelled out."""
WINDOW = ("window_row", "window_column")
"""The inputs that choose a window, by where its sum stands in the feature map."""
PLACE, FIRST_PLACE = "window_place", 4
"""The input that chooses a window of the row, by the place of its sum, and what it is at first."""


def _picture() -> list[list[float]]:
    rows = ["001100", "010010", "000010", "000100", "001000", "011110"]
    return [[float(pixel) for pixel in row] for row in rows]


@dataclass(frozen=True, eq=False)
class Convolution(Model):
    """A signal with a kernel, a box with a decay, and a picture with a filter.

    Args:
        stride: Step of the filter's window.
        padding: Blank cells around the picture.
        signal: f, one row.
        kernel: g, one row, not longer than the signal.
        window_place: n, the place whose window of the signal is shown, from 0.
        time: t, where the turned decay stands over the box.
        box_width: w, the width of the box.
        picture: The picture.
        window_row: Row of the feature map whose window is shown, from 0.
        window_column: Its column, from 0.
        filter: The filter; by default Sobel's for vertical edges, which turned round gives the opposite sign.
    """

    stride: int = setting(1, low=1, high=3, whole=True)
    padding: int = setting(0, low=0, high=2, whole=True)
    signal: np.ndarray = array(lambda: [1, 2, 3, 4, 3, 2, 1, 0], low=-1e6, high=1e6, vary=(-5, 5))
    kernel: np.ndarray = array(lambda: [0.5, 0.3, 0.2], low=-1e6, high=1e6, vary=(-2, 2))
    window_place: float = number(FIRST_PLACE, low=0, high=98, whole=True)
    time: float = number(1.5, low=-1, high=5, vary=(-1, 5))
    box_width: float = number(1, low=0.1, high=3, vary=(0.1, 3))
    picture: np.ndarray = array(_picture, low=-1e6, high=1e6, vary=(-1, 1))
    window_row: float = number(0, low=0, high=53, whole=True)
    window_column: float = number(0, low=0, high=53, whole=True)
    filter: np.ndarray = array(lambda: [[1, 0, -1], [2, 0, -2], [1, 0, -1]], low=-1e6, high=1e6, vary=(-2, 2))

    def validate(self) -> None:
        """Check that kernel and filter fit."""
        if self.signal.ndim != 1 or self.kernel.ndim != 1 or not 1 <= self.kernel.size <= self.signal.size <= 50:
            raise InputError(
                f"signal has shape {self.signal.shape}, kernel {self.kernel.shape}: one row each, at most 50 long, "
                "the kernel not longer than the signal"
            )
        shapes = f"picture {self.picture.shape}, filter {self.filter.shape}, padding {self.padding}"
        if self.picture.ndim != 2 or self.filter.ndim != 2 or max(self.picture.shape) > 50:
            raise InputError(f"{shapes}: both must have rows and columns, at most 50")
        if any(f > p + 2 * self.padding for f, p in zip(self.filter.shape, self.picture.shape, strict=True)):
            raise InputError(f"{shapes}: the filter is larger than the padded picture")
        if self.padding >= min(self.filter.shape):
            raise InputError(f"{shapes}: the padding must be smaller than the filter")
        for name in (PLACE, *WINDOW):
            self.field(name).check(name, getattr(self, name))

    def field(self, name: str) -> Field:
        """Return what an input may hold: a window is one of those that the row, or the feature map, has."""
        if name == PLACE:
            places = self.signal.size + self.kernel.size - 1  # beyond them all is 0
            return Field(choices=tuple(range(max(places, FIRST_PLACE + 1))))
        if name in WINDOW:
            return Field(choices=tuple(range(self.output_shape[WINDOW.index(name)])))
        return super().field(name)

    @property
    def output_shape(self) -> tuple[int, int]:
        """Rows and columns of the feature map."""
        rows, columns = (
            (p + 2 * self.padding - f) // self.stride + 1
            for p, f in zip(self.picture.shape, self.filter.shape, strict=True)
        )
        return rows, columns
