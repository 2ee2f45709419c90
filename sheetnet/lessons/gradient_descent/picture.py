"""The picture of a walk: its path on the contour lines, with axes that end where the reader expects it."""

from __future__ import annotations

import math

from sheetnet.lessons.gradient_descent.contours import Contours, named
from sheetnet.lessons.gradient_descent.parabola import Parabola
from sheetnet.lessons.gradient_descent.walk import Walk
from sheetnet.models.gradient_descent import CONTOUR_SHARES, PARABOLA_REACH
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Series

SIZE = (11.0, 11.5)
"""Of the chart, which stands beside the inputs on the first screen; the path needs a square."""
AIR = 1.5
"""By so much the chart of the path is larger than the contour line on which the walk starts."""
NEAR = 1.3
"""The same of a valley, by the start alone: most of a line's length is without steps."""
NICE = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
"""Ends of an axis, times a power of ten."""


def path_chart(walk: Walk, texts: Texts) -> Chart:
    """Show the path on its ground: over contour lines, or along the parabola.

    Args:
        walk: The walk.
        texts: The lesson's texts.
    """
    if isinstance(walk.ground, Parabola):
        return _along_parabola(walk, walk.ground, texts)
    return _over_contours(walk, walk.ground, texts)


def _along_parabola(walk: Walk, parabola: Parabola, texts: Texts) -> Chart:
    ground = Series(texts["charts.parabola"], parabola.x[...], parabola.z[...], color="7F7F7F", width=1)
    path = Series(texts["charts.path"], walk.positions[0][...], walk.z[...], color="D62728", marker=True, mark=6)
    (begin,), (c,) = walk.begins, walk.surface.coefficients
    reach = _nice(PARABOLA_REACH * abs(begin)) if begin else 1.0  # who begins at the bottom stays there
    x_limits, y_limits = (-reach, reach), (0, _nice(c * reach**2))
    return Chart(
        texts["charts.parabola"], literal("x"), literal("z"), [ground, path],
        x_limits=x_limits, y_limits=y_limits,
        size=SIZE, legend=False,
    )  # fmt: skip


def _over_contours(walk: Walk, contours: Contours, texts: Texts) -> Chart:
    x, y = walk.positions
    lines = [
        Series(named(contours, share, texts), contours.x[:, n], contours.y[:, n], color="A6A6A6", width=1)
        for n, share in enumerate(CONTOUR_SHARES)
    ]
    path = Series(texts["charts.path"], x[...], y[...], color="D62728", marker=True, mark=4, width=1)
    is_round = len(set(walk.surface.coefficients)) == 1
    title = texts["charts.contours" if is_round else "charts.stretched"]
    x_limits, y_limits = _limits(walk)
    return Chart(
        title, literal("x"), literal("y"), [*lines, path],
        x_limits=x_limits, y_limits=y_limits, size=SIZE, legend=False, square=is_round,
    )  # fmt: skip


def _limits(walk: Walk) -> list[tuple[float, float] | None]:
    """Return the ends of both axes: a walk that runs away leaves the picture, and the contour lines stay in it.

    Uphill, where the lines follow the walk's end, and for a start on the minimum the program chooses.
    """
    coefficients = walk.surface.coefficients
    height = sum(c * x * x for c, x in zip(coefficients, walk.begins, strict=True))
    if walk.surface.uphill or not height:
        return [None for _ in coefficients]
    reaches = [_nice(AIR * math.sqrt(height / c)) for c in coefficients]
    if len(set(coefficients)) > 1 and all(walk.begins):
        reaches = [_nice(NEAR * abs(begin)) for begin in walk.begins]
    return [(-reach, reach) for reach in reaches]


def _nice(reach: float) -> float:
    """Return the next larger number at which an axis may end."""
    power = 10.0 ** math.floor(math.log10(reach))
    return power * next(end for end in NICE if end * power >= reach)
