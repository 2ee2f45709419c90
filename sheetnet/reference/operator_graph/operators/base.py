"""What every operator has on the side of NumPy: what it gives, and what it computes on the way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sheetnet.models.operator_graph.operators import Operator
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np

O = TypeVar("O", bound=Operator)  # noqa: E741 - an operator
RESULT = ""
"""The name, among what is computed, of what an operator gives."""


@dataclass(frozen=True)
class OperatorArrays(ABC, Generic[O]):
    """An operator on arrays.

    Args:
        operator: Its attributes.
    """

    operator: O

    @abstractmethod
    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return what it gives, by the name ``RESULT``, and by their names what it computes on the way."""
