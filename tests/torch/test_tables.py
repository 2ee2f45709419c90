"""A network on a table against PyTorch in float64: the same parameters after every kind of training."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

from sheetnet.catalogue import find  # noqa: E402
from sheetnet.models.table_network import TableNetwork  # noqa: E402

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
}
OPTIMIZERS = {
    "sgd": lambda p, m: torch.optim.SGD(p, m.learning_rate, weight_decay=l2(m)),
    "momentum": lambda p, m: torch.optim.SGD(p, m.learning_rate, m.momentum, weight_decay=l2(m)),
    "nesterov": lambda p, m: torch.optim.SGD(p, m.learning_rate, m.momentum, 0, l2(m), nesterov=True),
    "adagrad": lambda p, m: torch.optim.Adagrad(p, m.learning_rate, 0, l2(m), eps=m.epsilon),
    "rmsprop": lambda p, m: torch.optim.RMSprop(p, m.learning_rate, m.decay, m.epsilon, l2(m)),
    "adam": lambda p, m: adam_of(m)(p, m.learning_rate, (m.mean_decay, m.square_decay), m.epsilon),
}


def l2(model: TableNetwork) -> float:
    return model.weight_decay if model.weight_decay_kind == "l2" else 0.0


def adam_of(model: TableNetwork) -> Any:
    """Return the optimizer with its weight decay."""
    if model.weight_decay_kind == "decoupled":
        return partial(torch.optim.AdamW, weight_decay=model.weight_decay)
    return partial(torch.optim.Adam, weight_decay=l2(model))


def model_of(case: str) -> TableNetwork:
    settings = {"features": TABLE, "labels": CLASSES, "classes": ("a", "b", "c"), "optimizer": "sgd", "seed": 2,
                "layers": "dense(4,tanh) dense(3,softmax)", "epochs": EPOCHS}  # fmt: skip
    model = find("table_network").make(settings | CASES[case])
    assert isinstance(model, TableNetwork)
    return model


def in_torch(model: TableNetwork) -> list[np.ndarray]:
    """Train the same network, and return its parameters in their order."""
    weights = [torch.tensor(values, requires_grad=name in model.learned) for name, values in model.parameters.items()]
    optimizer = OPTIMIZERS[model.optimizer](weights, model)
    warm = warm_up(model, optimizer) if model.warmup_epochs else None
    schedule = None if model.warmup_epochs else schedule_of(model, optimizer)
    x = model.features
    if model.standardise == "yes":
        learned = x[: model.training_rows]
        x = (x - learned.mean(axis=0)) / learned.std(axis=0)
    for epoch in range(model.epochs):
        order = model.order[epoch].astype(int) - 1 if model.in_batches else np.arange(model.training_rows)
        for first in range(0, model.epoch_steps * model.step_rows, model.step_rows):
            rows = order[first : first + model.step_rows]
            optimizer.zero_grad()
            cost_of(model, weights, torch.tensor(x[rows]), rows).backward()
            if model.clipping == "norm":
                torch.nn.utils.clip_grad_norm_(weights, model.clip_norm)
            optimizer.step()
            if warm is not None and epoch < model.warmup_epochs:
                warm.step()
        if schedule is not None:
            schedule.step()
        elif epoch + 1 == model.warmup_epochs:
            schedule = schedule_of(model, optimizer)
    return [values.detach().numpy() for values in weights]


def warm_up(model: TableNetwork, optimizer: Any) -> Any:
    steps = model.warmup_epochs * model.epoch_steps
    return torch.optim.lr_scheduler.LinearLR(optimizer, 1 / steps, total_iters=steps - 1)


def schedule_of(model: TableNetwork, optimizer: Any) -> Any:
    schedules = {
        "constant": lambda: torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0),
        "step": lambda: torch.optim.lr_scheduler.StepLR(optimizer, model.schedule_epochs, model.schedule_factor),
        "cosine": lambda: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, model.epochs - model.warmup_epochs),
    }
    return schedules[model.schedule]()


def cost_of(model: TableNetwork, weights: list[Any], x: Any, rows: np.ndarray) -> Any:
    hidden = torch.tanh(torch.nn.functional.linear(x, weights[0], weights[1]))
    z = torch.nn.functional.linear(hidden, weights[2], weights[3])
    if model.classes:
        told = torch.tensor(model.labels[rows].astype(int) - 1)
        return torch.nn.functional.cross_entropy(z, told, reduction=model.reduction)
    return torch.nn.functional.mse_loss(z[:, 0], torch.tensor(model.labels[rows]), reduction=model.reduction) / 2


@pytest.mark.parametrize("case", CASES)
def test_the_parameters_are_those_of_torch(case: str) -> None:
    model = model_of(case)
    traced = find("table_network").trace(model)
    for name, expected in zip(model.parameters, in_torch(model), strict=True):
        np.testing.assert_allclose(traced[name][-1], expected, rtol=1e-9, atol=1e-11)
