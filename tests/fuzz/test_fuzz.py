"""A few examples of every kind; ``python -m tests.fuzz`` tries as many as one has time for."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from tests.fuzz.judge import Failure, Judge, failure
from tests.fuzz.run import examples, good_workbooks, judging, play
from tests.hostile.package import pack
from tests.hostile.trial import Outcome, Trials

COUNT = 12
KINDS = ("package", "sheet", "spare formula", "owned formula")


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_examples_show_no_fault(kind: str, trials: Trials, tmp_path: Path) -> None:
    strategies = examples(good_workbooks(tmp_path))
    assert strategies.keys() == {*KINDS}
    judge = Judge(trials, tmp_path)
    play(judge, kind, strategies[kind], number=1, end=inf, count=COUNT)
    assert judge.known == set()
    assert judge.counts.total() >= COUNT // 2


@pytest.mark.parametrize(
    ("outcome", "signature"),
    [
        (Outcome(0), ""),
        (Outcome(1, out="wrong"), ""),
        (Outcome(2, err="sheetnet: x.xlsx is damaged\n"), ""),
        (Outcome(2, err="sheetnet: one\nsheetnet: two\n"), "exit code 2 and no line of ours: one"),
        (Outcome(3), "exit code 3 and no line of ours: "),
        (Outcome(None, trace="File /sheetnet/cli.py, line 3\nKeyError: 7"), "KeyError: 7 in cli.py, line 3"),
        (Outcome(None, died=True), "the process died"),
        (Outcome(None, died=True, late=True), "not finished in time"),
        (Outcome(0, bytes=1_100_000_000), "too much memory"),
        (Outcome(0, disagreement="Blocks!B6: 1.0 and 7"), "readers disagree: CELL: # and #"),
    ],
)
def test_what_is_a_fault_and_what_is_none(outcome: Outcome, signature: str) -> None:
    assert failure(outcome).partition("\n")[0] == signature


def test_a_fault_is_kept_and_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with judging(tmp_path) as judge:
        monkeypatch.setattr(judge.trials, "run", lambda *_, **__: Outcome(None, trace="ValueError"))
        with pytest.raises(Failure, match="ValueError"):
            judge.hear("package", b"PK")
        judge.keep(Failure("ValueError in nothing of ours", Outcome(None, trace="ValueError")))
        judge.hear("package", b"PK")
    assert {path.name for path in tmp_path.iterdir()} == {
        "ValueError-in-nothing-of-ours" + end for end in (".txt", ".xlsx")
    }


def test_a_process_that_hangs_is_replaced(trials: Trials, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    pack({"xl/workbook.xml": b"<x/>"}, path)
    assert trials.run(["map", path], seconds=0).late
    assert trials.run(["map", path], seconds=60).refused
