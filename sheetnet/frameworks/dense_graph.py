"""Dense layers as a graph of operators, where a network on a table has no such activation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sheetnet.frameworks.taken import Taken
from sheetnet.frameworks.torch_graph import Chain
from sheetnet.models.activations import ACTIVATIONS
from sheetnet.models.operator_graph.operators import Exp, Gemm, Operator, Relu, Sigmoid, Tanh

OPERATORS: Mapping[str, Operator | None] = {
    "exp": Exp(), "identity": None, "relu": Relu(), "sigmoid": Sigmoid(), "tanh": Tanh(),
}  # fmt: skip
"""What becomes of z, by sheetnet's or scikit-learn's name; nothing where there is no operator."""


def needs_graph(taken: Taken) -> bool:
    """Tell whether a layer has an activation that networks on tables do not have."""
    return any(layer.activation not in ACTIVATIONS for layer in taken.layers)


def graph_of_layers(taken: Taken, samples: np.ndarray) -> dict[str, object]:
    """Return nodes, constants and samples as settings of a workbook.

    Args:
        taken: The layers, each with one of the activations of ``OPERATORS``.
        samples: (samples, columns).
    """
    chain, titles = Chain(samples.shape), list[str]()
    for number, layer in enumerate(taken.layers, 1):
        chain.add(Gemm(transB=1), np.asarray(layer.weights), np.asarray(layer.bias))
        operator = OPERATORS[layer.activation]
        if operator is not None:
            chain.add(operator)
        titles += [f"{number}: {layer.activation}"] * (len(chain.nodes) - len(titles))
    names = {"columns": taken.columns} if taken.columns else {}
    return {"nodes": tuple(chain.nodes), "constants": chain.constants, "titles": titles, "samples": samples, **names}
