"""Partial derivatives ∂f/∂x, ∂f/∂y, chain rule, total derivative, and f(x + Δx, y + Δy) ≈ f + f_xΔx + f_yΔy."""

from __future__ import annotations

from sheetnet.lessons.partial_derivative.approximation import add_approximation
from sheetnet.lessons.partial_derivative.chain import add_chain
from sheetnet.lessons.partial_derivative.partial import add_partial
from sheetnet.lessons.partial_derivative.plane import add_plane
from sheetnet.lessons.partial_derivative.three import add_three
from sheetnet.lessons.partial_derivative.total import add_total
from sheetnet.models.partial_derivative import PartialDerivative
from sheetnet.workbook import Book, add_cover, add_map


def book(model: PartialDerivative) -> Book:
    """Write partial derivatives, chain rule, total derivative, approximation and tangent plane, one sheet each.

    Args:
        model: The function and the point.

    Returns:
        The book, complete.
    """
    result = Book("partial_derivative", model.settings())
    partial = add_partial(result, model)
    add_chain(result, model, partial)
    add_total(result, model, partial)
    add_approximation(result, model, partial)
    add_three(result, model)
    add_plane(result, model, partial)
    add_map(result)
    add_cover(result)
    return result
