"""A network in NumPy: forward pass, cost and backpropagation along its graph, for all samples at once.

δ = ∂C/∂z for layers with an activation, ∂C/∂(output) for all others. What comes back to a layer from several that take
it is summed, and so are the gradients of a parameter that several layers use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sheetnet.models.network import INPUT, TIE_WIDTH, Network, Node
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers import LAYERS
from sheetnet.reference.losses import LOSSES, Loss

OWN = ("mean", "variance", "z", "exponential", "activation")
"""The kinds of tensors that layers ask for again."""


def forward(
    network: Network,
    parameters: Mapping[str, np.ndarray],
    images: np.ndarray,
    masks: Mapping[str, np.ndarray] | None = None,
) -> Tensors:
    """Run the forward pass, once or several times at once.

    Args:
        network: The graph of layers.
        parameters: Weights and biases by name; those of several runs with an axis of runs in front.
        images: (samples, *input shape); the samples of one run after those of the other.
        masks: In a step of a training those of the layers that take one, by the layers' names; None afterwards.

    Returns:
        ``NAME_activation`` of every layer, and ``NAME_z`` where there is an activation, samples first.
    """
    tensors: Tensors = {}
    for node in network.nodes:
        arithmetic, inputs = LAYERS[node.layer.kind], _inputs(node, images, tensors)
        if masks is None:
            found = arithmetic.forward(node.layer, own_parameters(node, parameters), inputs)
        else:
            found = arithmetic.forward_in_training(node.layer, _with_mask(node, parameters, masks), inputs)
        tensors |= {f"{node.name}_{kind}": values for kind, values in found.items()}
    return tensors


def cost(network: Network, loss: str, tensors: Tensors, targets: np.ndarray) -> np.ndarray:
    """Return each sample's cost.

    Args:
        network: The graph of layers; the last one's activation decides which cross-entropy it is.
        loss: One of ``models.losses.LOSSES``.
        tensors: What ``forward`` returned.
        targets: (samples, outputs).

    Returns:
        C, (samples,).
    """
    return _loss(network, loss).cost(_own_tensors(network.output, tensors), targets)


def backward(
    network: Network,
    loss: str,
    parameters: Mapping[str, np.ndarray],
    images: np.ndarray,
    targets: np.ndarray,
    tensors: Tensors,
    masks: Mapping[str, np.ndarray] | None = None,
) -> Tensors:
    """Run backpropagation.

    Args:
        network: The graph of layers.
        loss: One of ``models.losses.LOSSES``.
        parameters: Weights and biases by name.
        images: (samples, *input shape).
        targets: (samples, outputs).
        tensors: What ``forward`` returned for the same images and parameters.
        masks: Those that it took.

    Returns:
        ``NAME_delta`` of every layer, samples first, and ``PARAMETER_gradient`` summed over samples.
    """
    found: Tensors = {}
    grad_outputs: Tensors = {}  # by the names of those that the layers take
    for node in reversed(network.nodes):
        arithmetic, own = LAYERS[node.layer.kind], _own_tensors(node, tensors)
        if node is network.output:
            delta = _loss(network, loss).delta(network.output_layer, own, targets)
        else:
            delta = arithmetic.delta(node.layer, own, grad_outputs[node.name])
        inputs = _inputs(node, images, tensors)
        back = arithmetic.backward(node.layer, _with_mask(node, parameters, masks or {}), inputs, delta)
        found[f"{node.name}_delta"] = delta
        found |= {f"{node.name}_{kind}": values for kind, values in back.found.items()}
        _add(grad_outputs, zip(node.inputs, back.grad_inputs, strict=True))
        _add(found, ((f"{node.parameters[local]}_gradient", sums) for local, sums in back.gradients.items()))
    return found


def kept(network: Network, parameters: Mapping[str, np.ndarray], tensors: Tensors) -> Tensors:
    """Return what becomes in a step of a training of the parameters that layers keep themselves, by name.

    Args:
        network: The graph of layers.
        parameters: All of them before the step, by name.
        tensors: What ``forward`` returned.
    """
    found: Tensors = {}
    for node in network.nodes:
        own = own_parameters(node, parameters)
        after = LAYERS[node.layer.kind].kept(node.layer, own, _own_tensors(node, tensors))
        found |= {node.parameters[local]: values for local, values in after.items()}
    return found


def own_parameters(node: Node, parameters: Mapping[str, np.ndarray]) -> Tensors:
    """Return a node's parameters by their names within the layer.

    Args:
        node: A layer in its place.
        parameters: All of the network's, by name.
    """
    return {local: parameters[name] for local, name in node.parameters.items()}


def _with_mask(node: Node, parameters: Mapping[str, np.ndarray], masks: Mapping[str, np.ndarray]) -> Tensors:
    own = own_parameters(node, parameters)
    return own | {"mask": masks[node.name]} if node.name in masks else own


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


def _inputs(node: Node, images: np.ndarray, tensors: Tensors) -> list[np.ndarray]:
    return [images if name == INPUT else tensors[f"{name}_activation"] for name in node.inputs]


def _own_tensors(node: Node, tensors: Tensors) -> Tensors:
    names = {kind: f"{node.name}_{kind}" for kind in OWN}
    return {kind: tensors[name] for kind, name in names.items() if name in tensors}


def _loss(network: Network, loss: str) -> Loss:
    return LOSSES[loss][network.output_layer.activation]


def _add(sums: Tensors, found: Iterable[tuple[str, np.ndarray]]) -> None:
    for name, values in found:
        sums[name] = sums[name] + values if name in sums else values
