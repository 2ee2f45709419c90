"""Discrete convolution (f ∗ g)ₙ = Σₖ fₖ gₙ₋ₖ, and the cross-correlation Σ w·x that networks call convolution."""

from __future__ import annotations

from typing import Any

from sheetnet.models.convolution import EDGE, SLICE, SLICES, SPELLED, TIMES, Convolution
from sheetnet.reference.arithmetic import np
from sheetnet.reference.squares import squares


def trace(model: Convolution) -> dict[str, Any]:
    """Compute every tensor: sliding windows and sums on the row, feature maps of the picture."""
    signal, kernel, shown = model.signal, model.kernel, int(model.window_place)
    reach = kernel.size - 1
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(signal, reach), kernel.size)  # (outputs, kernel)
    convolved = np.convolve(signal, kernel)
    under = np.pad(signal, (reach, shown + 1))[shown : shown + kernel.size]
    correlated = np.correlate(np.pad(signal, reach), kernel, mode="valid")
    flipped = np.correlate(np.pad(signal, reach), kernel[::-1], mode="valid")
    average = np.convolve(signal, np.full(kernel.size, 1 / kernel.size))
    relation = _feature_map(model, model.filter[::-1, ::-1])
    return {
        **model.inputs(),
        "flipped_kernel": kernel[::-1],
        "window": windows,
        "products": windows * kernel[::-1],
        "signal_place": np.arange(float(signal.size)),
        "signal_covered": np.array([float(0 <= shown - k < kernel.size) for k in range(signal.size)]),
        "row_window": under,
        "row_products": under * kernel[::-1],
        "row_sum": under @ kernel[::-1],
        "place_chosen": np.float64(np.arange(convolved.size) == shown),
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
        **_continuous(model),
        **_window(model),
        **_squares(model.picture, _feature_map(model, model.filter)),
    }


def _squares(picture: np.ndarray, found: np.ndarray) -> dict[str, Any]:
    """Place a square for each pixel, and to the right of them, in the middle, one for each cell of the feature map."""
    value, in_map = (
        np.concatenate([picture.ravel(), found.ravel()]),
        np.arange(picture.size + found.size) >= picture.size,
    )
    kinds = {
        "ink": ~in_map & (np.abs(value) > EDGE),
        "above": in_map & (value > EDGE),
        "below": in_map & (value < -EDGE),
        "blank": np.abs(value) <= EDGE,
    }
    return squares(picture.shape, found.shape, kinds)


def _window(model: Convolution) -> dict[str, Any]:
    """Cut the chosen window out of the picture, and multiply it by the filter."""
    (rows, columns), (height, width), pad = model.picture.shape, model.filter.shape, model.padding
    top, left = int(model.window_row) * model.stride, int(model.window_column) * model.stride
    covered, chosen = np.zeros((rows + 2 * pad, columns + 2 * pad)), np.zeros(model.output_shape)
    covered[top : top + height, left : left + width] = 1
    chosen[int(model.window_row), int(model.window_column)] = 1
    under = np.pad(model.picture, pad)[top : top + height, left : left + width]
    spelled = {
        "spelled_pixels": under,
        "spelled_weights": model.filter[:, :-1],
        "spelled_last": model.filter[:, -1],
        "spelled_rows": (under * model.filter).sum(axis=1),
        "spelled_sum": np.tensordot(under, model.filter),
    }
    return {
        **(spelled if 1 < width <= SPELLED else {}),
        "window_pixels": under,
        "window_products": under * model.filter,
        "window_sum": np.tensordot(under, model.filter),
        "covered": covered[pad : pad + rows, pad : pad + columns],
        "chosen_place": chosen,
    }


def _continuous(model: Convolution) -> dict[str, Any]:
    """Sum box times turned decay in the middle of slices, at one t and at many, beside the integral."""
    t, tau = model.time, np.arange(SLICES) * SLICE - 1.95
    times, box = np.arange(TIMES) * SLICE - 1, ((tau > 0) & (tau < model.box_width - EDGE)).astype(np.float64)
    lags = (times[-1] - tau[0]) - SLICE * np.arange(SLICES + TIMES - 1)
    turned, area = _decay(t - tau), box @ _decay(t - tau) * SLICE
    curve = _decay(times[:, None] - tau) @ box * SLICE
    exact, paper = _integral(np.array(t), model.box_width), _integral(times, model.box_width)
    return {
        "tau": tau,
        "box": box,
        "box_corners": np.stack(
            [np.repeat([-2.0, 0.0, model.box_width, 4.0], [1, 2, 2, 1]), np.array([0.0, 0, 1, 1, 0, 0])], axis=1
        ),
        "turned_decay": turned,
        "overlap": box * turned,
        "overlap_hatch": _hatch(np.clip(tau, 0, max(min(model.box_width, t), 0)), box * turned),
        "turned_line": np.array(
            [*zip(np.minimum(tau, t), np.exp(np.minimum(tau, t) - t), strict=True), (t, 1), (t, 0), (max(t, 4), 0)]
        ),
        "slice": SLICE,
        "area": area,
        "exact_area": exact,
        "area_gap": abs(area - exact),
        "area_close": float(abs(area - exact) <= SLICE + EDGE),
        "curve_time": times,
        "lag": lags,
        "decay": _decay(lags),
        "curve": curve,
        "exact_curve": paper,
        "curve_gap": np.abs(curve - paper),
        "curve_close": float(np.all(np.abs(curve - paper) <= SLICE + EDGE)),
    }


def _hatch(at: np.ndarray, height: np.ndarray) -> np.ndarray:
    """Go up and down again at every slice: (3 slices, 2)."""
    return np.stack([np.repeat(at, 3), np.ravel(height[:, None] * [0.0, 1.0, 0.0])], axis=1)


def _decay(s: np.ndarray) -> np.ndarray:
    """Return g(s) = e⁻ˢ for s ≥ 0, else 0."""
    return np.where(s > -EDGE, np.exp(-s), 0.0)


def _integral(t: np.ndarray, width: float) -> np.ndarray:
    """Return ∫ e^−(t − τ) dτ over the part of the box, 0 to w, that lies before t, by its antiderivative e^(τ − t)."""
    return np.where(t < 0, 0.0, np.exp(np.clip(t, 0.0, width) - t) - np.exp(-t))


def _feature_map(model: Convolution, weights: np.ndarray) -> np.ndarray:
    padded = np.pad(model.picture, model.padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, weights.shape)
    return np.asarray(np.einsum("ijlm,lm->ij", windows[:: model.stride, :: model.stride], weights))
