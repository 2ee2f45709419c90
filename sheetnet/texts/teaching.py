"""What a teacher does with a lesson: let them predict, make a change, see what few expect, explain it.

In a lesson's table the change has its trials beside it, as tips have::

    [teach]
    predict = { en = "Ten times as long steps: ten times as fast?", zh = "步子大十倍，就快十倍吗？" }
    surprise = { en = "It never arrives.", zh = "它永远到不了。" }
    explain = { en = "Each step leads to the other side.", zh = "每一步都跳到对面。" }

    [teach.change]
    en = "η from 0.1 to 1."
    zh = "把 η 从 0.1 改为 1。"
    tried = [{ set = ["learning_rate=1"], then = ["z[-1] == z[0]"] }]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sheetnet.texts import Text, load_texts
from sheetnet.texts.tables import table
from sheetnet.texts.trials import Trial, trials_of


@dataclass(frozen=True, slots=True)
class Teaching:
    """How to teach with a lesson's workbook.

    Args:
        predict: What to ask before anything is changed.
        change: Which cell is then changed, from what to what.
        surprise: What is seen that most do not expect.
        explain: Why.
        trials: The change, and the claims by which the surprise is seen.
    """

    predict: Text
    change: Text
    surprise: Text
    explain: Text
    trials: Sequence[Trial]


@cache
def load_teaching(name: str) -> Teaching:
    """Return how to teach with a lesson.

    Args:
        name: The lesson's slug.

    Raises:
        KeyError: One of the four texts is missing.
        ValueError: A trial claims nothing, or says what it cannot.
    """
    texts = load_texts(name)
    words = {part: texts[f"teach.{part}"] for part in ("predict", "change", "surprise", "explain")}
    return Teaching(**words, trials=trials_of("teach.change", table(name)["teach"]["change"]))
