"""The named styles of every workbook: colours as people who build models use them."""

from __future__ import annotations

from dataclasses import dataclass, replace

INPUT_BLUE = "0000FF"
INK = "1A1A1A"
NAVY = "1F3864"
MUTED = "7F7F7F"
GRID = "D9D9D9"
COST = "F8CBAD"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks.

    Args:
        fill: Background colour, or None for white.
        color: Colour of the text.
        bold: Whether the text is bold.
        size: Font size in points.
        border: Whether thin grey lines surround the cell.
        align: Horizontal alignment, or None for the application's own.
        wrap: Whether long text goes on in further lines.
        italic: Whether the text is slanted.
        underline: Whether the text is underlined.
        band: Whether the whole row has the background, however far the page goes on to the right.
        shrinks: Whether a number that is too wide for its cell is written smaller, not as ###.
        vertical: Where words stand in the row's height; if empty, those that wrap at its top, others in the middle.
    """

    fill: str | None = None
    color: str = INK
    bold: bool = False
    size: float = 10
    border: bool = False
    align: str | None = None
    wrap: bool = False
    italic: bool = False
    underline: bool = False
    band: bool = False
    vertical: str = ""
    shrinks: bool = False


STYLES: dict[str, Style] = {
    "text": Style(),
    "label": Style(align="left"),
    "symbol": Style(align="right", color="404040"),
    "title": Style(fill=NAVY, size=18, bold=True, color="FFFFFF", align="left", band=True),
    "title_note": Style(fill=NAVY, size=11, color="D6DCE5", align="left", band=True),
    "lead": Style(fill="EDF1F9", size=11, color="404040", align="left", wrap=True, band=True, vertical="center"),
    "subtitle": Style(size=11, color=MUTED, italic=True),
    "heading": Style(size=12, bold=True, color=NAVY),
    "low_heading": Style(size=11, bold=True, color=NAVY),
    "paragraph": Style(wrap=True, align="left"),
    "spelled": Style(color="C55A11", align="left"),
    "term": Style(color="C55A11", size=13, align="center"),
    "term_name": Style(color=NAVY, italic=True, size=13, align="right"),
    "tip": Style(wrap=True, align="left", vertical="bottom"),
    "reason": Style(color="595959", italic=True, align="left", wrap=True),
    "equation": Style(color=NAVY, italic=True, align="left"),
    "statement": Style(color=NAVY, italic=True, align="left", wrap=True),
    "muted": Style(color=MUTED, size=9),
    "muted_center": Style(color=MUTED, size=9, align="center"),
    "heading_link": Style(size=11, bold=True, color="0563C1", align="left"),
    "link": Style(color="0563C1", underline=True),
    "listed": Style(align="left", wrap=True, vertical="center"),
    "listed_name": Style(color="0563C1", size=9, underline=True, align="left", wrap=True, vertical="center"),
    "listed_equation": Style(color=NAVY, italic=True, align="left", wrap=True, vertical="center"),
    "fine_print": Style(color=MUTED, size=9, align="left", wrap=True, vertical="center"),
    "small_link": Style(color="0563C1", size=9, underline=True, align="left"),
    "paragraph_link": Style(color="0563C1", underline=True, align="left", wrap=True),
    "header": Style(fill=NAVY, color="FFFFFF", bold=True, align="center", wrap=True),
    "subheader": Style(fill="D6DCE5", color=NAVY, bold=True, align="center"),
    "input": Style(fill="DDEBF7", color=INPUT_BLUE, border=True, align="center"),
    "parameter": Style(fill="FFF2CC", color=INPUT_BLUE, border=True, align="center"),
    "computed": Style(color="000000", border=True),
    "output": Style(fill="E2EFDA", color="000000", bold=True, border=True),
    "loss": Style(fill=COST, color="000000", border=True),
    "counter": Style(color=MUTED, border=True, align="center"),
    "pixel": Style(fill="DDEBF7", color=INPUT_BLUE, border=True, align="center", size=9),
    "computed_pixel": Style(color="000000", border=True, align="center", size=9),
    "frame": Style(color="000000", border=True, align="center", size=9, shrinks=True),
    "weight_pixel": Style(fill="FFF2CC", color=INPUT_BLUE, border=True, align="center", size=9),
    "output_pixel": Style(fill="E2EFDA", color="000000", border=True, align="center", size=9),
    "target": Style(fill="DDEBF7", color=INPUT_BLUE, border=True, align="center", size=9),
    "row_label": Style(color="404040", align="right", size=9),
    "shared_label": Style(color=NAVY, bold=True, align="left", size=9),
    "epoch": Style(fill="D6DCE5", color=NAVY, bold=True, align="left"),
    "choice": Style(fill="DDEBF7", color=INPUT_BLUE, border=True, align="center", bold=True),
    "answer": Style(fill="E2EFDA", color=NAVY, bold=True, size=48, border=True, align="center"),
    "sure": Style(color=NAVY, italic=True, size=11, align="left"),
    "vote": Style(color=NAVY, bold=True, size=12, align="right"),
    "vote_center": Style(color=NAVY, bold=True, size=11, align="center"),
    "check": Style(color="595959", size=9, align="center"),
    "verdict": Style(color="000000", bold=True, border=True, align="center"),
}

STYLES |= {
    f"{role}_named": replace(STYLES[role], align="center")
    for role in ("input", "parameter", "computed", "output", "loss")
}

LEGEND = ("input", "parameter", "computed", "output", "loss")
"""The styles that the first sheet explains, in this order."""
