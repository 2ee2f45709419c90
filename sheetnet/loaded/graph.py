"""What comes out of a workbook that lays a graph of operators open: its constants, and its answers to other samples."""

from __future__ import annotations

from math import prod

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.reference.operator_graph import run


def constants_of(model: OperatorGraph) -> dict[str, np.ndarray]:
    """Return weights and all other constants by name."""
    return {name: values.copy() for name, values in model.constants.items()}


def answers_of(model: OperatorGraph, inputs: object) -> np.ndarray:
    """Run a graph on other samples.

    Args:
        model: The graph.
        inputs: (samples, …), or (samples, cells).

    Returns:
        What its last operator gives.

    Raises:
        InputError: They have another shape.
    """
    shape = model.samples.shape[1:]
    numbers = np.asarray(inputs, dtype=np.float64)
    if numbers.ndim < 1 or not numbers.size or numbers.shape[1:] not in (shape, (prod(shape),)):
        raise InputError(f"the inputs have shape {numbers.shape}; this model takes (samples, {shape})")
    samples = numbers.reshape(len(numbers), *shape)
    other = OperatorGraph(nodes=model.nodes, samples=samples, constants=model.constants)
    return np.asarray(run(other)[model.output.name], dtype=np.float64)
