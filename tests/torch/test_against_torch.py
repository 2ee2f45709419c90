"""The reference against PyTorch: forward, gradients and ties of networks of all kinds. Needs the extra ``torch``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

from sheetnet.models.book_network import CNN_BACKPROP  # noqa: E402
from sheetnet.models.initialisers import INITIALISERS, initial_parameters  # noqa: E402
from sheetnet.models.layer_text import parse_layers  # noqa: E402
from sheetnet.models.network import Network  # noqa: E402
from sheetnet.models.training import Training  # noqa: E402
from sheetnet.reference.network import backward, cost, forward  # noqa: E402
from sheetnet.reference.training import train  # noqa: E402
from tests.network.strategies import graph_settings  # noqa: E402
from tests.torch.torch_network import torch_cost  # noqa: E402

CASES = {
    "stride and padding": ("conv(2,3x3,2,1,tanh) dense(3,sigmoid)", (6, 7), "half_squared"),
    "channels": ("conv(3,2x3,1,1,leaky_relu) maxpool(2,1,first) dense(2,tanh)", (3, 5, 6), "half_squared"),
    "two convolutions": (
        "conv(2,3x3,1,1,sigmoid) conv(3,2x2,2,1,tanh) avgpool(2,1) dense(2,softmax)", (2, 6, 6), "cross_entropy"),
    "overlapping pooling": ("conv(2,2x2,1,0,relu) maxpool(3,1,first) dense(3,identity)", (7, 7), "half_squared"),
    "relu and softmax": (
        "conv(4,3x3,1,0,relu) maxpool(2,2,first) dense(5,relu) dense(3,softmax)", (6, 6), "cross_entropy"),
    "sigmoid cross-entropy": ("conv(2,3x3,3,0,sigmoid) dense(2,sigmoid)", (2, 6, 6), "cross_entropy"),
    "unequal axes": (
        "conv(2,2x3,silu,stride=2x1,padding=1x2,dilation=1x2) maxpool(3x2,stride=2x1,ties=first) dense(2,gelu)",
        (2, 7, 8), "half_squared"),
    "pooling floors": ("conv(2,2x2,elu) maxpool(2,ties=first) avgpool(2) dense(2,identity)", (2, 8, 8), "half_squared"),
    "maximum of negative numbers in padding": (
        "conv(2,2x2,identity) maxpool(3x2,stride=2,padding=1,ties=first) dense(2,tanh)", (6, 6), "half_squared"),
    "padding counts": (
        "conv(2,2x2,softplus) avgpool(3x2,stride=2,padding=1x0) dense(2,tanh)", (6, 6), "half_squared"),
    "padding does not count": (
        "conv(2,2x2,gelu) avgpool(3,stride=2,padding=1,count_padding=false) dense(2,tanh)", (6, 6), "half_squared"),
    "slope": (
        "conv(2,2x2,leaky_relu,slope=0.3) global_avgpool() dense(2,leaky_relu,slope=0.1)", (3, 4, 4), "half_squared"),
    "residual connection": (
        "dense(5,tanh,name=a) dense(5,tanh) add(a) dense(2,softmax)", (4,), "cross_entropy"),
    "fork and shared weights": (
        "conv(2,2x2,relu,name=a) conv(2,2x2,silu,from=input,share=a,name=b) concatenate(a,from=b) dense(2,softmax)",
        (5, 5), "cross_entropy"),
}  # fmt: skip


def model_of(case: str, seed: int) -> Training:
    layers, shape, loss = CASES[case]
    generator, outputs = np.random.default_rng(seed), Network(shape, parse_layers(layers)).outputs
    targets = np.eye(outputs)[generator.integers(0, outputs, 4)]
    images = generator.normal(size=(4, *shape))
    return Training(CNN_BACKPROP, layers=layers, loss=loss, seed=seed, images=images, targets=targets, check_samples=0)


def check_against_torch(model: Training) -> None:
    parameters = {name: torch.tensor(values, requires_grad=True) for name, values in model.parameters.items()}
    total, seen = torch_cost(model, parameters)
    total.backward()
    tensors = forward(model.network, model.parameters, model.images)
    back = backward(model.network, model.loss, model.parameters, model.images, model.targets, tensors)
    costs = cost(model.network, model.loss, tensors, model.targets)
    # Near t, t − a has lost its digits, and so has ln Σ eᶻ − z near 0: a cost is no better than the last bit of its z.
    last = tensors[f"{model.network.output.name}_z"]
    np.testing.assert_allclose(costs.sum(), total.item(), rtol=1e-9, atol=2**-52 * max(1, np.abs(last).max()))
    for name, expected in seen.items():
        found = tensors[name].reshape(expected.shape)
        np.testing.assert_allclose(found, expected.detach().numpy(), rtol=1e-9, atol=1e-12, err_msg=name)
    for name, parameter in parameters.items():
        expected = parameter.grad.numpy()
        np.testing.assert_allclose(back[f"{name}_gradient"], expected, rtol=1e-9, atol=1e-11, err_msg=name)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", range(3))
def test_forward_and_gradients(case: str, seed: int) -> None:
    check_against_torch(model_of(case, seed))


@pytest.mark.slow
@settings(max_examples=200)
@given(graph_settings(ties=("first",)))
def test_any_graph(chosen: dict[str, Any]) -> None:
    check_against_torch(Training(CNN_BACKPROP, **chosen))


@pytest.mark.slow
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


SCALED = {
    "glorot_uniform": torch.nn.init.xavier_uniform_,
    "glorot_normal": torch.nn.init.xavier_normal_,
    "he_uniform": torch.nn.init.kaiming_uniform_,
    "he_normal": torch.nn.init.kaiming_normal_,
}


@pytest.mark.parametrize("initialiser", SCALED)
@pytest.mark.parametrize(
    ("layers", "shape", "name", "as_torch"),
    [
        ("conv(600,3x2) dense(1)", (4, 5, 5), "convolution_weights", (600, 4, 3, 2)),
        ("conv(600,3x2) dense(1)", (5, 5), "convolution_weights", (600, 1, 3, 2)),
        ("dense(500) dense(1)", (2, 3, 4), "hidden_weights", (500, 24)),
    ],
)
def test_initial_weights_are_spread_as_torchs(
    initialiser: str, layers: str, shape: tuple[int, ...], name: str, as_torch: tuple[int, ...]
) -> None:
    found = initial_parameters(Network(shape, parse_layers(layers)), initialiser, seed=0)
    torch.manual_seed(0)
    gain = {"nonlinearity": "relu"} if initialiser.startswith("he") else {}
    expected = SCALED[initialiser](torch.empty(as_torch, dtype=torch.float64), **gain).numpy()
    assert found[name].std() == pytest.approx(expected.std(), rel=0.05)
    assert np.abs(found[name]).max() == pytest.approx(
        np.abs(expected).max(), rel=0.02 if "uniform" in initialiser else 1
    )
    assert not found[name.replace("weights", "bias")].any()


@pytest.mark.parametrize(
    ("layers", "shape", "name", "module"),
    [
        ("conv(600,3x2) dense(1)", (4, 5, 5), "convolution", lambda: torch.nn.Conv2d(4, 600, (3, 2))),
        ("dense(500) dense(1)", (24,), "hidden", lambda: torch.nn.Linear(24, 500)),
    ],
)
def test_torchs_own_begin_as_its_modules_do(
    layers: str, shape: tuple[int, ...], name: str, module: Callable[[], Any]
) -> None:
    found = initial_parameters(Network(shape, parse_layers(layers)), "torch", seed=0)
    torch.manual_seed(0)
    made = module()
    for local, expected in (("weights", made.weight), ("bias", made.bias)):
        drawn, values = found[f"{name}_{local}"], expected.detach().numpy()
        assert np.abs(drawn).max() == pytest.approx(np.abs(values).max(), rel=0.02)
        assert drawn.std() == pytest.approx(values.std(), rel=0.1)


def test_every_scaled_initialiser_is_compared() -> None:
    assert {name for name, row in INITIALISERS.items() if row.scale} == {*SCALED, "torch"}
