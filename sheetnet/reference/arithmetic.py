"""NumPy as the reference uses it: ``np``, whose results can be moved a little at random, each of them.

What rounding does to a number is what becomes of it when every number on its way is moved by so little. A difference of
two numbers that nearly agree moves as they do; a product moves by as much of itself. So nobody needs to say of which
sums the terms cancel: the reference runs again with moved numbers, and what changes is what rounding may change.

Numbers are moved by their own bits, so that equal ones stay equal, and with them ties. Comparing, choosing and copying
round nothing. A sum's terms are moved as well, for it may be added up in any order; those of a difference each in its
own way, for two numbers that are equal here may come about by two ways there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import numpy

__all__ = ["cancelling", "moved", "np"]

M = TypeVar("M")
SUMS = {"add", "subtract", "matmul"}
"""Operations whose terms may cancel."""
COMPARING = {"equal", "not_equal", "less", "less_equal", "greater", "greater_equal", "isfinite", "isnan", "isinf"}
CHOOSING = {"absolute", "negative", "maximum", "minimum", "max", "min", "amax", "amin", "argmax", "argmin", "where"}
ROUGH = {"sign", "heaviside", "rint", "floor", "ceil", "trunc", "round", "around", "all", "any", "unique"}
COPYING = {"stack", "concatenate", "split", "pad", "broadcast_to", "repeat", "tile", "copy", "reshape", "transpose"}
SHAPING = {"full_like", "zeros_like", "ones_like", "nan_to_num", "sliding_window_view", "moveaxis", "squeeze", "flip"}
EXACT = COMPARING | CHOOSING | ROUGH | COPYING | SHAPING
"""Operations that round nothing: their results are numbers that they were given, or whole ones."""
MAKERS = {"array", "asarray", "zeros", "empty", "full", "ones", "eye", "arange", "linspace"}
"""Functions that make arrays of plain numbers."""


@dataclass(frozen=True, slots=True)
class _Move:
    """How numbers are moved: by up to so much of themselves, as the seed says."""

    amount: float
    seed: int

    def of(self, values: numpy.ndarray, place: int = 0) -> numpy.ndarray:
        """Return moved numbers; in another place another way. What is no finite float stays what it is."""
        if values.dtype != numpy.float64:
            return values
        with numpy.errstate(over="ignore"):
            return values * (1 + self._part(values, place))

    def shift(self, values: numpy.ndarray, sizes: numpy.ndarray) -> numpy.ndarray:
        """Return by how much numbers are moved that are rounded as numbers of these sizes are."""
        with numpy.errstate(over="ignore", invalid="ignore"):
            return sizes * self._part(values)

    def _part(self, values: numpy.ndarray, place: int = 0) -> numpy.ndarray:
        """Return by what part of themselves numbers are moved."""
        share = _mixed(numpy.ascontiguousarray(values).view(numpy.uint64), 2 * self.seed + place) * 2.0**-63 - 1
        return self.amount * share.reshape(values.shape)


_move: ContextVar[_Move | None] = ContextVar("move", default=None)


def _mixed(bits: numpy.ndarray, seed: int) -> numpy.ndarray:
    """Return for each bit pattern another one, as good as random (splitmix64's last steps)."""
    mixed = bits + numpy.uint64((2 * seed + 1) * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> numpy.uint64(31))


class _Moving(numpy.ndarray):
    """An array, every result of which is moved."""

    def __getitem__(self, key: Any) -> Any:
        return _moving(super().__getitem__(_plain(key)))

    def __iter__(self) -> Iterator[Any]:
        return (self[number] for number in range(len(self)))

    def __array_ufunc__(self, ufunc: numpy.ufunc, method: str, *inputs: Any, **more: Any) -> Any:
        exact, out = ufunc.__name__ in EXACT, more.pop("out", None)
        operands = [_plain(each, place if ufunc.__name__ in SUMS else None) for place, each in enumerate(inputs)]
        result = _moving(getattr(ufunc, method)(*operands, **_plain(more)), not exact)
        if out is None:
            return result
        out[0][...] = result
        return out[0]

    def __array_function__(self, function: Any, types: Any, arguments: Any, named: Any) -> Any:
        exact = function.__name__ in EXACT
        place = None if exact else 0
        return _moving(function(*_plain(arguments, place), **_plain(named, place)), not exact)


def _plain(found: Any, place: int | None = None) -> Any:
    """Return plain arrays, in lists and the like too; with a place among the terms of a sum, moved."""
    if isinstance(found, numpy.ndarray):
        values, move = found.view(numpy.ndarray), _move.get()
        return values if place is None or move is None else move.of(values, place)
    if isinstance(found, (list, tuple)):
        return type(found)([_plain(each, place) for each in found])
    if isinstance(found, dict):
        return {name: _plain(each, place) for name, each in found.items()}
    return found


def _moving(found: Any, moved: bool = False) -> Any:
    """Return arrays, in tuples and the like too, whose results are moved, and which are moved themselves or not."""
    if isinstance(found, (numpy.ndarray, numpy.number)):
        values, move = numpy.asarray(found), _move.get()
        return numpy.asarray(move.of(values) if moved and move else values).view(_Moving)
    if isinstance(found, tuple) and hasattr(found, "_fields"):
        return type(found)(*(_moving(each, moved) for each in found))
    if isinstance(found, (list, tuple)):
        return type(found)([_moving(each, moved) for each in found])
    return found


class _NumPy:
    """NumPy, or one of its modules: the same, but for the arrays that it makes while numbers are moved."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._module, name)
        if isinstance(found, ModuleType):
            return _NumPy(found)
        return _maker(found) if name in MAKERS and _move.get() else found


def _maker(make: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments, **named: _moving(make(*arguments, **named))


if TYPE_CHECKING:
    import numpy as np
else:
    np = _NumPy(numpy)


class _Inputs(Generic[M]):
    """A model whose numbers are such that the results of computing with them are moved."""

    def __init__(self, model: M) -> None:
        self._model = model

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._model, name)
        if isinstance(found, Mapping):
            return {key: _moving(each) for key, each in found.items()}
        return _moving(numpy.asarray(found) if isinstance(found, float) else found)


def cancelling(values: Any, sizes: Any) -> Any:
    """Return numbers which the workbook's formulas find as differences of larger ones, and which are found better here.

    There 1 − a loses the digits in which a is 1. So these numbers are moved as those that cancel.

    Args:
        values: The numbers.
        sizes: How large those are whose difference they are in the workbook: one number, or one each.
    """
    move = _move.get()
    if move is None:
        return values
    plain = numpy.asarray(_plain(values), dtype=numpy.float64)
    return _moving(plain + move.shift(plain, numpy.abs(_plain(sizes))))


@contextmanager
def moved(model: M, amount: float, seed: int) -> Iterator[M]:
    """Let the reference compute with moved numbers as long as the block lasts; other threads do not notice.

    Args:
        model: The model.
        amount: By how much of itself each result is moved at most.
        seed: Which way each goes.

    Yields:
        The model for ``trace``.
    """
    token = _move.set(_Move(amount, seed))
    try:
        yield cast(M, _Inputs(model))
    finally:
        _move.reset(token)
