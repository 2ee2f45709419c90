"""Named tensors on pages, and the way from them to an .xlsx file."""

from sheetnet.sheet.book import Book
from sheetnet.sheet.charts import Chart, Series
from sheetnet.sheet.cover import add_cover
from sheetnet.sheet.map import add_map
from sheetnet.sheet.page import Page
from sheetnet.sheet.paper import print_first_bands
from sheetnet.sheet.solver import SolverModel
from sheetnet.sheet.tensor import Axis, Role, Tensor, down, right

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
