"""The description of a workbook: named tensors and their formulas, words, charts, and how they are arranged."""

from sheetnet.workbook.axis import Axis, Direction, Run, down, right
from sheetnet.workbook.book import Book
from sheetnet.workbook.chart import Chart, Series
from sheetnet.workbook.cover import add_cover
from sheetnet.workbook.look import Highlight, Look
from sheetnet.workbook.map import add_map
from sheetnet.workbook.page import Page
from sheetnet.workbook.solver import SolverModel
from sheetnet.workbook.tensor import Role, Tensor
from sheetnet.workbook.tolerance import Carried, Tolerance

__all__ = [
    "Axis",
    "Book",
    "Carried",
    "Chart",
    "Direction",
    "Highlight",
    "Look",
    "Page",
    "Role",
    "Run",
    "Series",
    "SolverModel",
    "Tensor",
    "Tolerance",
    "add_cover",
    "add_map",
    "down",
    "right",
]
