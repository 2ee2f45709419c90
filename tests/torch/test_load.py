"""Parameters that are read back from a workbook go into PyTorch, whose network then gives the same answers."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

import sheetnet  # noqa: E402
from tests.workbooks import Builder, small  # noqa: E402

MODULES = {
    "backprop": lambda: torch.nn.Sequential(
        torch.nn.Flatten(), torch.nn.Linear(6, 2), torch.nn.Tanh(), torch.nn.Linear(2, 2), torch.nn.Sigmoid()
    ),
    "cnn_backprop": lambda: torch.nn.Sequential(
        torch.nn.Conv2d(1, 2, 2), torch.nn.Sigmoid(), torch.nn.MaxPool2d(2, 1), torch.nn.Flatten(),
        torch.nn.Linear(8, 2), torch.nn.Sigmoid(),
    ),
}  # fmt: skip
"""The networks of ``small``, as somebody would write them for PyTorch."""


@pytest.mark.parametrize("slug", MODULES)
def test_a_sequence_takes_them_and_answers_alike(slug: str, built: Builder) -> None:
    loaded = sheetnet.load(built(slug, **small(slug)))
    network, images = MODULES[slug]().double(), loaded.tensor("images")
    network.load_state_dict(loaded.state_dict())
    pictures = torch.from_numpy(images if slug == "backprop" else images[:, None])
    np.testing.assert_allclose(network(pictures).detach().numpy(), loaded.predict(images), rtol=1e-12)
