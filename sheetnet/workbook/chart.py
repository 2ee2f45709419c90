"""Charts in the lesson's own terms: scatter charts with titled axes, over tensors; an arrangement places them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheetnet.texts import Text

if TYPE_CHECKING:
    from sheetnet.formula import Expression

PALETTE = ("0072B2", "D55E00", "009E73", "E69F00", "CC79A7", "56B4E9", "7F7F7F", "8C564B")
"""Colours that stay apart for eyes that lack a kind of cone; M. Okabe and K. Ito chose the first six for that."""


@dataclass(frozen=True, slots=True)
class Series:
    """One curve or cloud of points.

    Args:
        title: What the legend says.
        x: Reference to the x values.
        y: Reference to the y values, of the same shape.
        color: RGB, or None for the next of the palette.
        line: Whether the points are joined.
        marker: Whether each point has a mark.
        dashed: Whether the line is dashed. Of two lines on one another the wide one is: Excel draws the last on top,
            LibreOffice the first, and a narrow line is seen on a wide one as well as between its dashes.
        width: Width of the line in points.
        named: Whether the legend names it.
        mark: Size of the marks in points.
        cross: Whether the marks are crosses instead of dots: for a goal among them.
        square: Whether they are squares.
        label: Reference to a cell whose content stands where its one point is, in place of a mark; None for none.
    """

    title: Text
    x: Expression
    y: Expression
    color: str | None = None
    line: bool = True
    marker: bool = False
    dashed: bool = False
    width: float = 1.75
    named: bool = True
    mark: int = 5
    cross: bool = False
    square: bool = False
    label: Expression | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A scatter chart.

    Args:
        title: Above the chart.
        x_title: Below the x axis.
        y_title: Beside the y axis.
        series: The curves.
        x_limits: Least and largest x shown, or None for the application's choice.
        y_limits: The same of y.
        x_log: Logarithmic x axis.
        y_log: Logarithmic y axis.
        x_step: Distance of the x axis' ticks.
        y_step: Distance of the y axis' ticks.
        x_format: Number format of the x axis' ticks; if empty, one with commas from 1,000 on.
        y_format: The same of y.
        size: Width and height in centimetres.
        legend: Whether a legend is shown.
        legend_aside: Whether it stands at the right, where it takes nothing of a low chart's height.
        square: Whether the space between the axes is a square: with equal limits, equal units are equally long.
        bare: Whether its axes are not to be seen, as in a drawing; their titles are.
        tight: Whether the axes take all the room that titles and legend leave; programs leave small charts less of it.
    """

    title: Text
    x_title: Text
    y_title: Text
    series: Sequence[Series]
    x_limits: tuple[float, float] | None = None
    y_limits: tuple[float | None, float | None] | None = None
    x_log: bool = False
    y_log: bool = False
    x_step: float | None = None
    y_step: float | None = None
    x_format: str = ""
    y_format: str = ""
    size: tuple[float, float] = (16.0, 9.0)
    legend: bool = True
    legend_aside: bool = False
    square: bool = False
    tight: bool = False
    bare: bool = False
