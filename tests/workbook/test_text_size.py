"""How much room words take: near enough to what a screen shows."""

from __future__ import annotations

import pytest

from sheetnet.texts import literal
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import characters, is_wide

PIXELS_A_CHARACTER = 7
PIXELS_A_POINT = 96 / 72


@pytest.mark.parametrize("style", ["label", "muted", "title"])
def test_chinese_letters_are_as_wide_as_high(style: str) -> None:
    needed = 10 * STYLES[style].size * PIXELS_A_POINT
    bold = 1.08 if STYLES[style].bold else 1
    assert characters(literal("汉" * 10), style) * PIXELS_A_CHARACTER == pytest.approx(needed * bold, rel=0.01)


def test_letters_and_marks_of_chinese_texts_are_wide() -> None:
    assert [letter for letter in "汉，（x₁“σ→" if is_wide(letter)] == ["汉", "，", "（"]
