"""Programs that open a workbook and save it again as .xlsx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from sheetnet.engines import find, gnumeric, libreoffice
from tests.programs import npm


@dataclass(frozen=True, slots=True)
class Saver:
    """A program that saves workbooks.

    Args:
        name: Its name.
        missing: Says what is missing and how to get it, or None.
        save: Opens a file and saves it in a folder under its name.
        faults: What ``verify`` rightly finds wrong with every file that it has saved, as regular expressions.
    """

    name: str
    missing: Callable[[], str | None]
    save: Callable[[Path, Path], Path]
    faults: tuple[str, ...] = ()


def _with_libreoffice(path: Path, folder: Path) -> Path:
    return libreoffice.convert(path, folder, "xlsx")


def _with_openpyxl(path: Path, folder: Path) -> Path:
    openpyxl.load_workbook(path).save(folder / path.name)
    return folder / path.name


def _with_ironcalc(path: Path, folder: Path) -> Path:
    import ironcalc

    ironcalc.load_from_xlsx(str(path), "en", "UTC", "en").save_to_xlsx(str(folder / path.name))
    return folder / path.name


def _with_node(program: str) -> Callable[[Path, Path], Path]:
    def save(path: Path, folder: Path) -> Path:
        npm.node("save_workbook.cjs", program, path, folder / path.name)
        return folder / path.name

    return save


_OF_GNUMERIC = (
    r"formulas that refer to themselves are iterated",  # it switches that on
    r"its series '.+' is called ''",  # a title is a cell's
    r"the name solver_adj stands for ERROR\(",  # a name is no list of ranges
)
FAITHFUL = [
    Saver("LibreOffice", find("libreoffice").unavailable, _with_libreoffice),
    Saver("Gnumeric", find("gnumeric").unavailable, gnumeric.convert, _OF_GNUMERIC),
    Saver("openpyxl", lambda: None, _with_openpyxl),
]
"""Those that keep formulas, charts and names, so that what they save can be checked again."""
SAVERS = [
    *FAITHFUL,
    Saver("exceljs", npm.missing, _with_node("exceljs")),
    Saver("SheetJS", npm.missing, _with_node("xlsx")),
    Saver("IronCalc", lambda: None, _with_ironcalc),
]
