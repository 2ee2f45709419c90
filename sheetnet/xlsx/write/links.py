"""Links within the workbook, and to others in its folder."""

from __future__ import annotations

from openpyxl.worksheet.hyperlink import Hyperlink

from sheetnet.formula import SheetNames
from sheetnet.formula.template import cell_address, quoted
from sheetnet.texts import Text
from sheetnet.workbook.page import Page


def links_of(page: Page, names: SheetNames, language: str) -> list[Hyperlink]:
    """Return the links of a page's words to other pages, to cells and to other workbooks."""
    links = []
    for label in page.labels:
        target = label.destination()
        if isinstance(label.link, str):
            links.append(Hyperlink(ref=cell_address(label.row, label.column), target=label.link))
        if target is not None and isinstance(label.content, Text):
            to, cell = target
            links.append(
                Hyperlink(
                    ref=cell_address(label.row, label.column),
                    location=f"{quoted(names[to])}!{cell}",
                    display=label.content.say(language),
                )
            )
    return links
