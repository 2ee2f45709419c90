"""Bounds of the circle's area without π, by doubling the corners of polygons (James Gregory, 1667)."""

from __future__ import annotations

from sheetnet.lessons.circle_area.drawing import Drawing
from sheetnet.lessons.circle_area.polygons import Polygons
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.circle_area import CircleArea
from sheetnet.texts import Texts, literal, load_texts
from sheetnet.workbook import Book, Chart, Series, add_cover, add_map
from sheetnet.workbook.arrange import Caption, ChartBox, Form, below, beside

EQUATION = "a₂ₙ = √(aₙ · Aₙ)        A₂ₙ = 2 Aₙ a₂ₙ / (Aₙ + a₂ₙ)        aₙ < π r² < Aₙ"
WIDTH = 55.0
"""Of what to try, in characters."""
CHART = (8.0, 6.2)
"""Of the charts beside the picture."""


def book(model: CircleArea) -> Book:
    """Write the polygons, and how their areas close in on the circle's.

    Args:
        model: The circle.

    Returns:
        The book, complete.
    """
    result = Book("circle_area", model.settings())
    _add_polygons(result, model)
    add_map(result)
    add_cover(result)
    return result


def _add_polygons(book: Book, model: CircleArea) -> None:
    """Arrange inputs and areas beside picture and charts, and below them the table."""
    polygons = Polygons(model, book.texts)
    drawing = Drawing(model, book.texts, polygons)
    common, tips = load_texts("common"), tips_of(book, "polygons", WIDTH)
    inputs = Form(common["panel.change"], drawing.drawn, polygons.radius)
    results = below(Caption(common["panel.happens"], "heading"), drawing.areas(), gap=0)
    left = below(inputs, results, *([] if tips is None else [tips]))
    stacked = (_chart_of_bounds(polygons, book.texts), _chart_of_gaps(polygons, book.texts))
    table = beside(polygons.table(), Form(*polygons.verdicts))
    body = below(beside(left, ChartBox(drawing.chart(), stacked)), table)
    aside = beside(drawing.points_arranged(), polygons.shares_arranged())
    add_sheet(book, "polygons", body, equation=EQUATION, aside=aside)


def _chart_of_bounds(polygons: Polygons, texts: Texts) -> Chart:
    n = polygons.corners[...]
    curves = [
        Series(title, n, y[...], marker=True, mark=4)
        for title, y in zip(
            (literal("aₙ"), literal("Aₙ"), texts["columns.mean"]), polygons.shares.values(), strict=True
        )
    ]
    return Chart(
        texts["charts.bounds"], texts["charts.corners"], texts["charts.share"], curves,
        x_log=True, x_step=100, y_limits=(0.8, 1.15), y_step=0.1, y_format="0.0", size=CHART, tight=True,
    )  # fmt: skip


def _chart_of_gaps(polygons: Polygons, texts: Texts) -> Chart:
    n = polygons.corners[...]
    curves = [
        Series(literal("Aₙ − aₙ"), n, polygons.gap[...], marker=True, mark=4),
        Series(texts["columns.error"], n, polygons.error[...], marker=True, mark=4),
    ]
    return Chart(
        texts["charts.gap"], texts["charts.corners"], literal(""), curves,
        x_log=True, x_step=100, y_log=True, y_step=100, size=CHART, tight=True,
    )  # fmt: skip
