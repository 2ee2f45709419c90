"""The Test sheet with NumPy: one picture through the network, what each unit weighs, the answer, and how sure it is."""

from __future__ import annotations

from sheetnet.models.network import INPUT, NO_ANSWER, TIE_WIDTH
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.painted import CERTAIN, is_taken_whole, shows_products, votes
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.network import forward


def painted(model: NetworkModel, trained: Tensors) -> Tensors:
    """Compute the Test sheet: one picture, with the initial (1) or the trained (2) parameters.

    Args:
        model: The network and the picture.
        trained: The trained parameters by name.
    """
    chosen = dict(model.parameters) if model.parameter_set == 1 else trained
    tensors = {name: values[0] for name, values in forward(model.network, chosen, model.test_image[None]).items()}
    outputs = tensors[f"{model.network.output.name}_activation"]
    found = {
        **tensors,
        **chosen,
        **_shown(model, tensors),
        **_products(model, chosen, tensors),
        "class": model.class_labels,
    }
    if votes(model.network):
        found["sure"] = _finite_or_nan(outputs, float((outputs >= CERTAIN - TIE_WIDTH).sum() == 1))
    else:
        del found["class"]
    found["answer"] = answer_of(model, outputs)
    return {f"test_{name}": np.asarray(values) for name, values in found.items()}


def _shown(model: NetworkModel, tensors: Tensors) -> Tensors:
    """Say once more what has a second place on the sheet: what units give, before a softmax z, maps taken whole."""
    nodes = model.network.nodes
    units = [node.name for node in nodes if len(node.shape) == 1 or is_taken_whole(model.network, node)]
    kinds = {name: ["activation", *(["z"] if f"{name}_exponential" in tensors else [])] for name in units}
    return {f"{name}_shown_{kind}": tensors[f"{name}_{kind}"] for name in units for kind in kinds[name]}


def _products(model: NetworkModel, chosen: Tensors, tensors: Tensors) -> Tensors:
    """Multiply each weight of a dense layer by what it looks at."""
    found = {}
    for node in filter(shows_products, model.network.nodes):
        (taken,) = node.inputs
        seen = model.test_image if taken == INPUT else tensors[f"{taken}_activation"]
        weights = chosen[node.parameters["weights"]]
        found[f"{node.name}_products"] = weights * seen.reshape(weights.shape[1:])
    return found


def answer_of(model: NetworkModel, outputs: np.ndarray) -> float:
    """Return the label of the largest output; a single output says whether it is ½.

    Args:
        model: What each output stands for.
        outputs: What they say of one image; if one of them is no number, the answer is none either.
    """
    return _finite_or_nan(outputs, _answer(model, outputs))


def _answer(model: NetworkModel, outputs: np.ndarray) -> float:
    """Return the label of the largest output; a single output says whether it is ½."""
    if outputs.size == 1:
        return float(outputs[0] >= 0.5 - TIE_WIDTH)
    if (outputs >= outputs.max() - TIE_WIDTH).sum() > 1:
        return NO_ANSWER
    return float(model.class_labels[outputs.argmax()])


def _finite_or_nan(outputs: np.ndarray, value: float) -> float:
    """Return a value, but nan where an output is no number."""
    return value if np.isfinite(outputs).all() else np.nan
