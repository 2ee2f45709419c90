"""A batch: every row of a plan becomes a workbook and a row of the summary, whatever interrupts it."""

from __future__ import annotations

import csv
import hashlib
import shutil
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

import sheetnet
from sheetnet.cli import main
from sheetnet.jobs.batch import Batch
from sheetnet.jobs.build import Written
from sheetnet.jobs.job import Failure, Silent
from sheetnet.jobs.parallel import Workers, run_all
from sheetnet.jobs.plan import parse_plan
from sheetnet.jobs.planned import PlannedJob
from sheetnet.jobs.records import make_folder
from tests.jobs.tasks import Traced, traces
from tests.workbooks import cell, edited

PLAN = """\
lesson,settings,language,name
gradient_descent,steps=3,en,third
pooling,,zh,pool
gradient_descent,steps=2; learning_rate=0.3,,
"""
NAMES = ["third", "pool", "gradient_descent_000003"]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return path


def summary(folder: Path) -> list[dict[str, str]]:
    with (folder / "summary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    """Return all that a batch has written, but what tells the folder from others."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".folder")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def places(folder: Path) -> dict[str, tuple[int, int]]:
    """Return by which a file shows that it was not written again."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*.xlsx")}


def test_each_row_is_built_checked_and_summed_up(plan: Path, tmp_path: Path) -> None:
    result = run("batch", plan, "--out", tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("3 workbooks: 3 ok; ")
    rows = summary(tmp_path / "out")
    assert [row["name"] for row in rows] == NAMES
    for row in rows:
        report = sheetnet.verify(tmp_path / "out" / f"{row['name']}.xlsx")
        assert report.ok
        assert (int(row["cells"]), row["mismatches"], row["status"]) == (report.cells, "0", "ok")
        assert float(row["max_abs_error"]) == report.max_abs_error
        file = tmp_path / "out" / f"{row['name']}.xlsx"
        assert row["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert rows[2]["settings"] == "steps=2; learning_rate=0.3"
    assert rows[1]["language"] == "zh"


def test_however_many_work_the_files_are_the_same(plan: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        assert run("batch", plan, "--out", tmp_path / str(jobs), "--jobs", jobs).exit_code == 0
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert len(contents(tmp_path / "1")) == 7  # workbooks, their records, the summary


def test_what_is_finished_is_left_as_it_is(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("batch", plan, "--out", out, "--jobs", 1)
    before, said = places(out), (out / "summary.csv").read_bytes()
    (out / "pool.xlsx").unlink()
    result = run("batch", plan, "--out", out, "--jobs", 1)
    assert result.exit_code == 0
    assert "3 ok (2 from an earlier run)" in result.output
    assert places(out).items() - before.items() == {("pool.xlsx", places(out)["pool.xlsx"])}
    assert (out / "summary.csv").read_bytes() == said


def test_another_version_other_settings_or_another_file_is_not_finished(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run("batch", plan, "--out", out, "--jobs", 1)
    plan.write_text(PLAN.replace("steps=3", "steps=4"), encoding="utf-8")
    sheetnet.build("pooling", out / "pool.xlsx")  # in another language
    assert "(1 from an earlier run)" in run("batch", plan, "--out", out, "--jobs", 1).output
    (out / ".records" / "pool.json").write_text('{"cells": 3', encoding="utf-8")
    assert "(2 from an earlier run)" in run("batch", plan, "--out", out, "--jobs", 1).output
    monkeypatch.setattr("sheetnet.jobs.records.__version__", "9.9")
    assert "earlier" not in run("batch", plan, "--out", out, "--jobs", 1).output


def test_failures_are_listed_stop_nobody_and_are_tried_again(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    (out / "pool.xlsx").mkdir(parents=True)  # no file can be put there
    result = run("batch", plan, "--out", out, "--jobs", 1)
    assert result.exit_code == 2
    assert "sheetnet: pool: " in result.output
    assert "2 ok, 1 failed" in result.output
    assert [row["status"] for row in summary(out)] == ["ok", "failed", "ok"]
    failed = summary(out)[1]
    assert "pool.xlsx" in failed["message"]
    assert failed["sha256"] == failed["cells"] == ""
    (out / "pool.xlsx").rmdir()
    assert run("batch", plan, "--out", out, "--jobs", 1).exit_code == 0


def test_a_mismatch_names_the_cell_and_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, out = tmp_path / "plan.csv", tmp_path / "out"
    plan.write_text("lesson,name\npooling,pool\n", encoding="utf-8")
    right = sheetnet.build("pooling", tmp_path / "right.xlsx")
    place = cell(right, "l2_2x2")
    wrong = edited(right, tmp_path / "wrong", {place: "=1+1"})

    def put(slug: str, settings: object, path: Path, lang: str) -> AbstractContextManager[Written]:
        return nullcontext(Written(Path(shutil.copy(wrong, path))))

    monkeypatch.setattr("sheetnet.jobs.planned.written_after", put)
    result = run("batch", plan, "--out", out, "--jobs", 1)
    assert result.exit_code == 1, result.output
    assert "1 workbook: 1 mismatch" in result.output
    (row,) = summary(out)
    assert row["status"] == "mismatch"
    assert int(row["mismatches"]) > 0
    assert row["message"].startswith(place)
    assert not list((out / ".records").glob("*.json"))


def test_a_training_that_diverges_is_said_to_also_when_it_was_finished_before(tmp_path: Path) -> None:
    settings = "layers=dense(3,identity) dense(2,identity); learning_rate=10; epochs=30; check_samples=1"
    plan = pd.DataFrame({"lesson": ["backprop"], "settings": [settings]})
    first, again = (sheetnet.batch(plan, tmp_path / "out", jobs=1) for _ in range(2))
    assert first["status"].tolist() == ["ok"]
    assert "diverges" in first["message"][0]
    assert first.equals(again)


def test_an_edited_workbook_is_never_replaced(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("batch", plan, "--out", out, "--jobs", 1)
    third = out / "third.xlsx"
    copy = edited(third, tmp_path / "edited", {cell(third, "learning_rate"): 0.2})
    third.write_bytes(copy.read_bytes())
    result = run("batch", plan, "--out", out, "--jobs", 1)
    assert result.exit_code == 2
    assert third.read_bytes() == copy.read_bytes()
    assert "and is left as it is: move it" in summary(out)[0]["message"]


def test_nothing_is_built_of_a_plan_with_mistakes(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("lesson,name\npooling,a\npoling,b\npooling,A\n", encoding="utf-8")
    result = run("batch", plan, "--out", tmp_path / "out")
    assert result.exit_code == 2
    lines = result.output.splitlines()
    assert [line.startswith(f"sheetnet: {plan}, line {n}: ") for line, n in zip(lines, (3, 4), strict=True)] == [
        True
    ] * 2
    assert not (tmp_path / "out").exists()


def test_a_killed_worker_costs_only_what_it_was_doing(plan: Path, tmp_path: Path) -> None:
    """The process that comes to ``pool`` first dies before it writes a record."""
    out = tmp_path / "out"
    rows = parse_plan(PLAN, "plan")
    jobs = [Traced(PlannedJob(row, out, make_folder(out)), tmp_path, kills="pool") for row in rows]
    outcomes = dict(run_all(jobs, Workers(cores=2), Silent()))
    assert not [outcome for outcome in outcomes.values() if isinstance(outcome, Failure)]
    assert [traces(tmp_path).count(f"{name} built") for name in NAMES] == [1, 1, 1]
    run("batch", plan, "--out", tmp_path / "quiet", "--jobs", 1)
    run("batch", plan, "--out", out, "--jobs", 1)
    assert contents(out) == contents(tmp_path / "quiet")


def test_what_a_killed_run_left_half_written_is_removed(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / ".records").mkdir(parents=True)
    for name in (".pool.k2j3.part", ".records/.pool.a_b.part", ".stranger.k2j3.part", "pool.part"):
        (out / name).touch()
    run("batch", plan, "--out", out, "--jobs", 1)
    assert {path.name for path in out.rglob("*part")} == {".stranger.k2j3.part", "pool.part"}


def test_an_interrupted_batch_says_how_to_go_on(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"

    def interrupted(self: Batch, *arguments: object) -> None:
        take(self, *arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    take = Batch._take
    monkeypatch.setattr(Batch, "_take", interrupted)
    result = run("batch", plan, "--out", out, "--jobs", 1)
    assert result.exit_code == 130
    assert result.output == "sheetnet: interrupted; 1 of 3 workbooks are done; the same command goes on from there\n"
    monkeypatch.setattr(Batch, "_take", take)
    assert "3 ok (1 from an earlier run)" in run("batch", plan, "--out", out, "--jobs", 1).output


def test_a_text_of_the_summary_is_no_formula(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("lesson,name\npooling,=1+1\npooling,@x\npooling,-a\n", encoding="utf-8")
    out = tmp_path / "out"
    assert run("batch", plan, "--out", out, "--jobs", 1).exit_code == 0
    assert [row["name"] for row in summary(out)] == ["'=1+1", "'@x", "'-a"]


def test_a_data_frame_is_a_plan_and_a_summary(tmp_path: Path) -> None:
    plan = pd.DataFrame({"lesson": ["pooling", "gradient_descent"], "settings": [None, "steps=3"]})
    frame = sheetnet.batch(plan, tmp_path, jobs=1)
    assert frame["status"].tolist() == ["ok", "ok"]
    assert frame["name"].tolist() == ["pooling_000001", "gradient_descent_000002"]
    assert frame["cells"].dtype == "Int64"
    with pytest.raises(sheetnet.SheetnetError, match="the plan, line 2: poling is not a lesson"):
        sheetnet.batch(pd.DataFrame({"lesson": ["poling"]}), tmp_path)


def test_a_folder_that_cannot_be_made_is_one_line(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    result = run("batch", plan, "--out", tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
