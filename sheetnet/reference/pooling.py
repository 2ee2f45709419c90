"""Pooling: max, mean and √Σx² of each block, and the cells that are their block's maximum."""

from __future__ import annotations

from sheetnet.models.network import TIE_WIDTH
from sheetnet.models.pooling import SIZES, Pooling
from sheetnet.reference.arithmetic import np


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
    small = f"{SIZES[0]}x{SIZES[0]}"
    tensors |= {f"{kind}_in_a_row": tensors[f"{kind}_{small}"].ravel() for kind in ("l2", "maximum", "average")}
    tensors["block_number"] = np.arange(1.0, tensors[f"maximum_{small}"].size + 1)
    return tensors


def _in_order(tensors: dict[str, np.ndarray], size: int) -> bool:
    """Whether average ≤ maximum ≤ L2 holds everywhere; the second needs the largest in size to be its sum's part."""
    average, largest, root = (tensors[f"{kind}_{size}x{size}"] for kind in ("average", "maximum", "l2"))
    return bool((average <= largest + 1e-9).all() and (largest <= root + 1e-9).all())
