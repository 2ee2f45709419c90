"""What an ONNX file has, as plain values: nodes, constants, what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sheetnet.errors import InputError

NAME = 60
"""Letters of a foreign name that a message quotes."""
OWN_DOMAINS = ("", "ai.onnx")
LEARNING = "ai.onnx.ml"
"""The domain of operators that are not of networks, as scikit-learn's exporter writes them."""


@dataclass(frozen=True)
class ForeignNode:
    """A node as the file has it.

    Args:
        name: Its name, or that of what it gives.
        kind: Its operator.
        inputs: The names of what it takes; empty where something optional is left out.
        outputs: The names of what it gives.
        attributes: Its attributes by name.
        domain: That of its operator; empty for the standard's.
        place: Its number in the file.
    """

    name: str
    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: Mapping[str, Any]
    domain: str = ""
    place: int = 0

    def refuse(self, said: str) -> InputError:
        """Return the error for something in it."""
        message = f"node {self.name[:NAME]!r} ({self.kind[:NAME]}): {said}"
        return InputError("".join(letter if letter.isprintable() else "?" for letter in message))


@dataclass(frozen=True)
class Outputs:
    """What a file gives.

    Args:
        main: The name of the main thing.
        others: The names of more.
        left: The names of what is left off: labels, which are words or whole numbers and follow from the rest.
        classes: The names of classes that the main thing stands for; empty if there are none.
    """

    main: str
    others: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The names of all that is laid open, the main thing last."""
        return (*self.others, self.main)


@dataclass(frozen=True)
class ForeignGraph:
    """A graph as the file has it.

    Args:
        nodes: The nodes that it needs for what it gives, in the file's order.
        constants: The constants that it needs, by name.
        input: The name of what it takes.
        sizes: The sizes of that, None where a size has a name or none is given; None if nothing is said.
        outputs: What it gives: the main thing, and names of more.
        version: The version of ONNX's operators.
        proto: The file itself.
    """

    nodes: Sequence[ForeignNode]
    constants: Mapping[str, np.ndarray]
    input: str
    sizes: tuple[int | None, ...] | None
    outputs: Outputs
    version: int
    proto: Any

    @property
    def output(self) -> str:
        """The name of the main thing that it gives."""
        return self.outputs.main
