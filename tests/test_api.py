"""The Python API and its documented examples."""

from __future__ import annotations

import doctest
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import sheetnet
import sheetnet.api
import sheetnet.own_network
from tests.workbooks import cell, edited


@pytest.mark.parametrize("module", [sheetnet.api, sheetnet.own_network])
def test_the_documented_examples_run(module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where the examples build
    outcome = doctest.testmod(module)
    assert outcome.attempted >= 3
    assert outcome.failed == 0


def test_a_report_is_a_data_frame_with_a_row_a_tensor(descent: Path) -> None:
    report = sheetnet.verify(descent)
    frame = report.to_frame().set_index("tensor")
    assert frame["cells"].sum() == report.cells
    assert frame["max_abs_error"].max() == report.max_abs_error
    assert frame.loc["learning_rate", "sheet"] == "Bowl"
    assert not frame["mismatches"].any()
    assert report.differences_to_frame().empty


def test_what_is_wrong_stands_first(descent: Path, tmp_path: Path) -> None:
    path = edited(descent, tmp_path, {cell(descent, "x", 1): 7})
    report = sheetnet.verify(path)
    assert not report.ok
    first = report.to_frame().iloc[0]
    assert first["mismatches"] > 0
    assert len(report.differences_to_frame()) == report.mismatches


def test_a_report_is_a_table_in_a_notebook(descent: Path, tmp_path: Path) -> None:
    path = tmp_path / "<b>.xlsx"
    path.write_bytes(descent.read_bytes())
    shown = sheetnet.verify(path)._repr_html_()
    assert "&lt;b&gt;.xlsx" in shown
    assert "<b>" not in shown


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sheetnet.SheetnetError, match=r"choose one of en \(English\), zh \(中文\)"):
        sheetnet.build("regression", tmp_path / "x.xlsx", lang="fr")
    assert not list(tmp_path.iterdir())


def test_arrays_are_inputs_too(tmp_path: Path) -> None:
    heights, weights = [150.0, 160.0, 170.0, 180.0], [50.0, 55.0, 65.0, 68.0]
    path = sheetnet.build("regression", tmp_path / "x.xlsx", heights=heights, weights=weights)
    report = sheetnet.verify(path, changes=["weights[2]=80"])
    assert report.ok, report.differences


def test_one_change_may_be_a_word(descent: Path) -> None:
    assert sheetnet.verify(descent, changes="start_x=-1").changes == ("start_x=-1",)


def test_a_file_that_no_spreadsheet_would_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sheetnet.SheetnetError, match=r"does not end in \.xlsx"):
        sheetnet.build("pooling", tmp_path / "pooling.txt")


@pytest.mark.parametrize(
    ("slug", "chosen", "message"),
    [
        ("backprop", {"targets": 1}, r"targets has shape \(\)"),
        ("backprop", {"parameters": 3}, "parameters is 3; it must be arrays by name"),
        ("neural_net", {"trained_foo": 3}, "trained_foo is neither a setting nor an input; .*trained_hidden_w"),
        ("backprop", {"layers": 3}, "layers is 3; it must be text"),
        ("backprop", {"epochs": [1, 2]}, r"epochs has shape \(2,\); it must be a single value"),
        ("gradient_descent", {"start_x": [1, 2]}, r"start_x has shape \(2,\); it must be a single value"),
        ("gradient_descent", {"start_x": [[1], [2, 3]]}, r"start_x has shape \(2,\)"),
        ("gradient_descent", {"start_x": 1j}, "start_x is 1j; it must be a number"),
        ("regression", {"heights": 170}, r"heights has shape \(\)"),
        ("regression", {"heights": {"a": 1}}, "heights is not an array of numbers"),
        ("convolution", {"kernel": 2}, r"kernel \(\)"),
        ("convolution", {"picture": 2}, r"picture \(\)"),
        ("taylor", {"first": 1}, r"shapes \(\(\), \(3,\)"),
        ("descent_variants", {"x": 1, "y": 1}, r"x has shape \(\)"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(slug: str, chosen: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(sheetnet.SheetnetError, match=message):
        sheetnet.build(slug, tmp_path / "x.xlsx", **chosen)


def test_one_trained_parameter_may_be_given_alone(tmp_path: Path) -> None:
    path = sheetnet.build("neural_net", tmp_path / "x.xlsx", trained_output_bias=[1, -1], layers="2,2")
    assert sheetnet.verify(path).ok
