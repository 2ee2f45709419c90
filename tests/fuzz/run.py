"""Rounds of examples until the time is up."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky

from tests.fuzz.formulas import formulas
from tests.fuzz.judge import Failure, Judge
from tests.fuzz.packages import Flip, changed, changes, flips, packed
from tests.fuzz.sheets import rows
from tests.hostile.package import FORMULA, SHEET, Change, Parts, parts_of, replaced
from tests.hostile.package import formula as in_a_spare_cell
from tests.hostile.package import rows as below
from tests.hostile.trial import Trials
from tests.workbooks import Builder, small

ROUND = 200
"""Examples after which another kind has its turn."""


class Example:
    """A file. Hypothesis writes out what it has drawn; bytes, or the fields of a dataclass, would be far too much.

    Args:
        content: Its bytes.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __repr__(self) -> str:
        return f"a file of {len(self.content)} bytes"


def examples(workbooks: list[Parts]) -> dict[str, st.SearchStrategy[Example]]:
    """Return the kinds of examples, each a strategy for whole files.

    Args:
        workbooks: Good ones; ``pooling`` first, whose cells are known.
    """
    pooling = workbooks[0]

    def made(change: Change) -> Example:
        return Example(packed(change(pooling)))

    def broken(drawn: tuple[int, list[Change], list[Flip]]) -> Example:
        number, some, torn = drawn
        return Example(changed(workbooks[number], some, torn))

    return {
        "package": st.tuples(st.integers(0, len(workbooks) - 1), st.lists(changes, min_size=1, max_size=3), flips).map(
            broken
        ),
        "sheet": rows.map(lambda xml: made(below(xml))),
        "spare formula": formulas.map(lambda text: made(in_a_spare_cell(escape(text)))),
        "owned formula": formulas.map(lambda text: made(replaced(SHEET, FORMULA, f"<f>{escape(text)}</f>".encode()))),
    }


def good_workbooks(folder: Path) -> list[Parts]:
    """Build small workbooks: without array formulas, with them, and with shared ones."""
    build = Builder(folder)
    return [
        parts_of(build("pooling")),
        parts_of(build("regression", steps=5)),
        parts_of(build("backprop", **small("backprop"))),
    ]


def play(
    judge: Judge, kind: str, strategy: st.SearchStrategy[Example], number: int, end: float, count: int = ROUND
) -> None:
    """Try one round of examples; a failure is made smaller and kept.

    Args:
        judge: Tries and counts.
        kind: What the examples are called.
        strategy: Makes them.
        number: Of the round, its seed.
        end: The time at which nothing new begins.
        count: How many examples.
    """

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
    @given(strategy)
    def one(example: Example) -> None:
        if monotonic() < end:
            judge.hear(kind, example.content)

    try:
        one()
    except Failure as found:  # the last example is the smallest
        judge.keep(found)
    except Flaky:  # it failed once and then no more: a busy machine, or nothing that a file could tell
        judge.counts[f"{kind}: failed once, then no more"] += 1


@contextmanager
def judging(folder: Path) -> Iterator[Judge]:
    """Make a judge whose processes end with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    trials = Trials()
    try:
        yield Judge(trials, folder)
    finally:
        trials.close()
        (folder / "example.xlsx").unlink(missing_ok=True)


def fuzz(minutes: float, first_seed: int, folder: Path, kinds: list[str], tell: Callable[[Judge], Any]) -> Judge:
    """Play rounds of all kinds in turn until the time is up.

    Args:
        minutes: How long.
        first_seed: Of the first round; the others follow.
        folder: Where examples go that fail.
        kinds: Which kinds; all if there are none.
        tell: Is told after each round.
    """
    end = monotonic() + 60 * minutes
    built = Path(tempfile.mkdtemp(prefix="sheetnet-fuzz-"))
    try:
        strategies = examples(good_workbooks(built))
        with judging(folder) as judge:
            number = first_seed
            while monotonic() < end:
                for kind in kinds or list(strategies):
                    play(judge, kind, strategies[kind], number, end)
                    tell(judge)
                number += 1
        return judge
    finally:
        shutil.rmtree(built, ignore_errors=True)
