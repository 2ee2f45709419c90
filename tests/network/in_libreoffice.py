"""What LibreOffice makes of several trainings, in one process: to start it takes longer than to open a small file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import sheetnet
from sheetnet.check import Report
from tests.first_edit import Edit, make
from tests.workbooks import cell

RATE = 0.07


def relearned(paths: Sequence[Path], folder: Path) -> Iterator[Report]:
    """Change the learning rate of each training in LibreOffice; check what it computes anew and saves.

    Args:
        paths: The workbooks.
        folder: Where the saved ones go.
    """
    places = [cell(path, "learning_rate").split("!") for path in paths]
    edits = [Edit(path, sheet, place, RATE) for path, (sheet, place) in zip(paths, places, strict=True)]
    for _, recalculated in make(edits, folder):
        yield sheetnet.verify(recalculated, engine="cached")
