"""Columns of texts as numbers: a column a text, 1 where it stands there and 0 elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sheetnet.errors import InputError, LimitError

if TYPE_CHECKING:
    import pandas as pd

MOST_KINDS = 20
"""Different texts of a column; more are names or remarks, of which nothing can be learned."""


def holds_texts(column: pd.Series[str]) -> bool:
    """Tell whether a column holds texts alone: none of its values is a number."""
    import pandas as pd

    return bool(pd.to_numeric(column, errors="coerce").isna().all())


def one_hot(column: pd.Series[str]) -> tuple[tuple[str, ...], np.ndarray]:
    """Make a column of each of its texts.

    Args:
        column: Texts, none missing.

    Returns:
        The names of the columns, such as ``colour=red``, and (rows, texts) of 1 and 0.

    Raises:
        InputError: It holds one text only.
        LimitError: It holds more different texts than anything could be learned of.
    """
    texts = column.astype(str).str.strip()
    kinds = sorted(set(texts))
    if len(kinds) > MOST_KINDS:
        raise LimitError(
            f"the column {column.name!r} has {len(kinds)} different texts; up to {MOST_KINDS} are taken as kinds: "
            "leave the column out (columns says which to take)"
        )
    if len(kinds) == 1:
        raise InputError(f"the column {column.name!r} is {kinds[0][:40]!r} in every row: leave it out")
    return tuple(f"{column.name}={kind}" for kind in kinds), (texts.to_numpy()[:, None] == np.array(kinds)).astype(
        float
    )
