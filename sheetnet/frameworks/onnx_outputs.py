"""What an ONNX model gives: of several outputs the main one, and those that are left off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_foreign import LEARNING, NAME, Outputs

MOST_OUTPUTS = 20
REAL = (0, 1, 10, 11, 16)
"""ONNX's numbers of the types of real numbers, and of none at all."""
CLASSES = ("classlabels_strings", "classlabels_int64s")


def outputs_of(graph: Any, called: str) -> Outputs:
    """Return what a model gives.

    Labels are words or whole numbers: which output is the largest, or its name. They are left off where there are real
    numbers, too. Probabilities as a list of tables, one a sample, are laid open as the array that they are made of.

    Args:
        graph: A ``GraphProto``.
        called: What the model is called, for messages.

    Raises:
        InputError: There is nothing that can be laid open, or too much.
    """
    if not 1 <= len(graph.output) <= MOST_OUTPUTS:
        raise InputError(f"{called} gives {len(graph.output)} arrays; sheetnet lays open 1 to {MOST_OUTPUTS}")
    tables = {node.output[0]: node for node in graph.node
              if node.op_type == "ZipMap" and node.domain == LEARNING and node.input and node.output}  # fmt: skip
    kept = dict.fromkeys(tables[each.name].input[0] if each.name in tables else each.name
                         for each in graph.output if each.name in tables or _is_real(each))  # fmt: skip
    if not kept:
        kept = dict.fromkeys(each.name for each in graph.output if each.type.HasField("tensor_type"))
    if not kept:
        raise InputError(f"{called} gives {graph.output[0].name[:NAME]!r}, which is no array of numbers")
    main = next(name for name in kept if not any(name in ancestors(graph, [other]) for other in kept if other != name))
    shown = {*kept, *(name for name, node in tables.items() if node.input[0] in kept)}
    return Outputs(
        main,
        tuple(name for name in kept if name != main),
        tuple(each.name for each in graph.output if each.name not in shown),
        next((_classes(node) for node in tables.values() if node.input[0] == main), ()),
    )


def ancestors(graph: Any, names: Iterable[str]) -> set[str]:
    """Return some names, and all of what they are computed of."""
    givers = {name: node for node in graph.node for name in node.output if name}
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += givers[name].input if name in givers else []
    return found - {""}


def _is_real(value: Any) -> bool:
    kind = value.type
    return kind.WhichOneof("value") in (None, "tensor_type") and kind.tensor_type.elem_type in REAL


def _classes(node: Any) -> tuple[str, ...]:
    for attribute in node.attribute:
        if attribute.name in CLASSES:
            words = [each.decode("utf-8", errors="replace") for each in attribute.strings]
            return tuple(words or map(str, attribute.ints))
    return ()
