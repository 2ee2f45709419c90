"""Every tip is tried, and every change a teacher makes: in every language, what is claimed is seen in the cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.texts import LANGUAGES, Text
from sheetnet.texts.teaching import load_teaching
from sheetnet.texts.tips import load_tips
from sheetnet.texts.trials import Trial
from tests.lessons.recalculated import recalculated
from tests.workbooks import Builder, model_of

SLUGS = [lesson.slug for lesson in LESSONS]
WORDS = {name: getattr(np, name) for name in ("abs", "all", "any", "argmax", "diff", "isclose", "max", "min", "sum")}
"""What a claim may say beside names, comparisons and arithmetic."""

LARGE = ("backprop", "cnn_backprop")
"""Up to a million cells: tried in the first language only.

In others but the names of sheets differ, and with these every cell is compared by ``test_all_lessons``.
"""
CASES = [
    pytest.param(slug, lang, marks=pytest.mark.long if slug in LARGE else ())
    for slug in SLUGS
    for lang in LANGUAGES
    if slug not in LARGE or lang == next(iter(LANGUAGES))
]


def holds(claim: str, after: Mapping[str, np.ndarray], before: Mapping[str, np.ndarray]) -> bool:
    """Whether a claim, as the lesson's table of texts states it, is true of the cells."""
    return bool(eval(claim, {"__builtins__": {}, **WORDS}, {**after, "before": SimpleNamespace(**before)}))


def trials(slug: str) -> Iterator[tuple[Text, Trial]]:
    """Go through all that a lesson's texts let somebody try, with the text that says it."""
    for tip in load_tips(slug):
        yield from ((tip.text, trial) for trial in tip.trials)
    teaching = load_teaching(slug)
    yield from ((teaching.surprise, trial) for trial in teaching.trials)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_tip_is_tried(slug: str) -> None:
    tips = load_tips(slug)
    assert tips
    assert [tip.text.say("en") for tip in tips if not tip.trials] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_teacher_changes_is_tried(slug: str) -> None:
    assert any(trial.changes for trial in load_teaching(slug).trials)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_tip_names_a_sheet_that_there_is(slug: str) -> None:
    keys = {page.key for page in find(slug).book(model_of(slug)).pages}
    assert {tip.page for tip in load_tips(slug)} <= keys | {None}


@pytest.mark.parametrize(("slug", "language"), CASES)
def test_what_a_tip_says_is_seen(slug: str, language: str, built: Builder) -> None:
    workbook = recalculated(built(slug, language))
    for text, trial in trials(slug):
        after = workbook.after(trial.changes)
        wrong = [claim for claim in trial.claims if not holds(claim, after, workbook.before)]
        assert not wrong, f"{text.say(language)}\nafter {trial.changes}: not so: {wrong}"


def test_a_claim_that_is_not_true_fails(built: Builder) -> None:
    workbook = recalculated(built("gradient_descent"))
    after = workbook.after(["learning_rate=1.1"])
    assert holds("z[-1] > before.z[-1]", after, workbook.before)
    assert not holds("z[-1] < before.z[-1]", after, workbook.before)
