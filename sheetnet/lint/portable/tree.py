"""The tree of a formula that somebody else wrote: what is an operand of what. Nothing is evaluated.

Operators bind as in a spreadsheet: a leading minus tighter than ``^``, and ``^`` groups to the left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sheetnet.formula.spelling import TOKEN, YOUNGER

_RANKS = {"=": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "<>": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}


class Kind(Enum):
    """What a part of a formula is."""

    VALUE = "a number, a text, an error or an array constant"
    REFERENCE = "cells"
    NAME = "a name"
    CALL = "a function with its arguments"
    BINARY = "an operator with two operands"
    SIGN = "a plus or a minus before its operand"
    MISSING = "an argument that is left out"


class NotUnderstoodError(ValueError):
    """The formula is none, or has something that is passed over here, such as a table's columns."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula.

    Args:
        kind: What it is.
        text: The operator, the function in capitals as the file has it, the reference, the name or the value.
        parts: Its operands or arguments.
        grouped: Whether it stands in brackets.
    """

    kind: Kind
    text: str
    parts: tuple[Node, ...] = ()
    grouped: bool = False

    @property
    def function(self) -> str:
        """The function's name without what files put before younger ones."""
        return YOUNGER.sub("", self.text)


def tree(formula: str) -> Node:
    """Read a formula, of which somebody has counted the brackets.

    Args:
        formula: Its text, with the leading ``=``.

    Raises:
        NotUnderstoodError: It is no formula in good order.
    """
    reader = _Reader(formula)
    node = reader.binary(1)
    reader.expect("")
    return node


class _Reader:
    """Reads from left to right; brackets nest, chains of operators do not."""

    def __init__(self, formula: str) -> None:
        matches = TOKEN.finditer(formula, int(formula.startswith("=")))
        self._tokens: Iterator[tuple[str, str]] = iter(
            [(m.lastgroup or "", m[0]) for m in matches if m.lastgroup != "blank"]
        )
        self._kind, self._text = next(self._tokens, ("", ""))

    def binary(self, least: int) -> Node:
        """Read operands joined by operators that bind at least so tightly."""
        left = self.signed()
        while self._kind == "operator" and _RANKS.get(self._text, 0) >= least:
            operator = self._take()
            left = Node(Kind.BINARY, operator, (left, self.binary(_RANKS[operator] + 1)))
        return left

    def signed(self) -> Node:
        """Read an operand with the signs before it and the per cent behind it."""
        signs = []
        while self._kind == "operator" and self._text in "+-@":
            signs.append(self._take())
        node = self.operand()
        while self._text == "%":
            self._take()
        for sign in reversed(signs):
            node = Node(Kind.SIGN, sign, (node,))
        return node

    def operand(self) -> Node:
        """Read what is between operators."""
        kind = self._kind
        if kind in ("number", "string", "error"):
            return Node(Kind.VALUE, self._take())
        if kind == "reference":
            return Node(Kind.REFERENCE, self._take())
        if kind == "name":
            return Node(Kind.NAME, self._take())
        if kind == "call":
            return self._call(self._take()[:-1].rstrip().upper())
        if self._text == "(":
            self._take()
            inner = self.binary(1)
            self.expect(")")
            return Node(inner.kind, inner.text, inner.parts, grouped=True)
        if self._text == "{":
            return self._array()
        raise NotUnderstoodError(self._text)

    def expect(self, text: str) -> None:
        """Pass a token that must come now; nothing means the end."""
        if self._text != text:
            raise NotUnderstoodError(self._text)
        self._take()

    def _call(self, function: str) -> Node:
        arguments: list[Node] = []
        while self._text != ")":
            if self._text in (",", ""):
                arguments.append(Node(Kind.MISSING, ""))
            else:
                arguments.append(self.binary(1))
            if self._text != ")":
                self.expect(",")
        self.expect(")")
        return Node(Kind.CALL, function, tuple(arguments))

    def _array(self) -> Node:
        pieces = ""
        while self._text not in ("}", ""):
            pieces += self._take()
        self.expect("}")
        return Node(Kind.VALUE, pieces + "}")

    def _take(self) -> str:
        text = self._text
        self._kind, self._text = next(self._tokens, ("", ""))
        return text
