"""Named tensors on pages, and the way from them to an .xlsx file."""

from sheetnet.workbook.book import Book
from sheetnet.workbook.chart import Chart, Series
from sheetnet.workbook.cover import add_cover
from sheetnet.workbook.map import add_map
from sheetnet.workbook.page import Page
from sheetnet.workbook.print_area import print_first_bands
from sheetnet.workbook.solver import SolverModel
from sheetnet.workbook.tensor import Axis, Role, Tensor, down, right

__all__ = [
    "Axis",
    "Book",
    "Chart",
    "Page",
    "Role",
    "Series",
    "SolverModel",
    "Tensor",
    "add_cover",
    "add_map",
    "down",
    "print_first_bands",
    "right",
]
