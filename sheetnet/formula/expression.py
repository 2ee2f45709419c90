"""Formulas in the making: pieces of text and references, with the shape of the value they will have."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias, Union

from sheetnet.errors import FormulaError
from sheetnet.formula import operators
from sheetnet.formula.affine import Affine, Index
from sheetnet.formula.limits import SIGNIFICANT_DIGITS, check_depth
from sheetnet.formula.operators import ATOM, Operator
from sheetnet.formula.reference import Reference, Step

Piece: TypeAlias = str | Reference | Step
Scalar: TypeAlias = int | float
Operandlike: TypeAlias = Union["Operand", int, float]
SINGLE = (1, 1)


class Operand:
    """Anything that can stand in a formula; gives it Python's operators."""

    def expression(self) -> Expression:
        """Return it as an expression."""
        raise NotImplementedError

    def __add__(self, other: Operandlike) -> Expression:
        return binary(operators.PLUS, self, other)

    def __radd__(self, other: Operandlike) -> Expression:
        return binary(operators.PLUS, other, self)

    def __sub__(self, other: Operandlike) -> Expression:
        return binary(operators.MINUS, self, other)

    def __rsub__(self, other: Operandlike) -> Expression:
        return binary(operators.MINUS, other, self)

    def __mul__(self, other: Operandlike) -> Expression:
        return binary(operators.TIMES, self, other)

    def __rmul__(self, other: Operandlike) -> Expression:
        return binary(operators.TIMES, other, self)

    def __truediv__(self, other: Operandlike) -> Expression:
        return binary(operators.DIVIDE, self, other)

    def __rtruediv__(self, other: Operandlike) -> Expression:
        return binary(operators.DIVIDE, other, self)

    def __pow__(self, other: Operandlike) -> Expression:
        return binary(operators.POWER, self, other)

    def __rpow__(self, other: Operandlike) -> Expression:
        return binary(operators.POWER, other, self)

    def __neg__(self) -> Expression:
        operand = self.expression()
        if operand.truth:
            raise FormulaError("a comparison cannot be an operand of -: use where(condition, 1, 0)")
        pieces, depth = ("-", *_grouped(operand, ATOM)), _depth_within(operand, ATOM)
        return replace(operand, pieces=pieces, rank=operators.NEGATED_RANK, reference=False, depth=depth)

    def __lt__(self, other: Operandlike) -> Expression:
        return binary(operators.LESS, self, other)

    def __le__(self, other: Operandlike) -> Expression:
        return binary(operators.LESS_EQUAL, self, other)

    def __gt__(self, other: Operandlike) -> Expression:
        return binary(operators.GREATER, self, other)

    def __ge__(self, other: Operandlike) -> Expression:
        return binary(operators.GREATER_EQUAL, self, other)

    def equals(self, other: Operandlike) -> Expression:
        """Compare for equality, as the spreadsheet does: to about 15 digits.

        Args:
            other: A tensor, an expression or a number.

        Returns:
            A comparison, for ``where``, ``count``, AND, OR and NOT.

        Raises:
            FormulaError: The shapes differ and neither is a single cell, or one is a comparison already.
        """
        return binary(operators.EQUAL, self, other)


@dataclass(frozen=True, slots=True)
class Expression(Operand):
    """A formula, or a part of one.

    Args:
        pieces: Text, references and steps, in order.
        rank: How tightly it binds, see ``operators``.
        shape: Entries of its value downwards and to the right.
        truth: Its value is TRUE or FALSE, not a number.
        reference: It is nothing but one reference.
        plain: Safe as an argument of SUMPRODUCT: references and arithmetic only.
        depth: Levels of nested calls and parentheses.
    """

    pieces: tuple[Piece, ...]
    rank: int = ATOM
    shape: tuple[int, int] = SINGLE
    truth: bool = False
    reference: bool = False
    plain: bool = True
    depth: int = 0

    def expression(self) -> Expression:
        """Return itself."""
        return self

    @classmethod
    def referring(cls, reference: Reference, shape: tuple[int, int]) -> Expression:
        """Make the expression that is a reference, and nothing else."""
        return cls((reference,), shape=shape, reference=True)

    @property
    def references(self) -> Iterator[Reference]:
        """The references in it, from left to right."""
        return (piece for piece in self.pieces if isinstance(piece, Reference))

    def gapless(self) -> Expression:
        """Return the expression with references that no gap may lie within."""
        pieces = (replace(piece, gapless=True) if isinstance(piece, Reference) else piece for piece in self.pieces)
        return replace(self, pieces=tuple(pieces))

    def substituted(self, values: Mapping[Index, Affine]) -> Expression:
        """Return the expression with other positions in place of indices."""
        pieces = (piece.substituted(values) if isinstance(piece, Reference) else piece for piece in self.pieces)
        return replace(self, pieces=tuple(pieces))

    @property
    def single(self) -> bool:
        """Whether its value is one cell's."""
        return self.shape == SINGLE


def as_expression(value: Operandlike) -> Expression:
    """Take a number, a tensor or an expression as an expression.

    Raises:
        FormulaError: A number that is not finite or has more digits than every engine reads alike.
    """
    if isinstance(value, Operand):
        return value.expression()
    return _literal(value)


def _literal(value: Scalar) -> Expression:
    number = float(value)
    if not math.isfinite(number):
        raise FormulaError(f"{value} cannot stand in a formula: only finite numbers can")
    text = repr(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number).upper()
    if float(f"{number:.{SIGNIFICANT_DIGITS}g}") != number:
        raise FormulaError(f"{value!r} has more than {SIGNIFICANT_DIGITS} digits; put it into an input cell instead")
    return Expression((text,), rank=operators.NEGATED_RANK if number < 0 else ATOM)


def binary(operator: Operator, left: Operandlike, right: Operandlike) -> Expression:
    """Join two operands, with parentheses where the spreadsheet's precedence needs them.

    Raises:
        FormulaError: Their shapes differ and neither is a single cell, or one is a truth value.
    """
    a, b = as_expression(left), as_expression(right)
    if a.truth or b.truth:
        raise FormulaError(f"a comparison cannot be an operand of {operator.symbol}: use where(condition, 1, 0)")
    if a.shape != b.shape and not (a.single or b.single):
        raise FormulaError(f"{operator.symbol} of shapes {a.shape} and {b.shape}: both must be equal, or one single")
    return Expression(
        (*_grouped(a, operator.left), operator.symbol, *_grouped(b, operator.right)),
        rank=operator.rank,
        shape=b.shape if a.single else a.shape,
        truth=operator.compares,
        plain=a.plain and b.plain and not operator.compares,
        depth=max(_depth_within(a, operator.left), _depth_within(b, operator.right)),
    )


def _depth_within(operand: Expression, least_rank: int) -> int:
    return operand.depth + (operand.rank < least_rank)


def _grouped(operand: Expression, least_rank: int) -> tuple[Piece, ...]:
    if operand.rank >= least_rank:
        return operand.pieces
    check_depth(operand.depth + 1, "an expression")
    return ("(", *operand.pieces, ")")
