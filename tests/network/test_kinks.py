"""ReLU at a sum that is 0 on paper: 0.1 + 0.2 − 0.3 is 0 in a spreadsheet and 5.6e-17 elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sheetnet
from tests.workbooks import Builder


@pytest.mark.long
@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
@pytest.mark.parametrize("engine", ["ironcalc", "formulon", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def test_a_zero_by_rounding_bends_alike_everywhere(activation: str, engine: str, built: Builder) -> None:
    path = built(
        "backprop",
        layers=f"dense(1,{activation}) dense(1,identity)",
        images=[[1, 1, 1]],
        targets=[[1]],
        parameters={"hidden_weights": [[0.1, 0.2, -0.3]], "hidden_bias": [0], "output_weights": [[2]]},
        epochs=2,
        check_samples=0,
    )
    report = sheetnet.verify(path, engine=engine)
    assert report.ok, report.differences[:3]


def test_outputs_that_tie_but_for_rounding_are_no_answer(tmp_path: Path) -> None:
    """Dead ReLUs leave outputs that are equal on paper: neither engine nor NumPy may pick one by its last bit."""
    path = sheetnet.build(
        "backprop", tmp_path / "x.xlsx", layers="dense(4,relu) dense(3,identity)", epochs=30, learning_rate=0.3,
        check_samples=1, images=np.round(np.random.default_rng(0).random((6, 5)), 2), targets=np.eye(3)[[0, 1, 2] * 2],
    )  # fmt: skip
    for engine in ("ironcalc", "formualizer"):
        report = sheetnet.verify(path, engine=engine)
        assert report.ok, report.differences[:3]


def test_a_tie_is_not_right_and_has_no_label() -> None:
    from sheetnet.catalogue import find
    from sheetnet.reference.network import accuracy_of

    targets = np.array([[1.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    outputs = np.array([[0.7, 0.7 - 1e-15, 0.1], [0.7, 0.6, 0.1], [0.7, 0.7, 0.1], [0.2, 0.1, 0.1]])
    np.testing.assert_array_equal(accuracy_of(outputs, targets), [0, 1, 1, 0])
    lesson = find("backprop")
    flat = {name: np.zeros_like(v) for name, v in lesson.make().parameters.items()}
    assert lesson.trace(lesson.make({"parameters": flat, "parameter_set": 1, "epochs": 1}))["test_answer"] == -1e6
