"""A network with its data and parameters: what the neural lessons share."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, TypeVar

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.book_data import digits, parameters
from sheetnet.models.fields import Field, number, setting
from sheetnet.models.initialisers import initial_parameters
from sheetnet.models.layer_words import parse_layers, write_layers
from sheetnet.models.layers import Shape
from sheetnet.models.losses import LOSSES
from sheetnet.models.model import Model
from sheetnet.models.network import Network

PARAMETER = Field(-1e6, 1e6, vary=(-2.0, 2.0))
"""What a weight or a bias may be."""
BINARY = Field(choices=(0, 1))
UNIT = Field(0, 1, vary=(0.0, 1.0))
"""Pixels: paper, ink, or something in between."""
REAL = Field(-1e3, 1e3, vary=(-1.0, 1.0))
MOST_SAMPLES = 5_000

N = TypeVar("N", bound="NetworkModel")


def arrays_by_name(what: str, given: Any) -> Mapping[str, Any]:
    """Take arrays by name; None is none.

    Raises:
        InputError: Something else.
    """
    if given is not None and not isinstance(given, Mapping):
        raise InputError(f"{what} is {given!r}; it must be arrays by name, such as output_bias")
    return given or {}


@dataclass(frozen=True, eq=False)
class NetworkModel(Model):
    """A network, images, targets and parameters; the lessons add how it is trained.

    Args:
        layers: Layers, numbers of sigmoid units, or text; see ``parse_layers``.
        loss: ``half_squared`` or ``cross_entropy`` (with softmax or sigmoid outputs).
        seed: Of the initial parameters, where the book has none for these layers.
        images: (samples, *input shape); the book's if None.
        targets: (samples, outputs); the book's if None.
        class_labels: (outputs,), the number that each output stands for; 0, 1, … if None.
        parameters: Initial weights and biases by name; the book's or seeded ones for those left out.
        test_image: What is painted on the Test sheet; the first image if None.
        parameter_set: Which parameters the Test sheet uses: 1 the initial, 2 the trained ones.
    """

    BOOK_LAYERS: ClassVar[str]
    BOOK_DATA: ClassVar[str]
    BOOK_PARAMETERS: ClassVar[str]
    PREFIX: ClassVar[str] = "initial_"
    """Put before a parameter's name where it is an input of the workbook."""

    layers: Any = setting("")
    loss: str = setting("half_squared", choices=tuple(LOSSES))
    seed: int = setting(0, low=0, high=2**31, whole=True)
    images: Any = None
    targets: Any = None
    class_labels: Any = None
    parameters: Any = None
    test_image: Any = None
    parameter_set: float = number(2, choices=(1, 2))

    def __post_init__(self) -> None:
        self._set("layers", parse_layers(self.layers or self.BOOK_LAYERS))
        for name, declared in self.fields().items():
            if name != "layers":
                self._set(name, declared.check(name, getattr(self, name)))
        self._set_data()
        self._set_parameters()
        shown = self.images[0] if self.test_image is None else self.test_image
        self._set("test_image", self._checked("test_image", shown, self.images.shape[1:]))
        self.validate()

    def validate(self) -> None:
        """Check what concerns the loss and the targets together."""
        activation, loss = self.network.output_layer.activation, LOSSES[self.loss]
        if activation not in loss.outputs:
            raise InputError(f"loss {self.loss} needs {' or '.join(loss.outputs)} outputs, not {activation}")
        if activation == "softmax" and not np.allclose(self.targets.sum(axis=1), 1.0, rtol=0, atol=1e-9):
            worst = int(np.abs(self.targets.sum(axis=1) - 1.0).argmax())
            raise InputError(f"targets[{worst}] sum to {self.targets[worst].sum():g}; with softmax they must sum to 1")
        low, high = loss.target_range or (-np.inf, np.inf)
        if ((self.targets < low) | (self.targets > high)).any():
            raise InputError(f"targets must lie between {low:g} and {high:g} for the loss {self.loss}")

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
    def is_the_books(self) -> bool:
        """Whether layers, loss and data are the book's, so that what its lesson says of them holds."""
        images, labels = digits(self.BOOK_DATA)
        targets = labels[:, None] == np.unique(labels)
        layers, loss = parse_layers(self.BOOK_LAYERS), next(iter(LOSSES))
        same = (self.layers, self.loss) == (layers, loss) and np.array_equal(self.images, images)
        return bool(same and np.array_equal(self.targets, targets))

    def field(self, name: str) -> Field:
        """Return what an input may hold."""
        if name in self.fields():
            return self.fields()[name]
        if name in ("images", "test_image"):
            return UNIT if self.images.min() >= 0 and self.images.max() <= 1 else REAL
        if name == "targets":
            binary = np.isin(self.targets, (0, 1)).all()
            if self.network.output_layer.activation == "softmax":
                return Field(0, 1)
            return BINARY if binary else UNIT if LOSSES[self.loss].target_range else REAL
        if name == "class_labels":
            return Field(-1e3, 1e3, whole=True)
        return PARAMETER

    def inputs(self) -> dict[str, np.ndarray]:
        """Return images, targets, parameters and numbers by name."""
        data = {name: getattr(self, name) for name in ("images", "targets", "class_labels", "test_image")}
        weights = {self.PREFIX + name: values for name, values in self.parameters.items()}
        return {**data, **weights, **super().inputs()}

    def settings(self) -> dict[str, str]:
        """Return the settings as text."""
        return super().settings() | {"layers": write_layers(self.layers)}

    def with_inputs(self: N, values: Mapping[str, Any]) -> N:
        """Return a copy with other inputs of the same shapes."""
        self._check_known(values)
        return dataclasses.replace(self, **self._sorted(values, self.parameters))

    @classmethod
    def restored(cls: type[N], settings: Mapping[str, str], inputs: Mapping[str, np.ndarray]) -> N:
        """Make the model anew from what a workbook stores; an unknown input is refused as an unknown parameter.

        Raises:
            InputError: An unknown name, or a value that is not allowed.
        """
        cls._check_restored(settings, ())
        arguments: dict[str, Any] = {**settings, **cls._sorted(inputs, {})}
        return cls(**arguments)

    @classmethod
    def choices(cls, given: Mapping[str, Any]) -> dict[str, Any]:
        """Sort what a caller chose into the arguments of the class."""
        return cls._sorted(given, {})

    @classmethod
    def _sorted(cls, values: Mapping[str, Any], parameters: Mapping[str, np.ndarray]) -> dict[str, Any]:
        """Sort inputs by name into arguments: what is no argument of the class is a parameter of the network."""
        arguments = {field.name for field in dataclasses.fields(cls)}
        own = {name: value for name, value in values.items() if name in arguments}
        weights = {n.removeprefix(cls.PREFIX): v for n, v in values.items() if n not in arguments}
        merged = {**parameters, **arrays_by_name("parameters", own.pop("parameters", None)), **weights}
        return {**own, **({"parameters": merged} if merged else {})}

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _set_data(self) -> None:
        if self.images is None:
            images, labels = digits(self.BOOK_DATA)
            classes = np.unique(labels)
            self._set("images", images)
            if self.targets is None:
                self._set("targets", (labels[:, None] == classes).astype(np.float64))
            if self.class_labels is None and self.network.outputs == len(classes):
                self._set("class_labels", classes)
        if self.targets is None:
            raise InputError("images were given without targets: give both, one row of targets an image")
        images = REAL.check_array("images", self.images)
        if images.ndim < 2 or not 1 <= len(images) <= MOST_SAMPLES:
            raise InputError(
                f"images has shape {images.shape}; it must be (samples, …) with 1 to {MOST_SAMPLES} samples"
            )
        self._set("images", images)
        outputs = self.network.outputs
        self._set("targets", self._checked("targets", self.targets, (len(images), outputs), REAL))
        labels = np.arange(outputs) if self.class_labels is None else self.class_labels
        self._set("class_labels", self._checked("class_labels", labels, (outputs,), REAL))

    def _set_parameters(self) -> None:
        shapes, given = self.network.parameter_shapes, dict(self.parameters or {})
        for name in given:
            if name not in shapes:
                raise InputError(f"{name} is neither an input nor a parameter; the parameters are {', '.join(shapes)}")
        start = self._start(shapes) | given
        checked = {name: self._checked(name, start[name], shape, PARAMETER) for name, shape in shapes.items()}
        self._set("parameters", checked)

    def _start(self, shapes: Mapping[str, Shape]) -> dict[str, np.ndarray]:
        """Return the book's parameters if it has them for these layers, else seeded normal ones."""
        book = parameters(self.BOOK_PARAMETERS)
        if {name: values.shape for name, values in book.items()} == dict(shapes):
            return dict(book)
        return initial_parameters(self.network, "normal", self.seed)

    def _checked(self, name: str, values: Any, shape: Shape, field: Field | None = None) -> np.ndarray:
        checked = (field or self.field(name)).check_array(name, values)
        if checked.shape != tuple(shape):
            raise InputError(
                f"{name} has shape {checked.shape}; for {self._described()} it must have shape {tuple(shape)}"
            )
        return checked

    def _described(self) -> str:
        return f"images of shape {self.images.shape} and layers {write_layers(self.layers)}"
