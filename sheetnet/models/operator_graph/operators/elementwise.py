"""Operators that take each entry by itself: arithmetic of two arrays, and activations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.errors import InputError
from sheetnet.models.operator_graph.operators.base import Operator, Shape, broadcast

UNBOUNDED = 3e38
"""A limit of Clip beyond this is none."""
APPROXIMATIONS = ("none", "tanh")


@dataclass(frozen=True)
class Arithmetic(Operator):
    """A sum, difference, product or quotient of two arrays, the smaller of which is repeated as ONNX says."""

    takes: ClassVar[tuple[str, ...]] = ("input", "operand")

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the common shape."""
        return broadcast(shapes)


@dataclass(frozen=True)
class Add(Arithmetic):
    """A sum."""

    kind: ClassVar[str] = "Add"


@dataclass(frozen=True)
class Sub(Arithmetic):
    """A difference."""

    kind: ClassVar[str] = "Sub"


@dataclass(frozen=True)
class Mul(Arithmetic):
    """A product."""

    kind: ClassVar[str] = "Mul"


@dataclass(frozen=True)
class Div(Arithmetic):
    """A quotient."""

    kind: ClassVar[str] = "Div"


@dataclass(frozen=True)
class EntryByEntry(Operator):
    """A function of each entry."""

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of what is taken."""
        return shapes[0]


@dataclass(frozen=True)
class Relu(EntryByEntry):
    """The larger of x and 0."""

    kind: ClassVar[str] = "Relu"


@dataclass(frozen=True)
class LeakyRelu(EntryByEntry):
    """x, or below 0 ``alpha`` times x."""

    kind: ClassVar[str] = "LeakyRelu"
    alpha: float = 0.01


@dataclass(frozen=True)
class Elu(EntryByEntry):
    """x, or below 0 ``alpha`` times (eˣ − 1)."""

    kind: ClassVar[str] = "Elu"
    alpha: float = 1.0


@dataclass(frozen=True)
class Sigmoid(EntryByEntry):
    """1/(1 + e⁻ˣ)."""

    kind: ClassVar[str] = "Sigmoid"


@dataclass(frozen=True)
class Tanh(EntryByEntry):
    """The hyperbolic tangent."""

    kind: ClassVar[str] = "Tanh"


@dataclass(frozen=True)
class Softplus(EntryByEntry):
    """ln(1 + eˣ)."""

    kind: ClassVar[str] = "Softplus"


@dataclass(frozen=True)
class Gelu(EntryByEntry):
    """x times the share Φ(x) of a normal distribution below x, or with tanh an ``approximate`` of it."""

    kind: ClassVar[str] = "Gelu"
    approximate: str = "none"

    def check(self) -> None:
        """Refuse another approximation."""
        if self.approximate not in APPROXIMATIONS:
            raise InputError(f"approximate={self.approximate!r}; allowed are {', '.join(APPROXIMATIONS)}")

    def parts(self, shapes: Sequence[Shape]) -> dict[str, Shape]:
        """Return what x is multiplied with."""
        return {"share": shapes[0]}


@dataclass(frozen=True)
class Clip(EntryByEntry):
    """x, but not below ``min`` and not above ``max``."""

    kind: ClassVar[str] = "Clip"
    min: float = -UNBOUNDED
    max: float = UNBOUNDED

    def check(self) -> None:
        """Refuse limits in the wrong order."""
        if self.min > self.max:
            raise InputError(f"min={self.min:g} is above max={self.max:g}")


@dataclass(frozen=True)
class Identity(EntryByEntry):
    """What is taken, as it is; a Dropout gives the same once a model is trained."""

    kind: ClassVar[str] = "Identity"
