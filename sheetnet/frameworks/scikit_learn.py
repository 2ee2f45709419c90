"""Models of scikit-learn: networks, linear models, and pipelines that scale the columns before them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.frameworks.taken import Taken, TakenLayer, our_activation, two_classes

MODELS = ("MLPClassifier", "MLPRegressor", "LogisticRegression", "LinearRegression")


def taken_from_scikit_learn(model: Any) -> Taken:
    """Take a fitted model's layers.

    Args:
        model: One of ``MODELS``, or a Pipeline of a StandardScaler and one of them.

    Raises:
        InputError: It is another one, is not fitted, or tells several things at once.
    """
    kind = type(model).__name__
    if kind == "Pipeline":
        return _from_pipeline(model)
    if kind not in MODELS:
        raise InputError(f"a {kind} of scikit-learn is none that sheetnet lays open; those are {', '.join(MODELS)}")
    if not hasattr(model, "coefs_") and not hasattr(model, "coef_"):
        raise InputError(f"the {kind} is not fitted: call its fit first")
    layers = _of_network(model) if kind.startswith("MLP") else _of_linear(model, kind)
    classes = _classes(model)
    if classes and len(classes) == 2 and layers[-1].activation == "sigmoid":
        layers[-1] = two_classes(layers[-1])
    if len(layers[-1].bias) != (len(classes) or 1):
        raise InputError(
            f"the {kind} tells {len(layers[-1].bias)} things at once; sheetnet lays open those that tell one"
        )
    columns = tuple(map(str, getattr(model, "feature_names_in_", ())))
    return Taken(layers, classes, columns, kind)


def _from_pipeline(pipeline: Any) -> Taken:
    steps = [step for _, step in pipeline.steps if step not in (None, "passthrough")]
    *before, last = steps
    taken = taken_from_scikit_learn(last)
    for step in reversed(before):
        if type(step).__name__ != "StandardScaler":
            raise InputError(
                f"a {type(step).__name__} in a Pipeline is nothing that sheetnet lays open; StandardScaler is"
            )
        count = step.n_features_in_
        mean = step.mean_ if step.with_mean else np.zeros(count)
        taken = taken.scaled(np.asarray(mean), np.asarray(step.scale_ if step.with_std else np.ones(count)))
    columns = tuple(map(str, getattr(pipeline, "feature_names_in_", ())))
    return Taken(taken.layers, taken.classes, columns or taken.columns, taken.kind)


def _of_network(model: Any) -> list[TakenLayer]:
    activations = [model.activation] * (len(model.coefs_) - 1) + [model.out_activation_]
    return [
        TakenLayer(np.asarray(weights).T, np.asarray(bias), our_activation(activation))
        for weights, bias, activation in zip(model.coefs_, model.intercepts_, activations, strict=True)
    ]


def _of_linear(model: Any, kind: str) -> list[TakenLayer]:
    weights, bias = np.atleast_2d(model.coef_), np.atleast_1d(model.intercept_)
    if len(bias) < len(weights):  # fitted without an intercept
        bias = np.broadcast_to(bias, len(weights)).copy()
    if kind == "LinearRegression":
        return [TakenLayer(weights, bias, "identity")]
    return [TakenLayer(weights, bias, "sigmoid" if len(weights) == 1 else "softmax")]


def _classes(model: Any) -> tuple[str, ...]:
    return tuple(str(name) for name in getattr(model, "classes_", ()))
