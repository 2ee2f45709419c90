"""Gradient and directional derivative: in all directions, as a limit, on contour lines, on a bowl and a hill."""

from __future__ import annotations

from sheetnet.lessons.gradient.directions import add_directions
from sheetnet.lessons.gradient.limit import add_hill, add_limit
from sheetnet.models.gradient import Gradient
from sheetnet.workbook import Book, add_cover, add_map


def book(model: Gradient) -> Book:
    """Write the slopes in every direction, the slope in one of them as a limit, and the same on a hill.

    Args:
        model: The functions, the points and the directions.

    Returns:
        The book, complete.
    """
    result = Book("gradient", model.settings())
    contours = add_directions(result, model)
    add_limit(result, model, contours)
    add_hill(result, model)
    add_map(result)
    add_cover(result)
    return result
