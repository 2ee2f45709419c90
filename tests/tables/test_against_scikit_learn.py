"""Scaled columns and measures of scikit-learn's, another witness."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import confusion_matrix, r2_score
from sklearn.preprocessing import StandardScaler

from sheetnet.catalogue import find
from sheetnet.tables.read import read_table
from sheetnet.tables.samples import samples_of
from sheetnet.tables.spec import write_example


def test_columns_are_scaled_as_a_standard_scaler_does(tmp_path) -> None:  # type: ignore[no-untyped-def]
    write_example("classification", tmp_path)
    samples = samples_of(read_table(tmp_path / "iris.csv"), "species", validation=0.2, seed=1)
    lesson = find("table_network")
    model = lesson.make({**samples.settings(), "epochs": 3})
    traced = lesson.trace(model)
    scaler = StandardScaler().fit(samples.features[:-30])
    np.testing.assert_allclose(traced["table_inputs"], scaler.transform(samples.features), rtol=1e-12, atol=1e-13)
    np.testing.assert_array_equal(traced["confusion"], confusion_matrix(samples.labels, traced["told"]))


def test_r_squared_is_that_of_the_metrics(tmp_path) -> None:  # type: ignore[no-untyped-def]
    write_example("regression", tmp_path)
    samples = samples_of(read_table(tmp_path / "sine.csv"), "y", task="regression", validation=0.2)
    lesson = find("table_network")
    traced = lesson.trace(lesson.make({**samples.settings(), "epochs": 3}))
    rows = slice(-samples.validation, None)
    expected = r2_score(samples.labels[rows], traced["told"][rows])
    np.testing.assert_allclose(traced["r_squared_validation"], expected, rtol=1e-12)
