"""What to say of an unknown word: which words there are, and which of them was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def allowed_words(word: str, known: Iterable[str]) -> str:
    """Say which words are allowed, and which of them is close to the given one.

    Args:
        word: What was given.
        known: The words there are.

    Returns:
        Such as ``allowed are relu, tanh; did you mean relu?``.
    """
    words = list(known)
    close = get_close_matches(word.lower(), words, n=1)
    if not words:
        return "there are none"
    return f"allowed are {', '.join(words)}" + (f"; did you mean {close[0]}?" if close else "")
