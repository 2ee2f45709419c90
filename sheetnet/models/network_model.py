"""A network with its data and parameters: what the neural lessons share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sheetnet.errors import InputError, LimitError
from sheetnet.models.book_data import digits, parameters
from sheetnet.models.book_network import BookNetwork
from sheetnet.models.fields import Field, array, arrays, number, setting
from sheetnet.models.initialisers import INITIALISERS, initial_parameters
from sheetnet.models.layer_text import parse_layers, write_layers
from sheetnet.models.layers import Layer, Shape
from sheetnet.models.losses import LOSSES
from sheetnet.models.model import Model
from sheetnet.models.network import Network
from sheetnet.texts.numbers import readable

PARAMETER_RANGE = (-2.0, 2.0)
"""From which a check draws weights and biases."""
BOOK = "book"
"""The book's initial parameters, where it has some for these layers; else normal ones."""
NORMAL = "normal"
BINARY = Field(choices=(0, 1))
UNIT = Field(0, 1, vary=(0.0, 1.0))
"""Pixels: paper, ink, or something in between."""
MOST_SAMPLES = 5_000
MOST_CELLS = 4_000_000
"""Of a workbook: four times the largest lesson, which opens in half a minute."""


@dataclass(frozen=True, eq=False)
class NetworkModel(Model):
    """A network, images, targets and parameters; the lessons add how it is trained.

    Args:
        book: The network of the book that all defaults come from.
        layers: Layers, numbers of sigmoid units, or text; see ``parse_layers``.
        loss: ``half_squared`` or ``cross_entropy`` (with softmax or sigmoid outputs).
        initialiser: How the initial parameters are drawn: one of ``INITIALISERS``, or ``book``.
        seed: Of the initial parameters, where the book has none for these layers.
        images: (samples, *input shape); the book's if None.
        targets: (samples, outputs); the book's if None.
        class_labels: (outputs,), the number that each output stands for; 0, 1, … if None.
        test_image: What is painted on the Test sheet; the first image if None.
        parameters: Initial weights and biases by name; the book's or seeded ones for those left out.
        parameter_set: Which parameters the Test sheet uses: 1 the initial, 2 the trained ones.
    """

    book: BookNetwork
    layers: tuple[Layer, ...] = setting(None, reads=parse_layers)
    loss: str = setting("half_squared", choices=tuple(LOSSES))
    initialiser: str = setting(BOOK, choices=(BOOK, *INITIALISERS))
    seed: int = setting(0, low=0, high=2**31, whole=True)
    images: np.ndarray = array(None, low=-1e3, high=1e3, vary=(-1.0, 1.0))
    targets: np.ndarray = array(None, low=-1e3, high=1e3, vary=(-1.0, 1.0))
    class_labels: np.ndarray = array(None, low=-1e3, high=1e3, whole=True)
    test_image: np.ndarray = array(None, low=-1e3, high=1e3, vary=(-1.0, 1.0))
    parameters: dict[str, np.ndarray] = arrays("initial_", vary=PARAMETER_RANGE)
    parameter_set: float = number(2, choices=(1, 2))

    def complete(self) -> None:
        """Take from the book what was not given, and hold everything to the shapes that layers and images ask for."""
        if self.layers is None:
            self._set("layers", parse_layers(self.book.layers))
        for layer in self.layers:
            if layer.differs_in_training:
                raise InputError(f"{layer} works otherwise in a training than afterwards: it is for sheetnet network")
        if self.images is None:
            self._take_the_books_data()
        self._complete_data()
        self._complete_test_image()
        self._check_size()
        self._complete_arrays("parameters", self._start())

    def validate(self) -> None:
        """Check what concerns the loss and the targets together."""
        activation, loss = self.output_activation, LOSSES[self.loss]
        if activation not in loss.outputs:
            raise InputError(f"loss {self.loss} needs {' or '.join(loss.outputs)} outputs, not {activation}")
        if activation == "softmax" and not np.allclose(self.targets.sum(axis=1), 1.0, rtol=0, atol=1e-9):
            worst = int(np.abs(self.targets.sum(axis=1) - 1.0).argmax())
            raise InputError(f"targets[{worst}] sum to {self.targets[worst].sum():g}; with softmax they must sum to 1")
        low, high = loss.target_range or (-np.inf, np.inf)
        if ((self.targets < low) | (self.targets > high)).any():
            raise InputError(f"targets must lie between {readable(low)} and {readable(high)} for the loss {self.loss}")

    @cached_property
    def network(self) -> Network:
        """The layers in their places."""
        return Network(self.images.shape[1:], self.layers)

    @property
    def samples(self) -> int:
        """How many images there are."""
        return int(self.images.shape[0])

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return sum(math.prod(shape) for shape in self.network.parameter_shapes.values())

    @property
    def output_activation(self) -> str:
        """The activation of the last layer."""
        return self.network.output_layer.activation

    @property
    def is_the_books(self) -> bool:
        """Whether layers, loss and data are the book's, so that what its lesson says of them holds."""
        images, labels = digits(self.book.data)
        targets = labels[:, None] == np.unique(labels)
        layers, loss = parse_layers(self.book.layers), next(iter(LOSSES))
        same = (self.layers, self.loss) == (layers, loss) and np.array_equal(self.images, images)
        return bool(same and np.array_equal(self.targets, targets))

    def field(self, name: str) -> Field:
        """Return what an input may hold; of pixels and targets, as these data have them."""
        narrower = {"images": self._pixel_field, "test_image": self._pixel_field, "targets": self._target_field}
        return narrower[name]() if name in narrower else super().field(name)

    def _pixel_field(self) -> Field:
        pictures = (self.images, self.test_image)
        inside = all(pixels.min() >= 0 and pixels.max() <= 1 for pixels in pictures)
        return UNIT if inside else self.fields()["images"]

    def _target_field(self) -> Field:
        if self.output_activation == "softmax":
            return Field(0, 1)
        if np.isin(self.targets, (0, 1)).all():
            return BINARY
        return UNIT if LOSSES[self.loss].target_range else self.fields()["targets"]

    def settings(self) -> dict[str, str]:
        """Return the settings as text."""
        return super().settings() | {"layers": write_layers(self.layers)}

    def _take_the_books_data(self) -> None:
        images, labels = digits(self.book.data)
        classes = np.unique(labels)
        self._set("images", images)
        if self.targets is None:
            self._set("targets", (labels[:, None] == classes).astype(np.float64))
        if self.class_labels is None and self.network.outputs == len(classes):
            self._set("class_labels", classes)

    def _complete_data(self) -> None:
        if self.targets is None:
            raise InputError("images were given without targets: give both, one row of targets an image")
        if self.images.ndim < 2 or not 1 <= self.samples <= MOST_SAMPLES:
            raise InputError(
                f"images has shape {self.images.shape}; it must be (samples, …) with 1 to {MOST_SAMPLES} samples"
            )
        outputs = self.network.outputs
        if self.class_labels is None:
            self._set("class_labels", np.arange(float(outputs)))
        self._check_shape("targets", self.targets, (self.samples, outputs))
        self._check_shape("class_labels", self.class_labels, (outputs,))

    def _complete_test_image(self) -> None:
        painted = self.images[0] if self.test_image is None else self.test_image
        self._check_shape("test_image", painted, self.images.shape[1:])
        self._set("test_image", self.fields()["test_image"].check_array("test_image", painted))

    def _check_size(self) -> None:
        """Refuse a network that no sheet holds before its parameters are drawn: a few words can ask for billions."""
        cells = self.samples * self._cells(learns=False) + self.parameter_count
        if cells > MOST_CELLS:
            raise LimitError(
                f"{self.samples} images of this network are {cells:,} cells, its weights and biases included; sheetnet "
                f"writes up to {MOST_CELLS:,}, for spreadsheets are slow beyond: use fewer images or a smaller network"
            )

    def _cells(self, learns: bool) -> int:
        """Count the cells of one image in one epoch: z and a of each layer, δ if it learns, cost and correctness."""
        nodes = self.network.nodes
        return 2 + sum((1 + bool(node.parameters) + learns) * math.prod(node.shape) for node in nodes)

    def _start(self) -> dict[str, np.ndarray]:
        """Return the book's parameters, if they are asked for and fit these layers, else seeded ones."""
        book, shapes = parameters(self.book.parameters), self.network.parameter_shapes
        if self.initialiser == BOOK and {name: values.shape for name, values in book.items()} == dict(shapes):
            return dict(book)
        return initial_parameters(self.network, NORMAL if self.initialiser == BOOK else self.initialiser, self.seed)

    def _complete_arrays(self, field: str, defaults: Mapping[str, np.ndarray]) -> None:
        """Complete a field of arrays by name: each that was given has a default, and its shape."""
        declared, given = self.fields()[field], getattr(self, field)
        self._set(field, defaults)  # so that a message about a wrong name says which there are
        self._check_names(f"{declared.prefix}{name}" for name in given)
        complete = {}
        for name, default in defaults.items():
            complete[name] = declared.check_array(f"{declared.prefix}{name}", given.get(name, default))
            self._check_shape(f"{declared.prefix}{name}", complete[name], default.shape)
        self._set(field, complete)

    def _check_shape(self, name: str, values: np.ndarray, shape: Shape) -> None:
        if values.shape != tuple(shape):
            described = f"images of shape {self.images.shape} and layers {write_layers(self.layers)}"
            raise InputError(f"{name} has shape {values.shape}; for {described} it must have shape {tuple(shape)}")
