"""What is read back of a workbook: numbers, parameters, the training, predictions; also after others have edited it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import sheetnet
from sheetnet.catalogue import find
from sheetnet.cli import main
from sheetnet.errors import InputError
from tests.first_edit import Edit, make
from tests.workbooks import Builder, cell, edited, model_of, small

SETTINGS = small("backprop")


@pytest.fixture(scope="module")
def training(built: Builder) -> Path:
    """A short training of a small network."""
    return built("backprop", **SETTINGS)


def reference(**changes: Any) -> dict[str, np.ndarray]:
    """Return the reference's tensors of the training with other inputs."""
    return find("backprop").trace(model_of("backprop", **SETTINGS, **changes))


def test_parameters_are_those_of_the_epoch(training: Path) -> None:
    loaded, expected = sheetnet.load(training), reference()
    for epoch, number in (("last", 2), (0, 0), (1, 1)):
        found = loaded.parameters(epoch)
        assert found.keys() == {"hidden_weights", "hidden_bias", "output_weights", "output_bias"}
        for name, values in found.items():
            np.testing.assert_array_equal(values, expected[name][number])


def test_the_history_is_that_of_the_training(training: Path) -> None:
    history, expected = sheetnet.load(training).history(), reference()
    assert history.index.name == "epoch"
    np.testing.assert_array_equal(history["cost"], expected["cost_curve"])
    np.testing.assert_array_equal(history["accuracy"], expected["accuracy_curve"])


def test_predictions_are_the_networks_answers(training: Path) -> None:
    loaded = sheetnet.load(training)
    images = loaded.tensor("images")
    answers = loaded.predict(images)
    np.testing.assert_allclose(answers, reference()["output_activation"][-1], rtol=1e-12)
    np.testing.assert_array_equal(loaded.predict(images.reshape(len(images), -1)), answers)
    assert not np.allclose(loaded.predict(images, epoch=0), answers)


def test_what_was_taken_out_goes_in_again(training: Path, tmp_path: Path) -> None:
    parameters = sheetnet.load(training).parameters()
    again = sheetnet.build("backprop", tmp_path / "again.xlsx", **SETTINGS, parameters=parameters)
    for name, values in sheetnet.load(again).parameters(epoch=0).items():
        np.testing.assert_allclose(values, parameters[name], rtol=1e-14)


def test_a_file_without_values_is_computed_anew(training: Path, tmp_path: Path) -> None:
    """openpyxl keeps formulas only."""
    path = edited(training, tmp_path / "edited", {cell(training, "learning_rate"): 0.35})
    for name, values in sheetnet.load(path).parameters().items():
        np.testing.assert_allclose(values, reference(learning_rate=0.35)[name][-1], rtol=1e-9)


@pytest.mark.libreoffice
def test_what_libreoffice_has_computed_is_taken(training: Path, tmp_path: Path) -> None:
    sheet, _, place = cell(training, "learning_rate").rpartition("!")
    ((seen, _),) = make([Edit(training, sheet, place, 0.35)], tmp_path)
    for name, values in sheetnet.load(seen).parameters().items():
        np.testing.assert_allclose(values, reference(learning_rate=0.35)[name][-1], rtol=1e-9)


def test_a_network_that_the_solver_fits_has_its_parameters_in_cells(built: Builder) -> None:
    loaded = sheetnet.load(built("neural_net"))
    expected = model_of("neural_net").inputs()
    for name, values in loaded.parameters().items():
        np.testing.assert_array_equal(values, expected[name])
    with pytest.raises(InputError, match="unrolls no training"):
        loaded.history()
    with pytest.raises(InputError, match="epoch is 1; allowed: whole numbers from 0 to 0"):
        loaded.parameters(1)


def test_names_and_shapes_for_a_framework_are_its_own() -> None:
    from sheetnet.loaded.sequential import state_dict

    model = model_of("cnn_backprop", **small("cnn_backprop"))
    named = state_dict(model.network, model.parameters)
    assert {name: values.shape for name, values in named.items()} == {
        "0.weight": (2, 1, 2, 2),
        "0.bias": (2,),
        "4.weight": (2, 8),  # after the convolution's activation, the pooling and a Flatten
        "4.bias": (2,),
    }


def test_layers_that_are_no_chain_have_no_sequence() -> None:
    from sheetnet.loaded.sequential import state_dict

    layers = "dense(3,name=a) dense(3,name=b) add(a) dense(2)"
    model = model_of("backprop", **SETTINGS | {"layers": layers})
    with pytest.raises(InputError, match="layers one behind the other"):
        state_dict(model.network, model.parameters)


@pytest.mark.parametrize("ask", ["tensor", "parameters", "predict"])
def test_what_there_is_not_is_named(ask: str, training: Path, built: Builder) -> None:
    loaded = sheetnet.load(training)
    with pytest.raises(InputError) as error:
        {
            "tensor": lambda: loaded.tensor("hiden_z"),
            "parameters": lambda: sheetnet.load(built("taylor")).parameters(),
            "predict": lambda: loaded.predict(np.zeros((1, 5))),
        }[ask]()
    assert {"tensor": "hidden_z", "parameters": "has no network", "predict": "(samples, (2, 3))"}[ask] in str(
        error.value
    )


@pytest.mark.parametrize("ending", [".npz", ".json", ".safetensors"])
def test_the_command_writes_parameters(ending: str, training: Path, tmp_path: Path) -> None:
    target = tmp_path / f"weights{ending}"
    result = CliRunner().invoke(main, ["params", str(training), "--epoch", "1", "-o", str(target)])
    assert result.exit_code == 0, result.output
    found = READ[ending](target)
    for name, values in sheetnet.load(training).parameters(1).items():
        np.testing.assert_array_equal(found[name], values)


def test_another_ending_is_refused(training: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["params", str(training), "-o", str(tmp_path / "weights.pickle")])
    assert result.exit_code == 2
    assert ".npz, .json, .safetensors" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_notebook_shows_a_table(training: Path) -> None:
    shown = sheetnet.load(training)._repr_html_()
    assert "<td>epochs</td><td>2</td>" in shown
    assert "cost at the end" in shown


def _safetensors(path: Path) -> dict[str, np.ndarray]:
    from safetensors.numpy import load_file

    return dict(load_file(path))


READ: dict[str, Any] = {
    ".npz": lambda path: dict(np.load(path)),
    ".json": lambda path: json.loads(path.read_text()),
    ".safetensors": _safetensors,
}
