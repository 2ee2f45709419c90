"""The book's images and initial parameters, cited from the package's data files."""

from __future__ import annotations

import csv
import json
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import ArrayLike


@cache
def digits(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Load the digits of a file.

    Args:
        name: ``digits_4x3`` or ``digits_6x6``.

    Returns:
        Images of 0 and 1, (samples, rows, columns), and labels, (samples,).
    """
    text = resources.files("sheetnet.data").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    height, width = (int(size) for size in name.removeprefix("digits_").split("x"))
    pixels = [[float(row[f"p{i}{j}"]) for i in range(1, height + 1) for j in range(1, width + 1)] for row in rows]
    return np.array(pixels).reshape(-1, height, width), np.array([float(row["label"]) for row in rows])


@cache
def parameters(name: str, file: str = "initial_parameters") -> dict[str, np.ndarray]:
    """Load a set of parameters.

    Args:
        name: ``neural_net_solver``, ``neural_net_backprop`` or ``cnn``.
        file: ``initial_parameters`` (the book's) or ``trained_parameters`` (ours, from the same start).

    Returns:
        Arrays by the names that the network of the lesson gives them.
    """
    text = resources.files("sheetnet.data").joinpath(f"{file}.json").read_text(encoding="utf-8")
    stored: dict[str, ArrayLike] = json.loads(text)[name]
    names = {"w_hidden": "hidden_weights", "b_hidden": "hidden_bias", "w_out": "output_weights", "b_out": "output_bias"}
    names |= {"filters": "convolution_weights", "b_conv": "convolution_bias"}
    return {names.get(key, key): np.array(values, dtype=np.float64) for key, values in stored.items()}
