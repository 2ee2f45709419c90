"""The spreadsheet's operators and how tightly each binds.

Two ranks differ from Python's. A leading minus binds tighter than ``^`` (``-2^2`` is 4), and ``^`` groups to the left
(``2^3^2`` is 64, but 512 in Gnumeric). We never rely on either: the operand of a minus and both operands of ``^`` are
atoms or stand in parentheses, so that the text reads the same to a person, to Excel, LibreOffice and Gnumeric.
"""

from __future__ import annotations

from dataclasses import dataclass

ATOM = 9
"""Rank of what needs no parentheses anywhere: a reference, a positive number, a function call."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A binary operator.

    Args:
        symbol: As it is written.
        rank: How tightly the result binds; higher binds tighter.
        left: The least rank a left operand may have without parentheses.
        right: The same for the right operand.
        compares: The result is a truth value, not a number.
    """

    symbol: str
    rank: int
    left: int
    right: int
    compares: bool = False


POWER = Operator("^", 6, ATOM, ATOM)
TIMES = Operator("*", 5, 5, 6)
DIVIDE = Operator("/", 5, 5, 6)
PLUS = Operator("+", 4, 4, 5)
MINUS = Operator("-", 4, 4, 5)
EQUAL = Operator("=", 2, 3, 3, compares=True)
LESS = Operator("<", 2, 3, 3, compares=True)
LESS_EQUAL = Operator("<=", 2, 3, 3, compares=True)
GREATER = Operator(">", 2, 3, 3, compares=True)
GREATER_EQUAL = Operator(">=", 2, 3, 3, compares=True)

NEGATED_RANK = MINUS.rank
"""A leading minus is read like a difference from nothing: ``-x+y`` stays bare, ``a*(-x)`` gets parentheses."""
