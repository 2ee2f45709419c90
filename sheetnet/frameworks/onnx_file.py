"""ONNX files as protocol buffers: read within bounds, nothing that they name outside of themselves is opened."""

from __future__ import annotations

import os
from dataclasses import replace
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_foreign import LEARNING, NAME, OWN_DOMAINS, ForeignGraph, ForeignNode
from sheetnet.frameworks.onnx_learning import standard
from sheetnet.frameworks.onnx_outputs import ancestors, outputs_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

MOST_BYTES = 50_000_000
"""Of a file: a sheet holds a tenth of the weights at most."""
MOST_ENTRIES = 2_000_000
"""Of all constants together."""
MOST_NODES = 2_000
LEAST_VERSION = 6
"""Of ONNX's set of operators; before, most operators had other attributes."""


def read_onnx(source: str | os.PathLike[str] | Any) -> ForeignGraph:
    """Read a graph.

    Args:
        source: An ONNX file, or a ``ModelProto``.

    Raises:
        InputError: It is too large, damaged, of an unknown version, or has parts that sheetnet does not lay open.
    """
    onnx = _onnx()
    model = _loaded(onnx, Path(source)) if isinstance(source, (str, os.PathLike)) else source
    called = str(source) if isinstance(source, (str, os.PathLike)) else "the model"
    if model.ByteSize() > MOST_BYTES:
        raise InputError(f"{called} has {model.ByteSize():,} bytes; sheetnet reads up to {MOST_BYTES:,}")
    graph = model.graph
    if not graph.node:
        raise InputError(f"{called} is no ONNX model: its graph has no nodes")
    if len(graph.node) > MOST_NODES:
        raise InputError(f"{called} has {len(graph.node):,} nodes; sheetnet reads up to {MOST_NODES:,}")
    version = _version(onnx, model, called)
    named = {tensor.name for tensor in graph.initializer}
    taken = [each for each in graph.input if each.name not in named]
    if len(taken) != 1:
        raise InputError(f"{called} takes {_listed(taken)}; sheetnet lays open models that take one array")
    _check_kind(onnx, taken[0])
    outputs = outputs_of(graph, called)
    used = ancestors(graph, outputs.all)
    constants = _constants(onnx, graph, used)
    nodes = [_node(onnx, node, place) for place, node in enumerate(graph.node) if not used.isdisjoint(node.output)]
    return ForeignGraph(
        standard(nodes, constants), constants, taken[0].name, _sizes(taken[0]), outputs, version, model
    )  # fmt: skip


def array_of(tensor: Any, called: str) -> np.ndarray:
    """Return a tensor's numbers.

    Args:
        tensor: A ``TensorProto``.
        called: What it is called, for messages.

    Raises:
        InputError: They lie elsewhere, are no numbers, or not as many as its sizes say.
    """
    onnx = _onnx()
    if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
        raise InputError(
            f"the numbers of {called[:NAME]!r} lie in another file, which sheetnet does not open: save the model with "
            "its weights inside (onnx.save_model(…, save_as_external_data=False))"
        )
    sizes = list(tensor.dims)
    if any(size < 0 for size in sizes) or prod(sizes) > MOST_ENTRIES:
        raise InputError(
            f"{called[:NAME]!r} has sizes {sizes[:8]}; sheetnet reads up to {MOST_ENTRIES:,} numbers in all"
        )
    try:
        values = np.asarray(onnx.numpy_helper.to_array(tensor))
        if values.dtype.kind not in "biuf":
            raise TypeError
        return np.array(values, dtype=np.int64 if values.dtype.kind in "biu" else np.float64)
    except (ValueError, TypeError, KeyError, AttributeError, NotImplementedError):
        raise InputError(f"the numbers of {called[:NAME]!r} are none, or not as many as its sizes say") from None


def _onnx() -> Any:
    try:
        import onnx
        import onnx.numpy_helper
    except ImportError:
        raise InputError("ONNX models are read with the package onnx: pip install 'sheetnet[onnx]'") from None
    return onnx


def _loaded(onnx: Any, path: Path) -> Any:
    from google.protobuf.message import DecodeError

    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"{path} has {size:,} bytes; sheetnet reads up to {MOST_BYTES:,}")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
    try:
        return onnx.ModelProto.FromString(content)
    except (DecodeError, RecursionError, ValueError):
        raise InputError(f"{path} is no ONNX model, or only a part of one") from None


def _version(onnx: Any, model: Any, called: str) -> int:
    versions = sorted({each.version for each in model.opset_import if each.domain in OWN_DOMAINS})
    newest = onnx.defs.onnx_opset_version()
    if len(versions) != 1 or not LEAST_VERSION <= versions[0] <= newest:
        raise InputError(
            f"{called} needs version {', '.join(map(str, versions)) or '?'} of ONNX's operators (opset); sheetnet, "
            f"with this onnx, knows {LEAST_VERSION} to {newest}"
        )
    return int(versions[0])


def _constants(onnx: Any, graph: Any, used: Container[str]) -> dict[str, np.ndarray]:
    if graph.sparse_initializer:
        raise InputError("the model has sparse constants, which sheetnet does not lay open")
    if sum(prod(tensor.dims) for tensor in graph.initializer) > MOST_ENTRIES:
        raise InputError(f"the model has more than {MOST_ENTRIES:,} constants; a spreadsheet does not hold them")
    return {tensor.name: array_of(tensor, tensor.name) for tensor in graph.initializer if tensor.name in used}


def _node(onnx: Any, node: Any, place: int) -> ForeignNode:
    name = node.name or (node.output[0] if node.output else node.op_type)
    if node.domain not in (*OWN_DOMAINS, LEARNING):
        raise InputError(
            f"node {name[:NAME]!r}: the operator {node.op_type[:NAME]!r} is of {node.domain[:NAME]!r}, which "
            "sheetnet does not lay open"
        )
    domain = "" if node.domain in OWN_DOMAINS else node.domain
    found = ForeignNode(name, node.op_type, tuple(node.input), tuple(node.output), {}, domain, place)
    return replace(found, attributes={each.name: _attribute(onnx, found, each) for each in node.attribute})


def _attribute(onnx: Any, node: ForeignNode, attribute: Any) -> Any:
    kinds = onnx.AttributeProto
    if attribute.type == kinds.FLOAT:
        return float(attribute.f)
    if attribute.type == kinds.INT:
        return int(attribute.i)
    if attribute.type == kinds.STRING:
        return attribute.s.decode("utf-8", errors="replace")
    if attribute.type == kinds.INTS:
        return tuple(int(each) for each in attribute.ints)
    if attribute.type == kinds.FLOATS:
        return np.array(attribute.floats, dtype=np.float64)
    if attribute.type == kinds.STRINGS:
        return [each.decode("utf-8", errors="replace") for each in attribute.strings]
    if attribute.type == kinds.TENSOR:
        return array_of(attribute.t, node.name)
    raise node.refuse(f"its attribute {attribute.name[:NAME]} is neither a number nor a word")


def _check_kind(onnx: Any, value: Any) -> None:
    """Refuse whole numbers, with which quotients are cut off and sums begin anew."""
    kind = value.type.tensor_type.elem_type
    kinds = onnx.TensorProto
    if kind not in (kinds.FLOAT, kinds.DOUBLE, kinds.FLOAT16, kinds.BFLOAT16):
        known = kinds.DataType.Name(kind) if kind in kinds.DataType.values() else str(kind)
        raise InputError(
            f"the model takes {value.name[:NAME]!r} as {known}; sheetnet lays open models of FLOAT, DOUBLE or FLOAT16"
        )


def _sizes(value: Any) -> tuple[int | None, ...] | None:
    kind = value.type.tensor_type
    if not kind.HasField("shape"):
        return None
    return tuple(int(size.dim_value) if size.dim_value > 0 else None for size in kind.shape.dim)


def _listed(values: Sequence[Any]) -> str:
    names = ", ".join(repr(each.name[:NAME]) for each in values[:5])
    return f"{len(values)} arrays ({names})" if len(values) != 1 else f"the array {names}"
