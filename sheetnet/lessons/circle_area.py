"""Bounds of the circle's area without π, by doubling the corners of polygons (James Gregory, 1667).

From n corners to 2n: a₂ₙ = √(aₙ Aₙ), A₂ₙ = 2 Aₙ a₂ₙ / (Aₙ + a₂ₙ).
The inscribed hexagon has the area 3√3/2 r², the circumscribed one 2√3 r².
"""

from __future__ import annotations

import math

from sheetnet.formula import Index, call
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import tolerance_of
from sheetnet.lessons.table import Table
from sheetnet.models.circle_area import FIRST_CORNERS, CircleArea
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, add_cover, add_map, down

TOP = 10
RATIO_ROUNDING = 1e-4
"""The smallest gap is about 4e-9 r², known to 64 ε π r²: its ratio to the one before to about 1e-5."""


def book(model: CircleArea) -> Book:
    """Lay out the table of polygons and the charts.

    Args:
        model: The circle.

    Returns:
        The book, complete.
    """
    result = Book("circle_area", model.settings())
    words = result.words
    page = open_page(
        result, "polygons", "a₂ₙ = √(aₙ · Aₙ)        A₂ₙ = 2 Aₙ a₂ₙ / (Aₙ + a₂ₙ)        aₙ < π r² < Aₙ", across=12
    )
    form = Form(page, words, model, 2, 4, 5)
    radius = form.input(5, "radius", "r")
    area = form.result(6, "area", "π r²", call("PI") * radius**2, role=Role.OUTPUT, number_format="0.0000000000")
    columns = _place_table(Table(page, words, TOP, 2, model.doublings + 1), model, radius, area)
    _place_claims(Form(page, words, model, 7, 9, 10), columns, area)
    _place_charts(result, columns)
    page.widths |= {1: 2} | dict.fromkeys(range(2, 13), 15) | {9: 3}
    page.frozen = (TOP - 1, 0)
    page.print_area = (1, 1, TOP + model.doublings + 24, 14)
    add_map(result)
    add_cover(result)
    return result


def _place_table(table: Table, model: CircleArea, radius: Tensor, area: Tensor) -> dict[str, Tensor]:
    words, i, k = table.words, Index("i", model.doublings), Index("k", model.doublings + 1)
    exact = {"number_format": "0.0000000000"}
    # The bounds are right to a few dozen units of ε, and so are differences of them.
    rounding = tolerance_of(64 * math.pi * model.radius**2)
    corners = table.add("corners", "n", number_format="0", style="counter", equation="n, 2n, 4n …")
    lower = table.add("lower", words["columns.lower"], equation="a₂ₙ = √(aₙ Aₙ)", **exact)
    upper = table.add("upper", words["columns.upper"], equation="A₂ₙ = 2 Aₙ a₂ₙ / (Aₙ + a₂ₙ)", **exact)
    mean = table.add("mean", words["columns.mean"], equation="(aₙ + Aₙ) / 2", role=Role.OUTPUT, **exact)
    gap = table.add("gap", words["columns.gap"], equation="Aₙ − aₙ", number_format="0.0E+00", atol=rounding)
    error = table.add("error", words["columns.error"], number_format="0.0E+00", atol=rounding, role=Role.LOSS)
    corners[0], corners[i + 1] = FIRST_CORNERS, 2 * corners[i]
    lower[0], upper[0] = 3 * call("SQRT", 3) / 2 * radius**2, 2 * call("SQRT", 3) * radius**2
    lower[i + 1] = call("SQRT", lower[i] * upper[i])
    upper[i + 1] = 2 * upper[i] * lower[i + 1] / (upper[i] + lower[i + 1])
    mean[k], gap[k] = (lower[k] + upper[k]) / 2, upper[k] - lower[k]
    error[k] = call("ABS", mean[k] - area)
    found = {"corners": corners, "lower": lower, "upper": upper, "mean": mean, "gap": gap, "error": error}
    table.skip(2)  # a column of ratios, and a gap
    for name in ("lower", "upper", "mean"):
        share = table.add(f"{name}_share", words[f"columns.{name}_share"], equation="/ π r²", number_format="0.000000")
        share[k] = found[name][k] / area
        found[f"{name}_share"] = share
    return found


def _place_claims(form: Form, columns: dict[str, Tensor], area: Tensor) -> None:
    """Check in the sheet: the bounds enclose the circle, and each doubling divides the gap by about 4."""
    page, gap = form.page, columns["gap"]
    last = gap.shape[0] - 1
    shrinks = page.tensor(
        "shrinks", (TOP, 8), [down(last)], meaning=form.words["meaning.shrinks"],
        equation="gapₙ / gap₂ₙ", rtol=RATIO_ROUNDING,
    )  # fmt: skip
    page.text(TOP - 1, 8, form.words["columns.shrinks"], "header")
    i = Index("i", last)
    shrinks[i] = gap[i] / gap[i + 1]
    encloses = call("AND", call("MAX", columns["lower"]) < area, call("MIN", columns["upper"]) > area)
    form.claim(5, "bounds_hold", "aₙ < π r² < Aₙ", encloses)
    near_four = call("ABS", shrinks[last - 1] - 4) < 0.01
    form.claim(6, "gap_quarters", "gapₙ / gap₂ₙ → 4", near_four)


def _place_charts(book: Book, columns: dict[str, Tensor]) -> None:
    words, page = book.words, book.pages[0]
    n = columns["corners"][...]
    bounds = [
        Series(words[f"columns.{name}"], n, columns[name][...], marker=True)
        for name in ("lower_share", "upper_share", "mean_share")
    ]
    row = TOP + columns["gap"].shape[0] + 2
    page.charts.append(
        Chart((row, 2), words["charts.bounds"], words["charts.corners"], words["charts.share"], bounds, x_log=True,
              y_limits=(0.8, 1.15), y_step=0.05, y_format="0.00")
    )  # fmt: skip
    gaps = [
        Series(words["columns.gap"], n, columns["gap"][...], marker=True),
        Series(words["columns.error"], n, columns["error"][...], marker=True),
    ]
    page.charts.append(
        Chart((row, 8), words["charts.gap"], words["charts.corners"], words["charts.gap_axis"], gaps, x_log=True,
              y_log=True, y_format="0E+00")
    )  # fmt: skip
