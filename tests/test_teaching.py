"""The pages for teachers are those that the tables of texts make, with all that belongs to each lesson."""

from __future__ import annotations

import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.texts import LANGUAGES
from sheetnet.texts.subscripts import lowered
from sheetnet.texts.teaching import load_teaching
from sheetnet.texts.trials import trials_of
from tests.tools.teaching import FOLDER, page, path_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_page_is_what_the_tables_make(language: str) -> None:
    stands = path_of(language).read_text(encoding="utf-8")
    assert stands == page(language), "run python -m tests.tools.teaching to write the pages anew"


@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS])
def test_every_lesson_has_all_four_texts_in_every_language(slug: str) -> None:
    teaching = load_teaching(slug)
    for text in (teaching.predict, teaching.change, teaching.surprise, teaching.explain):
        assert text.languages == LANGUAGES.keys()
        unmarked = {language: text.say(language) for language in LANGUAGES if "_" not in text.say(language)}
        assert all(lowered(words) in page(language) for language, words in unmarked.items())


def test_the_files_that_it_opens_are_named_as_they_are_built() -> None:
    for language in LANGUAGES:
        for lesson in LESSONS:
            assert (FOLDER / f"../workbooks/{language}/{lesson.slug}.xlsx").resolve().is_file()


def test_a_trial_that_claims_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"teach\.change: a trial has \['set'\]; it takes 'set', and 'then'"):
        trials_of("teach.change", {"tried": [{"set": ["x=1"]}]})
