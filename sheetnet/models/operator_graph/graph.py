"""A graph of operators: nodes in an order in which each comes after what it takes, as bounded text and with shapes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from urllib.parse import unquote

from sheetnet.errors import InputError, LimitError
from sheetnet.models.operator_graph.operators import OPERATORS, Operator, Shape

MOST_NODES = 300
MOST_CHARACTERS = 20_000
"""Of the text of a graph, which stands in one cell."""
TITLE = 40
"""Characters of what an operator is called elsewhere."""
MOST_AXES = 5
SAMPLES = "samples"
"""The name of what a graph takes."""
_NODE = re.compile(r"([a-z_]{1,40}_[0-9]{1,4})=([A-Za-z]{1,40})\(([a-z0-9_,]*)((?:\|[A-Za-z_]+:[-+._A-Za-z0-9]+)*)\)")


@dataclass(frozen=True)
class Node:
    """An operator in its place.

    Args:
        name: What it gives is called so.
        operator: The operator.
        inputs: The names of what it takes: ``samples``, nodes before it, constants.
    """

    name: str
    operator: Operator
    inputs: tuple[str, ...]

    def __str__(self) -> str:
        given = (
            f"|{field.name}:{_written(getattr(self.operator, field.name))}"
            for field in dataclasses.fields(self.operator)
            if getattr(self.operator, field.name) != field.default
        )
        return f"{self.name}={self.operator.kind}({','.join(self.inputs)}{''.join(given)})"


def read_graph(value: object) -> tuple[Node, ...]:
    """Return nodes, given as such or as the text that ``write_graph`` makes of them.

    Raises:
        InputError: They are no nodes, or not in order.
        LimitError: There are too many.
    """
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise LimitError(f"the graph has {len(value):,} characters; sheetnet takes up to {MOST_CHARACTERS:,}")
        value = [_read_node(text) for text in value.split()]
    if not isinstance(value, Iterable):
        raise InputError(f"{value!r} is no graph of operators")
    nodes = tuple(value)
    if not 1 <= len(nodes) <= MOST_NODES:
        raise LimitError(f"the graph has {len(nodes)} operators; sheetnet lays open 1 to {MOST_NODES}")
    _check_order(nodes)
    return nodes


def read_titles(value: object) -> tuple[str, ...]:
    """Return what operators are called elsewhere: any words, shortened, what cannot be printed left out.

    Args:
        value: A list, or the text that ``write_names`` makes of one.

    Raises:
        InputError: It is no list.
    """
    if isinstance(value, str):
        value = [unquote(title) for title in value.split(",")] if value else []
    if not isinstance(value, Iterable):
        raise InputError(f"{value!r} is no list of titles")
    return tuple("".join(filter(str.isprintable, str(title)))[:TITLE].strip() or "-" for title in value)


def write_graph(nodes: Iterable[Node]) -> str:
    """Write nodes as text that ``read_graph`` reads back.

    Raises:
        LimitError: The text is too long for a cell.
    """
    text = " ".join(map(str, nodes))
    if len(text) > MOST_CHARACTERS:
        raise LimitError(f"the graph has {len(text):,} characters; sheetnet takes up to {MOST_CHARACTERS:,}")
    return text


def shapes_of(nodes: Iterable[Node], given: Mapping[str, Shape]) -> dict[str, Shape]:
    """Return the shapes of everything in a graph.

    Args:
        nodes: The nodes.
        given: The shapes of the samples and of the constants, by name.

    Raises:
        InputError: An operator cannot take what it is given; the message names it.
    """
    shapes = dict(given)
    for node in nodes:
        missing = [name for name in node.inputs if name not in shapes]
        if missing:
            raise InputError(f"{node.name} takes {missing[0]}, which is not there")
        taken = [shapes[name] for name in node.inputs]
        try:
            shape = node.operator.shape(taken)
        except InputError as error:
            raise InputError(f"{node.name} ({node.operator.kind}): {error}") from None
        if len(shape) > MOST_AXES or prod(shape) < 1:
            raise InputError(f"{node.name} gives shape {shape}; sheetnet takes up to {MOST_AXES} axes, none of them 0")
        shapes[node.name] = shape
    return shapes


def _check_order(nodes: tuple[Node, ...]) -> None:
    seen: set[str] = set()
    names = {node.name for node in nodes}
    for node in nodes:
        kind = type(node.operator)
        if not len(kind.takes) - kind.optional <= len(node.inputs) <= len(kind.takes):
            raise InputError(
                f"{node.name} ({kind.kind}) takes {', '.join(kind.takes)}; it was given {len(node.inputs)}"
            )
        if node.name in seen or (set(node.inputs) & names) - seen:
            raise InputError(f"{node.name} stands there twice, or before what it takes")
        seen.add(node.name)


def _read_node(text: str) -> Node:
    match = _NODE.fullmatch(text)
    if match is None or match[2] not in OPERATORS:
        raise InputError(f"{text[:80]!r} is no operator of a graph")
    name, kind, inputs, attributes = match.groups()
    operator = OPERATORS[kind]
    types = {field.name: str(field.type) for field in dataclasses.fields(operator)}
    given = dict(pair.split(":", 1) for pair in attributes.split("|") if pair)
    try:
        made = operator(**{key: _read_value(types[key], each) for key, each in given.items()})
    except (KeyError, ValueError, OverflowError):
        raise InputError(f"{text[:80]!r}: an attribute is not one of {kind}") from None
    made.check()
    return Node(name, made, tuple(each for each in inputs.split(",") if each))


def _written(value: object) -> str:
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _read_value(kind: str, text: str) -> object:
    if kind == "Ints":
        return tuple(int(each) for each in text.split("x"))
    if kind == "float":
        number = float(text)
        if number - number != 0:
            raise ValueError(text)
        return number
    return int(text) if kind == "int" else text
