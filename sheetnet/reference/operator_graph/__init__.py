"""A trained model laid open, in NumPy: every array of its graph, what it tells, the sample that is followed."""

from __future__ import annotations

from typing import Any

from sheetnet.models.network import NO_ANSWER, TIE_WIDTH
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.models.operator_graph.graph import SAMPLES
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators import OPERATORS, RESULT


def trace(model: OperatorGraph) -> dict[str, Any]:
    """Compute every tensor of the workbook.

    Args:
        model: The graph, what goes into it, its constants.

    Returns:
        Tensors by name; what an operator computes on the way is called by its node's name and its own.
    """
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = run(model)
    told = _told(model, found)
    return {**model.inputs(), **found, **told, **_followed(model, found, told)}


def run(model: OperatorGraph) -> Tensors:
    """Compute what every operator gives, and what it computes on the way."""
    known: Tensors = {SAMPLES: model.samples, **model.constants}
    found: Tensors = {}
    for node in model.nodes:
        arrays = OPERATORS[node.operator.kind](node.operator).forward([known[name] for name in node.inputs])
        known[node.name] = arrays[RESULT]
        found |= {f"{node.name}_{part}" if part else node.name: values for part, values in arrays.items()}
    return found


def _told(model: OperatorGraph, found: Tensors) -> dict[str, Any]:
    """Return which output is the largest, and how that compares with what is known."""
    outputs = found[model.output.name]
    if not model.tells:
        return _single(model, outputs)
    told = outputs.argmax(axis=1) * 1.0
    several = (outputs >= outputs.max(axis=1, keepdims=True) - TIE_WIDTH).sum(axis=1) > 1
    told = np.where(several, float(NO_ANSWER), told)
    result: dict[str, Any] = {"told": told, "largest": outputs.max(axis=1), "sample_number": _counted(model)}
    if model.truth == "classes":
        right = np.where(told == model.labels, 1.0, 0.0)
        result |= {"right": right, "share_right": right.mean()}
    return result


def _single(model: OperatorGraph, outputs: np.ndarray) -> dict[str, Any]:
    """Return the single number that is told of each sample, and how far it is off what is known."""
    if not model.tells_numbers:
        return {}
    told = np.reshape(outputs, len(model.samples))
    result: dict[str, Any] = {"told": told, "sample_number": _counted(model)}
    if model.truth == "numbers":
        residual = model.labels - told
        result |= {"residual": residual, "root_mean_square": np.sqrt((residual * residual).mean())}
    return result


def _counted(model: OperatorGraph) -> np.ndarray:
    return np.arange(1.0, len(model.samples) + 1)


def _followed(model: OperatorGraph, found: Tensors, told: dict[str, Any]) -> dict[str, Any]:
    """Return what belongs to the sample that is followed."""
    chosen, count = round(float(model.chosen)) - 1, len(model.samples)
    arrays = {SAMPLES: model.samples, **{node.name: found[node.name] for node in model.nodes}}
    if model.tells:
        arrays["told"] = told["told"]
    return {f"followed_{name}": values[chosen] for name, values in arrays.items() if values.shape[:1] == (count,)}
