"""Copies for the engines: cells and formulas only, every stored value poisoned.

Engines that trust stored values, as LibreOffice does, would otherwise hand our own numbers back to us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.xml.constants import PKG_REL_NS, REL_NS, SHEET_MAIN_NS

from sheetnet.formula.template import cell_address
from sheetnet.xlsx.read.stored import Cell, Constant, SharedFormula, StoredSheet
from sheetnet.xlsx.write.archive import DECLARATION, write_text

POISON = -987654321.125
"""Stored with every formula. A cell that still holds it after a recalculation was not recalculated."""

Edits = Mapping[str, Mapping[Cell, float]]
"""For each sheet the input cells that hold another number in the copy."""


def write_poisoned_copy(sheets: Mapping[str, StoredSheet], path: Path, edits: Edits) -> None:
    """Write a copy of a workbook that has nothing but cells and formulas, and no value that a formula computed.

    Args:
        sheets: Its sheets.
        path: Where the copy goes.
        edits: Inputs that are to be different in the copy.
    """
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _frame(list(sheets)).items():
            archive.writestr(name, DECLARATION + content)
        for number, (title, sheet) in enumerate(sheets.items(), start=1):
            write_text(archive, f"xl/worksheets/sheet{number}.xml", _sheet_xml(sheet, edits.get(title, {})))


def _sheet_xml(sheet: StoredSheet, edits: Mapping[Cell, float]) -> Iterator[str]:
    yield f'{DECLARATION}<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>'
    row = 0
    cells: list[str] = []
    for place in sorted({*sheet.constants, *sheet.formulas, *sheet.array_cells()}):
        if place[0] != row:
            if cells:
                yield f'<row r="{row}">{"".join(cells)}</row>'
            row, cells = place[0], []
        cells.append(_cell_xml(sheet, place, edits))
    if cells:
        yield f'<row r="{row}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _cell_xml(sheet: StoredSheet, place: Cell, edits: Mapping[Cell, float]) -> str:
    address = cell_address(*place)
    if place in sheet.formulas:
        return f'<c r="{address}">{_formula_xml(sheet.formulas[place], place)}<v>{POISON}</v></c>'
    if place in sheet.arrays:
        (top, left, bottom, right), text = sheet.arrays[place]
        reference = f"{cell_address(top, left)}:{cell_address(bottom, right)}"
        return f'<c r="{address}"><f t="array" ref="{reference}">{escape(text.lstrip("="))}</f><v>{POISON}</v></c>'
    if place in sheet.constants:
        return _constant_xml(address, edits.get(place, sheet.constants[place]))
    # Within an array formula's range: an engine without the function leaves the cell as it is, and what depends on it
    # must then be an error too, not a number made from the poison.
    return f'<c r="{address}" t="e"><v>#N/A</v></c>'


def _formula_xml(formula: str | SharedFormula, place: Cell) -> str:
    """Write a formula; a shared one stays shared, so that the engine itself carries it from cell to cell."""
    if isinstance(formula, str):
        return f"<f>{escape(formula[1:])}</f>"
    if place == formula.first:
        return f'<f t="shared" ref="{formula.range}" si="{formula.number}">{escape(formula.text[1:])}</f>'
    return f'<f t="shared" si="{formula.number}"/>'


def _constant_xml(address: str, value: Constant) -> str:
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{address}"><v>{value!r}</v></c>'


def _frame(titles: list[str]) -> dict[str, str]:
    """Return the parts around the sheets."""
    numbered = list(enumerate(titles, start=1))
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<sheet name="{escape(t, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>' for n, t in numbered
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}.worksheet+xml"/>' for n, _ in numbered
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{REL_NS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PKG_REL_NS}">'
        f'<Relationship Id="rId1" Type="{REL_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET_MAIN_NS}" xmlns:r="{REL_NS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PKG_REL_NS}">{links}'
        f'<Relationship Id="rIdStyles" Type="{REL_NS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET_MAIN_NS}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
        'patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/>'
        "</border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles '
        'count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
