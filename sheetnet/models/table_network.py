"""A network that learns from a table: one row a sample, columns of numbers, and a column of what is to be told.

Rows of training stand first, rows for validation after them. A class is a number from 1 on, with a name; inputs are
standardised by mean and spread of the training rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sheetnet.errors import InputError, LimitError
from sheetnet.models.fields import Field, array, arrays, number, setting
from sheetnet.models.initialisers import INITIALISERS, initial_parameters
from sheetnet.models.layer_text import parse_layers, write_layers
from sheetnet.models.layers import Dense, Layer
from sheetnet.models.losses import LOSSES
from sheetnet.models.model import Model
from sheetnet.models.network import Network
from sheetnet.models.schedules import SCHEDULES
from sheetnet.models.update_rules import UPDATE_RULES
from sheetnet.models.written_names import read_name, read_names, write_names

MOST_CELLS = 4_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CLASSES = 50
LARGEST = 1e9
"""Of a number in the table."""
HIDDEN = "dense(8,tanh)"
"""The hidden layer, where no layers are given."""
PARAMETER_RANGE = (-1.0, 1.0)
FLOWERS = (
    (5.1, 3.5, 1.4, 0.2), (4.9, 3.0, 1.4, 0.2), (5.0, 3.4, 1.5, 0.2), (4.6, 3.1, 1.5, 0.2),
    (7.0, 3.2, 4.7, 1.4), (6.4, 3.2, 4.5, 1.5), (5.7, 2.8, 4.1, 1.3), (5.5, 2.3, 4.0, 1.3),
)  # fmt: skip
"""Of Fisher's irises four setosa and four versicolor, where no table is given."""


@dataclass(frozen=True, eq=False)
class TableNetwork(Model):
    """A network, the table that it learns from, and how.

    Args:
        columns: The names of the columns of numbers.
        classes: The names of the classes; none if numbers are to be told.
        target: The name of the column that is to be told.
        layers: Dense layers, numbers of sigmoid units, or text; see ``parse_layers``.
        loss: One of ``LOSSES``.
        optimizer: The update rule, one of ``UPDATE_RULES``.
        epochs: How often every training row is seen; 0 for a network that was trained elsewhere.
        batch_size: Rows a step; 0 takes all of them in every step. What is left over sits out an epoch.
        validation: So many rows, the last ones, are kept for validation.
        reduction: Whether the cost is the ``mean`` or the ``sum`` over a step's rows.
        standardise: ``yes``: each column minus its mean, divided by its spread; ``no``: as it stands.
        initialiser: How the initial parameters are drawn, one of ``INITIALISERS``.
        seed: Of initial parameters and orders.
        schedule: How the learning rate changes, one of ``SCHEDULES``.
        schedule_epochs: Of ``step``: after so many epochs the rate is taken times γ.
        features: (rows, columns), the numbers.
        labels: (rows,), the number of each row's class from 1 on, or the number to be told.
        order: (epochs, training rows), the rows in the order in which they are seen, where there are batches.
        learning_rate: η.
        schedule_factor: γ of the schedule ``step``.
        momentum: μ of momentum and Nesterov.
        decay: ρ of RMSProp.
        mean_decay: β₁ of Adam.
        square_decay: β₂ of Adam.
        epsilon: ε of AdaGrad, RMSProp and Adam.
        own_row: (columns,), the row that the reader writes.
        parameters: Initial weights and biases by name; drawn for those left out.
    """

    columns: tuple[str, ...] = setting(None, reads=read_names)
    classes: tuple[str, ...] = setting(None, reads=read_names)
    target: str = setting("target", reads=read_name)
    layers: tuple[Layer, ...] = setting(None, reads=parse_layers)
    loss: str = setting(None, choices=tuple(LOSSES))
    optimizer: str = setting("adam", choices=tuple(UPDATE_RULES))
    epochs: int = setting(30, low=0, high=10_000, whole=True)
    batch_size: int = setting(0, low=0, high=MOST_ROWS, whole=True)
    validation: int = setting(0, low=0, high=MOST_ROWS, whole=True)
    reduction: str = setting("mean", choices=("mean", "sum"))
    standardise: str = setting("yes", choices=("yes", "no"))
    initialiser: str = setting("glorot_uniform", choices=tuple(INITIALISERS))
    seed: int = setting(0, low=0, high=2**31, whole=True)
    schedule: str = setting("constant", choices=SCHEDULES)
    schedule_epochs: int = setting(10, low=1, high=10_000, whole=True)
    features: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-2.0, 2.0))
    labels: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-1.0, 1.0))
    order: np.ndarray = array(None, low=1, high=MOST_ROWS, whole=True)
    learning_rate: float = number(0.05, low=0, high=10, strict_low=True, vary=(0.005, 0.05))
    schedule_factor: float = number(0.5, low=0, high=1, strict_low=True, vary=(0.3, 0.9))
    momentum: float = number(0.9, low=0, high=0.999, vary=(0.1, 0.9))
    decay: float = number(0.9, low=0, high=0.999, vary=(0.5, 0.95))
    mean_decay: float = number(0.9, low=0, high=0.999, vary=(0.5, 0.95))
    square_decay: float = number(0.999, low=0, high=0.9999, vary=(0.9, 0.999))
    epsilon: float = number(1e-8, low=0, high=1, strict_low=True, vary=(1e-6, 1e-3))
    own_row: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-2.0, 2.0))
    parameters: dict[str, np.ndarray] = arrays("initial_", vary=PARAMETER_RANGE)

    def complete(self) -> None:
        """Make what follows from the table, and hold everything to its shape.

        Raises:
            InputError: What was given does not fit the table.
            LimitError: The workbook would be too large.
        """
        if self.features is None:
            self._take_flowers()
        self._complete_table()
        self._complete_network()
        self._check_size()
        self._complete_order()
        self._complete_parameters()

    def validate(self) -> None:
        """Check loss, labels and layers together."""
        activation, loss = self.network.output_layer.activation, LOSSES[self.loss]
        if activation not in loss.outputs:
            raise InputError(f"loss {self.loss} needs {' or '.join(loss.outputs)} outputs, not {activation}")
        wanted = len(self.classes) or 1
        if self.network.outputs != wanted:
            what = f"{wanted} classes" if self.classes else f"one number, {self.target}"
            raise InputError(f"the last layer has {self.network.outputs} units; for {what} it must have {wanted}")
        if self.classes and not (np.isin(self.labels, np.arange(1, len(self.classes) + 1))).all():
            raise InputError(f"labels must be numbers of classes, 1 to {len(self.classes)}")
        low, high = loss.target_range or (-np.inf, np.inf)
        if not self.classes and ((self.labels < low) | (self.labels > high)).any():
            raise InputError(f"{self.target} must lie between {low:g} and {high:g} for the loss {self.loss}")

    @cached_property
    def network(self) -> Network:
        """The layers in their places."""
        return Network((self.features.shape[1],), self.layers)

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return int(self.features.shape[0])

    @property
    def training_rows(self) -> int:
        """How many of them, the first ones, are learned from."""
        return self.rows - self.validation

    @property
    def step_rows(self) -> int:
        """How many rows a step sees."""
        return self.batch_size or self.training_rows

    @property
    def epoch_steps(self) -> int:
        """How many steps an epoch has; rows that are left over sit out."""
        return self.training_rows // self.step_rows

    @property
    def steps(self) -> int:
        """How many updates there are in all."""
        return self.epochs * self.epoch_steps

    @property
    def in_batches(self) -> bool:
        """Whether a step sees a part of the training rows, in an order that stands in the sheet."""
        return self.batch_size != 0

    @property
    def outputs(self) -> int:
        """How many numbers the network gives for a row."""
        return self.network.outputs

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return sum(math.prod(shape) for shape in self.network.parameter_shapes.values())

    def field(self, name: str) -> Field:
        """Return what an input may hold; classes and rows are chosen among those that there are."""
        if name == "labels" and self.classes:
            return Field(1, len(self.classes), whole=True, several=True)
        if name == "order":
            return Field(1, self.training_rows, whole=True, several=True)
        return super().field(name)

    def settings(self) -> dict[str, str]:
        """Return the settings as text."""
        names = {name: write_names(getattr(self, name)) for name in ("columns", "classes")}
        return super().settings() | names | {"target": write_names([self.target]), "layers": write_layers(self.layers)}

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs by name: of the rules' and the schedule's numbers those that are used."""
        unused = {name for rule in UPDATE_RULES.values() for name in rule.constants}
        unused -= set(UPDATE_RULES[self.optimizer].constants)
        unused |= {"learning_rate", *UPDATE_RULES[self.optimizer].constants} if not self.epochs else set()
        unused |= set() if self.in_batches and self.epochs else {"order"}
        unused |= set() if self.schedule == "step" and self.epochs else {"schedule_factor"}
        return {name: value for name, value in super().inputs().items() if name not in unused}

    def _take_flowers(self) -> None:
        self._set("features", np.array(FLOWERS))
        if self.labels is None:
            self._set("labels", np.repeat([1.0, 2.0], len(FLOWERS) // 2))
        if self.classes is None:
            self._set("classes", ("setosa", "versicolor"))
        if self.columns is None:
            self._set("columns", ("sepal length", "sepal width", "petal length", "petal width"))

    def _complete_table(self) -> None:
        if self.features.ndim != 2 or not self.features.size:
            raise InputError(
                f"features has shape {self.features.shape}; it must be (rows, columns), with a row at least"
            )
        rows, columns = self.features.shape
        if rows > MOST_ROWS or columns > MOST_COLUMNS:
            raise LimitError(
                f"the table has {rows:,} rows and {columns:,} columns; sheetnet takes up to {MOST_ROWS:,} rows and "
                f"{MOST_COLUMNS} columns: take a part of it"
            )
        if self.labels is None:
            raise InputError("features were given without labels: give both, one label a row")
        self._hold("labels", self.labels, (rows,))
        if self.classes is None:
            self._set("classes", ())
        if self.columns is None:
            self._set("columns", tuple(f"x{number}" for number in range(1, columns + 1)))
        if len(self.columns) != columns or len(self.classes) > MOST_CLASSES or len(self.classes) == 1:
            raise InputError(
                f"there are {len(self.columns)} names for {columns} columns, and {len(self.classes)} classes; "
                f"needed are as many names as columns, and 2 to {MOST_CLASSES} classes or none"
            )
        self._complete_steps(rows)
        self._set("own_row", self.features[0] if self.own_row is None else self.own_row)
        self._hold("own_row", self.own_row, (columns,))
        if self.standardise == "yes":
            self._check_spread()

    def _complete_steps(self, rows: int) -> None:
        if self.validation >= rows:
            raise InputError(f"validation={self.validation} leaves none of {rows} rows to learn from")
        if self.batch_size > self.training_rows:
            raise InputError(f"batch_size={self.batch_size} is more than the {self.training_rows} rows to learn from")

    def _check_spread(self) -> None:
        learned = self.features[: self.training_rows]
        for column in np.flatnonzero(learned.min(axis=0) == learned.max(axis=0)).tolist():
            raise InputError(
                f"the column {self.columns[column]!r} is {learned[0, column]:g} in every row that is learned from: "
                "leave it out, or set standardise=no"
            )

    def _complete_network(self) -> None:
        last = f"dense({len(self.classes)},softmax)" if self.classes else "dense(1,identity)"
        if self.layers is None:
            self._set("layers", parse_layers(f"{HIDDEN} {last}"))
        for layer in self.layers:
            if not isinstance(layer, Dense):
                raise InputError(f"{layer} is no layer for a table; the layers are dense ones, such as dense(8,tanh)")
        if self.loss is None:
            entropy = self.classes and self.network.output_layer.activation in LOSSES["cross_entropy"].outputs
            self._set("loss", "cross_entropy" if entropy else "half_squared")

    def _check_size(self) -> None:
        """Refuse what no sheet holds before anything is drawn."""
        row = sum(3 * math.prod(node.shape) for node in self.network.nodes) + 3
        kept = self.parameter_count * (2 + len(UPDATE_RULES[self.optimizer].states))
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

    def _complete_order(self) -> None:
        shape = (self.epochs, self.training_rows)
        if self.order is None:
            generator = np.random.default_rng(self.seed)
            drawn = [generator.permutation(shape[1]) + 1.0 for _ in range(shape[0] if self.in_batches else 1)]
            self._set("order", np.array(drawn))
        if self.in_batches and self.epochs:
            self._hold("order", self.order, shape)

    def _complete_parameters(self) -> None:
        declared, given = self.fields()["parameters"], self.parameters
        drawn = initial_parameters(self.network, self.initialiser, self.seed)
        self._set("parameters", drawn)  # so that a message about a wrong name says which there are
        self._check_names(f"initial_{name}" for name in given)
        complete = {}
        for name, default in drawn.items():
            complete[name] = declared.check_array(f"initial_{name}", given.get(name, default))
            self._hold(f"initial_{name}", complete[name], default.shape)
        self._set("parameters", complete)

    def _hold(self, name: str, values: np.ndarray, shape: tuple[int, ...]) -> None:
        if values.shape != shape:
            raise InputError(f"{name} has shape {values.shape}; for this table it must have shape {shape}")
