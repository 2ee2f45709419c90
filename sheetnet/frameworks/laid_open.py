"""From a trained model and some rows to the settings of a workbook that lays it open."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.dense_graph import graph_of_layers, needs_graph
from sheetnet.frameworks.graph_laid_open import onnx_settings, torch_settings
from sheetnet.frameworks.scikit_learn import taken_from_scikit_learn
from sheetnet.frameworks.taken import Taken
from sheetnet.frameworks.torch_sequential import is_dense, taken_from_torch
from sheetnet.models.class_numbers import class_numbers

if TYPE_CHECKING:
    import pandas as pd

TELLS = "what the model tells"
TABLE, GRAPH = "table_network", "operator_graph"
"""What lays a model open: dense layers on a table, with a sheet to try a row; or any graph of operators."""


def settings_of(
    model: Any, X: pd.DataFrame | np.ndarray, y: Any = None, target: str | None = None
) -> tuple[str, dict[str, object]]:
    """Return what kind of workbook it is, and its settings.

    Args:
        model: Of scikit-learn, a ``torch.nn.Sequential``, an ONNX file or a ``ModelProto``.
        X: Samples, (samples, …).
        y: What is true, one a row; what the model itself tells if None.
        target: The name of y.

    Raises:
        InputError: The model or the rows are none that can be laid open.
    """
    if isinstance(model, (str, os.PathLike)) or type(model).__name__ == "ModelProto":
        return GRAPH, onnx_settings(model, X, y)
    if _is_torch(model) and (np.ndim(X) != 2 or not is_dense(model)):
        return GRAPH, torch_settings(model, X, y)
    taken = _taken(model)
    rows = np.asarray(X, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1] != taken.layers[0].weights.shape[1]:
        wanted = taken.layers[0].weights.shape[1]
        raise InputError(f"X has shape {rows.shape}; this {taken.kind} takes (rows, {wanted})")
    told = _told(model, taken, X, rows) if y is None else np.asarray(y)
    if len(told) != len(rows):
        raise InputError(f"X has {len(rows)} rows and y {len(told)}; there must be one a row")
    columns = tuple(map(str, getattr(X, "columns", ()))) or taken.columns
    if needs_graph(taken):
        settings = graph_of_layers(replace(taken, columns=columns), rows)
        return GRAPH, settings | {"truth": "numbers", "labels": _numbered(told, ()),
                                  "source": "model" if y is None else "given"}  # fmt: skip
    return TABLE, {
        **taken.settings(),
        "features": rows,
        "labels": _numbered(told, taken.classes),
        "classes": taken.classes,
        "target": target or TELLS,
        **({"columns": columns} if columns else {}),
    }


def _taken(model: Any) -> Taken:
    module = type(model).__module__.partition(".")[0]
    if module == "sklearn":
        return taken_from_scikit_learn(model)
    if _is_torch(model):
        return taken_from_torch(model)
    if module in ("keras", "tensorflow", "tf_keras"):
        raise InputError(
            'a Keras model is laid open through ONNX: model.export("model.onnx", format="onnx"), then '
            'from_model("model.onnx", …)'
        )
    raise InputError(
        f"{type(model).__module__}.{type(model).__name__} is no model that sheetnet lays open; those are "
        "scikit-learn's networks and linear models, torch.nn.Sequential, and ONNX files"
    )


def _is_torch(model: Any) -> bool:
    return type(model).__module__.partition(".")[0] == "torch" and type(model).__name__ == "Sequential"


def _told(model: Any, taken: Taken, given: Any, rows: np.ndarray) -> np.ndarray:
    """Ask the model itself."""
    if hasattr(model, "predict"):
        return np.asarray(model.predict(given))
    import torch

    weight = next(model.parameters())
    with torch.no_grad():
        outputs = model(torch.tensor(rows, dtype=weight.dtype)).numpy()
    return np.asarray(outputs.argmax(axis=1) if taken.classes else outputs[:, 0])


def _numbered(told: np.ndarray, classes: tuple[str, ...]) -> np.ndarray:
    if not classes:
        return np.asarray(told, dtype=np.float64).reshape(len(told))
    numbers = dict(zip(classes, class_numbers(classes).tolist(), strict=True))
    for name in {str(each) for each in told} - numbers.keys():
        raise InputError(f"y has the class {name!r}; the model knows {', '.join(classes)}")
    return np.array([numbers[str(each)] for each in told])
