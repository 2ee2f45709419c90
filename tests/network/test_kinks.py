"""ReLU at a sum that is 0 on paper: 0.1 + 0.2 − 0.3 is 0 in a spreadsheet and 5.6e-17 elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import sheetnet


@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
@pytest.mark.parametrize("engine", ["ironcalc", "formulon", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def test_a_zero_by_rounding_bends_alike_everywhere(activation: str, engine: str, tmp_path: Path) -> None:
    path = sheetnet.build(
        "backprop",
        tmp_path / "x.xlsx",
        layers=f"dense(1,{activation}) dense(1,identity)",
        images=[[1, 1, 1]],
        targets=[[1]],
        parameters={"hidden_weights": [[0.1, 0.2, -0.3]], "hidden_bias": [0], "output_weights": [[2]]},
        epochs=2,
        check_samples=0,
    )
    report = sheetnet.verify(path, engine=engine)
    assert report.ok, report.differences[:3]
