"""What every layer computes, for all samples at once: its tensors forward, and what goes back from its δ."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from sheetnet.models.layers import Layer as Described
from sheetnet.models.layers import WeightedLayer as DescribedWeighted
from sheetnet.reference.activations import ACTIVATIONS, Tensors
from sheetnet.reference.arithmetic import np

D = TypeVar("D", bound=Described)
W = TypeVar("W", bound=DescribedWeighted)
Parameters: TypeAlias = Mapping[str, np.ndarray]
"""By their names within the layer, such as ``weights``."""
Inputs: TypeAlias = Sequence[np.ndarray]
"""The pictures that the layer takes, (samples, *picture) each."""


@dataclass(frozen=True, slots=True)
class Backward:
    """What goes back from a layer.

    Args:
        grad_inputs: ∂C/∂ each of the pictures that it takes, in their shapes.
        gradients: ∂C_T/∂ each of its parameters, summed over the samples, by their names within the layer.
        found: What was computed on the way, by kind.
    """

    grad_inputs: list[np.ndarray]
    gradients: Tensors = field(default_factory=dict)
    found: Tensors = field(default_factory=dict)


class Layer(ABC, Generic[D]):
    """The arithmetic of one kind of layer."""

    @abstractmethod
    def forward(self, layer: D, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return its tensors, samples first, ``activation`` among them.

        Args:
            layer: What the layer is.
            parameters: Its own, by their names within the layer; with an axis of runs in front, the samples of one run
                come after those of the other.
            inputs: The pictures that it takes.
        """

    def forward_in_training(self, layer: D, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return its tensors in a step of a training; the same for most layers.

        Args:
            layer: What the layer is.
            parameters: Its own, and ``mask``, (samples, units), if it takes one.
            inputs: The pictures that it takes.
        """
        return self.forward(layer, parameters, inputs)

    def kept(self, layer: D, parameters: Parameters, tensors: Tensors) -> Tensors:
        """Return what becomes in a step of the parameters that it keeps itself; most layers have none.

        Args:
            layer: What the layer is.
            parameters: Its own before the step.
            tensors: What ``forward_in_training`` returned.
        """
        return {}

    def delta(self, layer: D, tensors: Tensors, grad_output: np.ndarray) -> np.ndarray:
        """Return δ: ∂C/∂(its output), where nothing is written to the contrary.

        Args:
            layer: What the layer is.
            tensors: What ``forward`` returned.
            grad_output: ∂C/∂(its output), summed over all that take it.
        """
        return grad_output

    @abstractmethod
    def backward(self, layer: D, parameters: Parameters, inputs: Inputs, delta: np.ndarray) -> Backward:
        """Return the gradients of its parameters and of what it takes.

        Args:
            layer: What the layer is.
            parameters: Its own, by their names within the layer.
            inputs: The pictures that it takes.
            delta: δ, in the shape of its output.
        """

    def backward_parameters(self, parameters: Parameters) -> Tensors:
        """Return its parameters as they are used on the way back, if that is not as they are."""
        return {}


class WeightedLayer(Layer[W]):
    """A layer with z = Σ w·a + b and an activation of z; δ = ∂C/∂z."""

    def forward(self, layer: W, parameters: Parameters, inputs: Inputs) -> Tensors:
        """Return ``z``, ``activation`` and what the activation needs on the way."""
        z = self.weighted(layer, parameters, inputs[0])
        z = np.where(np.isfinite(z), z, np.nan)  # an error in a cell stays one: σ(∞) is no number there
        return {"z": z, **ACTIVATIONS[layer.activation].forward(z, **layer.activation_constants)}

    @abstractmethod
    def weighted(self, layer: W, parameters: Parameters, picture: np.ndarray) -> np.ndarray:
        """Return z."""

    def delta(self, layer: W, tensors: Tensors, grad_output: np.ndarray) -> np.ndarray:
        """Return δ = ∂C/∂z."""
        return ACTIVATIONS[layer.activation].delta(tensors["z"], grad_output, **layer.activation_constants)
