"""Defined names: of inputs and results, for people and tools, and the hidden ones that hold a Solver model."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.formula import SheetNames
from sheetnet.workbook.book import Book
from sheetnet.workbook.defined_names import can_be_defined
from sheetnet.workbook.page import Page
from sheetnet.workbook.solver import addresses, fills_rectangle
from sheetnet.workbook.tensor import Role


def define_names(workbook: Workbook, book: Book, names: SheetNames) -> None:
    """Give inputs and headline results the names of their tensors.

    What a layer of somebody's own is called may be no such name: ``c1_weights`` reads as a column. The Map has it.
    """
    for tensor in book.tensors():
        if tensor.role is not Role.COMPUTED and fills_rectangle(tensor) and can_be_defined(tensor.name):
            (address,) = addresses(tensor, names)
            workbook.defined_names.add(DefinedName(tensor.name, attr_text=address))


def define_solver_model(sheet: Worksheet, page: Page, names: SheetNames) -> None:
    """Fill in what Excel's Solver is to do on a sheet."""
    if page.solver:
        for name, value in page.solver.names(names).items():
            sheet.defined_names.add(DefinedName(name, attr_text=value, hidden=True))
        for name, value in page.solver.visible_names(names).items():
            sheet.defined_names.add(DefinedName(name, attr_text=value))
