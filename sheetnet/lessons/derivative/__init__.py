"""The derivative as a limit, f′(x) = lim (f(x + h) − f(x))/h, and the rules by which it is computed."""

from __future__ import annotations

from sheetnet.lessons.derivative.corner import add_corner
from sheetnet.lessons.derivative.cubic import add_cubic
from sheetnet.lessons.derivative.flat import add_flat
from sheetnet.lessons.derivative.limit_sheet import add_limit
from sheetnet.lessons.derivative.line import add_line
from sheetnet.lessons.derivative.tables import add_tables
from sheetnet.models.derivative import Derivative
from sheetnet.workbook import Book, add_cover, add_map


def book(model: Derivative) -> Book:
    """Write the quotients and the tangent, special cases, and the tables of derivatives.

    Args:
        model: The function and the points.

    Returns:
        The book, complete.
    """
    result = Book("derivative", model.settings())
    add_limit(result, model)
    add_cubic(result, model)
    add_line(result, model)
    add_flat(result, model)
    add_corner(result, model)
    add_tables(result, model)
    add_map(result)
    add_cover(result)
    return result
