"""Taylor, Hessian, Newton, Jacobian and norms: what a function looks like near a point."""

from __future__ import annotations

from sheetnet.lessons.taylor.curve import add_curve
from sheetnet.lessons.taylor.jacobian import add_jacobian
from sheetnet.lessons.taylor.norms import add_norms
from sheetnet.lessons.taylor.surface import add_surface
from sheetnet.models.taylor import Taylor
from sheetnet.workbook import Book, add_cover, add_map


def book(model: Taylor) -> Book:
    """Write curve, surface, Jacobian and norms, one sheet each.

    Args:
        model: The functions, the points, and the vectors.

    Returns:
        The book, complete.
    """
    result = Book("taylor", model.settings())
    add_curve(result, model)
    add_surface(result, model)
    add_jacobian(result, model)
    add_norms(result, model)
    add_map(result)
    add_cover(result)
    return result
