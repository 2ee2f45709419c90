"""What is used of openpyxl without being promised: that it is still there, does what we take it to do, in one module.

When openpyxl changes, the first tests say what is gone; only ``sheetnet/xlsx/openpyxl_internals.py`` is to be mended.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.relationship import RelationshipList
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.xlsx import openpyxl_internals
from sheetnet.xlsx.openpyxl_internals import SheetContent, write_parts
from sheetnet.xlsx.write.archive import PinnedArchive
from sheetnet.xlsx.write.strings import SharedStrings
from tests.sources import ROOT, modules, parsed

ADAPTER = Path(openpyxl_internals.__file__)


def written_sheet() -> Worksheet:
    sheet = openpyxl.Workbook().active
    sheet["B2"].comment = Comment("words", "somebody")
    return sheet


def writer() -> object:
    return import_module("openpyxl.worksheet._writer").WorksheetWriter(written_sheet(), out=BytesIO())


def drawing() -> object:
    return import_module("openpyxl.drawing.spreadsheet_drawing").SpreadsheetDrawing()


MEMBERS: dict[str, tuple[Callable[[], object], Callable[[object], bool]]] = {
    "_writer": (lambda: import_module("openpyxl.worksheet"), lambda module: hasattr(module, "WorksheetWriter")),
    "_drawing": (written_sheet, lambda drawing: drawing is None),
    "_charts": (written_sheet, lambda charts: charts == []),
    "_chart_frame": (drawing, lambda frame: callable(frame)),
    "_images": (written_sheet, lambda images: images == []),
    "_hyperlinks": (written_sheet, lambda links: links == []),
    "_comments": (lambda: writer().ws, lambda comments: comments == []),
    "_cells": (written_sheet, lambda cells: [*cells] == [(2, 2)]),
    "_rels": (writer, lambda relationships: isinstance(relationships, RelationshipList)),
}
"""Where each private member is found, and what it is there."""


@pytest.mark.parametrize("name", MEMBERS)
def test_a_private_member_is_there_and_is_what_we_take_it_for(name: str) -> None:
    owner, is_as_assumed = MEMBERS[name]
    found = owner()
    assert hasattr(found, name), f"openpyxl {openpyxl.__version__} has no {name} of {found!r} any more"
    assert is_as_assumed(getattr(found, name)), f"openpyxl {openpyxl.__version__}: {name} is {getattr(found, name)!r}"


def test_every_private_member_that_is_used_is_tested() -> None:
    assert {*private_members(ADAPTER)} == MEMBERS.keys()


@pytest.mark.parametrize(
    "method",
    ["write_properties", "write_views", "write_format", "write_cols", "write_drawings", "write_tail", "read"],
)
def test_the_writer_of_a_sheet_has_its_steps(method: str) -> None:
    assert callable(getattr(writer(), method, None)), f"openpyxl {openpyxl.__version__} has no WorksheetWriter.{method}"


def test_a_sheet_gets_its_rows_links_and_notes_from_us(tmp_path: Path) -> None:
    sheet, strings = written_sheet(), SharedStrings("en")
    row = f'<row r="1"><c r="A1" t="s"><v>{strings.number("words")}</v></c></row>'
    links = [Hyperlink(ref="A1", location="'Sheet'!C3", display="words")]
    with PinnedArchive(tmp_path / "x.xlsx", {}) as archive:
        write_parts(sheet.parent, {sheet: SheetContent("A1:B7", iter([row]), links)}, archive, strings)
    with ZipFile(tmp_path / "x.xlsx") as written:
        xml = written.read("xl/worksheets/sheet1.xml").decode()
        kinds = written.read("[Content_Types].xml").decode()
        names = {*written.namelist()}
    assert f"<sheetData>{row}</sheetData>" in xml
    assert '<dimension ref="A1:B7"></dimension><sheetViews>' in xml
    assert "'Sheet'!C3" in xml
    assert strings.mime_type in kinds
    assert {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"} <= names, "the notes and their shapes"


def private_members(path: Path) -> Iterator[str]:
    """Go through the private names that a module takes from objects which are not its own, and from openpyxl."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and not is_own(node.value):
            yield node.attr
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            parts = [part for module in modules for part in module.split(".")]
            names = [alias.name for alias in node.names]
            yield from (name for name in (*parts, *names) if is_private(name))


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def is_own(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Name) and owner.id in ("self", "cls")


@pytest.mark.slow
def test_no_other_module_uses_a_private_member_of_openpyxl() -> None:
    for path in set(modules().values()) - {ADAPTER}:
        foreign = foreign_members(path)
        assert not foreign & MEMBERS.keys(), f"{path.name} uses private members of openpyxl: {sorted(foreign)}"
        if "xlsx" in path.relative_to(ROOT).parts:
            assert not foreign, f"{path.name} uses private members of something else: {sorted(foreign)}"


def foreign_members(path: Path) -> set[str]:
    """Return the private members that a module uses without having made them."""
    own = {
        node.attr if isinstance(node, ast.Attribute) else node.name if isinstance(node, ast.FunctionDef) else node.id
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
        or (isinstance(node, ast.Attribute) and is_own(node.value))
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    }
    return set(private_members(path)) - own - {"__future__"}
