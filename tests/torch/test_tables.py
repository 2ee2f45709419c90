"""A network on a table against PyTorch in float64: the same parameters after every kind of training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

import sheetnet  # noqa: E402
from sheetnet.catalogue import find  # noqa: E402
from sheetnet.models.table_network import TableNetwork  # noqa: E402
from tests.torch.table_in_torch import train  # noqa: E402

EPOCHS = 10
GENERATOR = np.random.default_rng(4)
TABLE = GENERATOR.normal(size=(20, 3)) * [1, 5, 0.1] + [0, 3, 2]
CLASSES, NUMBERS = GENERATOR.integers(1, 4, 20).astype(float), GENERATOR.normal(size=20)
CASES: dict[str, dict[str, Any]] = {
    "all rows, mean": {},
    "all rows, sum": {"reduction": "sum", "learning_rate": 0.01},
    "batches": {"batch_size": 6, "validation": 2},
    "numbers": {"labels": NUMBERS, "classes": (), "layers": "dense(4,tanh) dense(1,identity)"},
    "as it stands": {"standardise": "no", "learning_rate": 0.01},
    "step": {"schedule": "step", "schedule_epochs": 3, "schedule_factor": 0.5},
    "cosine in batches": {"schedule": "cosine", "batch_size": 5},
    **{rule: {"optimizer": rule} for rule in ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")},
    "weight decay": {"weight_decay": 0.05, "optimizer": "momentum"},
    "weight decay in Adam": {"weight_decay": 0.05, "optimizer": "adam", "batch_size": 6},
    "decoupled": {"weight_decay": 0.05, "weight_decay_kind": "decoupled", "optimizer": "adam", "schedule": "cosine"},
    "clipped": {"clip_norm": 0.3},
    "clipped and decayed": {"clip_norm": 0.2, "weight_decay": 0.05, "optimizer": "adam", "batch_size": 6},
    "frozen": {"frozen": "hidden", "clip_norm": 0.2, "weight_decay": 0.05, "optimizer": "adam"},
    "warm-up": {"warmup_epochs": 3, "batch_size": 6},
    "warm-up, then cosine": {"warmup_epochs": 2, "schedule": "cosine", "batch_size": 6},
    "warm-up, then step": {"warmup_epochs": 4, "schedule": "step", "schedule_epochs": 2, "optimizer": "adam"},
    "normalised": {
        "layers": "dense(4,identity) batchnorm(relu) dense(3,softmax)",
        "batch_size": 6,
        "optimizer": "adam",
    },
    "normalised and all else": {
        "layers": "batchnorm() dense(4,tanh) batchnorm(momentum=0.3,epsilon=0.001) dropout(0.2) dense(3,softmax)",
        "batch_size": 6,
        "weight_decay": 0.05,
        "clip_norm": 0.5,
        "frozen": "normalisation1",
        "optimizer": "adam",
        "warmup_epochs": 2,
    },
    "dropout": {"layers": "dense(4,tanh) dropout(0.3) dense(3,softmax)", "batch_size": 6, "optimizer": "adam"},
    "two of dropout": {"layers": "dropout(0.2) dense(4,tanh) dropout() dense(3,softmax)", "initialiser": "torch"},
}


def model_of(case: str) -> TableNetwork:
    settings = {"features": TABLE, "labels": CLASSES, "classes": ("a", "b", "c"), "optimizer": "sgd", "seed": 2,
                "layers": "dense(4,tanh) dense(3,softmax)", "epochs": EPOCHS}  # fmt: skip
    model = find("table_network").make(settings | CASES[case])
    assert isinstance(model, TableNetwork)
    return model


def test_a_normalised_network_goes_into_torch(tmp_path: Path) -> None:
    """With its running means; nothing is left out there."""
    layers, told = "dense(4,identity) batchnorm(relu) dropout(0.3) dense(3,sigmoid)", CLASSES.astype(int)
    path = sheetnet.network(tmp_path / "a.xlsx", TABLE, told, layers=layers, epochs=2)
    loaded = sheetnet.load(path)
    net = torch.nn.Sequential(
        torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.ReLU(), torch.nn.Dropout(0.3),
        torch.nn.Linear(4, 3), torch.nn.Sigmoid(),
    ).double().eval()  # fmt: skip
    net.load_state_dict(loaded.state_dict())
    rows = torch.tensor(loaded.tensor("table_inputs"))
    np.testing.assert_allclose(net(rows).detach().numpy(), loaded.tensor("result_output_activation"), rtol=1e-12)


@pytest.mark.parametrize("case", CASES)
def test_the_parameters_are_those_of_torch(case: str) -> None:
    model = model_of(case)
    traced = find("table_network").trace(model)
    for name, expected in zip(model.parameters, train(model), strict=True):
        np.testing.assert_allclose(traced[name][-1], expected, rtol=1e-9, atol=1e-11)
