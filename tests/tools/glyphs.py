"""Which characters a font has, as ranges of code points; ``tests/xlsx/test_glyphs.py`` reads them.

Carlito, which stands in for Calibri on Linux and has its widths, is in Debian's package fonts-crosextra-carlito::

    python -m tests.tools.glyphs Carlito-Regular.ttf > tests/xlsx/carlito.txt

Needs fontTools.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def characters(path: Path) -> set[int]:
    """Return the code points that a font file has."""
    from fontTools.ttLib import TTFont

    return set(TTFont(path).getBestCmap())


def ranges(points: Iterable[int]) -> Iterator[str]:
    """Write code points as ``20-7E`` or ``A9``, in order."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    yield from (f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in found)


def points(text: str) -> set[int]:
    """Read code points as ``ranges`` writes them."""
    found: set[int] = set()
    for word in text.split():
        first, _, last = word.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


if __name__ == "__main__":
    print("\n".join(ranges(characters(Path(sys.argv[1])))))
