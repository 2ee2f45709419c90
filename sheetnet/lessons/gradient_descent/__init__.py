"""Gradient descent on sums of squares, z = Σ c x²: xᵢ₊₁ = xᵢ + Δxᵢ with Δx = −η ∂z/∂x, one row a step."""

from __future__ import annotations

from sheetnet.lessons.gradient_descent.picture import path_chart
from sheetnet.lessons.gradient_descent.walk import Walk
from sheetnet.lessons.panel import panel
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.gradient_descent import SURFACES, GradientDescent
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Series, add_cover, add_map
from sheetnet.workbook.arrange import ChartBox, Column, Table, below, beside

SIZE = (9.0, 11.5)
"""Of the chart of the heights, beside the path."""


def book(model: GradientDescent) -> Book:
    """Write the four walks, one sheet each.

    Args:
        model: Starts, learning rates and the number of steps.

    Returns:
        The book, complete.
    """
    result = Book("gradient_descent", model.settings())
    for surface in SURFACES:
        _add_walk(result, Walk(model, surface, result.texts))
    add_map(result)
    add_cover(result)
    return result


def _add_walk(book: Book, walk: Walk) -> None:
    """Arrange inputs and outcome beside the charts, and below them the table; the ground's points stand aside."""
    charts = ChartBox(path_chart(walk, book.texts), _height_chart(walk, book.texts))
    aside = walk.ground.points_arranged(book.texts["contours.heading"])
    left = panel(book, walk.surface.key, [walk.rate, *walk.starts], [walk.final, walk.verdict])
    body = below(beside(left, charts), _table(walk))
    equation = f"{walk.equation_of_z}        Δx = {walk.sign}η ∂z/∂x        xᵢ₊₁ = xᵢ + Δx"
    add_sheet(book, walk.surface.key, body, equation=equation, aside=aside)


def _table(walk: Walk) -> Table:
    axes = walk.surface.axes
    return Table(
        Column(walk.number, ["i"]),
        *(Column(position, [axis]) for position, axis in zip(walk.positions, axes, strict=True)),
        *(Column(gradient, [f"∂z/∂{axis}"]) for gradient, axis in zip(walk.gradients, axes, strict=True)),
        *(Column(move, [f"Δ{axis}"]) for move, axis in zip(walk.moves, axes, strict=True)),
        Column(walk.z, ["z"]),
    )


def _height_chart(walk: Walk, texts: Texts) -> Chart:
    series = Series(literal("z"), walk.number[...], walk.z[...], marker=True)
    return Chart(
        texts["charts.cost"], texts["charts.step"], literal("z"), [series],
        x_limits=(0, walk.steps), legend=False, size=SIZE,
    )  # fmt: skip
