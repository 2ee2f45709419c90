"""How much room words take, and how large cells are on a screen."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from sheetnet.texts import LANGUAGES, Text
from sheetnet.workbook.styles import STYLES

FONT_SIZE = 10.4
"""Points of the font in whose digits columns are measured: 11, with digits rounded down to 7 pixels."""
ROW_PIXELS = 20
"""Height of most rows on a screen."""
PIXELS_A_POINT = 96 / 72
CENTIMETRE = 96 / 2.54
"""In pixels."""
WIDE = 1.97
"""Width of an East Asian letter in digits: it is as wide as it is high, a digit of Calibri half as wide (0.507)."""
DIGIT = 0.507 * 96 / 72
"""Width of a digit in pixels, for each point of its font's size."""
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(rf"[（“]*(?:[{_HAN}]|[^{_HAN}\s]+)[，。、：；！？）”]*\s*")
"""What no line break parts: a word, or a Chinese letter, with the marks before and behind it."""
_LETTERS = (
    ("ᵢ", 0.35),
    (" '", 0.45),
    ("ijl", 0.475),
    (",.I·¹’₁", 0.5),
    (":;", 0.55),
    ("`", 0.575),
    ("()", 0.6),
    ("-[]f{}", 0.625),
    ("!J⁷", 0.65),
    ("t°²³⁵₂₃", 0.675),
    ("r", 0.7),
    ("⁴⁶⁸⁹⁻", 0.725),
    ("/\\s⁰₀", 0.775),
    ('"z', 0.8),
    ("“”", 0.825),
    ("Lc", 0.85),
    ("x", 0.875),
    ("kvyε", 0.9),
    ("?FSZ|Σ", 0.925),
    ("ETY", 0.975),
    ("PXagρ", 1.025),
    ("Kbdhnopquβδσ", 1.05),
    ("BCRη∂", 1.075),
    ("μπ", 1.1),
    ("Vθ", 1.125),
    ("A", 1.15),
    ("D", 1.225),
    ("GH", 1.25),
    ("NU", 1.275),
    ("φ⅙", 1.3),
    ("O½", 1.325),
    ("&Q", 1.35),
    ("…", 1.375),
    ("%w", 1.425),
    ("m", 1.6),
    ("M∞", 1.7),
    ("@W", 1.775),
    ("—←↑→↓", 1.8),
)
"""Letters of Calibri, slanted or upright, that are narrower or wider than a digit, and how many digits they are wide at
most; of the others none is much wider. Carlito, in its place, has the same."""
AIR = 1.04
"""What columns have to spare for words in one line: other fonts are a little wider."""
_WIDTHS = {letter: width for letters, width in _LETTERS for letter in letters}


@lru_cache(maxsize=1 << 14)
def line_count(text: str, width: float) -> int:
    """Estimate how many lines a text needs in a cell of a width in digits; lines break between words."""
    return sum(_lines(line, max(width, 1)) for line in text.split("\n"))


def _lines(text: str, width: float) -> int:
    """Put piece after piece on a line while there is room; one that is too long for any line takes several."""
    lines, room = 1, width
    for piece in _PIECE.findall(text):
        needed = display_width(piece.rstrip())
        if needed > room:
            lines, room = lines + (room < width) + math.ceil(needed / width) - 1, width
        room -= display_width(piece)
    return lines


@lru_cache(maxsize=1 << 14)
def display_width(text: str) -> float:
    """Return the width of a text in digits, in which columns are measured; an arrangement asks many times for each."""
    return sum(map(_letter_width, text))


def characters(text: Text, style: str) -> float:
    """Return the width that a text needs in the language that needs most, in a column's characters."""
    return max(widths(text, style))


def widths(text: Text, style: str) -> list[float]:
    """Return the width that a text needs in each language, in a column's characters."""
    return [_scaled(_roomy(text.say(language)), style) for language in LANGUAGES]


def _roomy(text: str) -> float:
    """Return the width of a text, with some room to spare for its letters; those of East Asia are all of one width."""
    return sum(_letter_width(letter) * (1.0 if is_wide(letter) else AIR) for letter in text)


def longest_word(text: Text, style: str) -> float:
    """Return the width of the longest word, which no line break makes narrower."""
    found = (word for language in LANGUAGES for word in text.say(language).split())
    return _scaled(max(map(_unbroken, found), default=0.0), style)


def pixels(width: float) -> int:
    """Return the width of a column on a screen, in whole pixels: 7 a character and 5 for its margins."""
    return math.floor(width * 7 + 5)


def _letter_width(letter: str) -> float:
    return _WIDTHS.get(letter, WIDE if is_wide(letter) else 1.0)


def is_wide(letter: str) -> bool:
    """Tell whether a letter is an East Asian one, or a mark as wide as these."""
    return unicodedata.east_asian_width(letter) in "WF"


def _unbroken(word: str) -> float:
    """Between Chinese characters a line may break anywhere; four stay together for the eye's sake."""
    return min(display_width(word), 4 * WIDE) if any(map(is_wide, word)) else display_width(word)


def _scaled(width: float, style: str) -> float:
    return width * STYLES[style].size / FONT_SIZE * (1.08 if STYLES[style].bold else 1.0)
