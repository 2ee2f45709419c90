"""A table that a network learns from: one row a sample, columns of numbers, and a column of what is to be told.

Rows of training stand first, rows for validation after them. A class is a number with a name; inputs are
standardised by mean and spread of the training rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError, LimitError
from sheetnet.models.class_numbers import class_numbers
from sheetnet.models.fields import Field, array, number, setting
from sheetnet.models.model import Model
from sheetnet.models.table_picture import Pair, check_picture, read_picture, write_picture
from sheetnet.models.table_worst import MOST as MOST_WRONG
from sheetnet.models.written_names import read_name, read_names, write_names

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CLASSES = 50
TASKS = ("classification", "regression", "autoencoder")
LARGEST = 1e9
"""Of a number in the table."""
FLOWERS = (
    (5.1, 3.5, 1.4, 0.2), (4.9, 3.0, 1.4, 0.2), (5.0, 3.4, 1.5, 0.2), (4.6, 3.1, 1.5, 0.2),
    (7.0, 3.2, 4.7, 1.4), (6.4, 3.2, 4.5, 1.5), (5.7, 2.8, 4.1, 1.3), (5.5, 2.3, 4.0, 1.3),
)  # fmt: skip
"""Of Fisher's irises four setosa and four versicolor, where no table is given."""


@dataclass(frozen=True, eq=False)
class TableRows(Model):
    """The rows of a table.

    Args:
        columns: The names of the columns of numbers.
        classes: The names of the classes; none if numbers are to be told.
        target: The name of the column that is to be told.
        task: ``classification``, ``regression``, or ``autoencoder``, whose targets are what it takes itself; by default
            what the classes say.
        validation: So many rows, the last ones, are kept for validation.
        standardise: ``yes``: each column minus its mean, divided by its spread; ``largest``: all of them divided by the
            largest number, as pictures are by default; ``no``: as it stands.
        picture: Rows and columns, where the columns of the table are the pixels of a picture; None where they are not.
        features: (rows, columns), the numbers.
        labels: (rows,), the number of each row's class, or the number to be told.
        row_numbers: (rows,), which row of the table each is; counted through if None.
        chosen_row: The row that an autoencoder's sheet shows, by its place among the rows.
        own_row: (columns,), the row that the reader writes, or the picture.
    """

    columns: tuple[str, ...] = setting(None, reads=read_names)
    classes: tuple[str, ...] = setting(None, reads=read_names)
    target: str = setting("target", reads=read_name)
    task: str = setting(None, choices=TASKS)
    validation: int = setting(0, low=0, high=MOST_ROWS, whole=True)
    standardise: str = setting(None, choices=("yes", "largest", "no"))
    picture: Pair | None = setting(None, reads=read_picture)
    features: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-2.0, 2.0))
    labels: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-1.0, 1.0))
    row_numbers: np.ndarray = array(None, low=0, high=LARGEST, whole=True)
    chosen_row: float = number(1, low=1, high=MOST_ROWS, whole=True)
    own_row: np.ndarray = array(None, low=-LARGEST, high=LARGEST, vary=(-2.0, 2.0))

    def complete(self) -> None:
        """Make what follows from the table, and hold everything to its shape.

        Raises:
            InputError: What was given does not fit the table.
            LimitError: The table is too large.
        """
        if self.features is None:
            self._take_flowers()
        self._complete_table()

    @property
    def class_numbers(self) -> np.ndarray:
        """Which number stands for each class; none if numbers are to be told."""
        return class_numbers(self.classes)

    @property
    def restores(self) -> bool:
        """Whether the network shall give back what it takes."""
        return self.task == "autoencoder"

    @property
    def wanted_outputs(self) -> int:
        """How many outputs the last layer must have."""
        return self.features.shape[1] if self.restores else len(self.classes) or 1

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return int(self.features.shape[0])

    @property
    def training_rows(self) -> int:
        """How many of them, the first ones, are learned from."""
        return self.rows - self.validation

    @property
    def has_plane(self) -> bool:
        """Whether what is told can be shown over the plane of its columns."""
        return len(self.columns) == 2 and self.picture is None and not self.restores

    @property
    def most_wrong(self) -> int:
        """How many rows are listed of which the network is most wrong."""
        return min(MOST_WRONG, self.rows)

    def field(self, name: str) -> Field:
        """Return what an input may hold; classes are chosen among those that there are."""
        if name == "labels" and self.classes:
            return Field(self.class_numbers.min(), self.class_numbers.max(), whole=True, several=True)
        if name == "chosen_row":
            return super().field(name).among(1, self.rows)
        return super().field(name)

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs by name: an autoencoder has no labels, and it alone shows one row."""
        unused = "labels" if self.restores else "chosen_row"
        return {name: value for name, value in super().inputs().items() if name != unused}

    def settings(self) -> dict[str, str]:
        """Return the settings as text."""
        names = {name: write_names(getattr(self, name)) for name in ("columns", "classes")}
        own = {"target": write_names([self.target]), "picture": write_picture(self.picture)}
        return super().settings() | names | own

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
        self._complete_task()
        if self.labels is None:
            raise InputError("features were given without labels: give both, one label a row")
        self._hold("labels", self.labels, (rows,))
        if self.row_numbers is None:
            self._set("row_numbers", np.arange(1.0, rows + 1))
        self._hold("row_numbers", self.row_numbers, (rows,))
        if self.classes is None:
            self._set("classes", ())
        if self.columns is None:
            self._set("columns", tuple(f"x{number}" for number in range(1, columns + 1)))
        if len(self.columns) != columns or len(self.classes) > MOST_CLASSES or len(self.classes) == 1:
            raise InputError(
                f"there are {len(self.columns)} names for {columns} columns, and {len(self.classes)} classes; "
                f"needed are as many names as columns, and 2 to {MOST_CLASSES} classes or none"
            )
        if self.validation >= rows:
            raise InputError(f"validation={self.validation} leaves none of {rows} rows to learn from")
        check_picture(self.picture, columns)
        own = self.picture or (columns,)
        self._set("own_row", self.features[0].reshape(own) if self.own_row is None else self.own_row)
        self._hold("own_row", self.own_row, own)
        self._complete_scale()

    def _complete_task(self) -> None:
        if self.task is None:
            self._set("task", "classification" if self.classes else "regression")
        if self.restores:
            self._set("labels", np.zeros(len(self.features)))
            self._set("classes", ())
        if bool(self.classes) != (self.task == "classification"):
            raise InputError(
                f"task={self.task} with {len(self.classes or ())} classes: a classification alone has them"
            )
        if self.chosen_row > len(self.features):
            raise InputError(f"chosen_row={self.chosen_row:g} is more than the {len(self.features)} rows")

    def _complete_scale(self) -> None:
        if self.standardise is None:
            self._set("standardise", "largest" if self.picture else "yes")
        if self.standardise == "yes":
            self._check_spread()
        if self.standardise == "largest" and not self.features[: self.training_rows].any():
            raise InputError("all numbers that are learned from are 0: there is no largest to divide them by")

    def _check_spread(self) -> None:
        learned = self.features[: self.training_rows]
        for column in np.flatnonzero(learned.min(axis=0) == learned.max(axis=0)).tolist():
            raise InputError(
                f"the column {self.columns[column]!r} is {learned[0, column]:g} in every row that is learned from: "
                "leave it out, or set standardise=largest or standardise=no"
            )

    def _hold(self, name: str, values: np.ndarray, shape: tuple[int, ...]) -> None:
        if values.shape != shape:
            raise InputError(f"{name} has shape {values.shape}; for this table it must have shape {shape}")
