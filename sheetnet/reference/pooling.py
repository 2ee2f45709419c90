"""Pooling: max, mean and √Σx² of each block, and the cells that are their block's maximum."""

from __future__ import annotations

from sheetnet.models.network import TIE_WIDTH
from sheetnet.models.pooling import SIZES, Pooling
from sheetnet.reference.arithmetic import np
from sheetnet.reference.squares import squares


def trace(model: Pooling) -> dict[str, np.ndarray]:
    """Compute every tensor: for each size the pooled maps and the winners."""
    tensors = {**model.inputs(), "same_map": model.feature_map}
    rows, columns = model.feature_map.shape
    for size in SIZES:
        # (block rows, rows within, block columns, columns within)
        blocks = model.feature_map.reshape(rows // size, size, columns // size, size)
        largest = blocks.max(axis=(1, 3))
        wins = largest.repeat(size, axis=0).repeat(size, axis=1) - model.feature_map <= TIE_WIDTH
        tensors |= {
            f"maximum_{size}x{size}": largest,
            f"average_{size}x{size}": blocks.mean(axis=(1, 3)),
            f"l2_{size}x{size}": np.sqrt((blocks**2).sum(axis=(1, 3))),
            f"winners_{size}x{size}": wins.astype(np.float64),
        }
        tensors[f"order_{size}x{size}"] = np.asarray(float(_in_order(tensors, size)))
    wins = tensors[f"winners_{SIZES[0]}x{SIZES[0]}"].ravel() > 0
    kept = (rows // SIZES[0], columns // SIZES[0])
    behind = np.zeros(kept[0] * kept[1], dtype=bool)
    kinds = {"winner": [wins, behind], "other": [~wins, behind], "kept": [wins & False, ~behind]}
    tensors |= squares((rows, columns), kept, {kind: np.concatenate(parts) for kind, parts in kinds.items()})
    tensors["block_lines"] = _lines(rows, columns, SIZES[0])
    return tensors


def _lines(rows: int, columns: int, size: int) -> np.ndarray:
    """Return the corners of a line along all levels between blocks, from below, then along all uprights: (2 …, 2)."""
    levels = np.repeat(np.arange(rows, -1, -size), 2)
    uprights = np.repeat(np.arange(0, columns + 1, size), 2)
    # By turns from one side to the other: two corners each, so that four make a period.
    at_right = (np.arange(levels.size)[::-1] + 1) // 2 % 2 == 1
    at_bottom = (np.arange(uprights.size) + 1) // 2 % 2 == 1
    level = np.stack([np.where(at_right, columns, 0) - 0.5, 0.5 - levels], axis=1)
    upright = np.stack([uprights - 0.5, 0.5 - np.where(at_bottom, rows, 0)], axis=1)
    return np.concatenate([level, upright])


def _in_order(tensors: dict[str, np.ndarray], size: int) -> bool:
    """Whether average ≤ maximum ≤ L2 holds everywhere; the second needs the largest in size to be its sum's part."""
    average, largest, root = (tensors[f"{kind}_{size}x{size}"] for kind in ("average", "maximum", "l2"))
    return bool((average <= largest + 1e-9).all() and (largest <= root + 1e-9).all())
