"""A network that learns from a table: its layers, its loss, its parameters, and the size of its workbook."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sheetnet.errors import InputError, LimitError, unknown
from sheetnet.models.fields import Field, arrays, setting
from sheetnet.models.initialisers import INITIALISERS, initial_parameters
from sheetnet.models.layer_text import parse_layers, read_layer_names, write_layers
from sheetnet.models.layers import BatchNormalisation, Dense, Dropout, GlobalAveragePool2D, Layer
from sheetnet.models.layers.pooling import Pooling2D
from sheetnet.models.losses import LOSSES
from sheetnet.models.network import Network, Node
from sheetnet.models.table_picture import check_bands
from sheetnet.models.table_training import TrainedRows

MOST_CELLS = 4_000_000
HIDDEN, CODE = "dense(8,tanh)", "dense(2,tanh)"
"""The hidden layer, where no layers are given; that of an autoencoder has as many units as a plane has directions."""
ROW_LAYERS = (Dense, Dropout, BatchNormalisation)
"""Layers that take rows; all others need pictures."""
PARAMETER_RANGE = (-1.0, 1.0)
VARIANCE_RANGE = (0.5, 2.0)


@dataclass(frozen=True, eq=False)
class TableNetwork(TrainedRows):
    """A network on a table; see ``TableRows`` for its rows and ``TrainedRows`` for its training.

    Args:
        layers: Dense layers, numbers of sigmoid units, or text; see ``parse_layers``.
        loss: One of ``LOSSES``.
        frozen: The names of layers whose parameters stay as they begin.
        initialiser: How the initial parameters are drawn, one of ``INITIALISERS``.
        masks: (steps, rows of a step, units or channels, rows, columns) by the names of layers of dropout: 0 where a
            unit, or a cell of a map, is left out, else 1; drawn where not given.
        parameters: Initial weights and biases by name; drawn for those left out.
    """

    layers: tuple[Layer, ...] = setting(None, reads=parse_layers)
    loss: str = setting(None, choices=tuple(LOSSES))
    frozen: tuple[str, ...] = setting((), reads=read_layer_names)
    initialiser: str = setting("glorot_uniform", choices=tuple(INITIALISERS))
    masks: dict[str, np.ndarray] = arrays("mask_", choices=(0.0, 1.0))
    parameters: dict[str, np.ndarray] = arrays("initial_", vary=PARAMETER_RANGE)

    def complete(self) -> None:
        """Make what follows from the table, and hold everything to its shape.

        Raises:
            InputError: What was given does not fit the table.
            LimitError: The workbook would be too large.
        """
        super().complete()
        self._complete_network()
        self._check_frozen()
        self._check_size()
        self._complete_order()
        self._complete_parameters()
        self._complete_arrays("masks", self._drawn_masks() if self.epochs else {})

    def validate(self) -> None:
        """Check loss, labels and layers together."""
        activation, loss = self.network.output_layer.activation, LOSSES[self.loss]
        if activation not in loss.outputs:
            raise InputError(f"loss {self.loss} needs {' or '.join(loss.outputs)} outputs, not {activation}")
        wanted = self.wanted_outputs
        if self.network.outputs != wanted:
            what = (
                f"{wanted} columns"
                if self.restores
                else f"{wanted} classes"
                if self.classes
                else f"one number, {self.target}"
            )
            raise InputError(f"the last layer has {self.network.outputs} units; for {what} it must have {wanted}")
        if self.classes and not np.isin(self.labels, self.class_numbers).all():
            raise InputError(f"labels must be numbers of classes: {', '.join(f'{n:g}' for n in self.class_numbers)}")
        if self.restores and not self.epochs:
            raise InputError("epochs is 0; an autoencoder is trained here, so it must be 1 or more")
        if self.restores and self.loss != "half_squared":
            raise InputError(f"loss is {self.loss!r}; an autoencoder's is half_squared: its targets are any numbers")
        low, high = loss.target_range or (-np.inf, np.inf)
        if not self.classes and not self.restores and ((self.labels < low) | (self.labels > high)).any():
            raise InputError(f"{self.target} must lie between {low:g} and {high:g} for the loss {self.loss}")

    @cached_property
    def network(self) -> Network:
        """The layers in their places."""
        return Network(self.picture if self.picture and self.in_bands else (self.features.shape[1],), self.layers)

    @property
    def in_bands(self) -> bool:
        """Whether a sample is a picture in a band of columns, as layers that look through windows need it."""
        return any(not isinstance(layer, ROW_LAYERS) for layer in self.layers)

    @property
    def outputs(self) -> int:
        """How many numbers the network gives for a row."""
        return self.network.outputs

    @property
    def code(self) -> Node | None:
        """The layer whose units are an autoencoder's code: the narrowest dense one before the last, if there is any."""
        hidden = [node for node in self.network.nodes[:-1] if isinstance(node.layer, Dense)]
        return min(hidden, key=lambda node: node.shape[0], default=None) if self.restores else None

    @property
    def first_seen(self) -> Node:
        """The layer whose weights are shown as pictures: the first one that has some, of windows the very first."""
        nodes = self.network.nodes
        return nodes[0] if self.in_bands else next(node for node in nodes if "weights" in node.parameters)

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return sum(math.prod(shape) for shape in self.network.parameter_shapes.values())

    @property
    def learned(self) -> tuple[str, ...]:
        """The names of the parameters that are learned."""
        return tuple(
            name
            for node in self.network.nodes
            for local, name in node.parameters.items()
            if node.name not in self.frozen and local not in node.layer.kept_parameters and not node.layer.owner
            if not (local == "bias" and self._cancels_bias(node))
        )

    def _cancels_bias(self, node: Node) -> bool:
        """Tell whether a normalisation takes a bias away again: its gradient is rounding, of which Adam makes steps."""
        return getattr(node.layer, "activation", "") == "identity" and self._is_normalised(node)

    def _is_normalised(self, node: Node) -> bool:
        """Tell whether all that take what a layer gives are normalisations, or pools without a rim that lead to one."""
        takers = [taker for taker, _ in self.network.consumers(node.name)]
        return bool(takers) and all(
            isinstance(taker.layer, BatchNormalisation) or (_keeps_shifts(taker.layer) and self._is_normalised(taker))
            for taker in takers
        )

    def field(self, name: str) -> Field:
        """Return what an input may hold; a variance is none below 0."""
        found = super().field(name)
        variances = (node.parameters.get("running_variance") for node in self.network.nodes)
        if name in {f"initial_{variance}" for variance in variances}:
            return replace(found, low=0.0, vary=VARIANCE_RANGE)
        return found

    def settings(self) -> dict[str, str]:
        """Return the settings as text."""
        return super().settings() | {"layers": write_layers(self.layers), "frozen": ",".join(self.frozen)}

    def _complete_network(self) -> None:
        last = f"dense({self.wanted_outputs},{'softmax' if self.classes else 'identity'})"
        if self.layers is None:
            self._set("layers", parse_layers(f"{CODE if self.restores else HIDDEN} {last}"))
        for layer in self.layers:
            if not isinstance(layer, ROW_LAYERS) and self.picture is None:
                raise InputError(
                    f"{layer} is no layer for a table; layers are such as dense(8,tanh) and dropout(0.5), unless the "
                    "columns are the pixels of a picture: picture=8x8"
                )
        self._check_normalised()
        if self.loss is None:
            entropy = self.classes and self.network.output_layer.activation in LOSSES["cross_entropy"].outputs
            self._set("loss", "cross_entropy" if entropy else "half_squared")

    def _check_normalised(self) -> None:
        """Check that a normalisation has more than one number to take a mean of."""
        for node in self.network.nodes if self.epochs and self.step_rows < 2 else ():
            layer = node.layer
            if isinstance(layer, BatchNormalisation) and layer.cells_of_a_mean(*node.input_shapes) < 2:
                raise InputError(f"{layer} needs two rows a step at least; batch_size={self.batch_size}")

    def _check_frozen(self) -> None:
        """Check that those are layers with parameters, and that something is left to learn."""
        known = [node.name for node in self.network.nodes if node.parameters]
        for name in self.frozen:
            if name not in known:
                raise unknown(name, "in frozen is no layer with weights", known)
        if self.frozen and not self.learned:
            raise InputError(f"frozen={','.join(self.frozen)} leaves nothing to learn; leave out one of these layers")

    def _check_size(self) -> None:
        """Refuse what no sheet holds before anything is drawn."""
        if self.in_bands:
            check_bands(self.network, self.rows, self.step_rows)
        row = sum((3 + 2 * node.layer.differs_in_training) * math.prod(node.shape) for node in self.network.nodes) + 3
        kept = self.parameter_count * self.path.kept
        step = self.step_rows * (row + self.in_batches * (self.features.shape[1] + self.outputs + 1)) + kept
        epoch = self.epoch_steps * step + self.validation * row
        whole = self.rows * (row + 2 * self.features.shape[1] + self.outputs)
        if whole + self.epochs * epoch > MOST_CELLS:
            most = max(MOST_CELLS - whole, 0) // max(epoch, 1)
            advice = f"epochs={most} or fewer" if most else "fewer rows or a smaller network"
            raise LimitError(
                f"epochs={self.epochs} over {self.training_rows:,} rows with this network are "
                f"{whole + self.epochs * epoch:,} cells; sheetnet writes up to {MOST_CELLS:,}, for spreadsheets are "
                f"slow beyond: use {advice}"
            )

    def _drawn_masks(self) -> dict[str, np.ndarray]:
        """Draw the masks of all steps, apart from what else the seed draws."""
        generator = np.random.default_rng([self.seed, 1])
        return {
            node.name: (generator.random((self.steps, self.step_rows, *node.shape)) >= node.layer.rate) * 1.0
            for node in self.network.nodes
            if isinstance(node.layer, Dropout)
        }

    def _complete_parameters(self) -> None:
        self._complete_arrays("parameters", initial_parameters(self.network, self.initialiser, self.seed))

    def _complete_arrays(self, field: str, drawn: Mapping[str, np.ndarray]) -> None:
        """Take what was given of a field of arrays by name, and the rest as drawn; each has its shape."""
        prefix, given = self.fields()[field].prefix, getattr(self, field)
        self._set(field, drawn)  # so that a message about a wrong name says which there are
        self._check_names(f"{prefix}{name}" for name in given)
        complete = {}
        for name, default in drawn.items():
            full = f"{prefix}{name}"
            complete[name] = self.field(full).check_array(full, given.get(name, default))
            self._hold(full, complete[name], default.shape)
        self._set(field, complete)


def _keeps_shifts(layer: Layer) -> bool:
    """Tell whether a number added to all cells that a layer takes is added to all that it gives."""
    return isinstance(layer, GlobalAveragePool2D) or (isinstance(layer, Pooling2D) and layer.padding == (0, 0))
