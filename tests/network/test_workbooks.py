"""Networks in spreadsheets: any architecture agrees with NumPy, stays live, and never shows an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check import read_workbook
from sheetnet.check.report import Report
from sheetnet.engines import Cells
from sheetnet.engines import find as find_engine
from sheetnet.errors import DivergenceWarning, InputError, LimitError
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.write.poisoned_copy import write_poisoned_copy
from tests.network.in_libreoffice import relearned
from tests.network.strategies import convolutional_settings, dense_settings
from tests.workbooks import Builder


def path_without_notes(path: Path) -> Path:
    """Return a lean copy beside the file: the embedded engine cannot load notes."""
    write_poisoned_copy(read(path), path.with_name("lean.xlsx"))
    return path.with_name("lean.xlsx")


def assert_ok(report: Report) -> None:
    assert report.ok, "\n".join(str(difference) for difference in report.differences[:5])


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::sheetnet.errors.DivergenceWarning")
@settings(max_examples=3)
@given(dense_settings())
def test_any_dense_network_agrees(built: Builder, chosen: dict[str, Any]) -> None:
    assert_ok(sheetnet.verify(built("backprop", **chosen)))


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::sheetnet.errors.DivergenceWarning")
@settings(max_examples=3)
@given(convolutional_settings())
def test_any_convolutional_network_agrees(built: Builder, chosen: dict[str, Any]) -> None:
    assert_ok(sheetnet.verify(built("cnn_backprop", **chosen)))


HANDFUL: list[dict[str, Any]] = [
    {"layers": "5,4,2", "epochs": 2},
    {"layers": "dense(4,tanh) dense(2,softmax)", "loss": "cross_entropy", "epochs": 2},
    {"layers": "dense(3,relu) dense(3,leaky_relu) dense(2,identity)", "epochs": 2, "learning_rate": 0.0001},
    {"layers": "dense(2,sigmoid)", "loss": "cross_entropy", "epochs": 3},
    {"layers": "conv(2,2x2,1,1,tanh) maxpool(2,1,first) conv(2,2x2,1,0,sigmoid) dense(2,sigmoid)", "epochs": 2},
    {"layers": "conv(2,3x3,1,1,sigmoid) avgpool(2,1) dense(2,softmax)", "loss": "cross_entropy", "epochs": 2},
]


PICTURES = {
    "images": np.random.default_rng(6).uniform(0, 1, (5, 4, 3)).round(2), "targets": np.eye(2)[[0, 1, 0, 1, 1]],
    "check_samples": 1,
}  # fmt: skip
"""A few of the size of the book's."""


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("chosen", HANDFUL, ids=lambda chosen: chosen["layers"])
@pytest.mark.parametrize("engine", ["ironcalc", pytest.param("formualizer", marks=pytest.mark.long)])
def test_a_handful_agrees_in_every_engine(chosen: dict[str, Any], engine: str, built: Builder) -> None:
    path = built("backprop", **PICTURES, **chosen)
    assert_ok(sheetnet.verify(path, engine=engine))


@pytest.mark.long
@pytest.mark.libreoffice
def test_a_handful_agrees_in_libreoffice(built: Builder, tmp_path: Path) -> None:
    for report in relearned([built("backprop", **PICTURES, **chosen) for chosen in HANDFUL], tmp_path):
        assert_ok(report)


@pytest.fixture(scope="session")
def short_training(built: Builder) -> Path:
    return built("backprop", epochs=3, check_samples=0)


CHANGES = ["learning_rate=0.5", "images[0,1,1]=1", "targets[3,0]=0", "initial_hidden_weights[1,2,0]=1.5"]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_retrains_the_network(short_training: Path, change: str) -> None:
    assert_ok(sheetnet.verify(short_training, changes=[change]))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "leaky_relu"])
def test_saturated_units_show_no_error(tmp_path: Path, activation: str) -> None:
    signs = 1e6 * np.array([1.0, -1.0, -1.0])[:, None, None] * np.ones((3, 4, 3))
    path = sheetnet.build("backprop", tmp_path / "x.xlsx", epochs=1, check_samples=0, initial_hidden_weights=signs,
                          layers=f"dense(3,{activation}) dense(2,sigmoid)")  # fmt: skip
    report = sheetnet.verify(path)
    assert_ok(report)
    assert report.overflows == 0
    if activation == "sigmoid":
        entry = read_workbook(path).map.entries["hidden_activation"]
        wanted = {"Training": Cells(*(axis.ravel() for axis in entry.cells()))}
        values = find_engine("ironcalc").recalculate(path_without_notes(path), wanted)["Training"]
        assert not values.others
        assert set(values.numbers.tolist()) == {0.0, 1.0}


def test_too_many_samples_name_the_limit_and_what_fits(tmp_path: Path) -> None:
    images = np.zeros((4100, 4, 3))
    with pytest.raises(LimitError, match=r"16,384 columns; use 40\d\d samples or fewer"):
        sheetnet.build("backprop", tmp_path / "x.xlsx", images=images, targets=np.zeros((4100, 2)))
    assert not list(tmp_path.iterdir())


def test_too_many_epochs_name_the_limit_and_what_fits(tmp_path: Path) -> None:
    one = {"images": np.zeros((1, 24, 1)), "targets": np.zeros((1, 2)), "epochs": 10_000, "check_samples": 0}
    with pytest.raises(LimitError, match=r"1,048,576 rows; use epochs=\d+ or fewer"):
        sheetnet.build("backprop", tmp_path / "x.xlsx", layers="dense(4,sigmoid) dense(2,sigmoid)", **one)
    assert not list(tmp_path.iterdir())


def test_a_training_that_no_spreadsheet_would_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match=r"1\d,\d\d\d,\d\d\d cells; .* use epochs=(\d+) or fewer") as refused:
        sheetnet.build("backprop", tmp_path / "x.xlsx", epochs=10_000)
    most = int(str(refused.value).split("epochs=")[2].split()[0])
    find("backprop").make({"epochs": most})
    with pytest.raises(LimitError):
        find("backprop").make({"epochs": most + 1})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"layers": "conv(3,7x7) dense(2,sigmoid)"}, r"kernel \(7, 7\) is larger than the picture below it, \(4, 3\)"),
        ({"layers": "maxpool(4) dense(2)"}, r"block \(4, 4\) is larger than the picture below it, \(4, 3\)"),
        ({"layers": "conv(3,2x2,0,0) dense(2)"}, "stride 0"),
        ({"layers": "dense(3) conv(2) dense(2)"}, "needs a picture of rows and columns"),
        ({"layers": "dense(3,softmax) dense(2)"}, "softmax is for the last layer"),
        ({"layers": "conv(2,2x2)"}, "it must be dense"),
        ({"layers": "dense(3,swish) dense(2)"}, "activation 'swish'; allowed are"),
        ({"layers": "3;2"}, "write for example"),
        ({"layers": [0, 2]}, "0 units or filters; allowed are 1 to"),
        ({"layers": "dense(2,tanh)", "loss": "cross_entropy"}, "needs softmax or sigmoid outputs, not tanh"),
        ({"images": [[[np.nan] * 3] * 4], "targets": [[1, 0]]}, r"images\[0, 0, 0\] is nan"),
        ({"images": np.zeros((2, 4, 3))}, "without targets"),
        ({"images": np.zeros((2, 4, 3)), "targets": [[1, 0]]}, r"targets has shape \(1, 2\).*must have shape \(2, 2\)"),
        ({"initial_hidden_weights": np.zeros((3, 3, 3))}, r"hidden_weights has shape \(3, 3, 3\).*\(3, 4, 3\)"),
        ({"parameters": {"hidden_wieghts": [1]}}, "hidden_wieghts is neither"),
        ({"epochs": 0}, "epochs is 0"),
        ({"learning_rate": -1}, "learning_rate is -1"),
    ],
)
def test_what_does_not_fit_is_told_with_its_shapes(chosen: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        sheetnet.build("backprop", tmp_path / "x.xlsx", **chosen)


def test_channels_that_do_not_match_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"convolution_weights has shape \(2, 3, 2, 2\).*\(2, 2, 2, 2\)"):
        sheetnet.build(
            "cnn_backprop",
            tmp_path / "x.xlsx",
            layers="conv(2,2x2) dense(2)",
            images=np.zeros((1, 2, 4, 4)),
            targets=[[1, 0]],
            parameters={"convolution_weights": np.zeros((2, 3, 2, 2))},
        )


@pytest.mark.parametrize("slug", ["neural_net", "cnn"])
def test_the_solver_lessons(slug: str, built: Builder) -> None:
    path = built(slug)
    assert_ok(sheetnet.verify(path))
    assert_ok(sheetnet.verify(path, changes=["parameter_set=1", "output_bias[0]=0.5"]))
    names = openpyxl.load_workbook(path)["Fit"].defined_names
    cells = sum(len(list(_cells(part))) for part in names["solver_adj"].attr_text.split(","))
    assert cells == {"neural_net": 47, "cnn": 69}[slug]


def _cells(address: str) -> Any:
    from openpyxl.utils.cell import rows_from_range

    return (cell for row in rows_from_range(address.split("!")[1].replace("$", "")) for cell in row)


@pytest.mark.long
@pytest.mark.parametrize("slug", ["backprop", "cnn_backprop"])
def test_fifty_epochs(slug: str, built: Builder) -> None:
    assert_ok(sheetnet.verify(built(slug)))


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.parametrize(("slug", "epochs"), [("backprop", 50), ("cnn_backprop", 6)])
def test_many_epochs_in_libreoffice(slug: str, epochs: int, built: Builder) -> None:
    """It takes half a minute for fifty of the larger one, whose epochs are all alike."""
    assert_ok(sheetnet.verify(built(slug, epochs=epochs), engine="libreoffice"))


DIVERGING = {
    "layers": "dense(3,identity) dense(2,identity)", "learning_rate": 10, "epochs": 30, "check_samples": 1,
    "images": [[0.5, 0.2], [0.3, 1], [1, 0.4], [1, 1]], "targets": [[1, 0], [0, 1], [0, 1], [1, 0]],
}  # fmt: skip


@pytest.mark.parametrize("activation", ["identity", "leaky_relu"])
def test_a_training_that_leaves_all_numbers_is_no_mismatch(activation: str, tmp_path: Path) -> None:
    """Errors in cells and what is no number in the reference agree, in the answers too."""
    chosen = DIVERGING | {"layers": f"dense(3,{activation}) dense(2,identity)"}
    with pytest.warns(DivergenceWarning):
        path = sheetnet.build("backprop", tmp_path / "x.xlsx", **chosen)
    report = sheetnet.verify(path)
    assert report.ok, report.differences[:3]
    assert report.overflows


@pytest.mark.slow
@pytest.mark.parametrize(
    "layers",
    [
        "conv(2,2x2,1,0,tanh) conv(2,2x2,2,0,relu) dense(2,sigmoid)",
        "conv(2,1x1,1,0,tanh) conv(2,3x3,2,0,relu) dense(2,sigmoid)",
        pytest.param("conv(2,3x1,1,1,tanh) dense(2,sigmoid)", marks=pytest.mark.long),
        pytest.param("conv(2,1x5,1,1,tanh) dense(2,sigmoid)", marks=pytest.mark.long),
    ],
)
def test_windows_that_leave_rows_over_or_lie_on_blanks(layers: str, tmp_path: Path) -> None:
    images = np.random.default_rng(0).normal(size=(2, 6, 6)).round(2)
    chosen = {"layers": layers, "images": images, "targets": np.eye(2), "epochs": 2, "check_samples": 1}
    path = sheetnet.build("cnn_backprop", tmp_path / "x.xlsx", **chosen)
    assert sheetnet.verify(path).ok


@pytest.mark.parametrize("layers", ["2,2", "1,2", "dense(2,softmax)"])
def test_narrow_networks_for_the_solver(layers: str, tmp_path: Path) -> None:
    xor = {"images": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": [[1, 0], [0, 1], [0, 1], [1, 0]]}
    assert sheetnet.verify(sheetnet.build("neural_net", tmp_path / "x.xlsx", layers=layers, **xor)).ok
