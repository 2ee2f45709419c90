"""What every kind of layer has on the side of formulas: forward pass, what it sends back, gradients, room."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Generic, NamedTuple, TypeVar

from sheetnet.formula import Expression
from sheetnet.lessons.network.recurring import Cells, Moment, Recurring
from sheetnet.models.layers.base import Layer, Pair
from sheetnet.models.network import Node
from sheetnet.texts import Text, Texts

L = TypeVar("L", bound=Layer)


class Room(NamedTuple):
    """How a picture must lie so that windows can go over it.

    Args:
        spread: Cells from one entry to the next, downwards and to the right.
        margin: Blank cells around, above and below, left and right.
    """

    spread: Pair = (1, 1)
    margin: Pair = (0, 0)


@dataclass
class LayerFormulas(ABC, Generic[L]):
    """A layer in its place, as formulas.

    Args:
        node: Its place in the network.
        layer: The layer.
        inputs: The pictures that it takes.
        parameters: Its parameters by their names within the layer.
        aids: What it takes besides in a training, by kind, such as a mask.
        pictures: Its own pictures by kind, such as z, activation and delta.
    """

    node: Node
    layer: L
    inputs: tuple[Recurring, ...]
    parameters: Mapping[str, Recurring]
    aids: Mapping[str, Recurring] = field(default_factory=dict)
    pictures: dict[str, Recurring] = field(default_factory=dict)

    parameter_symbols: ClassVar[Mapping[str, str]] = {}
    """The symbols of its parameters, by their names within the layer."""
    gradient_equations: ClassVar[Mapping[str, str]] = {}
    """The equations of their gradients, likewise."""
    aid_symbols: ClassVar[Mapping[str, str]] = {}
    """The symbols of what it computes of all rows of a step together, one number a unit, by kind."""
    flips_weights: ClassVar[bool] = False
    """Whether it sends back through its weights turned by 180°, which are then a picture of their own."""
    pixelwise: ClassVar[bool] = False
    """Whether what it sends back is another formula for every row and column of what it takes."""

    @classmethod
    def kinds(cls, layer: L) -> tuple[str, ...]:
        """Return the kinds of its pictures in the forward pass, from top to bottom."""
        return ("activation",)

    @classmethod
    def input_margin(cls, layer: L) -> Pair:
        """Return the blank cells that it needs around what it takes."""
        return (0, 0)

    @classmethod
    def parameter_spread(cls, layer: L) -> Pair:
        """Return the cells from one entry of a weight to the next."""
        return layer.weight_steps

    def delta_room(self, sends_back: bool) -> Room:
        """Return how its deltas must lie, ``sends_back`` if something below it learns."""
        return Room()

    @classmethod
    @abstractmethod
    def equation(cls, layer: L, kind: str) -> str:
        """Return the equation of one of its pictures, in symbols."""

    @classmethod
    def equation_afterwards(cls, layer: L, kind: str) -> str:
        """Return the equation of one of its pictures outside of a training; for most layers the same."""
        return cls.equation(layer, kind)

    @classmethod
    def aid_equation(cls, layer: L, kind: str) -> str:
        """Return the equation of one of its ``aid_symbols``."""
        raise KeyError(f"a layer {layer.kind} computes no {kind!r}")

    @classmethod
    def kept_equation(cls, layer: L, parameter: str) -> str:
        """Return how a parameter that it keeps itself changes; empty for those that are learned."""
        return ""

    @classmethod
    def summary(cls, layer: L) -> list[str]:
        """Return what it does in a few symbols, for the line that tells the whole training."""
        return [cls.equation(layer, "activation")]

    @classmethod
    @abstractmethod
    def described(cls, layer: L, texts: Texts) -> list[Text]:
        """Say in equations what the layer does; the cover shows them."""

    @classmethod
    def remarks(cls, layer: L, texts: Texts) -> list[Text]:
        """Say what is to be known of its way back; most layers need no word."""
        return []

    @abstractmethod
    def forward(self, now: Moment) -> None:
        """Write the pictures of the forward pass."""

    @abstractmethod
    def grad_input(self, position: int, now: Moment, cells: Cells) -> Expression:
        """Return ∂C/∂(cell) of one of the pictures that it takes, as far as it comes through this layer.

        Args:
            position: Which of them.
            now: The epoch and the sample.
            cells: The cell, with numbers for row and column if the layer is ``pixelwise``.
        """

    def gradient(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return ∂C_T/∂(entry) of one of its parameters, summed over the samples, as far as this layer uses it."""
        raise KeyError(f"a layer {self.layer.kind} has no parameter {parameter!r}")

    def kept(self, parameter: str, now: Moment, cells: Cells) -> Expression:
        """Return what becomes in a step of a parameter that is not learned; it stays what it is in most layers."""
        return self.parameters[parameter].at(now, *cells)

    def after_delta(self, now: Moment) -> None:
        """Write what follows from its δ before that is sent back; nothing in most layers."""

    @classmethod
    def is_signed(cls, layer: L, inputs: Sequence[bool]) -> bool:
        """Tell whether what it gives may be negative, given that of what it takes."""
        return any(inputs)

    def flip_weights(self, now: Moment) -> None:
        """Write its weights turned by 180°."""
        raise KeyError(f"a layer {self.layer.kind} does not flip its weights")

    def derived_times(self, grad_output: Expression, now: Moment, cells: Cells) -> Expression:
        """Return a cell's δ, given ∂C/∂(its output): the same for a layer without an activation."""
        return grad_output

    @property
    def output(self) -> Recurring:
        """What the layer gives."""
        return self.pictures["activation"]

    @property
    def delta(self) -> Recurring:
        """Its δ."""
        return self.pictures["delta"]


def channels_of(shape: tuple[int, ...]) -> list[Cells]:
    """Return the keys of a picture's channels; one empty key for a picture without channels."""
    return [(n,) for n in range(shape[0])] if len(shape) == 3 else [()]
