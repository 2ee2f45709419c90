"""Everything a person reads in a workbook, in every language, from tables in TOML: one file a lesson.

Which languages there are is told by the table ``languages.toml`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any

from sheetnet.errors import InputError
from sheetnet.texts.tables import table

_NO_WORDS = ("page", "tried")
"""What stands beside the words of a tip or a change; see ``sheetnet.texts.tips`` and ``sheetnet.texts.trials``."""

LANGUAGES: Mapping[str, str] = table("languages")
"""The languages' own names, by code."""


class Text:
    """A text in every language.

    Args:
        by_language: What it says, by the code of the language, as in ``Text(en="cost", zh="代价")``.
    """

    __slots__ = ("_by_language",)

    def __init__(self, **by_language: str) -> None:
        self._by_language = by_language

    @property
    def languages(self) -> Set[str]:
        """The codes of the languages that it is written in."""
        return self._by_language.keys()

    def say(self, language: str) -> str:
        """Return the text in one language.

        Raises:
            InputError: There is no such language.
        """
        check_language(language)
        return self._by_language[language]

    def format(self, **values: object) -> Text:
        """Fill the same values into every language; a value that is itself a Text goes in by language."""
        return Text(**{language: self._filled(language, values) for language in self._by_language})

    def _filled(self, language: str, values: Mapping[str, object]) -> str:
        filled = {key: value.say(language) if isinstance(value, Text) else value for key, value in values.items()}
        return self._by_language[language].format(**filled)

    def __add__(self, other: Text | str) -> Text:
        right = other if isinstance(other, Text) else literal(other)
        return Text(**{language: text + right.say(language) for language, text in self._by_language.items()})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._by_language == other._by_language

    def __hash__(self) -> int:
        return hash(tuple(self._by_language.items()))

    def __repr__(self) -> str:
        return f"Text({', '.join(f'{language}={text!r}' for language, text in self._by_language.items())})"


def literal(text: str) -> Text:
    """Take a symbol or a datum, the same in every language, as a Text."""
    return Text(**dict.fromkeys(LANGUAGES, text))


class Texts(Mapping[str, Text]):
    """The texts of one table, by their keys.

    Args:
        name: The table: a lesson's slug, ``network`` or ``common``.
        entries: Its texts; a key is the path of an entry in the file, as in ``map.about``.
    """

    def __init__(self, name: str, entries: Mapping[str, Text]) -> None:
        self.name = name
        self._entries = entries

    def __getitem__(self, key: str) -> Text:
        if key not in self._entries:
            raise KeyError(f"texts/{self.name}.toml has no entry {key!r}")
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def series(self, key: str) -> list[Text]:
        """Return the numbered texts ``key.1``, ``key.2``, … in order."""
        below = [each.removeprefix(f"{key}.") for each in self if each.startswith(f"{key}.")]
        numbers = [each for each in below if each.isdigit()]
        if not numbers:
            raise KeyError(f"texts/{self.name}.toml has no entries {key!r}")
        return [self[f"{key}.{number}"] for number in sorted(numbers, key=int)]


@cache
def load_texts(name: str) -> Texts:
    """Load a table of texts.

    Args:
        name: A lesson's slug, ``network`` or ``common``.

    Raises:
        ValueError: A text lacks words in one of the languages, or has some in a language that there is not.
    """
    entries = dict(_entries(table(name)))
    for key, text in entries.items():
        if text.languages != LANGUAGES.keys():
            said, known = ", ".join(text.languages), ", ".join(LANGUAGES)
            raise ValueError(f"texts/{name}.toml: {key} is written in {said}; the languages are {known}")
    return Texts(name, entries)


def check_language(language: str) -> None:
    """Make sure that there are texts in a language.

    Raises:
        InputError: There are none.
    """
    if language not in LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise InputError(f"language {language!r} is not known; choose one of {known}")


def _entries(group: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Text]]:
    """Go through a table's texts by key: what holds words is a text, and may hold further texts, as tips do."""
    for key, value in group.items():
        parts = {name: part for name, part in value.items() if name not in _NO_WORDS}
        words = {language: part for language, part in parts.items() if isinstance(part, str)}
        if words:
            yield prefix + key, Text(**words)
        yield from _entries({name: part for name, part in parts.items() if name not in words}, f"{prefix}{key}.")
