"""Linear models and scalers, as scikit-learn's exporter writes them in ONNX, as operators of the standard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sheetnet.frameworks.onnx_foreign import NAME, ForeignNode

Constants = dict[str, np.ndarray]
AFTERWARDS = {"NONE": "Identity", "SOFTMAX": "Softmax", "LOGISTIC": "Sigmoid"}
"""What becomes of scores, by ONNX's words and as an operator."""


def standard(nodes: Sequence[ForeignNode], constants: Constants) -> list[ForeignNode]:
    """Return nodes, those of another domain made of operators of the standard.

    Args:
        nodes: The nodes.
        constants: All constants, to which theirs are added.

    Raises:
        InputError: A node cannot be made of them.
    """
    return [made for node in nodes for made in (_made(node, constants) if node.domain else [node])]


def _made(node: ForeignNode, constants: Constants) -> list[ForeignNode]:
    make = MADE.get(node.kind)
    if make is None:
        raise node.refuse(f"sheetnet does not lay this operator open; of its domain it does {', '.join(sorted(MADE))}")
    if len(node.inputs) != 1 or not all(node.inputs) or not node.outputs:
        raise node.refuse(f"it takes one array; it was given {len(node.inputs)}")
    try:
        return [replace(each, name=node.name, domain="", place=node.place) for each in make(node, constants)]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise node.refuse("its attributes are missing, or do not fit") from None


def _scaler(node: ForeignNode, constants: Constants) -> Iterator[ForeignNode]:
    """(x − offset)·scale."""
    offset, scale = (_numbers(node, constants, name) for name in ("offset", "scale"))
    (taken,), (given,) = node.inputs, node.outputs
    yield _node("Sub", [taken, offset], _inner(given, "moved"))
    yield _node("Mul", [_inner(given, "moved"), scale], given)


def _linear_regressor(node: ForeignNode, constants: Constants) -> Iterator[ForeignNode]:
    """W x + b, a row of W a target."""
    yield from _scores(node, constants, int(node.attributes.get("targets", 1)), node.outputs[0])


def _linear_classifier(node: ForeignNode, constants: Constants) -> Iterator[ForeignNode]:
    """W x + b, a row of W a class, and what becomes of that; the second output."""
    if len(node.outputs) != 2 or not node.outputs[1]:
        raise node.refuse("it gives labels alone; sheetnet lays its scores open")
    classes = node.attributes.get("classlabels_strings") or node.attributes["classlabels_ints"]
    yield from _scores(node, constants, len(classes), node.outputs[1])


def _scores(node: ForeignNode, constants: Constants, units: int, given: str) -> Iterator[ForeignNode]:
    afterwards = AFTERWARDS.get(node.attributes.get("post_transform", "NONE"))
    if afterwards is None:
        raise node.refuse(
            f"its attribute post_transform is {str(node.attributes['post_transform'])[:NAME]}; sheetnet lays "
            f"{', '.join(AFTERWARDS)} open"
        )
    weights = _numbers(node, constants, "coefficients", units)
    bias = [_numbers(node, constants, "intercepts", units, ())] if "intercepts" in node.attributes else []
    last = given if afterwards == "Identity" else _inner(given, "scores")
    yield _node("Gemm", [node.inputs[0], weights, *bias], last, transB=1)
    if afterwards != "Identity":
        yield _node(afterwards, [last], given, **({"axis": -1} if afterwards == "Softmax" else {}))


def _normalizer(node: ForeignNode, constants: Constants) -> Iterator[ForeignNode]:
    """Shares, x / Σ |x|."""
    norm = node.attributes.get("norm", "MAX")
    if norm != "L1":
        raise node.refuse(f"its attribute norm is {str(norm)[:NAME]}; sheetnet lays L1 open")
    (taken,), (given,) = node.inputs, node.outputs
    axes = _inner(given, "axes")
    constants[axes] = np.array([1])
    yield _node("Abs", [taken], _inner(given, "sizes"))
    yield _node("ReduceSum", [_inner(given, "sizes"), axes], _inner(given, "sum"))
    yield _node("Div", [taken, _inner(given, "sum")], given)


def _numbers(node: ForeignNode, constants: Constants, what: str, rows: int = 0, rest: tuple[int, ...] = (-1,)) -> str:
    """Make an attribute a constant, in so many rows if there are some, and return its name."""
    values = np.asarray(node.attributes[what], dtype=np.float64)
    name = _inner(node.outputs[-1], what)
    constants[name] = values.reshape(rows, *rest) if rows else values
    return name


def _node(kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> ForeignNode:
    return ForeignNode("", kind, tuple(inputs), (output,), attributes)


def _inner(given: str, what: str) -> str:
    """Return a name that no file has."""
    return f"{given}\0{what}"


MADE: Mapping[str, Callable[[ForeignNode, Constants], Iterator[ForeignNode]]] = {
    "LinearClassifier": _linear_classifier,
    "LinearRegressor": _linear_regressor,
    "Normalizer": _normalizer,
    "Scaler": _scaler,
}
