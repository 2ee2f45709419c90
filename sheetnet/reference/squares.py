"""Two maps drawn as squares, the smaller one to the right of the larger and half-way down."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.models.squares import AWAY
from sheetnet.reference.arithmetic import np


def squares(first: tuple[int, ...], second: tuple[int, ...], kinds: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Place the squares.

    Args:
        first: Shape of the larger map.
        second: Shape of the smaller one.
        kinds: By kind, which of all squares are drawn; the first map's come first.
    """
    corner = np.array([(first[0] - second[0]) // 2, first[1] + 1])
    behind = np.indices(second) + corner[:, None, None]
    rows, columns = np.concatenate([np.indices(first).reshape(2, -1), behind.reshape(2, -1)], axis=1).astype(np.float64)
    drawn = {f"square_{kind}": np.where(shown, 0 - rows, AWAY) for kind, shown in kinds.items()}
    return {"square_column": columns, "square_row": 0 - rows, **drawn}
