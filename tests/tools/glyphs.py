"""Which characters a font has, as ranges of code points, and how wide each is; tests read the tables that this writes.

Carlito, which stands in for Calibri on Linux and has its widths, is in Debian's package fonts-crosextra-carlito::

    python -m tests.tools.glyphs Carlito-Regular.ttf > tests/xlsx/carlito.txt
    python -m tests.tools.glyphs Carlito-Regular.ttf Carlito-Italic.ttf > tests/lessons/carlito_widths.txt
    python -m tests.tools.glyphs Carlito-Bold.ttf Carlito-BoldItalic.ttf > tests/lessons/carlito_bold_widths.txt

Of two fonts it writes the widths, in thousandths of the font's size, each with the characters that are so wide in the
wider of the two. Needs fontTools.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


def characters(path: Path) -> set[int]:
    """Return the code points that a font file has."""
    from fontTools.ttLib import TTFont

    return set(TTFont(path).getBestCmap())


def widths(paths: Sequence[Path]) -> dict[int, set[int]]:
    """Return the code points by their width in the widest of some fonts, in thousandths of the size."""
    from fontTools.ttLib import TTFont

    widest: dict[int, int] = defaultdict(int)
    for font in map(TTFont, paths):
        unit, advances = font["head"].unitsPerEm, font["hmtx"]
        for point, name in font.getBestCmap().items():
            widest[point] = max(widest[point], round(advances[name][0] * 1000 / unit))
    found: dict[int, set[int]] = defaultdict(set)
    for point, width in widest.items():
        found[width].add(point)
    return found


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


def read_widths(path: Path) -> dict[str, float]:
    """Read the widths of characters, in font sizes, as they are written for two fonts."""
    lines = (line.split(" ", 1) for line in path.read_text("ascii").splitlines())
    return {chr(point): int(width) / 1000 for width, written in lines for point in points(written)}


def main(paths: Sequence[Path]) -> None:
    """Print the characters of one font, or the widths of two."""
    if len(paths) == 1:
        print("\n".join(ranges(characters(paths[0]))))
    else:
        print("\n".join(f"{width} {' '.join(ranges(points))}" for width, points in sorted(widths(paths).items())))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
