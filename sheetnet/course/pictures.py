"""A small picture of a lesson: its first chart, with the numbers that it shows at the lesson's defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sheetnet.catalogue import Lesson
from sheetnet.formula import Expression
from sheetnet.texts import literal
from sheetnet.workbook import Chart, Role, Series, Tensor, down
from sheetnet.workbook.look import Look

SIZE, SQUARE = (4.1, 3.15), (3.15, 3.15)
"""Of a picture, in centimetres: four rows of four are on a screen. In a square one circles are round."""
UNSAID = ";;;"
"""The format of ticks without a number: so small a picture shows a shape."""
MOST_POINTS = 200
LEAST_MARK, LEAST_LINE = 3, 1.0
"""Points of a mark and of a line that are still seen."""


@dataclass(frozen=True)
class LessonPicture:
    """A chart that needs no lesson behind it.

    Args:
        chart: The chart, over the tensors below.
        points: The numbers that it draws, x and y of every curve.
    """

    chart: Chart
    points: list[Tensor]


def picture_of(lesson: Lesson) -> LessonPicture | None:
    """Return the picture of a lesson; None if it has no chart.

    Args:
        lesson: The lesson.
    """
    model = lesson.make()
    book, values = lesson.book(model), lesson.trace(model)
    chart = book.front
    if chart is None:
        return None
    points: list[Tensor] = []
    size = SQUARE if chart.square else SIZE
    share = size[0] / chart.size[0]
    curves = [_smaller(series, share) for series in _curves(lesson.slug, chart, values, points)]
    small = replace(chart, title=literal(""), x_title=literal(""), y_title=literal(""), series=curves, legend=False)
    small = replace(small, size=size, square=False, tight=False, x_format=UNSAID, y_format=UNSAID)
    return LessonPicture(small, points)


def _smaller(series: Series, share: float) -> Series:
    """Return a curve whose marks have shrunk with the picture, and whose line is as thin as is still seen."""
    return replace(
        series, mark=max(LEAST_MARK, round(series.mark * share)), width=max(LEAST_LINE, series.width * share)
    )


def _curves(slug: str, chart: Chart, values: Mapping[str, np.ndarray], points: list[Tensor]) -> Iterator[Series]:
    """Go through the chart's curves as they are at the defaults; their numbers are added to the points."""
    for number, series in enumerate(chart.series, start=1):
        if series.label is not None:
            continue  # nobody could read it
        x, y = _numbers(series.x, values), _numbers(series.y, values)
        there = np.isfinite(x) & np.isfinite(y)
        if not there.any():
            continue
        pair = [_column(f"{slug}_{axis}{number}", part[there][:MOST_POINTS]) for axis, part in (("x", x), ("y", y))]
        points.extend(pair)
        yield replace(series, x=pair[0][...], y=pair[1][...])


def _numbers(expression: Expression, values: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return what a curve draws, in the order of the tensor's entries."""
    (reference,) = expression.references
    tensor = reference.source
    assert isinstance(tensor, Tensor)
    known = values[tensor.name] if tensor.values is None else tensor.values
    starts = [start.constant for start in reference.start]
    entries = tuple(slice(start, start + size) for start, size in zip(starts, reference.length, strict=True))
    return np.asarray(known[entries], dtype=np.float64).ravel()


def _column(name: str, numbers: np.ndarray) -> Tensor:
    look = Look("0.0000", "counter")
    return Tensor(name, (down(numbers.size),), literal(name), Role.INPUT, look=look, values=numbers)
