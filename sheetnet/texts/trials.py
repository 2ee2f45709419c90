"""Trials: changes that a text tells its reader to make, and what is then to be seen in the cells.

They stand beside the words that they belong to, as ``tried = [{ set = ["z=1"], then = ["x == 2"] }]``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that a text lets the reader do.

    Args:
        changes: Inputs that are changed, as ``name=value`` or ``name[i,j]=value``; none if there is only to look. One
            number for a whole array fills it.
        claims: What then holds: conditions in Python's notation over the tensors' names, each an array of the values
            that a spreadsheet computes, and over ``before.NAME``, the same before the change.
    """

    changes: Sequence[str]
    claims: Sequence[str]


def trials_of(place: str, row: Mapping[str, Any]) -> Sequence[Trial]:
    """Return the trials that stand beside a text.

    Args:
        place: Where the text stands in its table, for messages.
        row: The text's row.

    Raises:
        ValueError: A trial claims nothing, or says what it cannot.
    """
    for trial in row.get("tried", []):
        if trial.keys() - {"set", "then"} or not trial.get("then"):
            raise ValueError(f"{place}: a trial has {sorted(trial)}; it takes 'set', and 'then' with a claim at least")
    return [Trial(trial.get("set", []), trial["then"]) for trial in row.get("tried", [])]
