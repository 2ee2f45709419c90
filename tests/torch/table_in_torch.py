"""A network on a table and its training once more, as one writes them in PyTorch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import torch

from sheetnet.models.table_network import TableNetwork

torch.set_num_threads(1)  # several wait for each other longer than they compute, with matrices this small

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


class Masked(torch.nn.Module):
    """Dropout with masks that are given, one a step."""

    def __init__(self, masks: np.ndarray, rate: float) -> None:
        super().__init__()
        self._masks, self._rate, self._step = torch.tensor(masks), rate, 0

    def forward(self, x: Any) -> Any:
        if not self.training:
            return x
        self._step += 1
        return x * self._masks[self._step - 1] / (1 - self._rate)


def sequential(model: TableNetwork) -> Any:
    """Return the network with the model's parameters; softmax is the loss's matter."""
    net = torch.nn.Sequential(*modules(model)).double()
    named = [name for name in net.state_dict() if "num_batches" not in name]
    values = map(torch.tensor, model.parameters.values())
    net.load_state_dict(dict(zip(named, values, strict=True)), strict=False)
    learned = [name for name in model.parameters if "running" not in name]
    for name, parameter in zip(learned, net.parameters(), strict=True):
        parameter.requires_grad_(name in model.learned)
    return net


def modules(model: TableNetwork) -> Iterator[Any]:
    """Yield a module a layer, and one for its activation."""
    for node in model.network.nodes:
        layer, (shape,) = node.layer, node.input_shapes
        if layer.kind == "dropout":
            yield Masked(model.masks[node.name], layer.rate)
        elif layer.kind == "batchnorm":
            yield torch.nn.BatchNorm1d(shape[0], layer.epsilon, layer.momentum)
        else:
            yield torch.nn.Linear(shape[0], layer.units)
        if getattr(layer, "activation", "") in ("tanh", "relu"):
            yield {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[layer.activation]()


def train(model: TableNetwork) -> list[np.ndarray]:
    """Train the same network, and return its parameters in their order."""
    net = sequential(model)
    weights = [values for values in net.parameters() if values.requires_grad]
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
            cost_of(model, net(torch.tensor(x[rows])), rows).backward()
            if model.clipping == "norm":
                torch.nn.utils.clip_grad_norm_(weights, model.clip_norm)
            optimizer.step()
            if warm is not None and epoch < model.warmup_epochs:
                warm.step()
        if schedule is not None:
            schedule.step()
        elif epoch + 1 == model.warmup_epochs:
            schedule = schedule_of(model, optimizer)
    return [values.detach().numpy() for name, values in net.state_dict().items() if "num_batches" not in name]


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


def cost_of(model: TableNetwork, z: Any, rows: np.ndarray) -> Any:
    if model.classes:
        told = torch.tensor(model.labels[rows].astype(int) - 1)
        return torch.nn.functional.cross_entropy(z, told, reduction=model.reduction)
    return torch.nn.functional.mse_loss(z[:, 0], torch.tensor(model.labels[rows]), reduction=model.reduction) / 2
