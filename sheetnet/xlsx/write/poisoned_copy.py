"""Copies for the engines: cells and formulas only, every stored value poisoned.

Engines that trust stored values, as LibreOffice does, would otherwise hand our own numbers back to us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape  # the one of xml.sax would import what reads from the web
from itertools import pairwise
from pathlib import Path
from weakref import WeakKeyDictionary
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np

from sheetnet.formula.template import cell_address, column_letters
from sheetnet.xlsx.namespaces import PACKAGE_RELATIONSHIPS, RELATIONSHIPS, SPREADSHEET
from sheetnet.xlsx.read.stored import NO_FORMULA, ArrayFormula, Formula, Kind, SharedFormula, StoredSheet
from sheetnet.xlsx.write.text_part import DECLARATION, write_text

POISON = -987654321.125
"""Stored with every formula. A cell that still holds it after a recalculation was not recalculated."""
_POISONED = f"<v>{POISON}</v></c>"
_ERROR = int(Kind.ERROR)  # of each text it is asked whether it is one
# Within an array formula's range: an engine without the function leaves the cell as it is, and what depends on it must
# then be an error too, not a number made from the poison.
_PART_OF_ARRAY = '" t="e"><v>#N/A</v></c>'


_kept: WeakKeyDictionary[StoredSheet, str] = WeakKeyDictionary()
"""What was written of sheets that are to be written again, for as long as there are such sheets."""


def write_poisoned_copy(sheets: Mapping[str, StoredSheet], path: Path, again: bool = False) -> None:
    """Write a copy of a workbook that has nothing but cells and formulas, and no value that a formula computed.

    Args:
        sheets: Its sheets.
        path: Where the copy goes.
        again: Whether some of these sheets may well be written again, beside others: then they are made only once.
    """
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _frame(list(sheets)).items():
            archive.writestr(name, DECLARATION + content)
        for number, sheet in enumerate(sheets.values(), start=1):
            write_text(archive, f"xl/worksheets/sheet{number}.xml", _kept_xml(sheet) if again else _sheet_xml(sheet))


def _kept_xml(sheet: StoredSheet) -> list[str]:
    if sheet not in _kept:
        _kept[sheet] = "".join(_sheet_xml(sheet))
    return [_kept[sheet]]


def _sheet_xml(sheet: StoredSheet) -> Iterator[str]:
    yield f'{DECLARATION}<worksheet xmlns="{SPREADSHEET}"><sheetData>'
    contents = _Contents(sheet)
    starts = np.flatnonzero(np.diff(sheet.rows, prepend=0)).tolist()
    for start, end in pairwise([*starts, len(sheet.rows)]):
        yield contents.row(start, end)
    yield "</sheetData></worksheet>"


class _Contents:
    """Writes rows.

    Most cells of a large sheet share their formulas: what such a cell holds is one text for all of them.

    Args:
        sheet: The sheet.
    """

    def __init__(self, sheet: StoredSheet) -> None:
        self._sheet = sheet
        self._formulas = [_formula_xml(formula) for formula in sheet.formulas]
        self._first = _first_cells(sheet)
        self._letters = [column_letters(n) for n in range(int(sheet.columns.max(initial=0)) + 1)]

    def row(self, start: int, end: int) -> str:
        """Return the XML of a row, given by the positions of its cells."""
        number, letters = int(self._sheet.rows[start]), self._letters
        columns = self._sheet.columns[start:end].tolist()
        inner = self._inner(start, end)
        cells = "".join([f'<c r="{letters[column]}{number}{xml}' for column, xml in zip(columns, inner, strict=True)])
        return f'<row r="{number}">{cells}</row>'

    def _inner(self, start: int, end: int) -> list[str]:
        """Return what cells are after their address."""
        numbers = self._sheet.formula[start:end].tolist()
        formulas, first = self._formulas, self._first
        inner = [formulas[number] if number != NO_FORMULA else "" for number in numbers]
        for n in [n for n, number in enumerate(numbers) if number == NO_FORMULA]:
            inner[n] = self._constant_xml(start + n)
        for n in [n for n, number in enumerate(numbers) if number in first and first[number][0] == start + n]:
            inner[n] = first[numbers[n]][1]
        return inner

    def _constant_xml(self, position: int) -> str:
        value = self._sheet.value(position)
        if isinstance(value, bool):
            return f'" t="b"><v>{int(value)}</v></c>'
        if value is None:
            return '"/>'
        if not isinstance(value, str):
            return f'"><v>{value!r}</v></c>'
        if self._sheet.kinds.item(position) == _ERROR:
            return f'" t="e"><v>{escape(value)}</v></c>'
        return f'" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _first_cells(sheet: StoredSheet) -> dict[int, tuple[int, str]]:
    """Return, of formulas that several cells have, by number the position of the cell with the text, and its XML."""
    numbers, positions = np.unique(sheet.formula, return_index=True)
    found = {}
    for number, position in zip(numbers.tolist(), positions.tolist(), strict=True):
        formula = "" if number == NO_FORMULA else sheet.formulas[number]
        if not isinstance(formula, str):
            text = sheet.formula_at((int(sheet.rows[position]), int(sheet.columns[position]))) or ""
            found[number] = position, _leading_xml(formula, text)
    return found


def _formula_xml(formula: Formula) -> str:
    """Write a formula as cells have it that are not the first to do so."""
    if isinstance(formula, str):
        return f'"><f>{escape(formula[1:])}</f>{_POISONED}'
    if isinstance(formula, ArrayFormula):
        return _PART_OF_ARRAY
    # It stays shared, so that the engine itself carries it from cell to cell.
    return f'"><f t="shared" si="{formula.number}"/>{_POISONED}'


def _leading_xml(formula: SharedFormula | ArrayFormula, text: str) -> str:
    """Write a formula as the first of its cells has it, where it reads as given."""
    text = escape(text[1:])
    if isinstance(formula, SharedFormula):
        return f'"><f t="shared" ref="{formula.range}" si="{formula.number}">{text}</f>{_POISONED}'
    top, left, bottom, right = formula.area
    reference = f"{cell_address(top, left)}:{cell_address(bottom, right)}"
    return f'"><f t="array" ref="{reference}">{text}</f>{_POISONED}'


def _frame(titles: list[str]) -> dict[str, str]:
    """Return the parts around the sheets."""
    numbered = list(enumerate(titles, start=1))
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(f'<sheet name="{escape(t)}" sheetId="{n}" r:id="rId{n}"/>' for n, t in numbered)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}.worksheet+xml"/>' for n, _ in numbered
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONSHIPS}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{links}'
        f'<Relationship Id="rIdStyles" Type="{RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{SPREADSHEET}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
        'patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/>'
        "</border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles '
        'count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
