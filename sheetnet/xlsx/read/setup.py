"""What is around the cells of a sheet, as far as it changes what people see of them: merged, hidden, locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheetnet.xlsx.read.bounds import MOST_SETUP, Budget
from sheetnet.xlsx.read.xml import meanings, pairs, true

_KNOWN = meanings(
    "mergeCell", "dataValidation", "formula1", "formula2", "sheetProtection", "col", "pane", "sheetFormatPr"
)


@dataclass(frozen=True, slots=True)
class Validation:
    """What some cells take when somebody types.

    Args:
        cells: Ranges, parted by blanks.
        kind: Such as ``decimal`` or ``list``.
        operator: Such as ``between``.
        first: The first limit, or the choices, as a formula.
        second: The second limit.
    """

    cells: str
    kind: str
    operator: str
    first: str = ""
    second: str = ""


@dataclass
class SheetSetup:
    """What is around the cells of a sheet.

    Args:
        merged: Merged ranges.
        validations: What cells take.
        hidden_rows: Rows that are not shown.
        hidden_columns: First and last of columns that are not shown.
        rows_hidden: All rows are hidden of which the sheet says nothing else.
        locked: The sheet is protected.
        frozen: It has frozen panes.
    """

    merged: list[str] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    rows_hidden: bool = False
    locked: bool = False
    frozen: bool = False


class SetupReader:
    """Meets the elements around the cells.

    Attributes:
        found: What they say.
    """

    def __init__(self) -> None:
        self.found = SheetSetup()
        self._left = Budget(MOST_SETUP, "hidden rows, merged ranges and rules of input")
        self._limits = ["", ""]
        self._rule: Mapping[str, str] = {}

    def row(self, number: int, named: Mapping[str, str]) -> None:
        """Meet a row."""
        if true(named.get("hidden")) or named.get("ht") == "0":
            self._left.spend(1)
            self.found.hidden_rows.append(number)

    def start(self, name: str, attributes: list[str]) -> None:
        """Meet the start of an element that is no cell, row, value or formula."""
        known = _KNOWN.get(name)
        if known is None:
            return
        self._left.spend(1)
        named = pairs(attributes)
        if known == "mergeCell":
            self.found.merged.append(named.get("ref", ""))
        elif known == "dataValidation":
            self._rule, self._limits = named, ["", ""]
        elif known == "col":
            self._column(named)
        elif known == "sheetFormatPr":
            self.found.rows_hidden = true(named.get("zeroHeight"))
        elif known == "sheetProtection":
            self.found.locked = true(named.get("sheet"))
        elif known == "pane":
            self.found.frozen = named.get("state", "split") != "split"

    def end(self, name: str, text: str) -> None:
        """Meet its end, with the text in it."""
        known = _KNOWN.get(name)
        if known in ("formula1", "formula2"):
            self._limits[known == "formula2"] = text
        elif known == "dataValidation":
            rule = self._rule
            kind, operator = rule.get("type", "none"), rule.get("operator", "between")
            self.found.validations.append(Validation(rule.get("sqref", ""), kind, operator, *self._limits))

    def _column(self, named: Mapping[str, str]) -> None:
        if true(named.get("hidden")) or named.get("width") == "0":
            first, last = named.get("min", ""), named.get("max", "")
            if first.isdecimal() and last.isdecimal() and max(len(first), len(last)) <= 5:
                self.found.hidden_columns.append((int(first), int(last)))
