"""What the tips of a lesson claim, stated beside their words, so that each of them is tried and not only read.

Beside a text of the table ``try`` stands what it lets the reader do and what is then to be seen::

    [try.1]
    en = "Set η to 0.5: one step lands on the minimum."
    zh = "把 η 设为 0.5：一步就到最小值。"
    tried = [{ set = ["learning_rate=0.5"], then = ["z[1] == 0", "before.z[1] > 0"] }]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheetnet.texts.tables import table

TRIED = "tried"
"""The key beside a text's languages under which its trials stand."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that a tip lets the reader do.

    Args:
        tip: The key of the tip's text, such as ``try.1``.
        changes: Inputs that are changed, as ``name=value`` or ``name[i,j]=value``; none if there is only to look. One
            number for a whole array fills it.
        claims: What then holds: conditions in Python's notation over the tensors' names, each an array of the values
            that a spreadsheet computes, and over ``before.NAME``, the same before the change.
    """

    tip: str
    changes: Sequence[str]
    claims: Sequence[str]


def load_trials(name: str) -> dict[str, list[Trial]]:
    """Return the trials of a lesson by tip; a tip that nobody tries has none.

    Args:
        name: The lesson's slug.

    Raises:
        ValueError: A trial claims nothing, or says what it cannot.
    """
    tips = table(name).get("try", {})
    return {f"try.{number}": list(_trials(f"try.{number}", tip)) for number, tip in tips.items()}


def _trials(key: str, tip: Mapping[str, Any]) -> Iterator[Trial]:
    for trial in tip.get(TRIED, []):
        if trial.keys() - {"set", "then"} or not trial.get("then"):
            raise ValueError(f"{key}: a trial has {sorted(trial)}; it takes 'set', and 'then' with a claim at least")
        yield Trial(key, trial.get("set", []), trial["then"])
