"""The Python API for what is one's own: a network that learns from a table, and a trained model laid open."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sheetnet.api import build

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def network(
    path: str | os.PathLike[str],
    X: pd.DataFrame | np.ndarray | str | os.PathLike[str],
    y: pd.Series[Any] | np.ndarray | Sequence[object] | None = None,
    *,
    target: str | None = None,
    task: Literal["classification", "regression", "autoencoder"] | None = None,
    columns: Sequence[str] | None = None,
    layers: str | Sequence[object] | None = None,
    loss: Literal["half_squared", "cross_entropy"] | None = None,
    optimizer: Literal["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"] = "adam",
    learning_rate: float = 0.05,
    epochs: int = 30,
    batch_size: int = 0,
    validation: float = 0.0,
    reduction: Literal["mean", "sum"] = "mean",
    standardise: bool | Literal["yes", "largest", "no"] | None = None,
    picture: str | tuple[int, int] | None = None,
    initialiser: Literal[
        "normal", "uniform", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "torch"
    ] = "glorot_uniform",
    parameters: Mapping[str, np.ndarray] | None = None,
    schedule: Literal["constant", "step", "cosine"] = "constant",
    schedule_epochs: int = 10,
    schedule_factor: float | None = None,
    warmup_epochs: int = 0,
    momentum: float | None = None,
    decay: float | None = None,
    mean_decay: float | None = None,
    square_decay: float | None = None,
    epsilon: float | None = None,
    weight_decay: float | None = None,
    weight_decay_kind: Literal["none", "l2", "decoupled"] | None = None,
    clip_norm: float | None = None,
    patience: int | None = None,
    frozen: str | Sequence[str] = (),
    order: np.ndarray | None = None,
    masks: Mapping[str, np.ndarray] | None = None,
    seed: int = 0,
    lang: str = "en",
    overwrite: bool = False,
) -> Path:
    """Write a workbook in which a network learns from a table, with every number of the training.

    Args:
        path: Where the .xlsx file goes.
        X: The table: a DataFrame, an array (rows, columns), or a text file whose first row names the columns.
        y: What is to be told, one a row; None if it is the column ``target`` of X.
        target: The name of that column, or of y.
        task: Whether classes or numbers are to be told; texts and few different whole numbers are classes by default.
            An ``"autoencoder"`` gives back what it takes, through a narrow layer: it needs neither y nor target.
        columns: The columns of X to learn from; all others if None.
        layers: Such as ``"dense(8,tanh) dense(3,softmax)"``, with ``dropout(0.3)`` and ``batchnorm(relu)`` between,
            if wanted; one hidden layer if None.
        loss: Cross-entropy for classes, ½ Σ (t − a)² for numbers, if None.
        optimizer: The update rule.
        learning_rate: η.
        epochs: How often every row is seen.
        batch_size: Rows a step; 0 takes all. Rows that are left over sit out the epoch.
        validation: The share of the rows that is kept for validation.
        reduction: Whether costs of a step are averaged or added up.
        standardise: ``"yes"`` takes each column minus its mean, divided by its spread, over the training rows (so does
            None for tables); ``"largest"`` divides all numbers by the largest of them (None for pictures).
        picture: Rows and columns such as ``"8x8"``, where the columns of X are the pixels of pictures, row by row.
        initialiser: How initial weights are drawn.
        parameters: Initial weights and biases by name, such as ``load(…).parameters()`` gives.
        schedule: How the learning rate changes: not at all, in steps, or along half a wave.
        schedule_epochs: Of ``"step"``: after so many epochs the rate is taken times γ.
        schedule_factor: γ of ``"step"``, 0.5 if None.
        warmup_epochs: For so many epochs the learning rate rises in equal steps; the schedule begins after them.
        momentum: μ of momentum and Nesterov, 0.9 if None.
        decay: ρ of RMSProp, 0.9 if None.
        mean_decay: β₁ of Adam, 0.9 if None.
        square_decay: β₂ of Adam, 0.999 if None.
        epsilon: ε of AdaGrad, RMSProp and Adam, 10⁻⁸ if None.
        weight_decay: λ, of weights and biases alike; none if None.
        weight_decay_kind: ``l2`` adds λ w to the gradient, ``decoupled`` shrinks parameters by η λ of themselves, as
            AdamW does.
        clip_norm: All gradients of a step are shortened together where their norm is above it; never if None.
        patience: Mark where the training would have stopped after so many epochs without a better validation cost; it
            goes on all the same.
        frozen: The names of layers whose weights and biases stay as they begin, such as ``["hidden"]``.
        order: (epochs, training rows), the rows of every epoch in the order in which they are seen, counted from 1.
        masks: By the names of layers of dropout 0 where a unit is left out, else 1, (steps, rows of a step, units).
        seed: Of what is drawn where it is not given: initial weights, orders, masks, rows for validation.
        lang: The language of the workbook's words.
        overwrite: Replace any file.

    Returns:
        The path of the file.

    Raises:
        InputError: A column is missing or holds what is not allowed, or a setting is not allowed.
        LimitError: The workbook would be larger than a spreadsheet takes.
        WorkbookError: The file cannot be written.

    Example:
        >>> import numpy, sheetnet, tempfile, pathlib
        >>> X = numpy.linspace(-2, 2, 9)[:, None]
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "parabola.xlsx"
        >>> sheetnet.verify(sheetnet.network(path, X, X[:, 0] ** 2, task="regression", epochs=5)).ok
        True
    """
    from sheetnet.tables.samples import samples_of
    from sheetnet.tables.taken import as_table

    table, told = as_table(X, y, target, needed=task != "autoencoder")
    samples = samples_of(table, told, task=task, validation=validation, seed=seed, columns=columns)
    scaling = ("yes" if standardise else "no") if isinstance(standardise, bool) else standardise
    given = {"layers": layers, "loss": loss, "parameters": parameters, "standardise": scaling, "picture": picture,
             "weight_decay": weight_decay, "weight_decay_kind": weight_decay_kind, "clip_norm": clip_norm,
             "patience": patience, "schedule_factor": schedule_factor, "momentum": momentum, "decay": decay,
             "mean_decay": mean_decay, "square_decay": square_decay, "epsilon": epsilon, "order": order,
             "masks": masks}  # fmt: skip
    settings = {
        **samples.settings(),
        **{name: value for name, value in given.items() if value is not None},
        **({"learning_rate": learning_rate} if epochs else {}),
        "optimizer": optimizer, "epochs": epochs, "batch_size": batch_size,
        "reduction": reduction, "initialiser": initialiser,
        "schedule": schedule, "schedule_epochs": schedule_epochs, "warmup_epochs": warmup_epochs, "frozen": frozen,
        "seed": seed,
    }  # fmt: skip
    return build("table_network", path, lang=lang, overwrite=overwrite, **settings)


def from_model(
    model: Any,
    X: pd.DataFrame | np.ndarray,
    path: str | os.PathLike[str],
    y: Sequence[object] | np.ndarray | None = None,
    *,
    target: str | None = None,
    lang: str = "en",
    overwrite: bool = False,
) -> Path:
    """Lay a trained model open: a workbook with its weights, and every number on the way to its answers.

    Args:
        model: scikit-learn's MLPClassifier, MLPRegressor, LogisticRegression or LinearRegression, also in a Pipeline
            after a StandardScaler (which goes into the first weights); a ``torch.nn.Sequential``; the path of an ONNX
            file, or an ``onnx.ModelProto``.
        X: The samples, (samples, …); a DataFrame's columns keep their names, and rows of a table take the shape that an
            ONNX model wants.
        path: Where the .xlsx file goes.
        y: What is true, one a sample; what the model itself tells if None, so that the workbook compares with it.
        target: The name of what is told.
        lang: The language of the workbook's words.
        overwrite: Replace any file.

    Returns:
        The path of the file.

    Raises:
        InputError: The model, or a part of it, is none that can be laid open; or the rows do not fit it.
        LimitError: The workbook would be larger than a spreadsheet takes.
        WorkbookError: The file cannot be written.
    """
    from sheetnet.frameworks.laid_open import settings_of

    slug, settings = settings_of(model, X, y, target)
    return build(slug, path, lang=lang, overwrite=overwrite, **settings)
