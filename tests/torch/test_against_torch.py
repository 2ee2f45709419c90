"""The reference against PyTorch: forward, gradients and ties of convolutional networks. Needs the extra ``torch``."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

from sheetnet.models.book_network import CNN_BACKPROP  # noqa: E402
from sheetnet.models.network import LEAK, AveragePool2D, Conv2D, MaxPool2D  # noqa: E402
from sheetnet.models.training import Training  # noqa: E402
from sheetnet.reference.network import backward, cost, forward  # noqa: E402
from sheetnet.reference.training import train  # noqa: E402

CASES = {
    "stride and padding": ("conv(2,3x3,2,1,tanh) dense(3,sigmoid)", (6, 7), "half_squared"),
    "channels": ("conv(3,2x3,1,1,leaky_relu) maxpool(2,1,first) dense(2,tanh)", (3, 5, 6), "half_squared"),
    "two convolutions": (
        "conv(2,3x3,1,1,sigmoid) conv(3,2x2,2,1,tanh) avgpool(2,1) dense(2,softmax)", (2, 6, 6), "cross_entropy"),
    "overlapping pooling": ("conv(2,2x2,1,0,relu) maxpool(3,1,first) dense(3,identity)", (7, 7), "half_squared"),
    "relu and softmax": (
        "conv(4,3x3,1,0,relu) maxpool(2,2,first) dense(5,relu) dense(3,softmax)", (6, 6), "cross_entropy"),
    "sigmoid cross-entropy": ("conv(2,3x3,3,0,sigmoid) dense(2,sigmoid)", (2, 6, 6), "cross_entropy"),
}  # fmt: skip


def activated(name, z):
    return {
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "leaky_relu": lambda x: torch.nn.functional.leaky_relu(x, LEAK),
        "identity": lambda x: x,
        "softmax": lambda x: torch.softmax(x, dim=1),
    }[name](z)


def torch_cost(model, parameters):
    """Write the network with torch.nn.functional; return the total cost and each layer's activation."""
    functional = torch.nn.functional
    a = torch.tensor(np.asarray(model.images))
    a = a[:, None] if a.ndim == 3 else a
    seen, z = {}, a
    for stage in model.network.stages:
        layer, name = stage.layer, stage.name
        if isinstance(layer, MaxPool2D):
            a = functional.max_pool2d(a, layer.size, layer.step)
        elif isinstance(layer, AveragePool2D):
            a = functional.avg_pool2d(a, layer.size, layer.step)
        else:
            weights, bias = parameters[f"{name}_weights"], parameters[f"{name}_bias"]
            if isinstance(layer, Conv2D):
                weights = weights if weights.ndim == 4 else weights[:, None]
                z = functional.conv2d(a, weights, bias, stride=layer.stride, padding=layer.padding)
            else:
                z = functional.linear(a.flatten(1), weights.flatten(1), bias)
            a = activated(layer.activation, z)
        seen[f"{name}_activation"] = a
    t = torch.tensor(np.asarray(model.targets))
    if model.loss == "half_squared":
        return 0.5 * ((t - a) ** 2).sum(), seen
    if model.network.stages[-1].layer.activation == "softmax":
        return functional.cross_entropy(z, t, reduction="sum"), seen
    return functional.binary_cross_entropy_with_logits(z, t, reduction="sum"), seen


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", range(3))
def test_forward_and_gradients(case: str, seed: int) -> None:
    layers, shape, loss = CASES[case]
    generator = np.random.default_rng(seed)
    outputs = int(layers.rsplit("dense(", 1)[1].split(",")[0])
    model = Training(
        CNN_BACKPROP,
        layers=layers,
        loss=loss,
        seed=seed,
        images=generator.normal(size=(4, *shape)),
        targets=np.eye(outputs)[generator.integers(0, outputs, 4)],
    )
    parameters = {name: torch.tensor(values, requires_grad=True) for name, values in model.parameters.items()}
    total, seen = torch_cost(model, parameters)
    total.backward()
    tensors = forward(model.network, model.parameters, model.images)
    back = backward(model.network, model.loss, model.parameters, model.images, model.targets, tensors)
    np.testing.assert_allclose(cost(model.network, loss, tensors, model.targets).sum(), total.item(), rtol=1e-10)
    for name, expected in seen.items():
        found = tensors[name].reshape(expected.shape)
        np.testing.assert_allclose(found, expected.detach().numpy(), rtol=1e-9, atol=1e-12, err_msg=name)
    for name, parameter in parameters.items():
        np.testing.assert_allclose(
            back[f"{name}_gradient"], parameter.grad.numpy(), rtol=1e-8, atol=1e-11, err_msg=name
        )


def test_the_books_network_trained_for_five_epochs_with_ties_first() -> None:
    """Binary digits make thousands of ties; torch gives δ to the first winner, as ties='first' does."""
    model = Training(CNN_BACKPROP, layers="conv(3,3x3,1,0,sigmoid) maxpool(2,2,first) dense(3,sigmoid)", epochs=5)
    trace = train(model)
    parameters = {name: torch.tensor(values, requires_grad=True) for name, values in model.parameters.items()}
    optimizer = torch.optim.SGD(list(parameters.values()), lr=model.learning_rate)
    for epoch in range(6):
        total, _ = torch_cost(model, parameters)
        assert total.item() == pytest.approx(trace["total_cost"][epoch], rel=1e-9)
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
