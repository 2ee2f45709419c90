"""Everything a person reads in a workbook, in English and Chinese, from tables in TOML: one file a lesson."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages.

    Args:
        en: English.
        zh: Simplified Chinese.
    """

    en: str
    zh: str

    def say(self, language: str) -> str:
        """Return the text in one language, ``en`` or ``zh``."""
        return self.zh if language == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Fill the same values into both languages; a value that is itself a Text goes in by language."""
        return Text(
            self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
            self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
        )

    def __add__(self, other: Text | str) -> Text:
        right = other if isinstance(other, Text) else literal(other)
        return Text(self.en + right.en, self.zh + right.zh)


def literal(text: str) -> Text:
    """Take a symbol or a datum, the same in every language, as a Text."""
    return Text(text, text)


class Texts:
    """The texts of one table, by their keys.

    Args:
        name: The table: a lesson's slug, or ``common``.
        entries: The parsed file.
    """

    def __init__(self, name: str, entries: dict[str, Any]) -> None:
        self._name = name
        self._entries = entries

    def __getitem__(self, key: str) -> Text:
        entry = self._entry(key)
        return Text(entry["en"], entry["zh"])

    def series(self, key: str) -> list[Text]:
        """Return the numbered texts ``key.1``, ``key.2``, … in order."""
        return [self[f"{key}.{number}"] for number in sorted(self._entry(key), key=int)]

    def _entry(self, key: str) -> dict[str, Any]:
        entry = self._entries
        for part in key.split("."):
            if part not in entry:
                raise KeyError(f"texts/{self._name}.toml has no entry {key!r}")
            entry = entry[part]
        return entry


@cache
def texts(name: str) -> Texts:
    """Load a table of texts.

    Args:
        name: A lesson's slug, or ``common``.
    """
    source = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return Texts(name, tomllib.loads(source))
