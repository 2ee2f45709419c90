"""Models of scikit-learn laid open: what the workbook tells is what the model tells."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from sklearn.decomposition import PCA
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

import sheetnet
from sheetnet.errors import InputError

GENERATOR = np.random.default_rng(1)
X = pd.DataFrame(GENERATOR.normal(size=(12, 3)) * [1, 9, 0.2] + [0, 50, 2], columns=["a", "b", "c"])
THREE = np.array(["red", "green", "blue"])[GENERATOR.integers(0, 3, 12)]
TWO = np.where(X["a"] > 0, "yes", "no")
NUMBER = X["a"] * 2 - X["b"] / 10


def networks(count: int) -> list[Any]:
    """Return models of scikit-learn with layers and activations drawn at random."""
    found: list[Any] = []
    for seed in range(count):
        sizes = tuple(GENERATOR.integers(1, 6, GENERATOR.integers(1, 4)).tolist())
        activation = ["identity", "logistic", "tanh", "relu"][seed % 4]
        kind = MLPRegressor if seed % 3 == 0 else MLPClassifier
        model = kind(hidden_layer_sizes=sizes, activation=activation, max_iter=30, random_state=seed)
        found.append(make_pipeline(StandardScaler(), model))
    return found


MODELS = [
    (LinearRegression(), NUMBER), (LogisticRegression(), TWO), (LogisticRegression(), THREE),
    (make_pipeline(StandardScaler(), LogisticRegression()), THREE),
    *((model, NUMBER if "regressor" in str(model.steps[-1]).lower() else (TWO, THREE)[n % 2])
      for n, model in enumerate(networks(12))),
]  # fmt: skip


def fitted(model: Any, y: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(X, y)


@pytest.mark.parametrize(("model", "y"), MODELS)
def test_the_workbook_tells_what_the_model_tells(model: Any, y: Any, tmp_path: Path) -> None:
    path = sheetnet.from_model(fitted(model, y), X, tmp_path / "model.xlsx", y)
    assert sheetnet.verify(path).ok
    loaded = sheetnet.load(path)
    if hasattr(model, "predict_proba"):
        expected = model.predict_proba(X)
        np.testing.assert_allclose(loaded.tensor("result_output_activation"), expected, rtol=1e-12, atol=1e-13)
    else:
        np.testing.assert_allclose(loaded.tensor("told"), model.predict(X), rtol=1e-12, atol=1e-12)


def test_without_targets_the_models_own_answers_are_compared(tmp_path: Path) -> None:
    path = sheetnet.from_model(fitted(LogisticRegression(), THREE), X, tmp_path / "model.xlsx")
    assert sheetnet.load(path).tensor("share_right") == 1


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (SVC(), "a SVC of scikit-learn is none"),
        (MLPClassifier(), "is not fitted"),
        (make_pipeline(PCA(2), LinearRegression()), "a PCA in a Pipeline"),
        (7, "builtins.int is no model"),
        ("model.onnx", "cannot read model.onnx"),
    ],
)
def test_what_cannot_be_laid_open_is_named(model: Any, said: str, tmp_path: Path) -> None:
    if type(model).__name__ == "Pipeline":
        model.fit(X, NUMBER)
    with pytest.raises(InputError, match=said):
        sheetnet.from_model(model, X, tmp_path / "model.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_rows_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    model = fitted(LinearRegression(), NUMBER)
    with pytest.raises(InputError, match=r"takes \(rows, 3\)"):
        sheetnet.from_model(model, X[["a", "b"]], tmp_path / "model.xlsx")


def test_a_model_laid_open_speaks_of_no_training(tmp_path: Path) -> None:
    path = sheetnet.from_model(fitted(LogisticRegression(), THREE), X, tmp_path / "model.xlsx", THREE)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Start", "Try", "Answers", "Initial", "Data", "All cells"]
    said = " ".join(str(cell.value) for row in book["Start"].iter_rows() for cell in row if cell.value)
    assert not {"Curve", "Training", "Validation"} & set(said.replace(".", " ").replace(":", " ").split())


@pytest.mark.skipif("loss" not in MLPRegressor().get_params(), reason="this scikit-learn knows no loss of Poisson's")
@pytest.mark.parametrize("known", [True, False])
def test_counts_are_told_by_an_exponential(known: bool, tmp_path: Path) -> None:
    """With Poisson's loss the output is eᶻ, which networks on tables do not have: it is a graph of operators."""
    counts = np.round(np.exp(X["a"]))
    network = MLPRegressor(hidden_layer_sizes=(3,), activation="tanh", loss="poisson", max_iter=30, random_state=0)
    model = fitted(make_pipeline(StandardScaler(), network), counts)
    path = sheetnet.from_model(model, X, tmp_path / "model.xlsx", counts if known else None)
    assert sheetnet.verify(path).ok
    loaded = sheetnet.load(path)
    np.testing.assert_allclose(loaded.tensor("told"), model.predict(X), rtol=1e-12)
    np.testing.assert_allclose(loaded.tensor("labels"), counts if known else model.predict(X), rtol=1e-12)
    said = [cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert {"a", "b", "c"} <= set(said)
