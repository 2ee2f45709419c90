"""Windows as views of a padded array: sums over channels and window, extremes and means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sheetnet.models.operator_graph.operators import AveragePool, Conv, GlobalAveragePool, MaxPool
from sheetnet.models.operator_graph.operators.windows import Windowed
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators.base import RESULT, OperatorArrays

W = TypeVar("W", bound=Windowed)


class ConvArrays(OperatorArrays[Conv]):
    """Filters that slide, a group of channels each."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return Σ over channels and window of filter times what lies under it, and the bias."""
        picture, filters = taken[:2]
        under = windows(self.operator, taken, 0.0)  # (samples, channels, places…, window…)
        groups, spatial = self.operator.group, picture.ndim - 2
        per_group, results = filters.shape[0] // groups, []
        for group in range(groups):
            channels = slice(group * filters.shape[1], (group + 1) * filters.shape[1])
            part = filters[group * per_group : (group + 1) * per_group]
            window = list(range(2 + spatial, 2 + 2 * spatial))
            product = np.tensordot(under[:, channels], part, axes=([1, *window], [1, *range(2, 2 + spatial)]))
            results.append(np.moveaxis(product, -1, 1))
        z = np.concatenate(results, axis=1)
        return {RESULT: z if len(taken) == 2 else z + np.reshape(taken[2], (-1, *(1,) * spatial))}


class MaxPoolArrays(OperatorArrays[MaxPool]):
    """The largest entry of each window."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return the maxima; blanks never are."""
        under = windows(self.operator, taken, -np.inf)
        return {RESULT: under.max(axis=_window(taken))}


class AveragePoolArrays(OperatorArrays[AveragePool]):
    """The mean of each window."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return sums divided by how many cells count."""
        ones = np.ones((1, 1, *taken[0].shape[2:]))
        counted = windows(self.operator, [ones], 0.0, float(self.operator.count_include_pad))
        total = windows(self.operator, taken, 0.0).sum(axis=_window(taken))
        return {RESULT: total / counted.sum(axis=_window(taken))}


class GlobalAveragePoolArrays(OperatorArrays[GlobalAveragePool]):
    """The mean of each channel."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return means over all axes behind the channels."""
        return {RESULT: taken[0].mean(axis=tuple(range(2, taken[0].ndim)), keepdims=True)}


def windows(operator: Windowed, taken: Sequence[np.ndarray], blank: float, padding: float | None = None) -> np.ndarray:
    """Return what lies under the window at each place, (samples, channels, places…, window…).

    Args:
        operator: Kernel, strides, dilations and padding.
        taken: What it slides over, and the filters if there are any.
        blank: What stands around it.
        padding: What stands in its padding, where that is something else than beyond it.
    """
    picture, shapes = taken[0], [each.shape for each in taken]
    pads, counts = operator.padding(shapes), operator.shape(shapes)[2:]
    reach, count = operator.reach(shapes), picture.ndim - 2
    steps, gaps = operator.steps(count), operator.gaps(count)
    padded = _padded(picture, pads, blank if padding is None else padding)
    needed = [(number - 1) * step + extent for number, step, extent in zip(counts, steps, reach, strict=True)]
    beyond = [(0, max(want - size, 0)) for want, size in zip(needed, padded.shape[2:], strict=True)]
    padded = _padded(padded, beyond, blank)
    axes = tuple(range(2, picture.ndim))
    every = np.lib.stride_tricks.sliding_window_view(padded, reach, axis=axes)
    chosen = [slice(0, (number - 1) * step + 1, step) for number, step in zip(counts, steps, strict=True)]
    return every[(slice(None), slice(None), *chosen, *(slice(None, None, gap) for gap in gaps))]


def _padded(picture: np.ndarray, pads: Sequence[tuple[int, int]], value: float) -> np.ndarray:
    return np.pad(picture, [(0, 0), (0, 0), *pads], constant_values=value)


def _window(taken: Sequence[np.ndarray]) -> tuple[int, ...]:
    """Return the axes of the window, the last ones."""
    return tuple(range(-(taken[0].ndim - 2), 0))
