"""What is wrong with one formula: a table of rules over the parts of its tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sheetnet.formula.spelling import sheet_of
from sheetnet.lint.portable.functions import DYNAMIC, VOLATILE, YOUNGER
from sheetnet.lint.portable.shapes import ELEMENTWISE, SINGLE, Shape, shape_of
from sheetnet.lint.portable.tree import Kind, Node

AGGREGATING = "SUMPRODUCT"
"""The function whose arguments every spreadsheet computes block by block."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a formula.

    Args:
        rule: The rule's name.
        what: What is wrong.
        remedy: What to do.
        error: Whether a spreadsheet would compute something else; else it is a remark.
    """

    rule: str
    what: str
    remedy: str
    error: bool = True


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula.

    Args:
        root: Its tree.
        array: Whether it is an array formula, in which all is computed block by block.
        names: Shapes of what defined names stand for, by the name in small letters.
    """

    root: Node
    array: bool
    names: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a formula, and where it stands.

    Args:
        node: The part.
        within: The functions around it, the innermost last.
        formula: The formula.
    """

    node: Node
    within: tuple[str, ...]
    formula: Formula

    @property
    def summed(self) -> bool:
        """Whether it is computed block by block for a SUMPRODUCT."""
        return AGGREGATING in self.within

    def shape(self, node: Node) -> Shape:
        """Return rows and columns of a node."""
        return shape_of(node, self.formula.names)


def faults(formula: Formula) -> list[Fault]:
    """Return what is wrong with a formula, each fault once."""
    found = [fault for part in _parts(formula) for rule in RULES for fault in rule(part)]
    return list(dict.fromkeys(found))


def _parts(formula: Formula) -> Iterator[Part]:
    """Go through the parts of a formula."""
    waiting: list[tuple[Node, tuple[str, ...]]] = [(formula.root, ())]
    while waiting:
        node, within = waiting.pop()
        yield Part(node, within, formula)
        inner = (*within, node.function) if node.kind is Kind.CALL else within
        waiting.extend((part, inner) for part in reversed(node.parts))


def _array_arithmetic(part: Part) -> Iterator[Fault]:
    """Arithmetic on blocks in an ordinary formula turns into ``@…`` in Excel."""
    if part.formula.array or part.summed:
        return
    node = part.node
    takes_single = node.kind in (Kind.BINARY, Kind.SIGN) or (node.kind is Kind.CALL and node.function in ELEMENTWISE)
    asked = node.parts[:1] if node.function in ("IF", "IFERROR") else node.parts  # IF passes a range on as it is
    if takes_single and any(part.shape(each) != SINGLE and _is_cells(each) for each in asked):
        what = f"{_named(node)} takes a range where an ordinary formula has one value"
        yield Fault("array arithmetic", what, "use SUMPRODUCT, or enter it as an array formula")


def _bare_range(part: Part) -> Iterator[Fault]:
    """A range, or a name of several cells, as the whole formula is one cell in one program and a block in another."""
    whole = part.node is part.formula.root and not part.formula.array and _is_cells(part.node)
    if whole and part.shape(part.node) != SINGLE:
        yield Fault("array arithmetic", "a range stands where one value belongs", "refer to one cell, or use INDEX")


def _within_sumproduct(part: Part) -> Iterator[Fault]:
    """IF and TRANSPOSE inside SUMPRODUCT are right in LibreOffice and wrong in Excel."""
    if part.formula.array or part.node.kind is not Kind.CALL or not part.summed:
        return
    function = part.node.function
    blocks = any(part.shape(each) != SINGLE for each in part.node.parts)
    if function == "TRANSPOSE" or (function in ("IF", "IFERROR") and blocks):
        yield Fault(f"{function} in SUMPRODUCT", f"{function} inside SUMPRODUCT, which Excel computes for one cell",
                    "use arithmetic such as (a>b)*c, or enter it as an array formula")  # fmt: skip
    elif function in ELEMENTWISE and blocks:
        yield Fault("function in SUMPRODUCT", f"{function} of a range inside SUMPRODUCT, which not every engine has",
                    "compute it in cells of its own", error=False)  # fmt: skip


def _transpose(part: Part) -> Iterator[Fault]:
    if part.node.kind is Kind.CALL and part.node.function == "TRANSPOSE" and not (part.formula.array or part.summed):
        yield Fault("array arithmetic", "TRANSPOSE in an ordinary formula", "enter it as an array formula")


def _unequal_arguments(part: Part) -> Iterator[Fault]:
    """The arguments of SUMPRODUCT have one shape and one orientation."""
    if part.node.kind is Kind.CALL and part.node.function == AGGREGATING:
        shapes = {part.shape(each) for each in part.node.parts if part.shape(each) != SINGLE or not _calls(each)}
        if len(shapes) > 1:
            shown = " and ".join(f"{height}×{width}" for height, width in sorted(shapes))
            yield Fault("shapes", f"SUMPRODUCT of {shown} cells is #VALUE!", "give it ranges of one shape")


def _unequal_operands(part: Part) -> Iterator[Fault]:
    """A row and a column make a block; ranges of other unequal lengths make #N/A."""
    node = part.node
    if node.kind is not Kind.BINARY or not (part.summed or part.formula.array):
        return
    one, other = map(part.shape, node.parts)
    if any(map(_clash, one, other)):
        shown = f"{one[0]}×{one[1]} and {other[0]}×{other[1]}"
        yield Fault("shapes", f"{node.text} of {shown} cells is #N/A", "give it ranges of one shape")
    elif one != other and SINGLE not in (one, other):
        what = f"{node.text} of a row and a column makes a block"
        yield Fault("shapes", what, "give it ranges of one shape, if that was not meant", error=False)


def _precedence(part: Part) -> Iterator[Fault]:
    """``-2^2`` is 4 and ``2^3^2`` is 64 in a spreadsheet, not in mathematics."""
    if part.node.kind is not Kind.BINARY or part.node.text != "^" or part.node.parts[0].grouped:
        return
    first = part.node.parts[0]
    if first.kind is Kind.SIGN and first.text == "-":
        yield Fault("precedence", "a minus before ^ belongs to the base: -2^2 is 4", "write (-x)^n or -(x^n)", False)
    if first.kind is Kind.BINARY:
        yield Fault("precedence", "^ groups to the left: 2^3^2 is 64", "write (a^b)^c or a^(b^c)", False)


def _functions(part: Part) -> Iterator[Fault]:
    if part.node.kind is not Kind.CALL:
        return
    function, prefixed = part.node.function, part.node.text != part.node.function
    if function in DYNAMIC:
        what = f"{function} is not in Excel 2019, nor in LibreOffice 7"
        yield Fault("functions", what, "use functions that every spreadsheet has")
    elif function in YOUNGER and not prefixed:
        yield Fault("functions", f"{function} without _xlfn. before it is #NAME? in Excel", f"write _xlfn.{function}")
    if function in VOLATILE:
        what = f"{function} is volatile: it has another value at every recalculation, or nobody can follow it"
        yield Fault("functions", what, "use cells with numbers", error=False)


def _lost_reference(part: Part) -> Iterator[Fault]:
    if part.node.kind is Kind.VALUE and part.node.text.upper() == "#REF!":
        yield Fault("lost reference", "the formula refers to cells that were deleted (#REF!)", "write it anew")


def _unknown_name(part: Part) -> Iterator[Fault]:
    if part.node.kind is Kind.NAME:
        name = sheet_of(part.node.text)[1].casefold()
        if name not in part.formula.names and name not in ("true", "false"):
            yield Fault("unknown name", f"the name {part.node.text} is not defined", "define it, or use an address")


def _clash(size: int, other: int) -> bool:
    """Tell whether two lengths are neither equal nor 1."""
    return size != other and 1 not in (size, other)


def _calls(node: Node) -> bool:
    """Tell whether a part calls a function, so that its text does not say how many cells it has."""
    return node.kind is Kind.CALL or any(map(_calls, node.parts))


def _is_cells(node: Node) -> bool:
    """Tell whether a part is a range, a name, or arithmetic on them."""
    return node.kind in (Kind.REFERENCE, Kind.NAME)


def _named(node: Node) -> str:
    return node.function if node.kind is Kind.CALL else node.text


Rule: TypeAlias = Callable[[Part], Iterator[Fault]]
RULES: tuple[Rule, ...] = (
    _array_arithmetic,
    _bare_range,
    _within_sumproduct,
    _transpose,
    _unequal_arguments,
    _unequal_operands,
    _precedence,
    _functions,
    _lost_reference,
    _unknown_name,
)
