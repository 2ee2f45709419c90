"""Training: w ← w − η ∂C_T/∂w over all samples, epoch by epoch, with everything on the way kept."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from sheetnet.models.network import INPUT
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.table_network import TableNetwork
from sheetnet.models.training import Training
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.layers import LAYERS
from sheetnet.reference.network import accuracy_of, backward, cost, forward, own_parameters
from sheetnet.reference.update_rules import State, advance, zero_state


def train(model: Training) -> Tensors:
    """Train the model's network.

    Args:
        model: Network, data, initial parameters, update rule, and how long.

    Returns:
        Every tensor with the epoch as its first axis: parameters, forward tensors and costs have epochs + 1 entries,
        deltas and gradients have one for each update.
    """
    epochs = list(_epochs(model))
    names = epochs[0].keys() | epochs[-1].keys()
    return {name: np.stack([epoch[name] for epoch in epochs if name in epoch]) for name in names}


def _epochs(model: Training) -> Iterator[Tensors]:
    parameters = dict(model.parameters)
    network = model.network
    states = {name: zero_state(model.optimizer, values) for name, values in parameters.items()}
    with np.errstate(over="ignore", invalid="ignore"):
        for epoch in range(model.epochs + 1):
            tensors = forward(network, parameters, model.images)
            found = measured(model, tensors) | parameters
            if epoch == model.epochs:
                yield found | tensors
                return
            back = backward(network, model.loss, parameters, model.images, model.targets, tensors)
            steps = {}
            for name in parameters:
                steps[name], states[name] = _step(model, back[f"{name}_gradient"], states[name], epoch + 1)
            remembered = {f"{name}_{key}": value for name, state in states.items() for key, value in state.items()}
            yield found | tensors | back | flipped(model, parameters) | remembered
            parameters = {name: values - steps[name] for name, values in parameters.items()}


def _step(model: Training, gradient: np.ndarray, state: State, number: int) -> tuple[np.ndarray, State]:
    constants = {name: float(getattr(model, name)) for name in UPDATE_RULES[model.optimizer].constants}
    return advance(model.optimizer, gradient, state, number, model.learning_rate, constants)


def measured(model: NetworkModel, tensors: Tensors, samples: int | None = None, runs: tuple[int, ...] = ()) -> Tensors:
    """Return cost, correctness and their sums.

    Args:
        model: Network, loss and targets.
        tensors: What ``forward`` returned.
        samples: How many samples, the first ones, were looked at; None for all.
        runs: How many runs over these samples, if there were several.

    Returns:
        ``cost`` and ``correct``, (*runs, samples), ``total_cost`` C_T = Σ C, and ``accuracy``, the share of right
        answers, (*runs,).
    """
    targets = np.tile(model.targets[:samples], (prod(runs), 1))
    costs = cost(model.network, model.loss, tensors, targets).reshape(*runs, -1)
    correct = accuracy_of(tensors[f"{model.network.output.name}_activation"], targets).reshape(*runs, -1)
    return {"cost": costs, "correct": correct, "total_cost": costs.sum(axis=-1), "accuracy": correct.mean(axis=-1)}


def said(tensors: Tensors, model: NetworkModel) -> Tensors:
    """Return what a network says of every image, as it is shown beside the targets.

    Args:
        tensors: What ``forward`` and ``measured`` returned.
        model: The network.
    """
    outputs = tensors[f"{model.network.output.name}_activation"]
    return {"said_outputs": outputs, "said_costs": tensors["cost"], "said_corrects": tensors["correct"]}


def flipped(model: Training | TableNetwork, parameters: Tensors) -> Tensors:
    """Return the parameters as they are used on the way back, of the layers that send something back.

    Returns:
        ``NAME_flipped``, the filters turned by 180°, for convolutions that do not take the input alone.
    """
    return {
        f"{node.name}_{kind}": values
        for node in model.network.nodes
        if set(node.inputs) != {INPUT}
        for kind, values in LAYERS[node.layer.kind].backward_parameters(own_parameters(node, parameters)).items()
    }
