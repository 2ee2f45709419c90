"""Convolutions, pooling and normalisations of PyTorch laid open: what the workbook tells is what the model tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")
nn = torch.nn

import sheetnet  # noqa: E402
from sheetnet.check.read import read_workbook  # noqa: E402
from sheetnet.errors import InputError  # noqa: E402

ACTIVATIONS = (
    nn.ReLU, nn.GELU, nn.LeakyReLU, nn.ELU, nn.Hardtanh, nn.ReLU6, nn.SiLU, nn.Softplus, nn.Tanh, nn.Sigmoid,
    lambda: nn.GELU(approximate="tanh"),
)  # fmt: skip


def trained(model: Any, shape: tuple[int, ...], kind: Any) -> Any:
    """Return a model whose normalisations have seen samples."""
    model = model.to(kind).train()
    for _ in range(3):
        model(torch.randn(8, *shape, dtype=kind))
    return model.eval()


def convolutional(seed: int, kind: Any) -> tuple[Any, np.ndarray]:
    """Return a random network of filters, and samples for it."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    pick = lambda *choices: choices[random.integers(len(choices))]  # noqa: E731
    shape, filters = (2, 8, 7), pick(2, 4)
    modules = [
        nn.Conv2d(2, filters, pick(2, 3), pick(1, 2), padding=pick(0, 1), groups=pick(1, 2), bias=pick(True, False)),
        pick(nn.BatchNorm2d(filters), nn.Identity()),
        ACTIVATIONS[seed % len(ACTIVATIONS)](),
        pick(nn.MaxPool2d(2, 1, 1), nn.AvgPool2d((2, 1), padding=(1, 0), count_include_pad=pick(True, False))),
        nn.Sequential(nn.Conv2d(filters, 3, 3, dilation=pick(1, 2), padding="same"), ACTIVATIONS[(seed + 4) % 11]()),
        pick(nn.AdaptiveAvgPool2d(1), nn.MaxPool2d(3, ceil_mode=True)),
        nn.Flatten(),
        nn.Dropout(0.5),
    ]  # fmt: skip
    width = nn.Sequential(*modules)(torch.zeros(1, *shape)).shape[1]
    modules += [nn.Linear(width, 5), pick(nn.LayerNorm(5), nn.BatchNorm1d(5)), nn.Linear(5, 3), nn.Softmax(dim=1)]
    return trained(nn.Sequential(*modules), shape, kind), random.normal(size=(3, *shape))


def told(model: Any, samples: np.ndarray, kind: Any) -> np.ndarray:
    with torch.no_grad():
        return np.asarray(model(torch.tensor(samples, dtype=kind)).numpy(), dtype=np.float64)


def found(path: Path) -> np.ndarray:
    report = sheetnet.verify(path)
    assert report.ok, report.to_frame()
    model: Any = read_workbook(path).model
    return sheetnet.load(path).tensor(model.output.name)


@pytest.mark.parametrize("seed", range(6))
def test_the_workbook_tells_what_the_sequence_tells(seed: int, tmp_path: Path) -> None:
    kind = torch.float32 if seed == 5 else torch.float64
    model, samples = convolutional(seed, kind)
    close = {"rtol": 1e-5, "atol": 1e-6} if seed == 5 else {"rtol": 1e-12, "atol": 1e-13}
    path = sheetnet.from_model(model, samples, tmp_path / "model.xlsx")
    np.testing.assert_allclose(found(path), told(model, samples, kind), **close)


def test_sequences_along_one_axis_are_laid_open(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Conv1d(2, 3, 3, padding=2, dilation=2), nn.BatchNorm1d(3), nn.GELU(), nn.MaxPool1d(2), nn.AvgPool1d(2, 1),
        nn.Linear(4, 4), nn.LayerNorm([3, 4]), nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Unflatten(1, (3, 1)),
        nn.Flatten(), nn.Linear(3, 1),
    )  # fmt: skip
    model = trained(model, (2, 10), torch.float64)
    samples = np.random.default_rng(0).normal(size=(4, 2, 10))
    path = sheetnet.from_model(model, samples, tmp_path / "model.xlsx", y=[1.0, 2.0, 3.0, 4.0])
    np.testing.assert_allclose(found(path), told(model, samples, torch.float64), rtol=1e-12, atol=1e-13)
    residual = np.array([1.0, 2, 3, 4]) - told(model, samples, torch.float64)[:, 0]
    np.testing.assert_allclose(sheetnet.load(path).tensor("residual"), residual, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(
    ("module", "said"),
    [
        (nn.Hardswish(), "none that sheetnet lays open"),
        (nn.Conv2d(1, 1, 2, padding=1, padding_mode="reflect"), "padding_mode is 'reflect'"),
        (nn.AdaptiveAvgPool2d(2), "an output size of 1"),
        (nn.BatchNorm2d(1, track_running_stats=False), "keeps no means"),
        (nn.Flatten(2), "start_dim=1"),
        (nn.Conv2d(3, 1, 2), "channels and filters do not fit"),
    ],
)
def test_a_module_that_cannot_be_laid_open_is_named(module: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"module 1 of the Sequential, .*{said}"):
        sheetnet.from_model(nn.Sequential(nn.ReLU(), module), np.ones((2, 1, 4, 4)), tmp_path / "model.xlsx")
