"""Tips: what a lesson lets its reader try, why that comes out, and the trials that show that it does.

Beside the words of a tip, in the table ``try``, stands all that belongs to it::

    [try.1]
    page = "bowl"
    en = "Set η to 0.5: one step lands on the minimum."
    zh = "把 η 设为 0.5：一步就到最小值。"
    why = { en = "1 − 2η = 0, so nothing of the distance is left.", zh = "1 − 2η = 0，距离一点不剩。" }
    tried = [{ set = ["learning_rate=0.5"], then = ["z[1] == 0", "before.z[1] > 0"] }]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sheetnet.texts import Text, load_texts
from sheetnet.texts.tables import table


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that a tip lets the reader do.

    Args:
        changes: Inputs that are changed, as ``name=value`` or ``name[i,j]=value``; none if there is only to look. One
            number for a whole array fills it.
        claims: What then holds: conditions in Python's notation over the tensors' names, each an array of the values
            that a spreadsheet computes, and over ``before.NAME``, the same before the change.
    """

    changes: Sequence[str]
    claims: Sequence[str]


@dataclass(frozen=True, slots=True)
class Tip:
    """Something to try.

    Args:
        text: What to do, and what will happen.
        why: Why it happens.
        page: The key of the sheet where it is done; None for any.
        trials: What it lets the reader do, and what is then to be seen.
    """

    text: Text
    why: Text | None = None
    page: str | None = None
    trials: Sequence[Trial] = ()

    def format(self, **values: object) -> Tip:
        """Fill values into its words."""
        why = None if self.why is None else self.why.format(**values)
        return replace(self, text=self.text.format(**values), why=why)


@cache
def load_tips(name: str) -> Sequence[Tip]:
    """Return a lesson's tips, in their order.

    Args:
        name: The lesson's slug.

    Raises:
        ValueError: A trial claims nothing, or says what it cannot.
    """
    texts, rows = load_texts(name), table(name)["try"]
    return [
        Tip(texts[f"try.{number}"], texts.get(f"try.{number}.why"), row.get("page"), list(_trials(number, row)))
        for number, row in sorted(rows.items(), key=lambda item: int(item[0]))
    ]


def _trials(number: str, row: Mapping[str, Any]) -> Iterator[Trial]:
    for trial in row.get("tried", []):
        if trial.keys() - {"set", "then"} or not trial.get("then"):
            raise ValueError(
                f"try.{number}: a trial has {sorted(trial)}; it takes 'set', and 'then' with a claim at least"
            )
        yield Trial(trial.get("set", []), trial["then"])
