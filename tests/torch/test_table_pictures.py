"""Convolutional networks and autoencoders on a table against PyTorch in float64: the same parameters after training."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

from torch import nn  # noqa: E402

from sheetnet.catalogue import find  # noqa: E402
from sheetnet.models.table_network import TableNetwork  # noqa: E402
from tests.torch.table_in_torch import Masked  # noqa: E402

GENERATOR = np.random.default_rng(7)
PIXELS = GENERATOR.integers(0, 17, (12, 36)).astype(float)
CLASSES = GENERATOR.integers(1, 4, 12).astype(float)
CASES: dict[str, dict[str, Any]] = {
    "all pictures": {},
    "batches, standardised": {"batch_size": 5, "validation": 2, "standardise": "yes", "optimizer": "momentum"},
    "sum": {"reduction": "sum", "learning_rate": 0.01},
    "normalised, with dropout": {
        "layers": "batchnorm() conv(3,3x3,identity,padding=1) batchnorm(tanh) maxpool(2) dropout(0.3) conv(2,2x2,relu) "
                  "batchnorm(momentum=0.3) flatten() dropout(0.2) dense(3,softmax)",
        "batch_size": 5,
    },
}  # fmt: skip


def descend(network: nn.Sequential, cost: Any, rate: float, momentum: float, velocities: dict[int, Any]) -> None:
    """Do a step of SGD; ``test_tables`` has PyTorch's own optimizers, whose import takes seconds."""
    network.zero_grad()
    cost.backward()
    with torch.no_grad():
        for number, weights in enumerate(network.parameters()):
            velocities[number] = momentum * velocities.get(number, 0.0) + weights.grad
            weights -= rate * velocities[number]


def model_of(case: str) -> TableNetwork:
    settings = {
        "features": PIXELS, "labels": CLASSES, "classes": ("a", "b", "c"), "picture": "6x6", "optimizer": "sgd",
        "layers": "conv(3,3x3,tanh,padding=1) maxpool(2) conv(2,2x2,relu) dense(3,softmax)", "epochs": 10, "seed": 3,
        "learning_rate": 0.1,
    }  # fmt: skip
    model = find("table_network").make(settings | CASES[case])
    assert isinstance(model, TableNetwork)
    return model


def network_of(model: TableNetwork) -> nn.Sequential:
    """Make the same network with the same weights; torch has channels also where there is but one."""
    network = nn.Sequential(*(_normalised(model) if model.masks else _plain())).double()
    with torch.no_grad():
        for own, values in zip(_values(network), model.parameters.values(), strict=True):
            own.copy_(torch.tensor(values).reshape(own.shape))
    return network


def _plain() -> list[nn.Module]:
    return [nn.Conv2d(1, 3, 3, padding=1), nn.Tanh(), nn.MaxPool2d(2), nn.Conv2d(3, 2, 2), nn.ReLU(), nn.Flatten(),
            nn.Linear(8, 3)]  # fmt: skip


def _normalised(model: TableNetwork) -> list[nn.Module]:
    first, second = model.masks.values()
    return [nn.BatchNorm2d(1), nn.Conv2d(1, 3, 3, padding=1), nn.BatchNorm2d(3), nn.Tanh(), nn.MaxPool2d(2),
            Masked(first, 0.3), nn.Conv2d(3, 2, 2), nn.ReLU(), nn.BatchNorm2d(2, momentum=0.3), Masked(second, 0.2),
            nn.Flatten(), nn.Linear(8, 3)]  # fmt: skip


def _values(network: nn.Module) -> list[Any]:
    """Return parameters and running means in their order."""
    return [values for name, values in network.state_dict().items() if "num_batches" not in name]


@pytest.mark.parametrize("case", CASES)
def test_the_parameters_are_those_of_torch(case: str) -> None:
    model = model_of(case)
    network = network_of(model)
    velocities: dict[int, Any] = {}
    momentum = model.momentum if model.optimizer == "momentum" else 0.0
    learned = model.features[: model.training_rows]
    scaled = model.features / learned.max()
    if model.standardise == "yes":
        scaled = (model.features - learned.mean(axis=0)) / learned.std(axis=0)
    pictures = torch.tensor(scaled).reshape(-1, 1, 6, 6)
    for epoch in range(model.epochs):
        order = model.order[epoch].astype(int) - 1 if model.in_batches else np.arange(model.training_rows)
        for first in range(0, model.epoch_steps * model.step_rows, model.step_rows):
            rows = order[first : first + model.step_rows]
            told = torch.tensor(model.labels[rows].astype(int) - 1)
            cost = nn.functional.cross_entropy(network(pictures[rows]), told, reduction=model.reduction)
            descend(network, cost, model.learning_rate, momentum, velocities)
    traced = find("table_network").trace(model)
    for name, expected in zip(model.parameters, _values(network), strict=True):
        found = traced[name][-1]
        np.testing.assert_allclose(found, expected.detach().numpy().reshape(found.shape), rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_an_autoencoder_learns_as_in_torch(reduction: str) -> None:
    settings = {"features": PIXELS[:, 14:19], "task": "autoencoder", "layers": "dense(2,tanh) dense(5,identity)",
                "optimizer": "sgd", "learning_rate": 0.01, "epochs": 10, "reduction": reduction, "seed": 1}  # fmt: skip
    model = find("table_network").make(settings)
    assert isinstance(model, TableNetwork)
    network = nn.Sequential(nn.Linear(5, 2), nn.Tanh(), nn.Linear(2, 5)).double()
    with torch.no_grad():
        for own, values in zip(network.parameters(), model.parameters.values(), strict=True):
            own.copy_(torch.tensor(values))
    x = torch.tensor((model.features - model.features.mean(axis=0)) / model.features.std(axis=0))
    for _ in range(model.epochs):
        costs = ((network(x) - x) ** 2).sum(dim=1) / 2
        descend(network, costs.mean() if reduction == "mean" else costs.sum(), model.learning_rate, 0.0, {})
    traced = find("table_network").trace(model)
    for name, expected in zip(model.parameters, network.parameters(), strict=True):
        np.testing.assert_allclose(traced[name][-1], expected.detach().numpy(), rtol=1e-9, atol=1e-11)
    back = network(x).detach().numpy() * model.features.std(axis=0) + model.features.mean(axis=0)
    np.testing.assert_allclose(traced["restored"], back, rtol=1e-9)
