"""The pictures of the walks: paths on the contour lines of the cost, costs over the samples seen, the last epoch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from sheetnet.formula import Expression
from sheetnet.lessons.descent_variants.contours import CostContours
from sheetnet.lessons.descent_variants.outcome import Outcome
from sheetnet.lessons.descent_variants.walk import Fit, Walk, name_of
from sheetnet.models.descent_variants import VARIANTS, DescentVariants
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Chart, Series
from sheetnet.workbook.arrange import ChartBox
from sheetnet.workbook.chart import PALETTE
from sheetnet.workbook.styles import INK

PATHS, PATH = (10.1, 11.5), (10.1, 10.6)
"""Of the picture of paths, with a legend and without one."""
COSTS, CURVE = (10.4, 11.5), (9.0, 10.6)
"""Of the chart of the costs beside it, likewise."""
LINES = (10.1, 8.5)
"""Of the chart of the lines at the end."""
LAST = (8.8, 9.3)
"""Of both charts of the last epoch."""
AROUND = 0.7
"""Half the side of the picture of the paths, in distances of start and best line along the axis where it is longer."""
CLOSE = 1 / 15
"""Half the side of the picture of the last epoch, in sides of the other."""
PALE = "A9C6DC"
"""Of the walk of all samples, where it stands behind another: its blue, much lighter."""
Limits: TypeAlias = Sequence[tuple[float, float]]


class Pictures:
    """The pictures of the walks, on the contour lines of the cost and over the samples that were seen.

    Args:
        model: Start and samples, for the limits of axes.
        contours: The lines.
        outcome: The best line.
        texts: The lesson's texts.
    """

    def __init__(self, model: DescentVariants, contours: CostContours, outcome: Outcome, texts: Texts) -> None:
        self._model, self._contours, self._outcome, self._texts = model, contours, outcome, texts
        self._best = [float(value) for value in np.polyfit(model.x, model.y, 1)]

    def paths(self, walks: list[Walk], behind: Walk | None = None) -> Chart:
        """Show where each walk leads.

        Args:
            walks: The walks.
            behind: One with which they are compared, drawn pale below them.
        """
        legend = len(walks) > 1 or behind is not None
        pale = [] if behind is None else [_pale(self._path(behind, behind.slope[...], behind.intercept[...]))]
        paths = (self._path(walk, walk.slope[...], walk.intercept[...]) for walk in walks)
        title, size = self._texts["charts.paths" if len(walks) > 1 else "charts.path"], PATHS if legend else PATH
        return self._with_best(title, [*self._contours.series(), *pale, *paths], self._limits(), size, legend)

    def costs(self, walks: list[Walk], behind: Walk | None = None) -> Chart:
        """Show what each walk has reached for what it has seen, by powers of ten; the arguments are as in ``paths``."""
        legend, texts = len(walks) > 1 or behind is not None, self._texts
        pale = [] if behind is None else [_pale(self._curve(behind, behind.seen[...], behind.cost[...]))]
        return Chart(
            texts["charts.cost"], texts["charts.seen"], texts["charts.cost_axis"],
            [*pale, *(self._curve(walk, walk.seen[...], walk.cost[...]) for walk in walks)],
            x_limits=(0, self._model.epochs * self._model.samples), y_log=True,
            size=COSTS if legend else CURVE, legend=legend,
        )  # fmt: skip

    def lines(self, fit: Fit, walks: list[Walk]) -> Chart:
        """Show the samples, the line that each walk ends with, and the best one."""
        texts, x = self._texts, fit.ends[...]
        ends = [Series(name_of(walk, texts), x, walk.line[...], color=_color(walk), width=1.5) for walk in walks]
        best = Series(texts["charts.best"], x, self._outcome.line[...], color=INK, width=1.5, dashed=True)
        samples = Series(texts["charts.samples"], fit.x[...], fit.y[...], color=INK, line=False, marker=True, mark=5)
        return Chart(
            texts["charts.lines"], literal("x"), literal("y"), [*ends, best, samples],
            y_limits=_round_limits(self._model.y), size=LINES,
        )  # fmt: skip

    def of_orders(self, walk: Walk) -> ChartBox:
        """Show the last epoch of a walk around the best line, and the cost of all epochs, the last one bold."""
        first, end, texts = walk.last - walk.steps, walk.last + 1, self._texts
        path = self._path(walk, walk.slope[first:end], walk.intercept[first:end])
        (low, high), _ = self._limits()
        half = CLOSE * (high - low)
        middles = (round(2 * each / half) * half / 2 for each in self._best)
        limits = [(round(middle - half, 9), round(middle + half, 9)) for middle in middles]
        last, cost = texts["charts.last"], walk.cost
        curves = [
            Series(last, walk.seen[first:end], cost[first:end], color=_color(walk), width=3.5),
            Series(texts["charts.before"], walk.seen[: first + 1], cost[: first + 1], color=_color(walk), width=1.25),
        ]
        return ChartBox(
            self._with_best(texts["charts.last_path"], [path], limits, LAST, False),
            Chart(
                texts["charts.cost"], texts["charts.seen"], texts["charts.cost_axis"], curves,
                x_limits=(0, walk.epochs * self._model.samples), y_log=True, size=LAST,
            ),
        )  # fmt: skip

    def _with_best(
        self, title: Text, series: list[Series], limits: Limits, size: tuple[float, float], legend: bool
    ) -> Chart:  # fmt: skip
        """Draw lines over p and q, and a cross at the best line."""
        slope, intercept = self._outcome.slope, self._outcome.intercept
        best = Series(
            self._texts["charts.best"], slope[...], intercept[...], INK, line=False, marker=True, mark=13, cross=True
        )
        return Chart(
            title, literal("p"), literal("q"), [*series, best],
            x_limits=limits[0], y_limits=limits[1], size=size, square=True, legend=legend,
        )  # fmt: skip

    def _path(self, walk: Walk, slope: Expression, intercept: Expression) -> Series:
        return Series(name_of(walk, self._texts), slope, intercept, color=_color(walk), marker=True, mark=4, width=1)

    def _curve(self, walk: Walk, seen: Expression, cost: Expression) -> Series:
        return Series(name_of(walk, self._texts), seen, cost, color=_color(walk), marker=True, mark=4, width=1.25)

    def _limits(self) -> Limits:
        """Return the ends of both axes, equally far apart, at halves, with start and best line between."""
        pairs = list(zip((self._model.start_slope, self._model.start_intercept), self._best, strict=True))
        half = max(1.0, math.ceil(2 * AROUND * max(abs(best - start) for start, best in pairs)) / 2)
        return [(middle - half, middle + half) for middle in (round(start + best) / 2 for start, best in pairs)]


def _color(walk: Walk) -> str:
    """Return the colour that a walk has in every chart."""
    return PALETTE[VARIANTS.index(walk.variant)]


def _pale(series: Series) -> Series:
    """Return a line that is there to be compared with."""
    return replace(series, color=PALE, marker=False, width=2.25)


def _round_limits(values: np.ndarray) -> tuple[float, float]:
    """Return whole numbers around all values, so that an axis stays where it is when a line is thrown out."""
    return float(math.floor(values.min())), float(math.ceil(values.max()))
