"""The cells of one sheet, from its XML to arrays.

A sheet of a million cells is three million elements. So the two functions that meet them are closures, the quickest
that Python has, and do little for each; the addresses and values of many cells are decoded together.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sheetnet.formula.limits import ROWS
from sheetnet.formula.template import cell_address, place_of
from sheetnet.xlsx.read.addresses import places
from sheetnet.xlsx.read.bounds import MOST_DEPTH, MOST_ELEMENTS, MOST_STYLE, Budget, DamagedError
from sheetnet.xlsx.read.formulas import Formulas
from sheetnet.xlsx.read.setup import SetupReader
from sheetnet.xlsx.read.stored import NO_FORMULA
from sheetnet.xlsx.read.values import Values
from sheetnet.xlsx.read.xml import Handler, meanings, pairs, parse

BLOCK = 1 << 15
"""Cells that are decoded together."""
_ORDINARY = 20
"""Names and values of attributes that an element beside the cells may have for nothing."""
_AROUND = {
    "worksheet": "", "sheetData": "worksheet", "row": "sheetData", "c": "row",
    "f": "c", "v": "c", "is": "c", "r": "is",
}  # fmt: skip
"""Where the elements stand that are looked at; all others, and these anywhere else, are passed over.

The text of a cell may stand at once or in several runs.
"""
_WITHIN = {around: meanings(*(n for n, a in _AROUND.items() if a == around)) for around in ("", *_AROUND, "t")}
_WITHIN["is"] |= meanings("t")
_WITHIN["r"] = meanings("t")

_PLAIN = {"f", "v", "t"}
"""Elements that have nothing but text."""


def read_cells(
    chunks: Iterable[bytes], values: Values, formulas: Formulas, cells: Budget, setup: SetupReader | None = None
) -> list[np.ndarray]:
    """Read the part of a sheet.

    Args:
        chunks: The part, piece by piece.
        values: Decodes values, and has the texts of the workbook.
        formulas: Takes the sheet's formulas.
        cells: How many cells there may be.
        setup: Takes what is around the cells.

    Returns:
        Rows, columns, numbers of formulas, kinds, numbers and styles of its cells, as ``StoredSheet`` has them, in the
        order of the file.

    Raises:
        DamagedError: It is not as it should be, or more than is read.
    """
    collected = _Cells(values, cells)
    parse(chunks, _handler(collected, formulas, _Around(setup or SetupReader())))
    return collected.arrays()


def _handler(cells: _Cells, formulas: Formulas, around: _Around) -> Handler:
    """Return the handler of a sheet's elements.

    What the two functions remember is where in the sheet they are, and what they have met of the cell that they are in.
    """
    within, around_text, expected, passed_over, text_from = "", "", _WITHIN[""], 0, 0
    address, kind, style, formula = "", "n", "0", NO_FORMULA
    value: str | None = None
    attributes_of_formula: list[str] = []
    shared = formulas.shared
    pieces: list[str] = []
    inline: list[str] = []
    in_cell, in_row = _WITHIN["c"], _WITHIN["row"]
    add_address, add_formula, add_value = cells.addresses.append, cells.formulas.append, cells.values.append
    add_style = cells.styles.append

    def start(name: str, attributes: list[str]) -> None:
        nonlocal within, around_text, expected, passed_over, text_from
        nonlocal address, kind, style, formula, attributes_of_formula
        known = expected.get(name)
        if known is None:
            if within in _PLAIN:
                raise DamagedError(f"it has elements within a value or a formula, in {address[:20] or 'a cell'}")
            passed_over, expected = passed_over + 1, {}
            text_from = len(pieces)
            around.pass_over(name, attributes, passed_over)
            return
        if known == "c":
            if len(attributes) == 4 and attributes[0] == "r" and attributes[2] == "s":  # as most programs write numbers
                address, style, kind = attributes[1], attributes[3], "n"
            else:
                address, kind, style = around.cell(attributes, address)
        elif known == "f":
            if formula != NO_FORMULA:
                raise _twice(address, "formula")
            attributes_of_formula = attributes
            if len(attributes) == 4 and attributes[3] in shared and attributes[1] == "shared":  # as in most cells
                formula = shared[attributes[3]]
        elif known == "row":
            address = around.row(attributes)
        elif known == "t":
            around_text = within
        if pieces:
            pieces.clear()
        within, expected = known, _WITHIN[known]

    def end(name: str) -> None:
        nonlocal within, expected, passed_over, value, formula
        if passed_over:
            passed_over -= 1
            around.leave(name, pieces[text_from:])
            expected = {} if passed_over else _WITHIN[within]
        elif within == "v":
            if value is not None:
                raise _twice(address, "value")
            value = pieces[0] if len(pieces) == 1 else "".join(pieces)
            within, expected = "c", in_cell
        elif within == "f":
            if pieces or formula == NO_FORMULA:
                formula = formulas.number(address, attributes_of_formula, "".join(pieces))
            within, expected = "c", in_cell
        elif within == "c":
            if value is not None or formula != NO_FORMULA:
                if not value or kind != "n":
                    cells.mark(kind, value)
                add_address(address)
                add_formula(formula)
                add_value(value)
                add_style(style)
                value, formula = None, NO_FORMULA
            within, expected = "row", in_row
        else:
            if within == "t":
                inline.append("".join(pieces))
            elif within == "is":
                if value is not None:
                    raise _twice(address, "value")
                value = "".join(inline)
                inline.clear()
            within = around_text if within == "t" else _AROUND[within]
            expected = _WITHIN[within]

    return Handler(start, end, pieces.append, cells.pause)


def _twice(address: str, what: str) -> DamagedError:
    return DamagedError(f"its cell {address[:20]} has a second {what}")


class _Cells:
    """Collects cells, and decodes many of them together.

    Args:
        decoder: Decodes values.
        budget: How many cells there may be.
    """

    def __init__(self, decoder: Values, budget: Budget) -> None:
        self.addresses: list[str] = []
        self.formulas: list[int] = []
        self.values: list[str | None] = []
        self.styles: list[str] = []
        self._others: dict[str, dict[int, str]] = {}
        self._decoder, self._budget = decoder, budget
        self._decoded: list[tuple[np.ndarray, ...]] = []

    def mark(self, kind: str, value: str | None) -> None:
        """Take note that the cell that comes next stores no number: a text, say, or nothing."""
        nothing = value is None or (kind == "n" and not value)
        self._others.setdefault("" if nothing else kind, {})[len(self.values)] = value or ""

    def pause(self) -> None:
        """Decode what has been collected, if it is much."""
        if len(self.addresses) >= BLOCK:
            self._decode()

    def arrays(self) -> list[np.ndarray]:
        """Return all cells."""
        self._decode()
        return [np.concatenate(arrays) for arrays in zip(*self._decoded, strict=True)]

    def _decode(self) -> None:
        self._budget.spend(len(self.addresses))
        rows, columns = places(self.addresses)
        kinds, numbers = self._decoder.decoded(self.values, self._others)
        self._decoded.append((rows, columns, np.array(self.formulas, np.int32), kinds, numbers, _styles(self.styles)))
        for collected in (self.addresses, self.formulas, self.values, self.styles, self._others):
            collected.clear()


class _Around:
    """What is around the cells: rows, and elements that say nothing of cells."""

    def __init__(self, setup: SetupReader) -> None:
        self._row = 0
        self._setup = setup
        self._elements = Budget(MOST_ELEMENTS, "elements beside its cells")

    def row(self, attributes: list[str]) -> str:
        """Meet a row; return the address of the cell before its first one: none."""
        self._elements.spend(max(0, len(attributes) - _ORDINARY))
        named = pairs(attributes)
        number = named.get("r", str(self._row + 1))
        if not (number.isascii() and number.isdigit() and len(number) <= len(str(ROWS)) and 0 < int(number) <= ROWS):
            raise DamagedError(f"{number[:20]!r} is not the number of a row")
        self._row = int(number)
        self._setup.row(self._row, named)
        return ""

    def cell(self, attributes: list[str], last: str) -> tuple[str, str, str]:
        """Return the address of a cell, if need be that beside the last one, the type of its value, its style."""
        self._elements.spend(max(0, len(attributes) - _ORDINARY))
        named = pairs(attributes)
        return named.get("r") or self._beside(last), named.get("t", "n"), named.get("s", "0")

    def pass_over(self, name: str, attributes: list[str], depth: int) -> None:
        """Count an element that says nothing of cells, and look at those that say something of the sheet."""
        self._elements.spend(1 + max(0, len(attributes) - _ORDINARY))
        if depth > MOST_DEPTH:
            raise DamagedError(f"it has elements more than {MOST_DEPTH} levels deep")
        self._setup.start(name, attributes)

    def leave(self, name: str, pieces: list[str]) -> None:
        """Meet the end of such an element."""
        self._setup.end(name, "".join(pieces))

    def _beside(self, last: str) -> str:
        try:
            column = place_of(last)[1] + 1 if last else 1
        except ValueError:
            raise DamagedError(f"{last[:20]!r} is not the address of a cell") from None
        return cell_address(self._row, column)


def _styles(styles: list[str]) -> np.ndarray:
    """Read the numbers of cell formats."""
    if not all(map(str.isdecimal, styles)) or max(map(len, styles), default=0) > len(str(MOST_STYLE)):
        raise DamagedError("a cell has a format that is no number")
    return np.array(list(map(int, styles)), dtype=np.int32)
