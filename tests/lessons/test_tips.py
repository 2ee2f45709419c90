"""Every tip is tried: the change it names is made, in every language, and what it claims is seen in the cells."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.texts import LANGUAGES
from sheetnet.texts.tips import load_tips
from tests.lessons.recalculated import Recalculated
from tests.workbooks import Builder, model_of

SLUGS = [lesson.slug for lesson in LESSONS]
WORDS = {name: getattr(np, name) for name in ("abs", "all", "any", "argmax", "diff", "isclose", "max", "min", "sum")}
"""What a claim may say beside names, comparisons and arithmetic."""


def holds(claim: str, after: Mapping[str, np.ndarray], before: Mapping[str, np.ndarray]) -> bool:
    """Whether a claim, as the lesson's table of texts states it, is true of the cells."""
    return bool(eval(claim, {"__builtins__": {}, **WORDS}, {**after, "before": SimpleNamespace(**before)}))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_tip_is_tried(slug: str) -> None:
    tips = load_tips(slug)
    assert tips
    assert [tip.text.say("en") for tip in tips if not tip.trials] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_tip_names_a_sheet_that_there_is(slug: str) -> None:
    keys = {page.key for page in find(slug).book(model_of(slug)).pages}
    assert {tip.page for tip in load_tips(slug)} <= keys | {None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_tip_says_is_seen(slug: str, language: str, built: Builder) -> None:
    workbook = Recalculated(built(slug, language))
    for tip in load_tips(slug):
        for trial in tip.trials:
            after = workbook.after(trial.changes)
            wrong = [claim for claim in trial.claims if not holds(claim, after, workbook.before)]
            assert not wrong, f"{tip.text.say(language)}\nafter {trial.changes}: not so: {wrong}"


def test_a_claim_that_is_not_true_fails(built: Builder) -> None:
    workbook = Recalculated(built("gradient_descent"))
    after = workbook.after(["learning_rate=1.1"])
    assert holds("z[-1] > before.z[-1]", after, workbook.before)
    assert not holds("z[-1] < before.z[-1]", after, workbook.before)
