"""More functions of each entry, and choices between entries."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.models.operator_graph.operators import (
    Abs,
    Exp,
    Greater,
    GreaterOrEqual,
    HardSigmoid,
    HardSwish,
    Less,
    LessOrEqual,
    Max,
    Min,
    Neg,
    PRelu,
    Selu,
    Softsign,
    Where,
)
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.operator_graph.operators.base import RESULT, OperatorArrays
from sheetnet.reference.operator_graph.operators.elementwise import EntryByEntryArrays


class ExpArrays(EntryByEntryArrays[Exp]):
    """A power of e."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return eˣ."""
        return np.exp(x)


class NegArrays(EntryByEntryArrays[Neg]):
    """The other sign."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return −x."""
        return -x


class AbsArrays(EntryByEntryArrays[Abs]):
    """No sign."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return |x|."""
        return np.abs(x)


class SeluArrays(EntryByEntryArrays[Selu]):
    """A scaled line, and an exponential below 0."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return γx or γα(eˣ − 1)."""
        below = self.operator.alpha * (np.exp(np.minimum(x, 0.0)) - 1.0)
        return self.operator.gamma * np.where(x < 0, below, x)


class SoftsignArrays(EntryByEntryArrays[Softsign]):
    """A quotient that stays between −1 and 1."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return x/(1 + |x|)."""
        return x / (1.0 + np.abs(x))


class HardSigmoidArrays(EntryByEntryArrays[HardSigmoid]):
    """A line between 0 and 1."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return αx + β within 0 and 1."""
        return np.maximum(np.minimum(self.operator.alpha * x + self.operator.beta, 1.0), 0.0)


class HardSwishArrays(EntryByEntryArrays[HardSwish]):
    """x times a line between 0 and 1."""

    def value(self, x: np.ndarray) -> np.ndarray:
        """Return x times x/6 + 1/2 within 0 and 1."""
        return x * np.maximum(np.minimum(x / 6.0 + 0.5, 1.0), 0.0)


class PReluArrays(OperatorArrays[PRelu]):
    """A slope of its own below 0."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return x or slope times x."""
        x, slope = taken
        return {RESULT: np.where(x < 0, slope * x, x)}


class GreaterArrays(OperatorArrays[Greater]):
    """A comparison."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return 1 where a > b."""
        return {RESULT: np.where(taken[0] > taken[1], 1.0, 0.0)}


class GreaterOrEqualArrays(OperatorArrays[GreaterOrEqual]):
    """A comparison."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return 1 where a ≥ b."""
        return {RESULT: np.where(taken[0] >= taken[1], 1.0, 0.0)}


class LessArrays(OperatorArrays[Less]):
    """A comparison."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return 1 where a < b."""
        return {RESULT: np.where(taken[0] < taken[1], 1.0, 0.0)}


class LessOrEqualArrays(OperatorArrays[LessOrEqual]):
    """A comparison."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return 1 where a ≤ b."""
        return {RESULT: np.where(taken[0] <= taken[1], 1.0, 0.0)}


class MaxArrays(OperatorArrays[Max]):
    """The larger of two."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return max(a, b)."""
        return {RESULT: np.maximum(taken[0], taken[1])}


class MinArrays(OperatorArrays[Min]):
    """The smaller of two."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return min(a, b)."""
        return {RESULT: np.minimum(taken[0], taken[1])}


class WhereArrays(OperatorArrays[Where]):
    """A choice between two."""

    def forward(self, taken: Sequence[np.ndarray]) -> Tensors:
        """Return a where the condition is not 0, else b."""
        return {RESULT: np.where(taken[0] != 0, taken[1], taken[2])}
