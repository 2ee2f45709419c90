"""Reading very many formulas: those that differ in digits alone are read once.

A program that knows no shared formulas writes ``=A1*B$1``, ``=A2*B$1``, … out a million times. The skeleton of a text
has a 0 for every digit; a lesson has a few thousand skeletons, and to make those of many texts at once is quick.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.errors import LimitError
from sheetnet.formula.scan import Scan, scan

MOST_SIGNS = 5_000_000
"""Signs of all skeletons that are read, each counted with its costs: some seconds. The lessons have 600,000."""
_COSTS = 30
"""Signs that could be read in the time that it takes to begin a skeleton and to remember it."""
_ZEROS = str.maketrans("123456789", "0" * 9)
_BETWEEN = "\0"
"""XML has no such sign, so no formula has it."""


class Scans:
    """What formulas say, remembered by skeleton."""

    def __init__(self) -> None:
        self._known: dict[str, Scan] = {}
        self._signs = 0

    def of(self, texts: Sequence[str]) -> list[Scan]:
        """Return what each of many formulas says.

        Args:
            texts: Formulas as a file has them.

        Raises:
            LimitError: There are far more skeletons than a workbook of sheetnet's has.
        """
        if not texts:
            return []
        skeletons = _BETWEEN.join(texts).translate(_ZEROS).split(_BETWEEN)
        found = list(map(self._known.get, skeletons))
        return [
            scan if scan is not None and _fits(scan, text) else self._read(text, skeleton)
            for scan, text, skeleton in zip(found, texts, skeletons, strict=True)
        ]

    def _read(self, text: str, skeleton: str) -> Scan:
        known = self._known.get(skeleton)  # from a text before it, read together with it
        if known is not None and _fits(known, text):
            return known
        self._signs += len(text) + _COSTS
        if self._signs > MOST_SIGNS:
            raise LimitError(
                f"the formulas differ by more than their numbers in over {len(self._known):,} ways: that is more than "
                "sheetnet reads"
            )
        return self._known.setdefault(skeleton, scan(text)) if known is None else scan(text)


def _fits(known: Scan, text: str) -> bool:
    """Tell whether a text calls the functions that another text of its skeleton does: LOG10 and LOG22 have one."""
    return not known.numbered or all(text.startswith(name, place) for name, place in known.numbered)
