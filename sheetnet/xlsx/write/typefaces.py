"""Typefaces: Calibri, and for texts in a script that it lacks one that Windows and macOS have.

Where a typeface lacks a letter, each program takes another one of its own choice, and a Chinese text may come out with
Japanese letters. Numbers and Latin letters stay in Calibri, by whose digits columns are measured.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from openpyxl.xml.constants import DRAWING_NS, SHEET_MAIN_NS

from sheetnet.workbook.text_size import is_wide
from sheetnet.xlsx.write.layout import with_excels_prefixes


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface.

    Args:
        name: Its name.
        charset: The letters that a program must find in another one, if it has not this; a number of Windows.
        script: The script that the theme of a workbook uses it for, if it does.
    """

    name: str
    charset: int | None = None
    script: str = ""


LATIN = Typeface("Calibri")
TYPEFACES = {"zh": Typeface("Microsoft YaHei", charset=134, script="Hans")}
"""By language, where that is written in letters that Calibri lacks."""
NOTE_SIZE = "9"
"""Points."""


def typeface_for(text: str, language: str) -> Typeface:
    """Return the typeface of a cell that shows a text: Calibri if none of its letters is of the language's script."""
    return TYPEFACES.get(language, LATIN) if any(map(is_wide, text)) else LATIN


def with_typeface(typeface: Typeface, name: str, theme: str) -> str:
    """Set the theme's typeface for East Asian texts: charts take theirs from it."""
    root = ElementTree.fromstring(theme)
    fonts = [font for kind in ("majorFont", "minorFont") for found in root.iter(_drawing(kind)) for font in found]
    for font in fonts:
        if typeface.script and (font.tag == _drawing("ea") or font.get("script") == typeface.script):
            font.set("typeface", typeface.name)
    return with_excels_prefixes(name, ElementTree.tostring(root, encoding="unicode"))


def with_set_notes(typeface: Typeface, _: str, comments: str) -> str:
    """Set the text of notes in a typeface; without one, each program takes its own."""
    ElementTree.register_namespace("", SHEET_MAIN_NS)
    root = ElementTree.fromstring(comments)
    for text in root.iter(_sheet("text")):
        words = list(text)
        run = ElementTree.Element(_sheet("r"))
        properties = ElementTree.SubElement(run, _sheet("rPr"))
        ElementTree.SubElement(properties, _sheet("sz"), val=NOTE_SIZE)
        ElementTree.SubElement(properties, _sheet("rFont"), val=typeface.name)
        if typeface.charset is not None:
            ElementTree.SubElement(properties, _sheet("charset"), val=str(typeface.charset))
        run.extend(words)
        text[:] = [run]
    return ElementTree.tostring(root, encoding="unicode")


def _drawing(tag: str) -> str:
    return f"{{{DRAWING_NS}}}{tag}"


def _sheet(tag: str) -> str:
    return f"{{{SHEET_MAIN_NS}}}{tag}"
