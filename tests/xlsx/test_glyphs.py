"""Every character of a workbook can be drawn: by the fonts that it names, or by one that each system has.

Latin letters are set in Calibri; ``carlito.txt`` says which characters Carlito has, its twin on Linux. East Asian
letters are set in Microsoft YaHei, which has all of GBK, as have PingFang SC and Noto Sans CJK SC.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.texts import LANGUAGES
from sheetnet.workbook.text_size import is_wide
from tests.tools.glyphs import points, ranges
from tests.workbooks import NETWORKS, SHORT, Builder

CARLITO = points(Path(__file__).with_name("carlito.txt").read_text("ascii"))
FROM_OTHERS: Mapping[str, str] = {
    "′": "in Calibri itself, and in every font of Windows and macOS; only Carlito lacks it",
    "\u0302": "m̂ and x̄ are how the literature writes them; Calibri has the marks, elsewhere the letter comes along",
    "\u0304": "see above",
    "∇": "no letter stands in for it",
    "∈": "on the sheet of all cells alone",
    "∠": "no letter stands in for it",
    "✓": "no letter stands in for it",
    "✗": "no letter stands in for it",
    "█": "of bars that are texts",
    "ₙ": "in legends of charts, where no letter can be set lower; cells set an n lower",
}
"""What Carlito lacks and is used all the same, and why: lone signs, which Segoe UI Symbol and Cambria Math (Windows),
Apple Symbols and Zapf Dingbats (macOS) and DejaVu Sans (Linux) have. Before adding one, look for a sign that Carlito
has: * and → stand in for ∗ and ▸."""


def drawn(path: Path) -> set[str]:
    """Return the characters of all that a workbook's parts say; the theme names fonts in their own letters."""
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".vml")) and "theme" not in name]
        parts = [archive.read(name).decode() for name in names]
    return set().union(*map(html.unescape, parts)) - {"\n"}


def lacking(characters: set[str]) -> list[str]:
    """Return what neither the fonts nor the declared others have."""
    narrow = {c for c in characters if not is_wide(c)}
    wide = {c for c in characters - narrow if not c.encode("gbk", "ignore")}
    return sorted(wide | {c for c in narrow if ord(c) not in CARLITO and c not in FROM_OTHERS})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS])
def test_no_character_is_missing(slug: str, language: str, built: Builder) -> None:
    settings: dict[str, Any] = SHORT if slug in NETWORKS else {}
    assert lacking(drawn(built(slug, language, **settings))) == []


def test_what_others_lend_is_needed() -> None:
    assert [c for c in FROM_OTHERS if ord(c) in CARLITO] == []


def test_a_missing_character_is_found() -> None:
    assert lacking(set("a∂Σ汉∇")) == []
    assert lacking(set("▸∗𠀀")) == ["∗", "▸", "𠀀"]


def test_ranges_are_read_as_they_are_written() -> None:
    assert list(ranges({65, 66, 67, 70})) == ["41-43", "46"]
    assert points("41-43 46") == {65, 66, 67, 70}
