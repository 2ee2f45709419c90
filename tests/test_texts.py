"""Every table of texts is whole in every language, and a language is nothing but texts and a row."""

from __future__ import annotations

import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import sheetnet
import sheetnet.texts
from sheetnet.catalogue import LESSONS, OWN
from sheetnet.errors import InputError
from sheetnet.texts import LANGUAGES, Text, literal, load_texts
from sheetnet.workbook.tensor import Role

FOLDER = Path(sheetnet.texts.__file__).parent
TABLES = sorted({path.stem for path in FOLDER.glob("*.toml")} - {"languages"})


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", TABLES)
def test_every_text_is_there_in_every_language(name: str) -> None:
    for key, text in load_texts(name).items():
        assert text._by_language.keys() == LANGUAGES.keys(), f"{name}: {key}"
        said = [text.say(language) for language in LANGUAGES]
        assert all(each.strip() for each in said), f"{name}: {key} is empty"
        assert len({frozenset(placeholders(each)) for each in said}) == 1, f"{name}: {key} fills in different values"


@pytest.mark.parametrize("name", TABLES)
def test_readers_meet_no_words_of_the_tool(name: str) -> None:
    words = re.compile(r"(?i:tensor|numpy|array|python)|\bMap\b|张量")
    said = [text.say(language) for text in load_texts(name).values() for language in LANGUAGES]
    assert [each for each in said if words.search(each)] == []


def test_every_table_belongs_to_a_lesson_or_to_several() -> None:
    assert set(TABLES) == {"common", "course", "network", *(lesson.slug for lesson in (*LESSONS, *OWN))}


def test_a_role_is_told_by_its_word_in_any_language() -> None:
    words = [{load_texts("common")[f"role.{role.value}"].say(language) for language in LANGUAGES} for role in Role]
    assert len(set().union(*words)) == sum(len(each) for each in words)


def test_texts_are_joined_and_filled_language_by_language() -> None:
    cost = Text(en="cost", zh="代价")
    assert (cost + " C").say("zh") == "代价 C"
    assert Text(en="the {what}", zh="{what}是").format(what=cost) == Text(en="the cost", zh="代价是")
    assert literal("Σ").say("zh") == "Σ"
    assert hash(literal("Σ")) == hash(literal("Σ"))


def test_what_nobody_wrote_is_an_error() -> None:
    with pytest.raises(InputError, match=r"language 'fr' is not known; choose one of en \(English\), zh \(中文\)"):
        literal("Σ").say("fr")
    with pytest.raises(KeyError, match=r"texts/common\.toml has no entry 'nothing'"):
        load_texts("common")["nothing"]
    with pytest.raises(KeyError, match=r"texts/common\.toml has no entries 'nothing'"):
        load_texts("common").series("nothing")


def test_words_that_lack_a_language_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheetnet.texts, "LANGUAGES", {**LANGUAGES, "xx": "Another language"})
    said = r"texts/common\.toml: [\w.]+ is written in en, zh; the languages are en, zh, xx"
    with pytest.raises(ValueError, match=said):
        load_texts.__wrapped__("common")


def test_a_language_is_added_with_texts_and_a_row_alone(tmp_path: Path) -> None:
    """A copy of the package, with a third language in its tables and no other change, builds and verifies in it."""
    package = tmp_path / "sheetnet"
    shutil.copytree(Path(sheetnet.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (package / "texts" / f"{name}.toml" for name in TABLES):
        text = re.sub(r", zh = (.*) \}", r", zh = \1, xx = \1 }", path.read_text("utf-8"))
        path.write_text(re.sub(r"^zh = (.*)$", r"zh = \1\nxx = \1", text, flags=re.MULTILINE), "utf-8")
    with package.joinpath("texts", "languages.toml").open("a", encoding="utf-8") as file:
        file.write('xx = "Another language"\n')
    words = [sys.executable, "-m", "sheetnet", "build", "gradient_descent", "--lang", "xx", "--set", "steps=2"]
    done = subprocess.run([*words, "--out", "out"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = openpyxl.load_workbook(tmp_path / "out" / "gradient_descent.xlsx")
    assert built[load_texts("common")["map.tab"].say("zh")]["B3"].value == "xx"
    assert built.properties.title == load_texts("gradient_descent")["title"].say("zh")
