"""A network in NumPy: forward pass, cost, backpropagation and full-batch descent, for all samples at once.

δ = ∂C/∂z for layers with parameters, ∂C/∂a for poolings. C = ½ Σ (t − a)², or cross-entropy −Σ t ln a (softmax) and
−Σ (t ln a + (1 − t) ln(1 − a)) (sigmoid), both written with z so that nothing overflows.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sheetnet.models.network import TIE_WIDTH, AveragePool2D, Conv2D, Dense, MaxPool2D, Network, Stage
from sheetnet.reference import layers
from sheetnet.reference.activations import activate, slope

Tensors = dict[str, np.ndarray]


def forward(network: Network, parameters: Mapping[str, np.ndarray], images: np.ndarray) -> Tensors:
    """Run the forward pass.

    Args:
        network: The layers.
        parameters: Weights and biases by name.
        images: (samples, *input shape).

    Returns:
        ``NAME_z`` and ``NAME_activation`` of every layer, samples first.
    """
    tensors: Tensors = {}
    picture = images
    for stage in network.stages:
        if isinstance(stage.layer, (MaxPool2D, AveragePool2D)):
            picture = layers.pooling_forward(stage.layer, picture)
        else:
            z = _weighted(stage, parameters, picture)
            z = np.where(np.isfinite(z), z, np.nan)  # an error in a cell stays one: σ(∞) is no number there
            tensors[f"{stage.name}_z"] = z
            picture = activate(stage.layer.activation, z)
            if stage.layer.activation == "softmax":
                tensors[f"{stage.name}_exponential"] = np.exp(z - z.max(axis=-1, keepdims=True))
        tensors[f"{stage.name}_activation"] = picture
    return tensors


def cost(network: Network, loss: str, tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    """Return each sample's cost: C = ½ Σ (t − a)², or cross-entropy.

    Args:
        network: The layers; the last one's activation decides which cross-entropy it is.
        loss: One of ``models.network_model.LOSSES``.
        tensors: What ``forward`` returned.
        targets: (samples, outputs).

    Returns:
        C, (samples,).
    """
    last = network.stages[-1]
    z, a = tensors[f"{last.name}_z"], tensors[f"{last.name}_activation"]
    if loss == "half_squared":
        return np.asarray(0.5 * ((targets - a) ** 2).sum(axis=1))
    assert isinstance(last.layer, Dense)
    if last.layer.activation == "softmax":
        largest = z.max(axis=1)
        return np.asarray(largest + np.log(np.exp(z - largest[:, None]).sum(axis=1)) - (targets * z).sum(axis=1))
    return np.asarray((np.logaddexp(0.0, z) - targets * z).sum(axis=1))


def backward(
    network: Network,
    loss: str,
    parameters: Mapping[str, np.ndarray],
    images: np.ndarray,
    targets: np.ndarray,
    tensors: Tensors,
) -> Tensors:
    """Run backpropagation.

    Args:
        network: The layers.
        loss: One of ``models.network_model.LOSSES``.
        parameters: Weights and biases by name.
        images: (samples, *input shape).
        targets: (samples, outputs).
        tensors: What ``forward`` returned for the same images and parameters.

    Returns:
        ``NAME_delta`` of every layer, samples first, and ``NAME_weights_gradient`` and ``NAME_bias_gradient`` summed
        over samples.
    """
    found: Tensors = {}
    arrived = np.empty(0)  # ∂C/∂a of the layer at hand, from the layer above it
    for number, stage in reversed(list(enumerate(network.stages))):
        below = network.stages[number - 1] if number else None
        picture = tensors[f"{below.name}_activation"] if below else images
        if number == len(network.stages) - 1:
            delta = _output_delta(stage, loss, tensors, targets)
        elif isinstance(stage.layer, (Dense, Conv2D)):
            delta = arrived * slope(stage.layer.activation, tensors[f"{stage.name}_z"])
        else:
            delta = arrived
        found[f"{stage.name}_delta"] = delta
        found |= _gradients(stage, delta, picture)
        if below:
            arrived = _sent_back(stage, parameters, delta, picture)
    return found


def accuracy_of(outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Tell which answers are right.

    Args:
        outputs: Activations of the last layer, (samples, outputs).
        targets: (samples, outputs).

    Returns:
        1 where the target's output alone is the largest (a single output: where it is within ½ of its target), 0
        elsewhere, nan where an output is no number; (samples,).
    """
    if outputs.shape[1] == 1:
        right = (np.abs(outputs - targets) < 0.5 - TIE_WIDTH)[:, 0]
    else:
        largest = outputs >= outputs.max(axis=1, keepdims=True) - TIE_WIDTH
        right = ~(largest & (targets < targets.max(axis=1, keepdims=True))).any(axis=1)
    return np.where(np.isfinite(outputs).all(axis=1), right.astype(np.float64), np.nan)


def _weighted(stage: Stage, parameters: Mapping[str, np.ndarray], picture: np.ndarray) -> np.ndarray:
    weights, bias = parameters[f"{stage.name}_weights"], parameters[f"{stage.name}_bias"]
    if isinstance(stage.layer, Conv2D):
        return layers.convolution_forward(stage.layer, _with_channels(weights, 4), bias, _with_channels(picture, 4))
    return layers.dense_forward(weights, bias, picture)


def _output_delta(stage: Stage, loss: str, tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    z, a = tensors[f"{stage.name}_z"], tensors[f"{stage.name}_activation"]
    assert isinstance(stage.layer, Dense)
    error = a - targets
    if loss == "cross_entropy":
        return error
    if stage.layer.activation == "softmax":
        return a * (error - (error * a).sum(axis=1, keepdims=True))
    return error * slope(stage.layer.activation, z)


def _gradients(stage: Stage, delta: np.ndarray, picture: np.ndarray) -> Tensors:
    if isinstance(stage.layer, (MaxPool2D, AveragePool2D)):
        return {}
    shape = stage.parameter_shapes[f"{stage.name}_weights"]
    if isinstance(stage.layer, Conv2D):
        channels = (shape[0], *(shape[1:-2] or (1,)), *shape[-2:])
        weights, bias = layers.convolution_gradients(stage.layer, channels, delta, _with_channels(picture, 4))
    else:
        weights, bias = layers.dense_gradients(delta, picture)
    return {f"{stage.name}_weights_gradient": weights.reshape(shape), f"{stage.name}_bias_gradient": bias}


def _sent_back(
    stage: Stage, parameters: Mapping[str, np.ndarray], delta: np.ndarray, picture: np.ndarray
) -> np.ndarray:
    if isinstance(stage.layer, (MaxPool2D, AveragePool2D)):
        return layers.pooling_back(stage.layer, picture, delta)
    weights = parameters[f"{stage.name}_weights"]
    if isinstance(stage.layer, Conv2D):
        shape = _with_channels(picture, 4).shape[1:]
        return layers.convolution_back(stage.layer, _with_channels(weights, 4), delta, shape).reshape(picture.shape)
    return layers.dense_back(weights, delta)


def _with_channels(values: np.ndarray, axes: int) -> np.ndarray:
    """Give a picture without channels one channel."""
    return values if values.ndim == axes else values[:, None]
