"""From nodes of ONNX to sheetnet's operators, attribute by attribute."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_foreign import NAME, ForeignNode
from sheetnet.models.operator_graph.operators import OPERATORS, Clip, Identity, Operator, Reshape, Softmax

OF_NO_USE: Mapping[str, tuple[str, ...]] = {
    "BatchNormalization": ("momentum",),
    "Cast": ("saturate", "round_mode"),
    "Dropout": ("ratio", "seed"),
    "Gemm": ("broadcast",),
    "LayerNormalization": ("stash_type",),
    "MaxPool": ("storage_order",),
}
"""Attributes that make no difference to what a trained model gives."""
ONE_VALUE: Mapping[tuple[str, str], int] = {
    ("BatchNormalization", "training_mode"): 0,
    ("BatchNormalization", "spatial"): 1,
    ("BatchNormalization", "is_test"): 1,
    ("Dropout", "is_test"): 1,
}
"""Attributes that may have one value only."""
OURS = ("flattened", "sizes")
"""Attributes that no file has."""
REAL = {1: "FLOAT", 10: "FLOAT16", 11: "DOUBLE", 16: "BFLOAT16"}
"""ONNX's types of real numbers, by its own numbers."""
TYPES = {**REAL, 2: "UINT8", 3: "INT8", 4: "UINT16", 5: "INT16", 6: "INT32", 7: "INT64", 8: "STRING", 9: "BOOL"}
TRAINS_NOT = 7
"""From this version on operators behave as in inference, unless something says otherwise."""
FLATTENING = 13
"""Before this version a softmax took all axes from one on together."""

Constants = Mapping[str, np.ndarray]
Made = tuple[Operator, tuple[str, ...]]


def operator_of(node: ForeignNode, constants: Constants, version: int) -> Made:
    """Return a node's operator, and the names of what it takes.

    Args:
        node: The node.
        constants: All constants, by name.
        version: The version of ONNX's operators.

    Raises:
        InputError: The operator, or an attribute, is none that sheetnet lays open.
    """
    if version < TRAINS_NOT and (node.kind, "is_test") in ONE_VALUE and "is_test" not in node.attributes:
        raise node.refuse("its attribute is_test is 0, as in training; export the model for inference")
    special = SPECIAL.get(node.kind)
    made = special(node, constants, version) if special else _plain(node, _attributes(node))
    try:
        made[0].check()
    except InputError as error:
        raise node.refuse(str(error)) from None
    kind = type(made[0])
    if not len(kind.takes) - kind.optional <= len(made[1]) <= len(kind.takes) or not all(made[1]):
        raise node.refuse(f"it takes {', '.join(kind.takes[:5])}; it was given {len(made[1])}")
    return made


def _plain(node: ForeignNode, attributes: Mapping[str, Any]) -> Made:
    """Take an operator whose attributes are called as in ONNX."""
    kind = OPERATORS.get(node.kind)
    if kind is None:
        raise node.refuse(
            f"sheetnet does not lay this operator open; it does {', '.join(sorted({*OPERATORS, *SPECIAL}))}"
        )
    types = {field.name: str(field.type) for field in dataclasses.fields(kind)}
    given = {}
    for name, value in attributes.items():
        if name not in types or name in OURS:
            raise node.refuse(f"its attribute {name[:NAME]} is none that sheetnet knows")
        wanted = {"int": int, "float": float, "str": str, "Ints": tuple}[types[name]]
        if not isinstance(value, wanted):
            raise node.refuse(f"its attribute {name[:NAME]} is {str(value)[:NAME]}, which is of another kind")
        given[name] = _digits(node, name, value) if isinstance(value, float) else value
    return kind(**given), _trimmed(node.inputs)


def _digits(node: ForeignNode, name: str, value: float) -> float:
    """Return a number with as many digits as every spreadsheet reads alike."""
    if not np.isfinite(value):
        raise node.refuse(f"its attribute {name} is {value}")
    return float(f"{value:.15g}")


def _attributes(node: ForeignNode) -> dict[str, Any]:
    """Return the attributes that make a difference."""
    found = {}
    for name, value in node.attributes.items():
        if name in OF_NO_USE.get(node.kind, ()):
            continue
        only = ONE_VALUE.get((node.kind, name))
        if only is None:
            found[name] = value
        elif value != only:
            raise node.refuse(f"its attribute {name} is {value}; sheetnet lays {only} open")
    return found


def _clip(node: ForeignNode, constants: Constants, version: int) -> Made:
    limits = dict(zip(("min", "max"), node.inputs[1:], strict=False))
    given = {name: _single(node, constants, taken, name) for name, taken in limits.items() if taken}
    bounds = {**_attributes(node), **given}
    allowed = {field.name: field.default for field in dataclasses.fields(Clip)}
    kept = {name: value for name, value in bounds.items() if name not in allowed or abs(value) < allowed["max"]}
    return _plain(replace(node, inputs=node.inputs[:1]), kept)


def _reshape(node: ForeignNode, constants: Constants, version: int) -> Made:
    if len(node.inputs) != 2 or node.inputs[1] not in constants:
        raise node.refuse("its new shape is computed by the model; sheetnet lays open shapes that are constants")
    sizes = tuple(int(size) for size in np.ravel(constants[node.inputs[1]]))
    operator, taken = _plain(replace(node, inputs=node.inputs[:1]), _attributes(node))
    assert isinstance(operator, Reshape)
    return replace(operator, sizes=sizes, allowzero=operator.allowzero if 0 in sizes else 0), taken


def _softmax(node: ForeignNode, constants: Constants, version: int) -> Made:
    axis = node.attributes.get("axis", 1 if version < FLATTENING else -1)
    operator, taken = _plain(node, {**_attributes(node), "axis": axis})
    assert isinstance(operator, Softmax)
    return replace(operator, flattened=int(version < FLATTENING)), taken


def _dropout(node: ForeignNode, constants: Constants, version: int) -> Made:
    mode = node.inputs[2] if len(node.inputs) > 2 else ""
    if mode and (mode not in constants or np.any(constants[mode])):
        raise node.refuse("it drops at random, as in training (training_mode); export the model for inference")
    return _plain(replace(node, kind=Identity.kind, inputs=node.inputs[:1]), _attributes(node))


def _axes(node: ForeignNode, constants: Constants, version: int) -> Made:
    """Take an operator whose axes are an attribute, or since version 13 or 18 a second array."""
    attributes = _attributes(node)
    whole = attributes.pop("noop_with_empty_axes", 0)
    given = _whole_numbers(node, constants, 1, "axes")
    axes = attributes.pop("axes", ()) if given is None else given
    if node.kind == "Unsqueeze" and not axes:
        raise node.refuse("it does not say which axes there are to be")
    if whole and not axes:
        return _plain(replace(node, kind=Identity.kind, inputs=node.inputs[:1]), {})
    return _plain(replace(node, inputs=node.inputs[:1]), {**attributes, "axes": axes})


def _pad(node: ForeignNode, constants: Constants, version: int) -> Made:
    attributes = _attributes(node)
    found = {name: _whole_numbers(node, constants, at, name) for name, at in (("pads", 1), ("axes", 3))}
    attributes |= {name: numbers for name, numbers in found.items() if numbers is not None}
    if "pads" not in attributes:
        raise node.refuse("it does not say how many entries there are to be around")
    if len(node.inputs) > 2 and node.inputs[2]:
        attributes["value"] = _single(node, constants, node.inputs[2], "value")
    return _plain(replace(node, inputs=node.inputs[:1]), attributes)


def _cast(node: ForeignNode, constants: Constants, version: int) -> Made:
    """Take a number of another type as it is: a spreadsheet has one type, and that keeps all digits."""
    kind = int(node.attributes.get("to", 0))
    if kind not in REAL:
        raise node.refuse(
            f"it makes numbers of type {TYPES.get(kind, f'{kind} of ONNX')} of what the model computes; sheetnet lays "
            f"{', '.join(REAL.values())} open"
        )
    return _plain(replace(node, kind=Identity.kind, inputs=node.inputs[:1]), {})


def _whole_numbers(node: ForeignNode, constants: Constants, at: int, what: str) -> tuple[int, ...] | None:
    """Return the whole numbers that a node takes at a place; None if it takes nothing there."""
    name = node.inputs[at] if len(node.inputs) > at else ""
    if not name:
        return None
    if name not in constants:
        raise node.refuse(f"its {what} are computed by the model; sheetnet lays open those that are constants")
    return tuple(int(each) for each in np.ravel(constants[name]))


def _single(node: ForeignNode, constants: Constants, name: str, what: str) -> float:
    if name not in constants or constants[name].size != 1:
        raise node.refuse(f"its {what} is no constant number")
    return float(constants[name].reshape(()))


def _trimmed(inputs: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without those that are left out at the end."""
    while inputs and not inputs[-1]:
        inputs = inputs[:-1]
    return inputs


SPECIAL: Mapping[str, Callable[[ForeignNode, Constants, int], Made]] = {
    "Cast": _cast,
    "Clip": _clip,
    "Dropout": _dropout,
    "Pad": _pad,
    **dict.fromkeys(("ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum", "Squeeze", "Unsqueeze"), _axes),
    "Reshape": _reshape,
    "Softmax": _softmax,
}
"""Operators that are written otherwise in ONNX."""
