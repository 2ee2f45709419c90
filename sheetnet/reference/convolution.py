"""Discrete convolution (f ∗ g)ₙ = Σₖ fₖ gₙ₋ₖ, and the cross-correlation Σ w·x that networks call convolution."""

from __future__ import annotations

from typing import Any

from sheetnet.models.convolution import Convolution
from sheetnet.reference.arithmetic import np


def trace(model: Convolution) -> dict[str, Any]:
    """Compute every tensor: sliding windows and sums on the row, feature maps of the picture."""
    signal, kernel = model.signal, model.kernel
    reach = kernel.size - 1
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(signal, reach), kernel.size)  # (outputs, kernel)
    convolved = np.convolve(signal, kernel)
    correlated = np.correlate(np.pad(signal, reach), kernel, mode="valid")
    flipped = np.correlate(np.pad(signal, reach), kernel[::-1], mode="valid")
    average = np.convolve(signal, np.full(kernel.size, 1 / kernel.size))
    relation = _feature_map(model, model.filter[::-1, ::-1])
    return {
        **model.inputs(),
        "flipped_kernel": kernel[::-1],
        "window": windows,
        "products": windows * kernel[::-1],
        "place": np.arange(float(convolved.size)),
        "convolved": convolved,
        "moving_average": average,
        "correlated": correlated,
        "correlated_flipped": flipped,
        "relation_holds": np.float64(np.abs(convolved - flipped).max() <= 1e-9 * (1 + np.abs(convolved).max())),
        "sum_holds": np.float64(
            abs(convolved.sum() - signal.sum() * kernel.sum()) <= 1e-9 * (1 + abs(convolved.sum()))
        ),
        "flipped_filter": model.filter[::-1, ::-1],
        "feature_map": _feature_map(model, model.filter),
        "convolved_map": relation,
    }


def _feature_map(model: Convolution, weights: np.ndarray) -> np.ndarray:
    padded = np.pad(model.picture, model.padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, weights.shape)
    return np.asarray(np.einsum("ijlm,lm->ij", windows[:: model.stride, :: model.stride], weights))
