"""How wide texts are, by the widths of the letters of Carlito, which are Calibri's; see ``tests/tools/glyphs.py``."""

from __future__ import annotations

from pathlib import Path

from sheetnet.workbook.styles import Style
from sheetnet.workbook.text_size import is_wide
from tests.tools.glyphs import read_widths

_LETTERS = {
    bold: read_widths(Path(__file__).with_name(f"carlito{'_bold' if bold else ''}_widths.txt"))
    for bold in (False, True)
}
_OTHERS = 0.6
"""Of a letter from another font, in font sizes."""
_PIXELS_A_POINT = 96 / 72


def text_pixels(text: str, style: Style) -> float:
    """Return the width of a text in one line, in pixels; an East Asian letter is as wide as it is high."""
    letters = _LETTERS[style.bold]
    sizes = (1.0 if is_wide(letter) else letters.get(letter, _OTHERS) for letter in text)
    return sum(sizes) * style.size * _PIXELS_A_POINT
