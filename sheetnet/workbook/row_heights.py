"""The heights of rows: words that wrap need more than one line, large letters a higher one."""

from __future__ import annotations

from sheetnet.texts import Text
from sheetnet.workbook.page import ROW_HEIGHT, Label, Page
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import DIGIT, is_wide, line_count

LINE_HEIGHT, LATIN_LINE = 1.5, 1.3
"""Height of a line of text, in font sizes, and of one without East Asian letters."""
LARGE = 11
"""Letters of more points than these need a higher row."""
BAND_AIR = 6.0
"""Points of a band of colour above and below its words together."""
FULL = 0.97
"""Words break a little before the room is full."""
MARGINS = 6
"""Pixels of a cell that words leave free at its edges."""


def row_heights(page: Page, language: str) -> dict[int, float]:
    """Return the heights, in points, of those rows that are not as high as most.

    Args:
        page: The page; heights that it sets itself take precedence.
        language: Of its texts.
    """
    heights = {} if page.default_height == ROW_HEIGHT else dict.fromkeys(_rows(page), page.default_height)
    for label in page.labels:
        needed = _needed(page, label, language)
        if needed > heights.get(label.row, page.default_height):
            heights[label.row] = needed
    return heights | page.heights


def _rows(page: Page) -> range:
    """Return the rows that have cells or lie below a chart."""
    return range(1, max([page.extent()[2], *(chart.last_row for chart in page.charts)]) + 1)


def _needed(page: Page, label: Label, language: str) -> float:
    style = STYLES[label.style]
    line, air = style.size * LINE_HEIGHT, BAND_AIR if style.band else 0.0
    if not (style.wrap and isinstance(label.content, Text)):
        return line + air if style.size > LARGE else 0.0
    if label.down > 1:
        return 0.0
    room = page.pixels_of(label.column, label.column + label.across - 1)
    text = label.content.say(language)
    lines = lines_of(text, label.style, room)
    if style.align == "left" and not style.band and style.size < LARGE:
        if lines == 1:
            return 0.0  # a row of most rows' height holds a line, and words on several rows stay evenly apart
        line = style.size * (LINE_HEIGHT if any(map(is_wide, text)) else LATIN_LINE)
    return line * lines + 2 + air


def lines_of(text: str, style: str, room: float) -> int:
    """Return in how many lines a text that wraps is written.

    Args:
        text: The text.
        style: Its named style.
        room: Width of its cells, in pixels.
    """
    return line_count(text, (room - MARGINS) / (DIGIT * STYLES[style].size) * FULL)
