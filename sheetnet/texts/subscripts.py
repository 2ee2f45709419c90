"""Subscripts: texts mark them as in ``C_T``; where letters can be set lower they are, elsewhere small ones stand in.

Small letters as in ``a₂ₙ`` are subscripts too: Calibri lacks most of them, so that another font would draw them in
another size, and its own ``ᵢ₊₁`` nobody can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKED = re.compile(
    r"(?<![A-Za-z0-9_])(?P<letter>[A-Za-zσδ])_(?P<below>[A-Za-z]{1,2})(?![A-Za-z0-9_])"
    r"|(?<=‖)_(?P<norm>∞)"
    r"|(?P<small>[₀-₉₊₋ᵢₙₖₜⱼ]*[ᵢₙₖₜⱼ][₀-₉₊₋ᵢₙₖₜⱼ]*)"
)
"""A letter with one or two below it (names such as ``learning_rate`` are none), which norm it is, or small letters."""
_BESIDE_HAN = re.compile(r"(?<=[\u2e80-\u9fff]) (?=[^\s\u2e80-\u9fff])|(?<=[^\s\u2e80-\u9fff]) (?=[\u2e80-\u9fff])")
"""A space between a Chinese letter and one that is none."""
_PRIME = re.compile("(?<=[A-Za-z])(?=[′″‴])")
"""Between a letter and its prime, which a slanted letter would touch: f′ would be read as f."""
_HAIR_SPACE = "\u200a"
_LARGE = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ᵢₙₖₜⱼ", "0123456789+−inktj")
_SMALL = str.maketrans({"T": "ᴛ", "x": "ₓ", "u": "ᵤ"} | {letter: chr(small) for small, letter in _LARGE.items()})


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into what stands on the line and what stands below it.

    Args:
        text: As it is written in the tables.

    Yields:
        Letters, and whether they are a subscript; together they are ``lowered(text)``. Primes stand a hair away.
    """
    text, end = _PRIME.sub(_HAIR_SPACE, text), 0
    for match in _MARKED.finditer(text):
        above = text[end : match.start()] + (match["letter"] or "")
        if above:
            yield above, False
        yield match["below"] or match["norm"] or match["small"].translate(_LARGE), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def lowered(text: str) -> str:
    """Return a text's letters without the marks, as a program reads them that knows of no subscripts."""
    return "".join(letters for letters, _ in parts(text))


def small(text: str) -> str:
    """Return a text in which small letters stand for subscripts, for where all letters look alike.

    Charts part Chinese letters from others by themselves: a space besides would be a gap.
    """
    return _BESIDE_HAN.sub(
        "", "".join(letters.translate(_SMALL) if below else letters for letters, below in parts(text))
    )
