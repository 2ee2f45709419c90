"""Operators that, of constants, make a constant, such as those by which an exporter computes the shape of a Reshape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_file import MOST_ENTRIES
from sheetnet.frameworks.onnx_foreign import NAME, ForeignNode
from sheetnet.frameworks.onnx_operators import REAL, TYPES, operator_of
from sheetnet.models.operator_graph.operators import Shape, Transpose

Arrays = Sequence[np.ndarray]
VALUES = ("value", "value_float", "value_floats", "value_int", "value_ints")


def folded(node: ForeignNode, known: Mapping[str, np.ndarray]) -> np.ndarray | None:
    """Return the constant that a node gives; None if it is not one of those, or takes what is no constant.

    Args:
        node: The node.
        known: All constants, by name.

    Raises:
        InputError: It is one of those, but what it takes does not fit.
    """
    taken = [name for name in node.inputs if name]
    if node.kind not in FOLDS or any(name not in known for name in taken):
        return None
    if node.kind in LIKE_OURS:
        return _like_ours(node, known)
    arrays = [known[name] for name in taken]
    if node.kind in WHOLE and any(each.dtype.kind != "i" for each in arrays):
        return None  # weights that are computed of weights are laid open
    size = _most(node, arrays)
    if size > MOST_ENTRIES:
        raise node.refuse(f"it gives up to {size:,} constants; sheetnet reads up to {MOST_ENTRIES:,} in all")
    try:
        return FOLDS[node.kind](node, arrays)
    except (IndexError, KeyError, TypeError, ValueError):
        raise node.refuse("the constants that it takes do not fit") from None


def _most(node: ForeignNode, arrays: Arrays) -> int:
    """Return how many entries there can be in what a node gives."""
    if node.kind == "ConstantOfShape" and len(arrays) == 1:
        return prod(max(int(size), 0) for size in arrays[0].ravel())
    if node.kind in (*WHOLE, "Gather") and len(arrays) == 2:
        return arrays[0].size * max(arrays[1].size, 1)
    return sum(each.size for each in arrays)


def shape_of(node: ForeignNode, shape: Shape | None) -> np.ndarray:
    """Return what a Shape gives.

    Args:
        node: The node.
        shape: The shape of what it takes; None if nobody knows.

    Raises:
        InputError: Nobody knows it.
    """
    if shape is None:
        raise node.refuse("the shape that it takes is not known")
    return np.array(shape[node.attributes.get("start", 0) : node.attributes.get("end", len(shape))], dtype=np.int64)


def _constant(node: ForeignNode, taken: Arrays) -> np.ndarray:
    values = [value for name, value in node.attributes.items() if name in VALUES]
    if len(values) != 1 or len(node.attributes) != 1:
        raise node.refuse(f"its attribute {', '.join(node.attributes)[:NAME]} is none that sheetnet knows")
    if isinstance(values[0], str):
        raise node.refuse("its value is a word")
    return np.asarray(values[0])


def _like_ours(node: ForeignNode, known: Mapping[str, np.ndarray]) -> np.ndarray:
    """Give the entries another shape or order, as the operator of that name does."""
    operator, taken = operator_of(node, known, 0)
    values = known[taken[0]]
    try:
        shape = operator.shape([values.shape])
    except InputError as error:
        raise node.refuse(str(error)) from None
    turned = np.transpose(values, operator.order(values.ndim)) if isinstance(operator, Transpose) else values
    return turned.reshape(shape)


def _gather(node: ForeignNode, taken: Arrays) -> np.ndarray:
    return np.asarray(np.take(taken[0], taken[1].astype(np.int64), axis=int(node.attributes.get("axis", 0))))


def _unsqueeze(node: ForeignNode, taken: Arrays) -> np.ndarray:
    axes = node.attributes["axes"] if len(taken) == 1 else taken[1].ravel().tolist()
    return np.expand_dims(taken[0], tuple(int(axis) for axis in axes))


def _squeeze(node: ForeignNode, taken: Arrays) -> np.ndarray:
    axes = node.attributes.get("axes") if len(taken) == 1 else taken[1].ravel().tolist()
    return np.squeeze(taken[0], None if axes is None else tuple(int(axis) for axis in axes))


def _concat(node: ForeignNode, taken: Arrays) -> np.ndarray:
    return np.concatenate(list(taken), axis=int(node.attributes["axis"]))


def _slice(node: ForeignNode, taken: Arrays) -> np.ndarray:
    if len(taken) == 1:  # before version 10
        names = [name for name in ("starts", "ends", "axes") if name in node.attributes]
        taken = [*taken, *(np.array(node.attributes[name], dtype=np.int64) for name in names)]
    values, starts, ends, *more = taken
    axes = more[0].ravel().tolist() if more else range(starts.size)
    steps = more[1].ravel().tolist() if len(more) > 1 else [1] * starts.size
    chosen = [slice(None)] * values.ndim
    for axis, start, end, step in zip(axes, starts.ravel().tolist(), ends.ravel().tolist(), steps, strict=True):
        chosen[int(axis)] = slice(int(start), int(end), int(step))
    return values[tuple(chosen)]


def _cast(node: ForeignNode, taken: Arrays) -> np.ndarray:
    (values,) = taken
    to = node.attributes["to"]
    if to in REAL:
        return values.astype(np.float64)
    return (values != 0).astype(np.int64) if TYPES[to] == "BOOL" else values.astype(np.int64)


def _shape(node: ForeignNode, taken: Arrays) -> np.ndarray:
    return shape_of(node, taken[0].shape)


def _constant_of_shape(node: ForeignNode, taken: Arrays) -> np.ndarray:
    value = np.asarray(node.attributes.get("value", 0.0)).ravel()
    return np.full(tuple(int(size) for size in taken[0].ravel()), value[0])


def _quotient(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return whole quotients, cut off towards 0."""
    if not np.all(b):
        raise ValueError("a quotient by 0")
    return np.asarray(np.sign(a) * np.sign(b) * (np.abs(a) // np.abs(b)))


def _whole(node: ForeignNode, taken: Arrays) -> np.ndarray:
    a, b = taken
    return np.asarray(WHOLE[node.kind](a, b))


WHOLE: Mapping[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "Add": np.add,
    "Div": _quotient,
    "Mul": np.multiply,
    "Sub": np.subtract,
}
"""Arithmetic that is done here on whole numbers alone, which are sizes; of others it is laid open."""
LIKE_OURS = ("Flatten", "Identity", "Reshape", "Transpose")
FOLDS: Mapping[str, Callable[[ForeignNode, Arrays], np.ndarray]] = {
    "Cast": _cast,
    "Concat": _concat,
    "Constant": _constant,
    "ConstantOfShape": _constant_of_shape,
    "Gather": _gather,
    "Shape": _shape,
    "Slice": _slice,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    **dict.fromkeys(WHOLE, _whole),
    **dict.fromkeys(LIKE_OURS, _whole),
}
"""By the names of ONNX; those that are ``LIKE_OURS`` do as the operators of these names."""
