"""``build`` and ``verify`` do the same whoever works for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sheetnet.check import Report
from sheetnet.cli import main
from sheetnet.engines import find
from sheetnet.jobs.check import Draws, check_jobs
from sheetnet.jobs.job import Silent
from tests.workbooks import cell, edited


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.xlsx")}


def test_however_many_build_the_bytes_and_the_report_are_the_same(tmp_path: Path) -> None:
    said = []
    for jobs in (1, 2):
        out = tmp_path / str(jobs)
        result = run("build", "pooling", "circle_area", "--lang", "en", "--lang", "zh", "--out", out, "--jobs", jobs)
        assert result.exit_code == 0, result.output
        said.append([line.split()[1:] for line in result.output.splitlines()])
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert len(contents(tmp_path / "1")) == 4
    assert said[0] == said[1]


def test_a_lesson_that_cannot_be_built_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "pooling.xlsx").mkdir()
    result = run("build", "pooling", "gradient_descent", "--out", tmp_path, "--jobs", 1)
    assert result.exit_code == 2
    assert "1 check, " in result.output
    assert result.stderr.startswith(f"sheetnet: {tmp_path / 'pooling.xlsx'} ")
    assert len(result.stderr.splitlines()) == 1


def test_random_inputs_are_the_same_however_they_are_shared_out(descent: Path) -> None:
    alone, shared = (
        json.loads(run("verify", descent, "--perturb", 5, "--seed", 3, "--jobs", jobs, "--json").stdout)
        for jobs in (1, 3)
    )
    assert alone == shared
    assert len(alone) == 5
    assert len({tuple(report["changes"]) for report in alone}) == 5


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_file_is_reported_in_its_place(jobs: int, descent: Path, regression: Path, tmp_path: Path) -> None:
    negative = edited(descent, tmp_path, {cell(descent, "learning_rate"): -3})
    result = run("verify", regression, negative, descent, "--jobs", jobs, "--json")
    assert result.exit_code == 2
    rows = json.loads(result.stdout)
    assert [row["workbook"] for row in rows] == [str(path) for path in (regression, descent, negative)]


def test_work_is_cut_apart_only_as_far_as_there_are_workers() -> None:
    a, b = Path("a.xlsx"), Path("b.xlsx")
    draws = Draws.all(10, seed=0)

    def cuts(paths: list[Path], engines: list[str], workers: int) -> list[tuple[str, int, int, int]]:
        jobs = check_jobs(paths, engines, [], draws, workers)
        return [(j.path.stem, len(j.engines), j.draws.first, j.draws.last) for j in jobs if j.draws]

    assert cuts([a, b], ["x", "y"], 1) == [("a", 2, 0, 10), ("b", 2, 0, 10)]
    assert cuts([a, b], ["x", "y"], 4) == [("a", 1, 0, 10)] * 2 + [("b", 1, 0, 10)] * 2
    assert cuts([a], ["x"], 3) == [("a", 1, 0, 3), ("a", 1, 3, 6), ("a", 1, 6, 10)]
    assert len(cuts([a], ["x"], 99)) == 10


def test_what_was_checked_before_an_engine_failed_is_reported(descent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(find("cached")), "unavailable", lambda self: "cached cannot run here")
    (job,) = check_jobs([descent], ["ironcalc", "cached"], [], None, workers=1)
    checked = job.run(Silent())
    assert [type(report) for report in checked.reports] == [Report]
    assert checked.refused == "cached cannot run here"
