"""Activations: what models say of them, safety far from 0, digits that are kept, derivatives."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.models import activations
from sheetnet.models.layer_text import parse_layers
from sheetnet.models.losses import LOSSES
from sheetnet.models.network import Network
from sheetnet.reference.activations import ACTIVATIONS, UNIT_BY_UNIT
from sheetnet.reference.network import backward, cost, forward


def twice_gelus_argument(z: np.ndarray) -> np.ndarray:
    return np.sqrt(8 / np.pi) * (z + 0.044715 * z**3)


FAR = np.array([[-1e6, -1e3, -745.2, -40, -38, -1e-300, 0, 1e-300, 38, 40, 745.2, 1e3, 1e6]])


def constants(name: str) -> dict[str, float]:
    return dict.fromkeys(activations.ACTIVATIONS[name].constants, 0.2)


@pytest.mark.parametrize("name", UNIT_BY_UNIT)
def test_what_models_say_of_an_activation_is_true(name: str) -> None:
    z = np.linspace(-8, 8, 1601)
    a, slopes = UNIT_BY_UNIT[name].value(z, **constants(name)), UNIT_BY_UNIT[name].derivative(z, **constants(name))
    assert (a < 0).any() == activations.ACTIVATIONS[name].signed
    assert (np.abs(np.diff(slopes)) > 0.5).any() == activations.ACTIVATIONS[name].bends


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nothing_overflows_far_from_0(name: str) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = ACTIVATIONS[name].forward(FAR, **constants(name))["activation"]
        delta = ACTIVATIONS[name].delta(FAR, np.ones_like(FAR), **constants(name))
    assert np.isfinite(a).all()
    assert np.isfinite(delta).all()
    assert np.abs(delta).max() <= 1.2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gelu", lambda z: z * np.exp(-np.logaddexp(0.0, -twice_gelus_argument(z)))),
        ("silu", lambda z: z * np.exp(-np.logaddexp(0.0, -z))),
        ("softplus", lambda z: np.log1p(np.exp(z))),
        ("elu", np.expm1),
        ("sigmoid", lambda z: np.exp(z) / (1 + np.exp(z))),
    ],
)
def test_small_values_keep_their_digits(name: str, expected: object) -> None:
    z = np.concatenate([-np.geomspace(1e-12, 36, 200)])
    np.testing.assert_allclose(UNIT_BY_UNIT[name].value(z), expected(z), rtol=1e-12)


@pytest.mark.parametrize("name", UNIT_BY_UNIT)
def test_derivatives_are_those_of_central_differences(name: str) -> None:
    z, h, row = np.linspace(-7.03, 7.01, 303), 1e-5, UNIT_BY_UNIT[name]
    numeric = (row.value(z + h, **constants(name)) - row.value(z - h, **constants(name))) / (2 * h)
    np.testing.assert_allclose(row.derivative(z, **constants(name)), numeric, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize(("name", "expected"), [("gelu", [-18.0, -10.0, -4.0]), ("silu", [-700.0, -50.0, -20.0])])
def test_derivatives_far_down_keep_their_digits(name: str, expected: list[float]) -> None:
    """Against the derivative of ln |f|, times f: 1/z + v′(1 − σ(v)), v = 2u with GELU and z with SiLU."""
    z = np.array(expected)
    logarithm = {
        "gelu": lambda: 1 / z + np.sqrt(8 / np.pi) * (1 + 3 * 0.044715 * z**2) / (1 + np.exp(twice_gelus_argument(z))),
        "silu": lambda: 1 / z + 1 / (1 + np.exp(z)),
    }[name]()
    found = UNIT_BY_UNIT[name].derivative(z)
    np.testing.assert_allclose(found, UNIT_BY_UNIT[name].value(z) * logarithm, rtol=1e-9)


@pytest.mark.parametrize(("loss", "activation"), [(loss, name) for loss, row in LOSSES.items() for name in row.outputs])
def test_a_network_that_is_far_too_sure_has_a_cost_and_gradients(loss: str, activation: str) -> None:
    network = Network((1,), parse_layers(f"dense(3,{activation})"))
    parameters = {"output_weights": np.array([[1e6], [-1e6], [0.0]]), "output_bias": np.zeros(3)}
    images, targets = np.array([[1.0], [-1.0]]), np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        tensors = forward(network, parameters, images)
        found = backward(network, loss, parameters, images, targets, tensors)
        found["cost"] = cost(network, loss, tensors, targets)
    assert all(np.isfinite(values).all() for values in {**tensors, **found}.values())
    assert found["output_delta"].shape == (2, 3)
