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


def test_regions_are_those_that_the_network_predicts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    write_example("classification", tmp_path)
    table = read_table(tmp_path / "iris.csv")
    samples = samples_of(table, "species", columns=["petal length", "petal width"])
    lesson = find("table_network")
    traced = lesson.trace(lesson.make({**samples.settings(), "epochs": 2, "layers": "dense(3,softmax)"}))
    z = StandardScaler().fit(samples.features).transform([[traced["region_across"][3], traced["region_up"][20]]])
    told = (traced["output_weights"][-1] @ z[0] + traced["output_bias"][-1]).argmax() + 1
    assert traced["region_told"][20, 3] == told
    row, column = np.argwhere(traced["region_points"] == 3)[0]
    at = [traced["region_across"][column], traced["region_up"][row]]
    away = np.abs(samples.features[samples.labels == 3] - at) / traced["region_step"]
    assert (away <= 0.5 + 1e-9).all(axis=1).any()


def test_r_squared_is_that_of_the_metrics(tmp_path) -> None:  # type: ignore[no-untyped-def]
    write_example("regression", tmp_path)
    samples = samples_of(read_table(tmp_path / "sine.csv"), "y", task="regression", validation=0.2)
    lesson = find("table_network")
    traced = lesson.trace(lesson.make({**samples.settings(), "epochs": 3}))
    rows = slice(-samples.validation, None)
    expected = r2_score(samples.labels[rows], traced["told"][rows])
    np.testing.assert_allclose(traced["r_squared_validation"], expected, rtol=1e-12)
