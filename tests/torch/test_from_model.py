"""Sequences of PyTorch laid open: what the workbook tells is what the model tells."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

import sheetnet  # noqa: E402
from sheetnet.errors import InputError  # noqa: E402

GENERATOR = np.random.default_rng(3)
X = GENERATOR.normal(size=(9, 4))
ACTIVATIONS = (torch.nn.Sigmoid, torch.nn.Tanh, torch.nn.ReLU, torch.nn.SiLU, torch.nn.Softplus, torch.nn.ELU)


def drawn(seed: int) -> Any:
    """Return a sequence with sizes and activations drawn at random."""
    torch.manual_seed(seed)
    sizes = [4, *GENERATOR.integers(1, 6, GENERATOR.integers(1, 4)).tolist(), 1 + 2 * (seed % 2)]
    modules: list[Any] = []
    for taken, given in pairwise(sizes):
        modules += [torch.nn.Linear(taken, given), torch.nn.Dropout(0.5), ACTIVATIONS[seed % 6]()]
    return torch.nn.Sequential(*modules[:-1]).double().eval()


@pytest.mark.parametrize("seed", range(12))
def test_the_workbook_tells_what_the_sequence_tells(seed: int, tmp_path: Path) -> None:
    model = drawn(seed)
    path = sheetnet.from_model(model, X, tmp_path / "model.xlsx")
    assert sheetnet.verify(path).ok
    with torch.no_grad():
        expected = model(torch.tensor(X)).numpy()
    if expected.shape[1] == 1:
        np.testing.assert_allclose(sheetnet.load(path).tensor("told"), expected[:, 0], rtol=1e-12, atol=1e-13)
    else:
        found = sheetnet.load(path).tensor("result_output_z")
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-13)


def test_a_module_that_cannot_be_laid_open_is_named(tmp_path: Path) -> None:
    model = torch.nn.Sequential(torch.nn.Linear(4, 2), torch.nn.Hardswish(), torch.nn.Linear(2, 1))
    with pytest.raises(InputError, match="module 1 of the Sequential, Hardswish"):
        sheetnet.from_model(model, X, tmp_path / "model.xlsx")
