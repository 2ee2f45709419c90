"""The heights of rows: words that wrap need more than one line, large letters a higher one."""

from __future__ import annotations

from collections import defaultdict

from sheetnet.texts import Text
from sheetnet.workbook.page import Label, Page
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import line_count

LINE_HEIGHT = 1.5
"""Height of a line of text, in font sizes."""
ROW_HEIGHT = 15.0
"""Points of a row for which nobody asks more."""
LARGE = 11
"""Letters of more points than these need a higher row."""
FULL = 0.93
"""Words break a little before the room is full."""


def row_attributes(page: Page, language: str) -> dict[int, str]:
    """Return the XML attributes of rows that have a height or belong to a group."""
    attributes: dict[int, str] = defaultdict(str)
    for row, height in {**_needed_heights(page, language), **page.heights}.items():
        attributes[row] += f' ht="{height:g}" customHeight="1"'
    for first, last in page.groups:
        for row in range(first, last + 1):
            attributes[row] += ' outlineLevel="1"'
    return attributes


def _needed_heights(page: Page, language: str) -> dict[int, float]:
    heights: dict[int, float] = {}
    for label in page.labels:
        needed = _needed(page, label, language)
        if needed > heights.get(label.row, ROW_HEIGHT):
            heights[label.row] = needed
    return heights


def _needed(page: Page, label: Label, language: str) -> float:
    style = STYLES[label.style]
    line = style.size * LINE_HEIGHT
    if not (style.wrap and isinstance(label.content, Text)):
        return line if style.size > LARGE else 0.0
    room = page.width_of(label.column, label.column + label.across - 1) * 10 / style.size
    return line * line_count(label.content.say(language), room * FULL) + 2
