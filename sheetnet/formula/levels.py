"""How high the tree of a formula can be, from its brackets and operators alone, whatever binds tighter than what."""

from __future__ import annotations

from dataclasses import dataclass

_PARTNER = {"(": ")", "{": "}"}


class UnevenError(ValueError):
    """A bracket has no partner."""


@dataclass(slots=True)
class _Level:
    """What has been read since a bracket was opened.

    Args:
        bracket: The bracket; none around the whole formula.
        call: Whether the name of a function stands before it.
        operators: Operators of the present argument. Each may stand above all others: ``1+1+1`` is a chain.
        inner: Height of the highest bracket in the present argument.
        highest: Height of the arguments before.
        row: Number of the present row, for array constants.
        column: Number of the present argument, for array constants within its row.
        columns: The most arguments that a row has had.
    """

    bracket: str = ""
    call: bool = False
    operators: int = 0
    inner: int = 0
    highest: int = 0
    row: int = 1
    column: int = 1
    columns: int = 1

    def height(self) -> int:
        return max(self.highest, self.operators + self.inner)


class Levels:
    """Follows the brackets and operators of a formula as they are read.

    Attributes:
        nesting: The most brackets and braces that have been open at once.
        arguments: The most arguments that a call has had so far.
        constants: Rows and columns of the largest array constant so far.
    """

    def __init__(self) -> None:
        self.nesting = 0
        self.arguments = 0
        self.constants = (1, 1)
        self._open = [_Level()]

    def operator(self) -> None:
        """Take an operator."""
        self._open[-1].operators += 1

    def open(self, bracket: str, call: bool = False) -> None:
        """Take an opening bracket or brace.

        Args:
            bracket: Which it is.
            call: Whether the name of a function stands before it.
        """
        self._open.append(_Level(bracket, call))
        self.nesting = max(self.nesting, len(self._open) - 1)

    def separator(self, sign: str) -> None:
        """Take a comma or a semicolon: the next argument is a tree beside the last one, not above it."""
        level = self._open[-1]
        level.highest, level.operators, level.inner = level.height(), 0, 0
        if sign == ";" and level.bracket == "{":
            level.row, level.column = level.row + 1, 1
        else:
            level.column += 1
            level.columns = max(level.columns, level.column)

    def close(self, bracket: str) -> None:
        """Take a closing bracket or brace.

        Raises:
            UnevenError: It closes nothing, or another kind.
        """
        level = self._open[-1]
        if _PARTNER.get(level.bracket) != bracket:
            raise UnevenError(f"a {bracket} that closes nothing")
        self._open.pop()
        outer = self._open[-1]
        outer.inner = max(outer.inner, level.height() + 1)
        if level.call:
            self.arguments = max(self.arguments, level.columns)
        if level.bracket == "{":
            rows, columns = self.constants
            self.constants = max(rows, level.row), max(columns, level.columns)

    def height(self) -> int:
        """Return the height of the whole formula.

        Raises:
            UnevenError: A bracket is still open.
        """
        if len(self._open) > 1:
            raise UnevenError(f"a {self._open[-1].bracket} that nothing closes")
        return self._open[0].height()
