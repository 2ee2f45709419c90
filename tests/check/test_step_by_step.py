"""Where a training makes anything of rounding, each of its steps is compared by itself, and what is wrong is found.

The columns are standardised and the code is normalised over all rows, so that at the first step the gradients of the
last biases are 0 on paper. What rounding leaves of them Adam divides by a little more than ε = 10⁻⁸.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sheetnet
from sheetnet.check import read_workbook
from sheetnet.check.expect import expect
from tests.lint.files import replaced
from tests.lint.test_own_rules import part_of
from tests.workbooks import address, cell, multiplied, wrong_cells

RANDOM = np.random.default_rng(0)
ROWS = pd.DataFrame(
    RANDOM.normal(size=(40, 2)) @ RANDOM.normal(size=(2, 5)) + RANDOM.normal(size=(40, 5)) / 10 + [1, 5, 10, 0, 3],
    columns=list("abcde"),
)
CHOICES = {
    "task": "autoencoder", "layers": "dense(2,identity) batchnorm() dense(5,identity)", "optimizer": "adam",
    "learning_rate": 0.05, "epochs": 6,
}  # fmt: skip


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sheetnet.network(tmp_path_factory.mktemp("steps") / "a.xlsx", ROWS, **CHOICES)  # type: ignore[arg-type]


def test_steps_that_rounding_leads_apart_agree_one_by_one(trained: Path) -> None:
    report = sheetnet.verify(trained)
    assert report.ok, report.remarks
    assert report.by_step
    assert any("each step was compared by itself" in line for line in report.remarks)


def test_a_training_that_magnifies_little_is_compared_as_a_whole(tmp_path: Path) -> None:
    path = sheetnet.network(tmp_path / "b.xlsx", ROWS, **{**CHOICES, "optimizer": "sgd"})  # type: ignore[arg-type]
    report = sheetnet.verify(path)
    assert report.ok
    assert not report.by_step


@pytest.mark.parametrize(
    ("tensor", "index", "factor"),
    [
        ("output_bias_gradient", (0, 0), "1+1E-9"),  # where it is 0 on paper
        ("output_bias", (2, 1), "1.01"),
        ("normalisation_shift_squares", (4, 0), "1.0001"),
        ("hidden_weights", (5, 1, 2), "1.0001"),
        ("result_output_z", (2, 2), "1.0001"),
    ],
)
def test_a_wrong_formula_is_found_where_it_stands(
    tensor: str, index: tuple[int, ...], factor: str, trained: Path, tmp_path: Path
) -> None:
    place = cell(trained, tensor, *index)
    wrong = wrong_cells(sheetnet.verify(multiplied(trained, tmp_path, place, factor)))
    assert place in wrong
    assert len(wrong) < 300, "what follows from the wrong cell is right by itself"


def test_what_a_step_has_led_to_is_where_the_next_begins(trained: Path) -> None:
    """Parameters moved by a thousandth after the third step: the fourth begins there, the third has not led there."""
    expected = expect(read_workbook(trained))
    moved = {name: values.copy() for name, values in expected.values.items()}
    moved["output_bias"][3] += 1e-3
    stepwise = expected.step_by_step(moved).values
    np.testing.assert_array_equal(stepwise["output_bias"][:4], expected.values["output_bias"][:4])
    np.testing.assert_allclose(stepwise["output_z"][3] - expected.values["output_z"][3], 1e-3)
    np.testing.assert_array_equal(stepwise["output_z"][4], expected.values["output_z"][4])


def test_stored_values_must_follow_from_each_other_too(trained: Path, tmp_path: Path) -> None:
    """Stored are the numbers of one way, computed those of another; a number of neither is stale."""
    place = address(trained, "output_bias", 5, 0)
    pattern = rf'(<c r="{place}"[^>]*><f>[^<]*</f><v>)[^<]*</v>'
    path = replaced(trained, tmp_path, {part_of(trained, "Training"): (pattern, r"\g<1>0.5</v>")})
    report = sheetnet.verify(path)
    assert not report.differences
    assert [finding for finding in report.findings if finding.error and finding.what.startswith("output_bias:")]
