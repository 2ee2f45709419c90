"""Random networks: workbooks agree with ONNX's own evaluator and with onnxruntime."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx.reference import ReferenceEvaluator

import sheetnet
from sheetnet.check.read import read_workbook
from tests.operator_graph.random_models import random_convolutional, random_dense

Random = Callable[..., Any]


def answers(path: Path) -> np.ndarray:
    """Check a workbook and return what its model says."""
    report = sheetnet.verify(path)
    assert report.ok, report.to_frame()
    model: Any = read_workbook(path).model
    return sheetnet.load(path).tensor(model.output.name)


@pytest.mark.parametrize(("make", "seed"), [*((random_dense, n) for n in range(4)), (random_convolutional, 1)])
def test_in_double_precision_answers_are_those_of_the_standard(make: Random, seed: int, tmp_path: Path) -> None:
    model, samples = make(seed, np.float64)
    expected = ReferenceEvaluator(model).run(None, {"x": samples})[0]
    found = answers(sheetnet.from_model(model, samples, tmp_path / "model.xlsx"))
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("make", "seed"), [(random_dense, 11), (random_convolutional, 12), (random_convolutional, 13)])
def test_in_single_precision_answers_are_those_of_onnxruntime(make: Random, seed: int, tmp_path: Path) -> None:
    model, samples = make(seed, np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    expected = session.run(None, {"x": samples})[0]
    found = answers(sheetnet.from_model(model, samples, tmp_path / "model.xlsx"))
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.libreoffice
def test_libreoffice_agrees(tmp_path: Path) -> None:
    for make, seed in ((random_dense, 21), (random_convolutional, 22)):
        path = sheetnet.from_model(*make(seed, np.float32), tmp_path / f"{seed}.xlsx")
        assert sheetnet.verify(path, engine="libreoffice").ok
