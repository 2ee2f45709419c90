"""Building a workbook from end to end, held against writers that have nothing to do but write its cells.

Our time is that of ``sheetnet.build``: the reference, the equations, their arrangement and the file. That of a peer is
only the writing of cells that are at hand already.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import writers
from tests.benchmarks.apart import called
from tests.benchmarks.report import Line
from tests.benchmarks.run import Run, least, say

SLUG = "cnn_backprop"
SHORT: dict[str, Any] = {"epochs": 2, "check_samples": 0}
PEERS = {
    "XlsxWriter": writers.with_xlsxwriter,
    "openpyxl": writers.with_openpyxl,
    "zip archive alone": writers.with_zip_alone,
}
"""Those before the last write every formula out, as they must; the archive has the parts that we write."""


def lines(run: Run) -> Iterator[Line]:
    """Measure, and return what was found."""
    settings = SHORT if run.small else {}
    ours, plain, theirs = (run.folder / f"{name}.xlsx" for name in ("ours", "plain", "theirs"))
    say("build: the cells for the peers")
    cells = called(written_out, SLUG, settings, plain)["cells"]
    sources = dict.fromkeys(PEERS, plain) | {"zip archive alone": ours}
    tasks = {"sheetnet": partial(called, built, SLUG, settings, ours)}
    tasks |= {name: partial(called, PEERS[name], sources[name], theirs) for name in PEERS}
    found = run.interleaved("build", tasks)
    seconds = {name: least(measured, "seconds") for name, measured in found.items()}
    yield Line(f"build {SLUG}: cells a second", cells / seconds["sheetnet"], "/s")
    for name in PEERS:
        yield Line(f"build {SLUG}: time of the processor", seconds["sheetnet"], "s", name, seconds[name])
    for name in ("XlsxWriter", "openpyxl"):
        sizes = [least(found[writer], "bytes") / 1e6 for writer in ("sheetnet", name)]
        yield Line(f"build {SLUG}: size of the file", sizes[0], "MB", name, sizes[1])


def built(slug: str, settings: Mapping[str, Any], path: str) -> dict[str, float]:
    """Build a lesson's workbook; a small one comes first, so that imports do not count."""
    import sheetnet

    sheetnet.build(slug, path, **{**settings, **SHORT})
    start = time.process_time()
    sheetnet.build(slug, path, **settings)
    return {"seconds": time.process_time() - start, "bytes": Path(path).stat().st_size}


def written_out(slug: str, settings: Mapping[str, Any], path: str) -> dict[str, int]:
    """Build it with a formula in every cell, none of them shared; return how many cells it has."""
    import sheetnet
    from sheetnet.xlsx.write import sharing
    from tests.benchmarks.cells import cells_of

    sharing.SMALLEST = 1 << 60
    sheetnet.build(slug, path, **settings)
    return {"cells": sum(map(len, cells_of(Path(path)).values()))}
