"""The sheet of a limit: what to change beside curve, secant and tangent, the errors beside them, the table below."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.lessons.derivative.functions import FUNCTIONS
from sheetnet.lessons.derivative.limit import Limit
from sheetnet.lessons.derivative.secant import Secant
from sheetnet.lessons.panel import panel
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import Derivative
from sheetnet.workbook import Book, Chart, Series
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside

EQUATION = "        f′(x₀) = lim Δy/Δx        Δx = h → 0"
PICTURE, ERRORS = (9.7, 11.5), (9.5, 11.5)
SECANTS = {"forward": "D55E00", "central": "CC79A7"}
"""Their colours."""


def add_limit(book: Book, model: Derivative) -> None:
    """Add the sheet with a secant that turns into the tangent, and the quotients for ever smaller h."""
    limit = Limit(model, book.texts, model.function)
    secant = Secant(limit, "forward", 1)
    results = [limit.value, secant.rise, secant.slope, limit.exact, secant.error]
    body = arranged(panel(book, "limit", [limit.x, limit.chosen], results), limit, [secant])
    equation = FUNCTIONS[model.function].equation + EQUATION
    add_sheet(book, "limit", body, equation=equation, aside=points(limit, [secant]))


def arranged(left: Element, limit: Limit, secants: Sequence[Secant], *more: Element) -> Element:
    """Arrange a panel beside both charts, and below them the table, the verdicts beside it.

    Args:
        left: The panel.
        limit: The quotients.
        secants: What is drawn.
        *more: What stands beside the table, above the verdicts.
    """
    charts = ChartBox(picture(limit, secants), errors(limit, secants))
    return below(beside(left, charts), beside(limit.table(), below(*more, Form(*limit.verdicts))))


def picture(limit: Limit, secants: Sequence[Secant]) -> Chart:
    """Show the curve with its tangent and the secants, each with its triangle of Δx and Δy."""
    texts, x = limit.texts, limit.curve_x[...]
    curves = [Series(texts["charts.curve"], x, limit.curve_y[...], color="0072B2", width=2.5)]
    for secant in secants:
        color, corners = SECANTS[secant.name], secant.triangle
        curves += [
            Series(texts[f"charts.{secant.name}_secant"], x, secant.line[...], color=color),
            Series(texts["charts.triangle"], corners[:, 0], corners[:, 1], color=color, marker=True, named=False),
        ]
    curves.append(Series(texts["columns.tangent"], x, limit.tangent[...], color="009E73", dashed=True))
    return Chart(texts["charts.secant"], texts["charts.x"], texts["charts.y"], curves, size=PICTURE)


def errors(limit: Limit, secants: Sequence[Secant]) -> Chart:
    """Show the errors for ever smaller h with their bounds, and among them those of the chosen h."""
    texts, runs = limit.texts, limit.h[...]
    found = {
        "forward": (limit.forward_error, limit.forward_bound),
        "central": (limit.central_error, limit.central_bound),
    }
    colors = {"forward": "0072B2", "central": "D62728"}
    curves = [
        Series(texts[f"charts.{name}_error"], runs, error[...], marker=True, line=False, color=colors[name])
        for name, (error, _) in found.items()
    ]
    # Of two secants the chosen errors are shown besides; the bounds then stand in the table alone.
    curves += [
        Series(texts[f"charts.{name}_bound"], runs, bound[...], color=colors[name], dashed=True)
        for name, (_, bound) in found.items()
        if len(secants) == 1
    ]
    for secant in secants:
        title = texts[f"charts.{secant.name}_chosen"]
        curves.append(
            Series(title, limit.chosen[...], secant.error[...], line=False, marker=True, color=SECANTS[secant.name])
        )
    return Chart(
        texts["charts.errors"], texts["charts.h"], texts["charts.error"], curves,
        x_log=True, y_log=True, y_limits=(1e-16, 1e4), y_step=1e4, size=ERRORS,
    )  # fmt: skip


def points(limit: Limit, secants: Sequence[Secant]) -> Element:
    """Arrange the points of the picture."""
    texts = limit.texts
    lines = [Column(secant.line, [texts[f"charts.{secant.name}_secant"]]) for secant in secants]
    table = Table(
        Column(limit.curve_x, ["x"]),
        Column(limit.curve_y, ["f(x)"]),
        Column(limit.tangent, [texts["columns.tangent"]]),
        *lines,
    )
    triangles = (Table(Column(secant.triangle, ["x", "y"], texts["charts.triangle"])) for secant in secants)
    return below(Caption(texts["headings.points"], "heading"), beside(table, *triangles))
