"""What every layer is: fields, its written form, the shape of its output, its parameters' shapes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar, TypeAlias

from sheetnet.errors import InputError
from sheetnet.models.activations import ACTIVATIONS, DEFAULT_SLOPE
from sheetnet.models.layers.fields import decimal, forms, layer_name, write

MOST_UNITS = 1_000

Shape: TypeAlias = tuple[int, ...]
"""Of a picture: (units,), (rows, columns) or (channels, rows, columns)."""
Pair: TypeAlias = tuple[int, int]
"""Of the rows and of the columns; from Python also one number for both."""


@dataclass(frozen=True)
class Layer(ABC):
    """A layer, without its place in a network.

    Args:
        name: Prefix of its tensors; the network names it if empty.
        source: The layer that it takes instead of what stands before it, or ``input``; written ``from=``.
    """

    kind: ClassVar[str]
    """The word by which it is written."""
    default_name: ClassVar[str]
    """What the network calls it, with a number if there are several."""
    leaves_trace: ClassVar[bool] = True
    """Whether it computes something; if not, what stands after it takes what stands before it."""
    takes_flattened: ClassVar[bool] = False
    """Whether it reads a picture as a list, or keeps it one, so that it may stand after ``flatten()``."""

    differs_in_training: ClassVar[bool] = False
    """Whether it works otherwise in a training than afterwards; the lessons of networks have no such layers."""

    kept_parameters: ClassVar[tuple[str, ...]] = ()
    """Those of its parameters that it keeps itself from step to step; they are not learned."""
    initial_values: ClassVar[dict[str, float]] = {}
    """What its parameters begin with that are not drawn."""

    _: KW_ONLY
    name: str = layer_name()
    source: str = layer_name("from")

    def __post_init__(self) -> None:
        for name, form in forms(type(self)).items():
            value = form.take(f"{self.kind}: {form.key or name}", getattr(self, name))
            object.__setattr__(self, name, value)

    def __str__(self) -> str:
        return write(self)

    def inputs(self, before: str) -> tuple[str, ...]:
        """Return the names of what it takes, given the name of what stands before it."""
        return (self.source or before,)

    @abstractmethod
    def output_shape(self, *input_shapes: Shape) -> Shape:
        """Return the shape of its picture, given those of what it takes."""

    def parameter_shapes(self, *input_shapes: Shape) -> dict[str, Shape]:
        """Return the shapes of its parameters by their names within the layer, in order; none for most layers."""
        return {}

    def fans(self, *input_shapes: Shape) -> dict[str, tuple[int, int]]:
        """Return fan-in and fan-out of those parameters that are weights, as ``torch.nn.init`` counts them."""
        return {}

    @property
    def owner(self) -> str:
        """The name of the layer whose parameters it uses; empty if they are its own."""
        return ""

    @property
    def weight_steps(self) -> Pair:
        """Cells of the picture from one weight to the next; the same in all layers that share them."""
        return (1, 1)

    @property
    def is_for_the_end(self) -> bool:
        """Whether it can only be the last layer."""
        return False

    @property
    def differentiated(self) -> Layer:
        """The layer that sends back a derivative where this one, by a rule of its own, sends back something else."""
        return self

    @abstractmethod
    def check(self, where: str, *input_shapes: Shape) -> None:
        """Check that its numbers are allowed and fit what it takes.

        Args:
            where: What an error begins with: the layer, its place, and the shapes before it.
            input_shapes: Of what it takes.

        Raises:
            InputError: They do not.
        """


class _Activated:
    """Says that there is a field ``activation``; a dataclass would put it before the fields of its subclasses."""

    activation: str


@dataclass(frozen=True)
class WeightedLayer(Layer, _Activated):
    """A layer of units or filters: z = Σ w·a + b, and an activation of z.

    Args:
        share: The layer whose weights and biases it uses instead of its own.
        slope: Of leaky_relu, for negative z.
    """

    _: KW_ONLY
    share: str = layer_name()
    slope: float = decimal(DEFAULT_SLOPE, 0, 1)

    @property
    def owner(self) -> str:
        """The name of the layer whose parameters it uses; empty if they are its own."""
        return self.share

    @property
    def is_for_the_end(self) -> bool:
        """Whether its activation is one for the last layer."""
        return ACTIVATIONS[self.activation].together

    @property
    def activation_constants(self) -> dict[str, float]:
        """The numbers that its activation takes, by name."""
        return {name: getattr(self, name) for name in ACTIVATIONS[self.activation].constants}

    def check_units(self, where: str, units: int) -> None:
        """Check the number of units or filters, and that there is no slope for an activation without one.

        Raises:
            InputError: They are not allowed.
        """
        if not 1 <= units <= MOST_UNITS:
            raise InputError(f"{where}: {units} units or filters; allowed are 1 to {MOST_UNITS}")
        if self.slope != DEFAULT_SLOPE and not self.activation_constants:
            raise InputError(f"{where}: slope {self.slope:g} with activation {self.activation}; it is for leaky_relu")
