"""Typefaces: Chinese letters in a Chinese one, wherever they stand; numbers and Latin letters in Calibri."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.text_size import is_wide
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.write.strings import SharedStrings
from sheetnet.xlsx.write.typefaces import LATIN, TYPEFACES
from tests.workbooks import Builder

CHINESE = TYPEFACES["zh"]


def item(text: str, language: str) -> str:
    """Return a text of a heading as the table of texts has it; elements without contents are written short."""
    strings = SharedStrings(language)
    assert strings.number(text, STYLES["heading"]) == 0
    (found,) = re.findall("<si>(.*?)</si>", strings.xml(), re.DOTALL)
    return re.sub(r"<(\w+)([^<>]*)></\1>", r"<\1\2/>", found)


def test_chinese_letters_have_their_own_typeface_and_all_else_of_the_style() -> None:
    style = '<b/><sz val="12"/><color rgb="FF1F3864"/>'
    assert item("身高 x (cm)", "zh") == (
        f'<r><rPr>{style}<rFont val="Microsoft YaHei"/><charset val="134"/></rPr><t xml:space="preserve">身高</t></r>'
        f'<r><rPr>{style}<rFont val="Calibri"/></rPr><t xml:space="preserve"> x (cm)</t></r>'
    )


@pytest.mark.parametrize(("text", "language"), [("x (cm)", "zh"), ("深度学习 x", "en")])
def test_a_text_that_needs_no_other_typeface_is_plain(text: str, language: str) -> None:
    assert item(text, language) == f'<t xml:space="preserve">{text}</t>'


def test_equal_texts_of_one_style_are_stored_once() -> None:
    strings = SharedStrings("zh")
    styles = [STYLES[name] for name in ("heading", "label", "heading")]
    assert [strings.number("身高", style) for style in styles] == [0, 1, 0]
    assert 'count="3" uniqueCount="2"' in strings.xml()


def test_every_chinese_letter_of_a_workbook_is_set_in_it(built: Builder) -> None:
    book, seen = openpyxl.load_workbook(built("regression", "zh", steps=5), rich_text=True), 0
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"):
        runs = cell.value if isinstance(cell.value, CellRichText) else [cell.value]
        for run in runs:
            name = run.font.rFont if isinstance(run, TextBlock) else cell.font.name
            wide = any(map(is_wide, f"{run}{cell.number_format}"))  # the mark of the map shows another text
            assert name == (CHINESE if wide else LATIN).name
            seen += wide
    assert seen > 50


def test_a_number_that_is_shown_as_a_chinese_word_is_set_in_it(built: Builder) -> None:
    book = openpyxl.load_workbook(built("gradient_descent", "zh", steps=5))
    numbers = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type in "nf"]
    words = {cell.font.name for cell in numbers if any(map(is_wide, cell.number_format))}
    assert words == {CHINESE.name}
    assert {cell.font.name for cell in numbers if not any(map(is_wide, cell.number_format))} == {LATIN.name}


def part(path: Path, name: str) -> ElementTree.Element:
    with ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(name))


@pytest.mark.parametrize(("lang", "typefaces"), [("zh", {"Microsoft YaHei"}), ("en", {"", "宋体"})])
def test_charts_take_theirs_from_the_theme(lang: str, typefaces: set[str], built: Builder) -> None:
    root = part(built("regression", lang, steps=5), "xl/theme/theme1.xml")
    fonts = [font for font in root.iter() if font.tag.endswith("}ea") or font.get("script") == "Hans"]
    assert {font.get("typeface") for font in fonts if font.get("typeface") is not None} == typefaces


@pytest.mark.parametrize(("lang", "typeface"), [("zh", CHINESE), ("en", LATIN)])
def test_notes_have_a_typeface(lang: str, typeface: object, built: Builder) -> None:
    root = part(built("regression", lang, steps=5), "xl/comments1.xml")
    names = [font.attrib["val"] for font in root.iter() if font.tag.endswith("}rFont")]
    assert names
    assert {*names} == {getattr(typeface, "name", None)}


def test_what_is_read_of_such_a_text_is_the_text(built: Builder) -> None:
    sheet = read(built("regression", "zh", steps=5))["数据"]
    assert "穿过数据点的直线" in sheet.constants.values()
