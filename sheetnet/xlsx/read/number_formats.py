"""The number formats of a workbook's cell formats."""

from __future__ import annotations

from sheetnet.xlsx.read.bounds import MOST_FORMATS, Budget
from sheetnet.xlsx.read.package import Package
from sheetnet.xlsx.read.xml import Handler, meanings, pairs, parse

_KNOWN = meanings("numFmt", "cellXfs", "xf")
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "mm-dd-yy", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that files name by number alone (ECMA-376 part 1, 18.8.30); those of dates and money are left out."""


def number_formats(package: Package, part: str) -> list[str]:
    """Read the number format of each cell format.

    Args:
        package: The file.
        part: The part of the styles; empty if there is none.

    Returns:
        The formats by the numbers by which cells name them.

    Raises:
        DamagedError: They are damaged or too many.
    """
    reader = _Formats()
    if part:
        parse(package.chunks(part), Handler(reader.start, reader.end, reader.text))
    return [reader.codes.get(number, _BUILT_IN.get(number, f"format {number}")) for number in reader.of_cells]


class _Formats:
    """Collects number formats, and which of them each cell format has."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.of_cells: list[int] = []
        self._in_cells = False
        self._left = Budget(MOST_FORMATS, "elements and attributes in its styles")

    def start(self, name: str, attributes: list[str]) -> None:
        self._left.spend(1 + len(attributes) // 2)
        known = _KNOWN.get(name)
        if known == "cellXfs":
            self._in_cells = True
        elif known == "numFmt":
            named = pairs(attributes)
            # The cells' formats come first; rules that format by value may give the same number to others.
            self.codes.setdefault(_number(named.get("numFmtId", "")), named.get("formatCode", ""))
        elif known == "xf" and self._in_cells:
            self.of_cells.append(_number(pairs(attributes).get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if _KNOWN.get(name) == "cellXfs":
            self._in_cells = False

    def text(self, text: str) -> None:
        """There is none that matters."""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 9 else 0
