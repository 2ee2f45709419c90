"""Packages as bytes: a small workbook taken apart, changed where no program would, and packed again by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Parts: TypeAlias = dict[str, bytes]
"""The parts of a package by name, in order."""
Change: TypeAlias = Callable[[Parts], Parts]
"""Makes other parts of those of a good workbook."""

WORKBOOK = "xl/workbook.xml"
RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet2.xml"
"""The sheet ``Blocks`` of the lesson ``pooling``: numbers in B7:G12, formulas beside them."""
MAP = "xl/worksheets/sheet3.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
INPUT = b'<c r="B7"><v>1.0</v></c>'
"""A number of the lesson, as the file has it but for the number of its style, which changes with the styles."""
FORMULA = b"<f>MAX(B7:C8)</f>"
"""The formula of Blocks!I7."""
END = b"</sheetData>"


def parts_of(path: Path) -> Parts:
    """Take a package apart."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return parts | {SHEET: re.sub(rb'(<c r="B7") s="\d+"', rb"\1", parts[SHEET])} if SHEET in parts else parts


def pack(parts: Mapping[str, bytes], path: Path, method: int = ZIP_DEFLATED) -> Path:
    """Pack parts, the content types first as programs do."""
    with ZipFile(path, "w", method) as archive:
        for name in sorted(parts, key=lambda name: name != TYPES):
            archive.writestr(name, parts[name])
    return path


def replaced(name: str, old: bytes, new: bytes) -> Change:
    """Return the change of one place of one part, which must be there."""

    def change(parts: Parts) -> Parts:
        assert old in parts[name], f"{old!r} is not in {name}"
        return {**parts, name: parts[name].replace(old, new, 1)}

    return change


def everywhere(name: str, old: bytes, new: bytes) -> Change:
    """Return the change of all places of one part."""

    def change(parts: Parts) -> Parts:
        assert old in parts[name], f"{old!r} is not in {name}"
        return {**parts, name: parts[name].replace(old, new)}

    return change


def part(name: str, content: bytes) -> Change:
    """Return the change of one whole part, or a part more."""
    return lambda parts: {**parts, name: content}


def without(name: str) -> Change:
    """Return the change that leaves a part out."""
    return lambda parts: {other: content for other, content in parts.items() if other != name}


def rows(content: str) -> Change:
    """Return the change that puts rows below those of ``Blocks``, which end before row 90."""
    return replaced(SHEET, END, content.encode() + END)


def formula(text: str, attributes: str = "") -> Change:
    """Return the change that gives Blocks!Z90, which no tensor owns, a formula; its text is XML."""
    return rows(f'<row r="90"><c r="Z90"><f{attributes}>{text}</f><v>0</v></c></row>')


def both(*changes: Change) -> Change:
    """Return several changes after each other."""

    def change(parts: Parts) -> Parts:
        for one in changes:
            parts = one(parts)
        return parts

    return change


def map_says(**cells: str) -> Change:
    """Return the change of cells of the Map, such as ``B4="steps=3"``."""

    def change(parts: Parts) -> Parts:
        content = parts[MAP]
        for address, text in cells.items():
            cell = f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'.encode()
            content, found = re.subn(
                rf'<c r="{address}"[^>]*>.*?</c>'.encode(), lambda _, cell=cell: cell, content, count=1
            )
            assert found, address
        return {**parts, MAP: content}

    return change
