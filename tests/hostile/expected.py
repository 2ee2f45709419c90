"""What may come of a hostile file."""

from __future__ import annotations

from enum import Flag, auto

from tests.hostile.trial import Outcome

SECONDS = 20.0
"""A refusal takes much less; so much a busy machine may take."""
BYTES = 500_000_000
"""Of memory, of all processes together, where no engine is at work."""
BYTES_OF_ENGINES = 1_000_000_000
"""Where an engine is stopped by its own limit."""


class Expected(Flag):
    """What may come of a file.

    Attributes:
        REFUSED: One line says why, and the exit code is 2.
        RIGHT: Every cell is as the lesson says.
        WRONG: The report names cells.
        NEVER_WRONG: Whatever is read is read rightly.
        ANY: All that is asked for is a proper end.
    """

    REFUSED = auto()
    RIGHT = auto()
    WRONG = auto()
    NEVER_WRONG = REFUSED | RIGHT
    NOT_RIGHT = REFUSED | WRONG
    ANY = REFUSED | RIGHT | WRONG


REFUSED, RIGHT, WRONG = Expected.REFUSED, Expected.RIGHT, Expected.WRONG
NEVER_WRONG, NOT_RIGHT, ANY = Expected.NEVER_WRONG, Expected.NOT_RIGHT, Expected.ANY


def verdict(outcome: Outcome) -> Expected | None:
    """Return what came of a file; None for what may never come of any."""
    if outcome.refused:
        return Expected.REFUSED
    if outcome.trace or outcome.died:
        return None
    return {0: Expected.RIGHT, 1: Expected.WRONG}.get(-1 if outcome.code is None else outcome.code)


def assert_harmless(outcome: Outcome, expected: Expected, most: int = BYTES) -> None:
    """Hold what came of a file against what may.

    Args:
        outcome: What came of it.
        expected: What may.
        most: Bytes of memory.
    """
    found = verdict(outcome)
    assert found is not None, str(outcome)
    assert found & expected, f"expected {expected}: {outcome}"
    assert outcome.seconds < SECONDS, f"{outcome.seconds:.0f} s: {outcome}"
    assert outcome.bytes < most, f"{outcome.bytes / 1e6:.0f} MB: {outcome}"
    assert not outcome.disagreement, outcome.disagreement
