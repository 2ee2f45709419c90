"""The portable functions: those that Excel, LibreOffice and the embedded engine compute alike.

Left out on purpose: dynamic arrays and LET (LibreOffice 7.4 has none), OFFSET and INDIRECT (volatile, and nobody can
follow them), RAND and NOW (a workbook must equal its reference).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from sheetnet.errors import FormulaError
from sheetnet.formula.expression import SINGLE, Expression, Operandlike, Piece, as_expression
from sheetnet.formula.limits import ARGUMENTS, check_depth
from sheetnet.formula.operators import ATOM


class Takes(Enum):
    """What a function accepts as arguments."""

    SINGLES = "one cell or one number each"
    REFERENCES = "references of any shape, or single values"
    SAME_SHAPES = "references, or plain arithmetic on them, all of one shape and orientation"
    TRUTHS = "comparisons"


@dataclass(frozen=True, slots=True)
class Function:
    """A portable function.

    Args:
        least: Fewest arguments.
        most: Most arguments.
        takes: What the arguments may be.
        truth: The result is TRUE or FALSE.
        counts: It counts the cells of what it is given, so that no gap may lie between them.
    """

    least: int
    most: int
    takes: Takes
    truth: bool = False
    counts: bool = False


_ONE = Function(1, 1, Takes.SINGLES)
_TWO = Function(2, 2, Takes.SINGLES)
_AGGREGATE = Function(1, ARGUMENTS, Takes.REFERENCES)
_PAIR = Function(2, 2, Takes.REFERENCES)
_RANKED = Function(2, 2, Takes.REFERENCES)

PORTABLE: dict[str, Function] = {
    **dict.fromkeys(
        [
            "ABS",
            "SQRT",
            "EXP",
            "LN",
            "LOG10",
            "SIN",
            "COS",
            "TAN",
            "ATAN",
            "TANH",
            "SINH",
            "COSH",
            "SIGN",
            "INT",
            "DEGREES",
            "RADIANS",
        ],
        _ONE,
    ),
    **dict.fromkeys(["POWER", "MOD", "ROUND", "ATAN2", "IFERROR"], _TWO),
    **dict.fromkeys(["SUM", "SUMSQ", "AVERAGE", "MAX", "MIN", "COUNT"], _AGGREGATE),
    **dict.fromkeys(["SLOPE", "INTERCEPT", "RSQ", "CORREL"], _PAIR),
    **dict.fromkeys(["SMALL", "LARGE"], _RANKED),
    "SUMPRODUCT": Function(1, ARGUMENTS, Takes.SAME_SHAPES),
    "INDEX": Function(2, 3, Takes.REFERENCES, counts=True),
    "MATCH": Function(3, 3, Takes.REFERENCES, counts=True),
    "PI": Function(0, 0, Takes.SINGLES),
    "ISNUMBER": Function(1, 1, Takes.SINGLES, truth=True),
    "AND": Function(1, ARGUMENTS, Takes.TRUTHS, truth=True),
    "OR": Function(1, ARGUMENTS, Takes.TRUTHS, truth=True),
    "NOT": Function(1, 1, Takes.TRUTHS, truth=True),
    "MDETERM": Function(1, 1, Takes.REFERENCES),
}

ARRAY_FUNCTIONS = frozenset({"MMULT", "TRANSPOSE", "MINVERSE", "LINEST"})
"""Functions whose value is a block. A cell shows one entry of it, see ``entry_of``: the dependents of an array formula
(Ctrl+Shift+Enter) are not computed anew in every application when a reader changes what it takes."""

ALLOWED = frozenset({*PORTABLE, *ARRAY_FUNCTIONS, "IF", "TRUE", "FALSE"})
"""What a formula that somebody else wrote may call, unless more is asked for."""

REACHING = frozenset(
    [
        *("CALL", "REGISTER", "REGISTER.ID", "EXEC", "EXECUTE", "INITIATE", "PY", "SQL.REQUEST"),  # run a program
        *("DDE", "RTD", "WEBSERVICE", "IMAGE", "STOCKHISTORY", "TRANSLATE", "DETECTLANGUAGE"),  # ask one, or a server
        *("CUBEKPIMEMBER", "CUBEMEMBER", "CUBEMEMBERPROPERTY", "CUBERANKEDMEMBER"),  # ask a database
        *("CUBESET", "CUBESETCOUNT", "CUBEVALUE"),
        *("INDIRECT", "CELL", "INFO"),  # open a file that a text names, or tell about the machine
    ]
)
"""Functions that reach out of the workbook. Some engines do so while they load it, so no file may ask for them."""


def call(name: str, *arguments: Operandlike) -> Expression:
    """Call a portable function.

    Args:
        name: Its name in English capitals.
        *arguments: Tensors, expressions or numbers.

    Returns:
        An expression for one cell.

    Raises:
        FormulaError: Not a portable function, or arguments that spreadsheets would not read alike.
    """
    function = PORTABLE.get(name)
    if function is None:
        raise FormulaError(f"{name} is not one of the portable functions: {', '.join(sorted(PORTABLE))}")
    if not function.least <= len(arguments) <= function.most:
        raise FormulaError(f"{name} takes {function.least} to {function.most} arguments, not {len(arguments)}")
    expressions = [as_expression(argument) for argument in arguments]
    _check_arguments(name, function, expressions)
    if function.counts:
        expressions = [expression.gapless() for expression in expressions]
    return replace(_joined(name, expressions), truth=function.truth)


def where(condition: Expression, yes: Operandlike, no: Operandlike) -> Expression:
    """Choose between two values: ``IF(condition,yes,no)``.

    Args:
        condition: A comparison of single cells.
        yes: The value where it holds, a number or a single cell.
        no: The value where it does not.

    Returns:
        An expression for one cell.

    Raises:
        FormulaError: The condition is no comparison, or a value is more than one cell.
    """
    values = [as_expression(yes), as_expression(no)]
    if not condition.truth or not condition.single:
        raise FormulaError("where() needs a comparison of single cells as its condition")
    if any(value.truth or not value.single for value in values):
        raise FormulaError("where() chooses between numbers or single cells")
    return _joined("IF", [condition, *values])


def count(*conditions: Expression) -> Expression:
    """Count the cells in which all conditions hold: ``SUMPRODUCT((A1:A3>1)*(B1:B3<2))``.

    A product of truth values is a number in every spreadsheet; a truth value by itself is not.

    Args:
        *conditions: Comparisons of blocks of one shape with each other or with single cells.

    Raises:
        FormulaError: Not comparisons, or of different shapes.
    """
    shapes = {condition.shape for condition in conditions}
    if len(shapes) != 1 or not all(condition.truth for condition in conditions):
        raise FormulaError(f"count() takes comparisons of one shape; here the shapes are {sorted(shapes)}")
    pieces: list[Piece] = ["SUMPRODUCT("]
    for position, condition in enumerate(conditions):
        pieces.extend([")*(" if position else "(", *condition.pieces])
    depth = 2 + max(condition.depth for condition in conditions)
    check_depth(depth, "count()")
    end = "))" if len(conditions) > 1 else ")*1)"
    return Expression((*pieces, end), rank=ATOM, plain=False, depth=depth)


def entry_of(name: str, entry: tuple[int, int], *arguments: Operandlike) -> Expression:
    """Take one entry of a function's block: ``INDEX(LINEST(B1:B4,A1:A4),1,2)``.

    Args:
        name: One of ``ARRAY_FUNCTIONS``; not TRANSPOSE, which older applications compute in array formulas only.
        entry: Its row and column, counted from 1.
        *arguments: References: arithmetic with blocks would need an array formula, too.

    Returns:
        An expression for one cell.

    Raises:
        FormulaError: Not such a function, not an entry, or arguments that are no references.
    """
    if name not in ARRAY_FUNCTIONS - {"TRANSPOSE"}:
        allowed = ", ".join(sorted(ARRAY_FUNCTIONS - {"TRANSPOSE"}))
        raise FormulaError(f"{name} is no function that entries are taken of; there are {allowed}")
    if min(entry) < 1:
        raise FormulaError(f"{name} has no entry {entry}: rows and columns are counted from 1")
    expressions = [as_expression(argument) for argument in arguments]
    if not all(expression.reference for expression in expressions):
        raise FormulaError(f"{name} takes references: only an array formula could compute with whole blocks before it")
    block = _joined(name, [expression.gapless() for expression in expressions])
    return replace(_joined("INDEX", [block, *map(as_expression, entry)]), plain=False)


def _check_arguments(name: str, function: Function, arguments: list[Expression]) -> None:
    for argument in arguments:
        fits = {
            Takes.SINGLES: argument.single and not argument.truth,
            Takes.REFERENCES: (argument.single or argument.reference) and not argument.truth,
            Takes.SAME_SHAPES: argument.plain and argument.shape == arguments[0].shape,
            Takes.TRUTHS: argument.truth and argument.single,
        }[function.takes]
        if not fits:
            shapes = ", ".join(str(a.shape) for a in arguments)
            raise FormulaError(f"{name} takes {function.takes.value}; here the shapes are {shapes}")
    if name == "INDEX" and len(arguments) == 2 and arguments[0].shape[0] == 1:
        # Excel and LibreOffice take a single position in a row for a column, Gnumeric for a row that is not there.
        raise FormulaError("INDEX of a row takes two positions: 1, and the column")


def _joined(name: str, arguments: list[Expression]) -> Expression:
    pieces: list[Piece] = [f"{name}("]
    for position, argument in enumerate(arguments):
        pieces.extend([","] * (position > 0))
        pieces.extend(argument.pieces)
    pieces.append(")")
    depth = 1 + max((argument.depth for argument in arguments), default=0)
    check_depth(depth, name)
    # A function of a range inside SUMPRODUCT is what Excel and LibreOffice disagree on; of single cells it is harmless.
    plain = all(argument.shape == SINGLE for argument in arguments)
    return Expression(tuple(pieces), rank=ATOM, plain=plain, depth=depth)
