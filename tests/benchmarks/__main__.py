"""How fast sheetnet is, in one run, beside peers that are measured in the same run.

A machine is now faster and now slower, so ours and the peers are measured in turn, several times, and the best of each
counts; the speed of the machine cancels in the ratio, which is ours by the peer's. Needs pip install -e '.[bench]'.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks import build, check, many, saver, slopes
from tests.benchmarks.report import HEADER, Line
from tests.benchmarks.run import Run

BENCHMARKS: dict[str, Callable[[Run], Iterator[Line]]] = {
    "build": build.lines,
    "saver": saver.lines,
    "check": check.lines,
    "slopes": slopes.lines,
    "many": many.lines,
}
PACKAGES = ("xlsxwriter", "matplotlib", "psutil")
PICTURES = (".png", ".svg")


def main() -> None:
    """Measure what is asked for, and print it line by line."""
    chosen = _chosen(sys.argv[1:])
    print(f"{_machine()}\n\n{HEADER}")
    found: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="sheetnet-") as folder:
        run = Run(Path(folder), chosen.small, chosen.times or (1 if chosen.small else 3), chosen.plot)
        for name in chosen.only:
            for line in BENCHMARKS[name](run):
                print(line.row(), flush=True)
                found.append(line)
    if chosen.json is not None:
        everything = {"machine": _machine(), "lines": [line.to_dict() for line in found]}
        chosen.json.write_text(json.dumps(everything, indent=1), encoding="utf-8")


def _chosen(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line; whatever is wrong with it is said before minutes are spent."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    everything = list(BENCHMARKS)
    parser.add_argument("--only", nargs="+", choices=everything, default=everything, help="what to measure")
    parser.add_argument("--small", action="store_true", help="small sizes: see in a minute that everything runs")
    parser.add_argument("--times", type=_count, metavar="N", help="measure each thing N times (default: 3; small: 1)")
    parser.add_argument("--plot", type=Path, metavar="FILE", help=f"a picture of the slopes ({' or '.join(PICTURES)})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the lines as data")
    chosen = parser.parse_args(words)
    missing = [package for package in PACKAGES if find_spec(package) is None]
    if missing:
        parser.error(f"{', '.join(missing)} not installed: pip install -e '.[bench]'")
    if chosen.plot is not None and (chosen.plot.suffix not in PICTURES or "slopes" not in chosen.only):
        parser.error(f"--plot takes a file that ends in {' or '.join(PICTURES)}, and needs slopes to be measured")
    for file in (chosen.plot, chosen.json):
        if file is not None and not file.absolute().parent.is_dir():
            parser.error(f"{file} cannot be written: its folder is not there")
    return chosen


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word} is not a number from 1 on")
    return int(word)


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores{load}"


if __name__ == "__main__":
    main()
