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

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import getitem

from sheetnet.texts import Text, load_texts
from sheetnet.texts.tables import table
from sheetnet.texts.trials import Trial, trials_of


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
def load_tips(name: str, key: str = "try") -> Sequence[Tip]:
    """Return a lesson's tips, in their order.

    Args:
        name: The lesson's slug.
        key: The table in which they stand, where a lesson has several kinds of workbooks: ``pictures.try``.

    Raises:
        ValueError: A trial claims nothing, or says what it cannot.
    """
    texts, rows = load_texts(name), reduce(getitem, key.split("."), table(name))
    return [
        Tip(texts[place], texts.get(f"{place}.why"), row.get("page"), trials_of(place, row))
        for number, row in sorted(rows.items(), key=lambda item: int(item[0]))
        for place in [f"{key}.{number}"]
    ]
