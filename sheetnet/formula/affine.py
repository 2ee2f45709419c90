"""Index variables and the affine positions built from them.

A block of formulas is written once, as a mathematician would: ``z[k, j] = …``. The indices k and j are ``Index``
objects, and every row and column in the formula is an affine function of them, c + Σ aᵢ·i. Filling the block means
evaluating these small integer functions; the expression itself is never built anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class Index:
    """An index that runs over 0 … size − 1.

    Args:
        name: What a reader of the code calls it, for messages.
        size: How many values it takes.
    """

    name: str
    size: int

    def __add__(self, other: int) -> Affine:
        return Affine.of(self) + other

    __radd__ = __add__

    def __sub__(self, other: int) -> Affine:
        return Affine.of(self) + -other

    def __mul__(self, factor: int) -> Affine:
        return Affine.of(self) * factor

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"{self.name}<{self.size}"


@dataclass(frozen=True, slots=True)
class Affine:
    """An integer that depends on indices: ``constant + Σ factor·index``.

    Args:
        constant: The value where every index is 0.
        terms: Each index with its factor; no factor is 0 and no index stands twice.
    """

    constant: int
    terms: tuple[tuple[Index, int], ...] = ()

    @classmethod
    def of(cls, value: int | Index | Affine) -> Affine:
        """Take a number, an index or an affine function as an affine function."""
        if isinstance(value, Affine):
            return value
        if isinstance(value, Index):
            return cls(0, ((value, 1),))
        return cls(int(value))

    def __add__(self, other: int | Index | Affine) -> Affine:
        right = Affine.of(other)
        factors = dict(self.terms)
        for index, factor in right.terms:
            factors[index] = factors.get(index, 0) + factor
        return Affine(self.constant + right.constant, tuple((i, f) for i, f in factors.items() if f))

    __radd__ = __add__

    def __sub__(self, other: int | Index | Affine) -> Affine:
        return self + Affine.of(other) * -1

    def __mul__(self, factor: int) -> Affine:
        terms = tuple((index, f * factor) for index, f in self.terms) if factor else ()
        return Affine(self.constant * factor, terms)

    __rmul__ = __mul__

    def at(self, values: Mapping[Index, int]) -> int:
        """Return the integer for the values of the indices that it depends on."""
        return self.constant + sum(factor * values[index] for index, factor in self.terms)

    def substituted(self, values: Mapping[Index, Affine]) -> Affine:
        """Return the function with other affine functions in place of some of its indices."""
        result = Affine(self.constant)
        for index, factor in self.terms:
            result += (values[index] if index in values else Affine.of(index)) * factor
        return result

    @property
    def lowest(self) -> int:
        """The smallest value over all indices."""
        return self.constant + sum(min(0, f * (i.size - 1)) for i, f in self.terms)

    @property
    def highest(self) -> int:
        """The largest value over all indices."""
        return self.constant + sum(max(0, f * (i.size - 1)) for i, f in self.terms)

    def __repr__(self) -> str:
        return "+".join([str(self.constant), *(f"{f}*{i.name}" for i, f in self.terms)])
