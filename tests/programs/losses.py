"""What a workbook loses when a program saves it: everything that is in it, counted before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from tests.programs.contents import formulas, ours
from tests.programs.features import features

Inventory: TypeAlias = Mapping[str, Counter[Any]]
"""Of every kind of things those that are there, each with how often."""
_FEW = 0.005
"""A share that rounds to nothing in percent."""


@dataclass
class Losses:
    """What has been lost of all workbooks so far.

    Args:
        had: How many things of every kind there were.
        lost: How many of them are gone.
    """

    had: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)

    def add(self, path: Path, saved: Path) -> None:
        """Count what is in a workbook, and what is not in the one that a program has made of it."""
        before, after = inventory(path), inventory(saved)
        self.had += Counter({kind: things.total() for kind, things in before.items()})
        self.lost += Counter({kind: (things - after.get(kind, Counter())).total() for kind, things in before.items()})

    def __str__(self) -> str:
        """List the kinds of things, those first of which most is lost, with the share where it is not all of them."""
        shares = {kind: number / self.had[kind] for kind, number in self.lost.items() if number}
        ordered = sorted(shares, key=lambda kind: (-shares[kind], kind))
        return ", ".join(kind + _percent(shares[kind]) for kind in ordered) or "nothing"


def _percent(share: float) -> str:
    return "" if share == 1 else " (some)" if share < _FEW else f" ({share:.0%})"


def inventory(path: Path) -> Inventory:
    """Return what is in a workbook."""
    found, contents = features(path), ours(path)
    results = [(title, address) for title, address in formulas(contents) if contents[title][address].value is not None]
    return {
        "formulas as written": Counter(formulas(contents).items()),
        "stored results": Counter(results),
        "charts": Counter(map(str, found.charts)),
        "names": Counter(found.names.items()),
        **{kind: Counter({kind: number}) for kind, number in found.counts.items()},
    }
