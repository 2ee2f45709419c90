"""Where early stopping would end a training: as in a loop that waits."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.errors import InputError
from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.early_stopping import early_stopping


@pytest.mark.parametrize(
    ("curve", "patience", "stop"),
    [
        ([3, 2, 2.5, 2.4, 2.1, 1], 3, 5),
        ([3, 2, 2.5, 2.4, 2.1, 1], 4, 6),
        ([3, 2, 2, 2, 1], 2, 4),
        ([3, 2, 2 - 1e-14, 1], 1, 3),
        ([1], 1, 1),
    ],
)
def test_it_stops_where_patience_ends(curve: list[float], patience: int, stop: int) -> None:
    assert early_stopping(np.array(curve), patience)["stop_epoch"] == stop


def test_it_needs_rows_for_validation() -> None:
    with pytest.raises(InputError, match=r"validation=0\.2"):
        TableNetwork.from_names({"patience": 3})
