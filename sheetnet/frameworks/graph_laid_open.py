"""From an ONNX model and samples to the settings of a workbook, and what the model itself says of the samples."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.onnx_file import read_onnx
from sheetnet.frameworks.onnx_foreign import ForeignGraph
from sheetnet.frameworks.onnx_graph import needed, shaped, translated
from sheetnet.frameworks.torch_graph import graph_of_torch
from sheetnet.models.operator_graph import OperatorGraph

if TYPE_CHECKING:
    import pandas as pd


def onnx_settings(
    source: str | os.PathLike[str] | Any, X: pd.DataFrame | np.ndarray, y: Sequence[object] | np.ndarray | None = None
) -> dict[str, object]:
    """Return the settings of the workbook of an ONNX model.

    Args:
        source: A file, or a ``ModelProto``.
        X: The samples, (samples, …); rows of a table are given the shape that the model takes.
        y: What is true, one a sample; what the model itself says if None.

    Raises:
        InputError: The model, or the samples, are none that can be laid open.
        LimitError: They are too large.
    """
    graph = read_onnx(source)
    samples = shaped(graph, np.asarray(X, dtype=np.float64))
    settings: dict[str, object] = {
        **translated(graph, samples.shape),
        "samples": samples,
        **(columns_of(X) if samples.ndim == 2 else {}),
    }
    model = OperatorGraph.from_names(settings)  # what it refuses is refused before the model is run
    settings["columns"] = model.columns
    if y is None:
        return settings | told_by(model, _answers(graph, np.asarray(model.samples)))
    return settings | known(model, y)


def torch_settings(
    model: Any, X: pd.DataFrame | np.ndarray, y: Sequence[object] | np.ndarray | None = None
) -> dict[str, object]:
    """Return the settings of the workbook of a ``torch.nn.Sequential``, as it is once it is trained.

    Args:
        model: The model.
        X: The samples, (samples, …).
        y: What is true, one a sample; what the model itself says if None.

    Raises:
        InputError: The model, or the samples, are none that can be laid open.
        LimitError: They are too large.
    """
    samples = np.asarray(X, dtype=np.float64)
    settings = {**graph_of_torch(model, samples), **(columns_of(X) if samples.ndim == 2 else {})}
    made = OperatorGraph.from_names(settings)
    return settings | (told_by(made, _asked(model, np.asarray(made.samples))) if y is None else known(made, y))


def columns_of(X: Any) -> dict[str, object]:
    """Return the names of the columns of a table."""
    columns = tuple(str(name) for name in getattr(X, "columns", ()))
    return {"columns": columns} if columns else {}


def known(model: OperatorGraph, y: Sequence[object] | np.ndarray) -> dict[str, object]:
    """Return what is true as settings: numbers of classes from 1 on, or numbers.

    Args:
        model: The model.
        y: Classes by their numbers from 0 on, or by names of which there are as many as outputs, in their order; or
            numbers.

    Raises:
        InputError: There is not one a sample, or they are no classes of the model's.
    """
    values = np.asarray(y)
    if values.shape != (len(model.samples),):
        raise InputError(
            f"there are {len(model.samples)} samples and y has shape {values.shape}; it must be one a sample"
        )
    if not model.tells:
        return {"truth": "numbers", "labels": values.astype(np.float64)}
    words = [_word(each) for each in values.tolist()]
    if model.names_classes and set(words) <= set(model.classes):
        return {"truth": "classes", "labels": np.array([float(model.classes.index(each)) for each in words])}
    numbers = _numbers(values)
    if numbers is not None and np.isin(numbers, np.arange(model.units)).all():
        return {"truth": "classes", "labels": numbers}
    names = sorted({str(each) for each in values.tolist()})
    if numbers is not None or len(names) != model.units:
        raise InputError(
            f"y has the classes {', '.join(names[:6])}; the model has {model.units} outputs: give their numbers, 0 to "
            f"{model.units - 1}, or {model.units} names, which are taken in the order of their letters"
        )
    place = {name: number for number, name in enumerate(names)}
    return {
        "truth": "classes",
        "classes": tuple(names),
        "labels": np.array([float(place[str(each)]) for each in values]),
    }


def told_by(model: OperatorGraph, answers: np.ndarray | None) -> dict[str, object]:
    """Return what the model itself says, as settings, so that the workbook compares with it."""
    if answers is None or answers.shape != model.shapes[model.output.name]:
        return {}
    if model.tells:
        return {"truth": "classes", "source": "model", "labels": answers.argmax(axis=1)}
    if model.tells_numbers:
        return {"truth": "numbers", "source": "model", "labels": answers.reshape(len(model.samples))}
    return {}


def _word(value: object) -> str:
    """Return the name of a class, be it a word or a number."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _numbers(values: np.ndarray) -> np.ndarray | None:
    """Return values as numbers, or None if they are none."""
    try:
        return values.astype(np.float64)
    except ValueError:
        return None


def _answers(graph: ForeignGraph, samples: np.ndarray) -> np.ndarray | None:
    """Ask ONNX's own evaluator; None where it has no answer, such as for another number of samples than it wants."""
    import onnx
    from onnx.reference import ReferenceEvaluator

    given = [each for each in graph.proto.graph.input if each.name == graph.input]
    kind = onnx.helper.tensor_dtype_to_np_dtype(given[0].type.tensor_type.elem_type)
    batch = 1 if graph.sizes and graph.sizes[0] == 1 else len(samples)
    try:
        run = ReferenceEvaluator(needed(graph))
        parts = [samples[begin : begin + batch].astype(kind) for begin in range(0, len(samples), batch)]
        return np.concatenate([np.asarray(run.run(None, {graph.input: part})[0], dtype=np.float64) for part in parts])
    except Exception:  # whatever another library says: the workbook does without its answers
        return None


def _asked(model: Any, samples: np.ndarray) -> np.ndarray:
    """Ask a model of PyTorch, as it answers once it is trained."""
    import torch

    kind = next((each.dtype for each in model.parameters()), torch.float64)
    training = model.training
    with torch.no_grad():
        answers = model.eval()(torch.tensor(samples, dtype=kind)).numpy()
    model.train(training)
    return np.asarray(answers, dtype=np.float64)
