"""Weights and biases as numbers that the reader changes, and sets of parameters to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sheetnet.formula import Expression
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Moment, Position, Recurring
from sheetnet.lessons.network.scope import Scope, parameter_uses
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Axis, Look, Role, Tensor, right
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.number_format import without_negative_zero

LOOK = Look(without_negative_zero(2), colors="weights")


@dataclass(frozen=True)
class ParameterSet:
    """Where the parameters of a network stand at some moment.

    Args:
        parameters: By name.
        now: The epoch, where they have an axis of epochs.
    """

    parameters: Mapping[str, Recurring]
    now: Moment = Moment()

    def at(self, name: str, *cells: Position) -> Expression:
        """Refer to an entry of a parameter."""
        return self.parameters[name].at(self.now, *cells)


def side_by_side(
    model: NetworkModel | TableNetwork, values: Mapping[str, np.ndarray], texts: NetworkTexts, prefix: str
) -> dict[str, Recurring]:
    """Make editable weights and biases, the units of a layer side by side, as on a sheet of their own.

    Args:
        model: The network; it says what a parameter may be.
        values: The numbers by name.
        texts: The labels.
        prefix: Put before the tensors' names.
    """
    shapes = model.network.parameter_shapes
    axes = {name: (right(shape[0]), *picture_axes(shape[1:])) for name, shape in shapes.items()}
    return _editable(model, values, texts, prefix, axes)


def below_each_other(
    model: NetworkModel | TableNetwork,
    values: Mapping[str, np.ndarray],
    texts: NetworkTexts,
    prefix: str,
    in_rows: bool = False,
    look: Look = LOOK,
) -> dict[str, Recurring]:
    """Make editable weights and biases, units below each other.

    Args:
        model: The network; it says what a parameter may be.
        values: The numbers by name.
        texts: The labels.
        prefix: Put before the tensors' names.
        in_rows: Whether what a unit looks at lies in a row; see ``Scope``.
        look: How their cells look.
    """
    scope, axes = Scope(in_rows=in_rows), {}
    for name, ((node, _), *_) in parameter_uses(model.network).items():
        spread = LAYERS[node.layer.kind].parameter_spread(node.layer)
        axes[name] = tuple(scope.parameter(model.network.parameter_shapes[name], spread))
    return _editable(model, values, texts, prefix, axes, look)


def _editable(
    model: NetworkModel | TableNetwork,
    values: Mapping[str, np.ndarray],
    texts: NetworkTexts,
    prefix: str,
    axes: Mapping[str, tuple[Axis, ...]],
    look: Look = LOOK,
) -> dict[str, Recurring]:
    found = {}
    for name, ((node, local), *_) in parameter_uses(model.network).items():
        full, meaning = prefix + name, texts.parameter(node, local)
        tensor = Tensor(
            full, axes[name], meaning, Role.PARAMETER, look=look, values=values[name], allowed=model.field(full)
        )
        found[name] = Recurring(tensor)
    return found
