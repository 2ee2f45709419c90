"""There and back: built, changed and saved in LibreOffice, loaded, and the same predictions in scikit-learn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check.read import read_workbook
from sheetnet.models.assignment import parse
from tests.first_edit import Edit, make
from tests.workbooks import cell

GENERATOR = np.random.default_rng(4)
X = pd.DataFrame(GENERATOR.normal(size=(12, 3)) * [1, 9, 0.2] + [0, 50, 2], columns=["a", "b", "c"])
KINDS = np.array(["red", "green", "blue"])[GENERATOR.permutation(12) % 3]
RATE = 0.21


def in_scikit_learn(parameters: dict[str, np.ndarray], alphabetical: np.ndarray) -> MLPClassifier:
    """Return scikit-learn's network with ours, whose classes need not stand in alphabetical order."""
    model = MLPClassifier((4,), activation="tanh", max_iter=1, solver="sgd")
    with pytest.warns(match="Maximum iterations"):
        model.fit(X.to_numpy(), KINDS)
    model.coefs_ = [parameters["hidden_weights"].T, parameters["output_weights"][alphabetical].T]
    model.intercepts_ = [parameters["hidden_bias"], parameters["output_bias"][alphabetical]]
    return model


@pytest.mark.libreoffice
def test_what_another_rate_has_learned_in_libreoffice_predicts_alike_in_scikit_learn(tmp_path: Path) -> None:
    path = sheetnet.network(
        tmp_path / "kinds.xlsx", X, KINDS, layers="dense(4,tanh) dense(3,softmax)", epochs=4, batch_size=5
    )
    sheet, _, place = cell(path, "learning_rate").rpartition("!")
    ((seen, _),) = make([Edit(path, sheet, place, RATE)], tmp_path / "saved")
    loaded = sheetnet.load(seen)
    parameters = loaded.parameters()

    model = read_workbook(path).changed(parse([f"learning_rate={RATE}"])).model
    expected = find("table_network").trace(model)
    for name, values in parameters.items():
        np.testing.assert_allclose(values, expected[name][-1], rtol=1e-9)

    alphabetical = np.argsort(model.classes)
    theirs = in_scikit_learn(parameters, alphabetical)
    probabilities = theirs.predict_proba(StandardScaler().fit_transform(X.to_numpy()))
    np.testing.assert_allclose(loaded.predict(X)[:, alphabetical], probabilities, rtol=1e-9)
