"""How much of a file is read at most, and what is said of a file that is not as it should be.

A file of some kilobytes can unpack to gigabytes, name a part ten thousand times, or nest a million elements: whatever
grows with what a file says is counted while it is read. The largest lesson has a tenth of each of these.
"""

from __future__ import annotations

MOST_BYTES = 800_000_000
"""Of all parts unpacked: four million formulas, each of them written out."""
MOST_RATIO = 250
"""A large part that packs better than this is no sheet of numbers but a bomb."""
SMALL_PART = 10_000_000
"""Bytes of a part that may pack as well as it likes."""
MOST_PARTS = 2_000
MOST_SHEETS = 255
MOST_NAMES = 20_000
MOST_NAME_CHARACTERS = 5_000_000
MOST_CELLS = 5_000_000
"""In all sheets; the largest workbook that sheetnet writes has four million formulas."""
MOST_ARRAY_CELLS = 100_000
"""Cells of all array formulas of a sheet; the lessons have a few dozen."""
MOST_CHARTS = 1_000
MOST_FORMATS = 1_000_000
"""Elements and attributes of the styles."""
MOST_SETUP = 200_000
"""Hidden rows, merged ranges and rules of input of a sheet."""
MOST_STYLE = 65_535
"""The largest number of a cell format."""
MOST_STRINGS = 1_000_000
MOST_CHARACTERS = 200_000_000
"""Of all texts and formulas of the cells."""
MOST_TEXT = 32_767
"""Characters of one cell's text, as many as Excel takes."""
MOST_TOKEN = 1_000_000
"""Bytes of one tag with its attributes."""
MOST_DEPTH = 64
"""Levels of elements that are passed over."""
MOST_ELEMENTS = 2_000_000
"""Elements of a part that are passed over, and attributes beyond what an element needs."""
MOST_NAMESPACES = 10_000
CHUNK = 1 << 16
"""Bytes that are unpacked at a time."""


class DamagedError(Exception):
    """A file is not as it should be, or more than is read; says what, for the message that names the file."""


class Budget:
    """Something of which a file may have only so much.

    Args:
        most: How much.
        what: Of what, for the message, such as ``cells``.
    """

    def __init__(self, most: int, what: str) -> None:
        self._most, self._left, self._what = most, most, what

    def spend(self, count: int) -> None:
        """Take some of it.

        Raises:
            DamagedError: There is not so much left.
        """
        self._left -= count
        if self._left < 0:
            raise DamagedError(f"it has more than {self._most:,} {self._what}")
