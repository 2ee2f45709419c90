"""Checking a workbook from a cold start, held against what no check can do without: the engine, and a parser.

The engine's part is loading and evaluating the poisoned copy; the parser's, going through the XML with functions that
do nothing. Seconds by the clock are of a fresh ``python -m sheetnet verify``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks import limits
from tests.benchmarks.apart import called, command
from tests.benchmarks.build import SHORT, SLUG, built
from tests.benchmarks.processes import Spent, timed, weighed
from tests.benchmarks.report import Line
from tests.benchmarks.run import Run, least, say
from tests.benchmarks.stages import engine_process, stages

WANTED_SPEED = 120_000
WANTED_MEMORY = 300
OURS, ENGINE, PARSER = "sheetnet", "the engine alone", "a parser alone"


def lines(run: Run) -> Iterator[Line]:
    """Measure, and return what was found."""
    file, copy = run.folder / "checked.xlsx", run.folder / "copy.xlsx"
    say("check: its workbook")
    called(built, SLUG, SHORT if run.small else {}, file)
    called(limits.poisoned, file, copy)
    commands = {
        OURS: verify(file),
        ENGINE: command(limits.engine_alone, copy),
        PARSER: command(limits.parser_alone, file),
    }
    found = run.interleaved("check", {name: partial(timed, words) for name, words in commands.items()})
    yield from _time(found)
    yield from _memory(commands)
    yield from _stages(run, file)


def verify(file: Path) -> list[str]:
    """Return the command that checks a workbook."""
    return [sys.executable, "-m", "sheetnet", "verify", str(file), "--json"]


def cells_of_report(output: str) -> int:
    """Return how many cells were compared, as the report in JSON says."""
    return int(json.loads(output)[0]["cells"])


def _time(found: dict[str, list[Spent]]) -> Iterator[Line]:
    wall = {name: min(spent.wall for spent in repeated) for name, repeated in found.items()}
    processor = {name: min(spent.processor for spent in repeated) for name, repeated in found.items()}
    cells = cells_of_report(found[OURS][0].output)
    what = f"check {SLUG}"
    yield Line(f"{what}: cells a second by the clock", cells / wall[OURS], "/s", "wanted", WANTED_SPEED)
    yield Line(f"{what}: cells a second of the processor", cells / processor[OURS], "/s", "wanted", WANTED_SPEED)
    for kind, seconds in (("by the clock", wall), ("of the processor", processor)):
        limit = seconds[ENGINE] + seconds[PARSER]
        yield Line(f"{what}: time {kind}", seconds[OURS], "s", ENGINE, seconds[ENGINE])
        yield Line(f"{what}: time {kind}", seconds[OURS], "s", f"{ENGINE} and {PARSER}", limit)


def _memory(commands: dict[str, list[str]]) -> Iterator[Line]:
    say("check: memory")
    (_, ours), (_, engine) = weighed(commands[OURS]), weighed(commands[ENGINE])
    what = f"check {SLUG}: memory of"
    yield Line(f"{what} its largest process", ours.largest, "MB", "wanted", WANTED_MEMORY)
    yield Line(f"{what} its largest process", ours.largest, "MB", ENGINE, engine.largest)
    yield Line(f"{what} all its processes", ours.together, "MB", ENGINE, engine.together)


def _stages(run: Run, file: Path) -> Iterator[Line]:
    """Return each stage with its part of the whole."""
    found = run.interleaved("check", {"stages": partial(called, stages, file)})["stages"]
    start = min(timed(command(engine_process)).processor for _ in range(run.times))
    seconds = {name: least(found, name) for name in found[0]} | {"engine: start of its process": start}
    for name, spent in seconds.items():
        yield Line(f"check, stage {name}", spent, "s", "all stages", sum(seconds.values()))
