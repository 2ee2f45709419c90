"""One million styled formula cells with values: our saver, XlsxWriter and openpyxl."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import writers
from tests.benchmarks.apart import called
from tests.benchmarks.report import Line
from tests.benchmarks.run import Run, least, say

if TYPE_CHECKING:
    import numpy as np

    from sheetnet.workbook import Book

COLUMNS = 200
CELLS, FEW_CELLS = 1_000_000, 20_000
PEERS = {"XlsxWriter": writers.with_xlsxwriter, "openpyxl": writers.with_openpyxl}


def lines(run: Run) -> Iterator[Line]:
    """Measure, and return what was found."""
    cells = FEW_CELLS if run.small else CELLS
    ours, plain, theirs = (run.folder / f"{name}.xlsx" for name in ("saved", "plain_saved", "theirs"))
    say("saver: the cells for the peers")
    called(saved, cells, plain, False)
    tasks = {"sheetnet": partial(called, saved, cells, ours, True)}
    tasks |= {name: partial(called, PEERS[name], plain, theirs) for name in PEERS}
    found = {name: least(repeated, "seconds") for name, repeated in run.interleaved("saver", tasks).items()}
    what = f"save {cells:,} cells"
    yield Line(f"{what}: cells a second", cells / found["sheetnet"], "/s")
    for name in PEERS:
        yield Line(f"{what}: time of the processor", found["sheetnet"], "s", name, found[name])


def saved(cells: int, path: str, share: bool) -> dict[str, float]:
    """Save a book of so many cells.

    Args:
        cells: How many.
        path: Where it goes.
        share: Whether cells share formulas, as usual.
    """
    from sheetnet.xlsx.write import sharing
    from sheetnet.xlsx.write.saver import save

    if not share:
        sharing.SMALLEST = 1 << 60
    grid = _values(cells)
    start = time.process_time()
    save(_book(grid), {"rest": grid[:, 1:]}, Path(path), "en")
    return {"seconds": time.process_time() - start}


def _values(cells: int) -> np.ndarray:
    """Return the value of every cell: each is its left neighbour times 0.999 plus a number of its row."""
    import numpy as np

    grid = np.empty((cells // COLUMNS, COLUMNS))
    grid[:, 0] = np.random.default_rng(0).uniform(-2, 2, len(grid))
    for column in range(1, COLUMNS):
        grid[:, column] = grid[:, column - 1] * 0.999 + grid[:, 0]
    return grid


def _book(grid: np.ndarray) -> Book:
    """Return a book with one page of those cells."""
    from sheetnet.formula import Index
    from sheetnet.models.fields import Field
    from sheetnet.texts import literal
    from sheetnet.workbook import Book, Role, Tensor, down, right

    book = Book("gradient_descent")
    page = book.page("cells", literal("Cells"))
    rows, words = len(grid), literal("a number")
    first = Tensor("first", (down(rows),), words, Role.INPUT, values=grid[:, 0], allowed=Field())
    rest = Tensor("rest", (down(rows), right(COLUMNS - 1)), words)
    i, j = Index("i", rows), Index("j", COLUMNS - 2)
    rest[i, 0] = first[i] * 0.999 + first[i]
    rest[i, j + 1] = rest[i, j] * 0.999 + first[i]
    page.put(first, 1, 1)
    page.put(rest, 1, 2)
    return book
