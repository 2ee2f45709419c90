"""The sheet of the initial parameters (and the learning rate): what the reader changes to train anew."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sheetnet.lessons.network.geometry import Picture
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.models.network_model import NetworkModel
from sheetnet.workbook import Page, Role, Tensor, right


def place_parameters(
    page: Page,
    model: NetworkModel,
    values: Mapping[str, np.ndarray],
    words: NetworkWords,
    *,
    top: int,
    left: int,
    prefix: str,
) -> dict[str, Tensor]:
    """Place editable weights and biases, the units of a layer side by side.

    Args:
        page: The page.
        model: The network; it says what a parameter may be.
        values: The numbers by name.
        words: The labels.
        top: First row.
        left: First column.
        prefix: Put before the tensors' names.

    Returns:
        The tensors by the parameters' own names.
    """
    tensors: dict[str, Tensor] = {}
    row = top
    for stage in model.network.stages:
        if not stage.parameter_shapes:
            continue
        (weights, shape), (bias, _) = stage.parameter_shapes.items()
        picture = Picture(shape[1:])
        pitch = picture.width + 1
        page.text(row, 2, words.layer(stage) + "  w", "row_label")
        page.text(row + picture.height, 2, words.layer(stage) + "  b", "row_label")
        for unit in range(shape[0] if shape[0] > 1 else 0):
            page.number(row - 1, left + unit * pitch, unit + 1, "muted_center")
        for name, at, axes in (
            (weights, row, [right(shape[0], pitch), *picture.axes]),
            (bias, row + picture.height, [right(shape[0], pitch)]),
        ):
            tensors[name] = page.input(
                prefix + name,
                (at, left),
                values[name],
                axes,
                allowed=model.field(prefix + name),
                role=Role.PARAMETER,
                meaning=words.parameter(stage, name, ""),
                number_format="0.00",
            )
        page.heat_map(tensors[weights], "weights")
        row += picture.height + 3
    return tensors
