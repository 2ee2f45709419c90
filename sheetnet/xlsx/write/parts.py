"""Small parts of the file that openpyxl does not write as we need them."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from openpyxl.xml.constants import CHART_NS, REL_NS, SHEET_MAIN_NS

from sheetnet.xlsx.write.canonical import parsed_in_order
from sheetnet.xlsx.write.layout import excels_prefixes
from sheetnet.xlsx.write.strings import SharedStrings

APPLICATION = "sheetnet"
"""Stored as the file's application: by it the check tells whether a spreadsheet has saved the file since."""

_FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name")
_FONT_REST = ("family", "charset", "scheme")


def properties(_: str, __: str) -> str:
    """Return the extended properties, which name the application."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{namespace}"><Application>{APPLICATION}</Application></Properties>'


def with_shared_strings(_: str, relationships: str) -> str:
    """Add the table of texts to the workbook's relationships."""
    end = "</Relationships>"
    added = f'<Relationship Id="rIdStrings" Type="{REL_NS}/sharedStrings" Target="{SharedStrings.path}"/>'
    return relationships.replace(end, added + end)


def with_ordered_fonts(_: str, styles: str) -> str:
    """Bring each font's parts into the order of the schema; openpyxl's order is another one."""
    ElementTree.register_namespace("", SHEET_MAIN_NS)
    root = parsed_in_order(styles)
    order = {f"{{{SHEET_MAIN_NS}}}{name}": n for n, name in enumerate(_FONT_ORDER + _FONT_REST)}
    for font in root.iter(f"{{{SHEET_MAIN_NS}}}font"):
        font[:] = sorted(font, key=lambda part: order[part.tag])
    return ElementTree.tostring(root, encoding="unicode")


def with_kept_title(_: str, chart_space: str) -> str:
    """Say of a chart's title that it was not deleted, or, where there is none, that there shall be none."""
    root = parsed_in_order(chart_space)
    chart = root.find(f"{{{CHART_NS}}}chart")
    assert chart is not None
    title = chart.find(f"{{{CHART_NS}}}title")
    deleted = ElementTree.Element(f"{{{CHART_NS}}}autoTitleDeleted", val=str(int(title is None)))
    chart.insert(int(title is not None), deleted)
    return excels_prefixes(root)
