"""A training that diverges is said to: at build, on its sheet, and by a check, which compares what comes before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check import Report, read_workbook
from sheetnet.check.perturb import perturbations
from sheetnet.check.run import checks
from sheetnet.cli import main
from sheetnet.engines import find as find_engine
from sheetnet.errors import DivergenceWarning
from sheetnet.models.training import DIVERGES, FALLEN, NOT_FALLEN
from tests.workbooks import cell, multiplied, wrong_cells

LESSON = find("backprop")
X = np.linspace(-3.14, 3.14, 20).round(2)
SAYS = r"diverges: from epoch 7 on .* more than 1,000 times that at its start; lower η"


def sine(rate: float, **more: Any) -> dict[str, Any]:
    """Return settings for 20 points of a sine, a hidden layer of eight units, and an output without bounds."""
    layers = "dense(8,tanh) dense(1,identity)"
    return {
        "layers": layers, "images": X[:, None], "targets": np.sin(X).round(4)[:, None], "learning_rate": rate, **more
    }  # fmt: skip


@pytest.fixture(scope="module")
def diverging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.warns(DivergenceWarning, match=SAYS):
        return sheetnet.build("backprop", tmp_path_factory.mktemp("sine") / "sine.xlsx", **sine(0.05))


def divergence(report: Report) -> list[str]:
    return [line for line in report.remarks if "diverges" in line]


@pytest.mark.parametrize(("rate", "verdict"), [(0.01, FALLEN), (0.05, DIVERGES), (10, DIVERGES)])
def test_the_verdict_of_a_training(rate: float, verdict: int) -> None:
    assert LESSON.trace(LESSON.make(sine(rate, check_samples=0)))["verdict"] == verdict


def test_a_cost_that_rises_within_bounds_has_not_fallen() -> None:
    assert LESSON.trace(LESSON.make({"learning_rate": 2, "check_samples": 0}))["verdict"] == NOT_FALLEN


def test_a_check_says_so_in_a_sentence(diverging: Path) -> None:
    """Rounding grows with the cost: from epoch 12 on thousands of cells differ from the reference's."""
    report = sheetnet.verify(diverging)
    assert report.ok, report.differences[:3]
    assert report.diverges_from == 7
    assert report.lost > 100
    assert len(divergence(report)) == 1


def test_what_comes_before_is_compared(diverging: Path, tmp_path: Path) -> None:
    place = cell(diverging, "hidden_weights", 2, 3, 0)
    report = sheetnet.verify(multiplied(diverging, tmp_path, place, "1.0000001"))
    assert place in wrong_cells(report)


def test_the_verdict_itself_is_compared(diverging: Path, tmp_path: Path) -> None:
    place = cell(diverging, "verdict")
    assert place in wrong_cells(sheetnet.verify(multiplied(diverging, tmp_path, place, "0")))


def test_a_change_that_lets_it_diverge_is_told(tmp_path: Path) -> None:
    path = sheetnet.build("backprop", tmp_path / "x.xlsx", **sine(0.01, check_samples=0))
    assert divergence(sheetnet.verify(path)) == []
    report = sheetnet.verify(path, changes="learning_rate=0.03")
    assert report.ok, report.differences[:3]
    assert len(divergence(report)) == 1


def test_a_regression_stays_one_with_random_inputs(tmp_path: Path) -> None:
    """Where outputs have no bounds, no larger learning rate is drawn than the workbook has."""
    subject = read_workbook(sheetnet.build("backprop", tmp_path / "x.xlsx", **sine(0.01, check_samples=0)))
    for report in checks(subject, find_engine("ironcalc"), perturbations(subject.model, 6, seed=0)):
        assert report.ok, (report.changes, report.differences[:3])
        assert report.diverges_from is None


def test_the_command_line_warns_and_ends_well(tmp_path: Path) -> None:
    chosen = ["layers=dense(2,relu) dense(2,identity)", "learning_rate=5", "epochs=8", "check_samples=0"]
    settings = [word for choice in chosen for word in ("--set", choice)]
    result = CliRunner().invoke(main, ["build", "backprop", "--out", str(tmp_path), "--jobs", "1", *settings])
    assert result.exit_code == 0, result.output
    assert "warning" in result.stderr
    assert "the training diverges: from epoch" in result.stderr
    assert "lower η" in result.stderr
