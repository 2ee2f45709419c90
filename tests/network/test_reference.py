"""The reference's gradients against third witnesses: automatic differentiation and central differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings

from sheetnet.models.book_network import BACKPROP, CNN_BACKPROP
from sheetnet.models.training import Training
from sheetnet.reference.network import backward, cost, forward
from sheetnet.reference.training import train
from tests.network.autograd_network import total_cost
from tests.network.strategies import convolutional_settings, dense_settings, graph_settings


def gradients(model: Training) -> dict[str, np.ndarray]:
    tensors = forward(model.network, model.parameters, model.images)
    back = backward(model.network, model.loss, model.parameters, model.images, model.targets, tensors)
    return {name: back[f"{name}_gradient"] for name in model.parameters}


def own_cost(model: Training, parameters: dict[str, np.ndarray]) -> float:
    return float(cost(model.network, model.loss, forward(model.network, parameters, model.images), model.targets).sum())


def check_against_autograd(model: Training) -> None:
    assert own_cost(model, model.parameters) == pytest.approx(float(total_cost(model.parameters, model)), rel=1e-9)
    expected = grad(total_cost)(dict(model.parameters), model)
    for name, found in gradients(model).items():
        np.testing.assert_allclose(found, expected[name], rtol=1e-7, atol=1e-9, err_msg=name)


@pytest.mark.slow
@settings(max_examples=60)
@given(dense_settings())
def test_dense_gradients_are_those_of_automatic_differentiation(chosen: dict[str, Any]) -> None:
    check_against_autograd(Training(BACKPROP, **chosen))


@pytest.mark.slow
@settings(max_examples=200)
@given(graph_settings())
def test_gradients_of_any_graph_are_those_of_automatic_differentiation(chosen: dict[str, Any]) -> None:
    check_against_autograd(Training(CNN_BACKPROP, **chosen))


@pytest.mark.slow
@settings(max_examples=40)
@given(convolutional_settings(smooth=True))
def test_convolutional_gradients_are_those_of_central_differences(chosen: dict[str, Any]) -> None:
    model, h = Training(CNN_BACKPROP, **chosen), 1e-5
    for name, found in gradients(model).items():
        for entry in list(np.ndindex(found.shape))[:12]:
            costs = []
            for move in (h, -h):
                moved = {key: values.copy() for key, values in model.parameters.items()}
                moved[name][entry] += move
                costs.append(own_cost(model, moved))
            assert (costs[0] - costs[1]) / (2 * h) == pytest.approx(found[entry], rel=1e-4, abs=1e-5), (name, entry)


def test_one_unit_by_hand() -> None:
    """With x = 1, w = 2, b = −1, t = 0: z = 1, a = σ(1), C = a²/2, δ = a·a(1 − a), ∂C/∂w = δ, w₁ = 2 − 0.2 δ."""
    start = {"output_weights": [[2]], "output_bias": [-1]}
    model = Training(BACKPROP, layers=[1], images=[[1.0]], targets=[[0.0]], parameters=start,
                     epochs=1)  # fmt: skip
    trace = train(model)
    a = 1 / (1 + np.exp(-1))
    delta = a * a * (1 - a)
    assert trace["output_z"][0, 0, 0] == 1
    assert trace["cost"][0, 0] == pytest.approx(a**2 / 2)
    assert trace["output_delta"][0, 0, 0] == pytest.approx(delta)
    assert trace["output_weights"][1, 0, 0] == pytest.approx(2 - 0.2 * delta)


def test_the_books_networks_learn() -> None:
    dense, convolutional = train(Training(BACKPROP)), train(Training(CNN_BACKPROP))
    assert dense["total_cost"][[0, -1]] == pytest.approx([20.2553, 0.23665], abs=1e-4)
    assert convolutional["total_cost"][[0, -1]] == pytest.approx([12.5445, 0.48836], abs=1e-4)
    assert dense["accuracy"][-1] == convolutional["accuracy"][-1] == 1
    assert (np.diff(dense["total_cost"]) < 0).all()


def test_equal_windows_give_equal_bits() -> None:
    """The digits are binary, so many 3×3 windows are equal; their activations must be so to the last bit."""
    model = Training(CNN_BACKPROP)
    z = forward(model.network, model.parameters, model.images)["convolution_z"]
    windows = np.lib.stride_tricks.sliding_window_view(model.images, (3, 3), axis=(1, 2)).reshape(-1, 9)
    _, kind = np.unique(windows, axis=0, return_inverse=True)
    for f in range(3):
        flat = z[:, f].reshape(-1)
        for n in np.unique(kind):
            assert len(np.unique(flat[kind == n])) == 1


def test_ties_matter() -> None:
    first = Training(CNN_BACKPROP, layers="conv(3,3x3,1,0,sigmoid) maxpool(2,2,first) dense(3,sigmoid)", epochs=1)
    every = Training(CNN_BACKPROP, epochs=1)
    ones, others = train(first)["convolution_delta"][0], train(every)["convolution_delta"][0]
    assert np.count_nonzero(ones) == 96 * 3 * 4  # one winner a block
    assert np.count_nonzero(others) > np.count_nonzero(ones)
