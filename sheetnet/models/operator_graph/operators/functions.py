"""More functions of each entry, and choices between entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheetnet.models.operator_graph.operators.base import Operator, Shape, broadcast, refuse
from sheetnet.models.operator_graph.operators.elementwise import Arithmetic, EntryByEntry


@dataclass(frozen=True)
class Exp(EntryByEntry):
    """eˣ."""

    kind: ClassVar[str] = "Exp"


@dataclass(frozen=True)
class Neg(EntryByEntry):
    """−x."""

    kind: ClassVar[str] = "Neg"


@dataclass(frozen=True)
class Abs(EntryByEntry):
    """The distance from 0."""

    kind: ClassVar[str] = "Abs"


@dataclass(frozen=True)
class Selu(EntryByEntry):
    """``gamma`` times x, or below 0 times ``alpha`` (eˣ − 1)."""

    kind: ClassVar[str] = "Selu"
    alpha: float = 1.67326319217682
    gamma: float = 1.05070102214813


@dataclass(frozen=True)
class Softsign(EntryByEntry):
    """x/(1 + |x|)."""

    kind: ClassVar[str] = "Softsign"


@dataclass(frozen=True)
class HardSigmoid(EntryByEntry):
    """``alpha`` x + ``beta``, but not below 0 and not above 1."""

    kind: ClassVar[str] = "HardSigmoid"
    alpha: float = 0.2
    beta: float = 0.5


@dataclass(frozen=True)
class HardSwish(EntryByEntry):
    """x times x/6 + 1/2, of which not below 0 and not above 1."""

    kind: ClassVar[str] = "HardSwish"


@dataclass(frozen=True)
class PRelu(Arithmetic):
    """x, or below 0 so many times x; a slope a channel."""

    kind: ClassVar[str] = "PRelu"

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of what is taken: slopes are repeated, x is not."""
        if broadcast(shapes) != shapes[0]:
            raise refuse("slopes must fit what they are multiplied with", shapes)
        return shapes[0]


@dataclass(frozen=True)
class Greater(Arithmetic):
    """1 where the first is greater, else 0."""

    kind: ClassVar[str] = "Greater"


@dataclass(frozen=True)
class GreaterOrEqual(Arithmetic):
    """1 where the first is not smaller, else 0."""

    kind: ClassVar[str] = "GreaterOrEqual"


@dataclass(frozen=True)
class Less(Arithmetic):
    """1 where the first is smaller, else 0."""

    kind: ClassVar[str] = "Less"


@dataclass(frozen=True)
class LessOrEqual(Arithmetic):
    """1 where the first is not greater, else 0."""

    kind: ClassVar[str] = "LessOrEqual"


@dataclass(frozen=True)
class Max(Arithmetic):
    """The larger of two."""

    kind: ClassVar[str] = "Max"


@dataclass(frozen=True)
class Min(Arithmetic):
    """The smaller of two."""

    kind: ClassVar[str] = "Min"


@dataclass(frozen=True)
class Where(Operator):
    """The second where the first is not 0, else the third."""

    kind: ClassVar[str] = "Where"
    takes: ClassVar[tuple[str, ...]] = ("condition", "input", "operand")

    def shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return the common shape."""
        return broadcast(shapes)
