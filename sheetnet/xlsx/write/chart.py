"""From the description of a chart to openpyxl's chart, with quiet lines, titled axes and readable digits."""

from __future__ import annotations

from typing import TypeAlias

from openpyxl.chart import Reference, ScatterChart
from openpyxl.chart import Series as DrawnSeries
from openpyxl.chart.axis import NumericAxis
from openpyxl.chart.series import SeriesLabel, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.text import Text as ChartText
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from sheetnet.formula import Expression, SheetNames
from sheetnet.workbook.chart import PALETTE, Chart, Series
from sheetnet.workbook.styles import GRID, INK, MUTED

Limits: TypeAlias = tuple[float | None, float | None] | None
"""Least and largest value of an axis, or what the application chooses."""
POINTS = 12_700
"""English metric units in a point."""


def drawn(chart: Chart, names: SheetNames, language: str) -> ScatterChart:
    """Return openpyxl's chart for a description of one."""
    picture = ScatterChart()
    picture.style = 2
    picture.scatterStyle = "lineMarker"
    picture.width, picture.height = chart.size
    picture.title = _title(chart.title.say(language), 1200, INK)
    _axis(picture.x_axis, chart.x_title.say(language), chart.x_limits, chart.x_log, chart.x_step, chart.x_format)
    _axis(picture.y_axis, chart.y_title.say(language), chart.y_limits, chart.y_log, chart.y_step, chart.y_format)
    picture.x_axis.majorGridlines = None
    if chart.legend:
        picture.legend.position = "b"
        picture.legend.txPr = _font(900, INK)
    else:
        picture.legend = None
    for number, series in enumerate(chart.series):
        picture.series.append(_series(series, PALETTE[number % len(PALETTE)], names, language))
    return picture


def _axis(axis: NumericAxis, title: str, limits: Limits, log: bool, step: float | None, number_format: str) -> None:
    axis.title = _title(title, 1000, MUTED)
    axis.delete = False
    axis.number_format = number_format
    axis.majorTickMark = "out"
    axis.tickLblPos = "low"
    axis.txPr = _font(900, INK)
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="A6A6A6", w=9525))
    axis.crosses = "min"
    if axis.majorGridlines is not None:
        axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GRID, w=6350))
    if limits is not None:
        axis.scaling.min, axis.scaling.max = limits
    if log:
        axis.scaling.logBase = 10
    if step is not None:
        axis.majorUnit = step


def _series(series: Series, palette: str, names: SheetNames, language: str) -> XYSeries:
    color = series.color or palette
    curve = DrawnSeries(_reference(series.y, names), _reference(series.x, names))
    curve.tx = SeriesLabel(v=series.title.say(language))
    curve.smooth = False
    line = curve.graphicalProperties.line
    if series.line:
        line.solidFill = color
        line.width = int(series.width * POINTS)
        if series.dashed:
            line.dashStyle = "dash"
    else:
        line.noFill = True
    curve.marker.symbol = "circle" if series.marker else "none"
    if series.marker:
        curve.marker.size = 5
        curve.marker.graphicalProperties = GraphicalProperties(solidFill=color)
        curve.marker.graphicalProperties.line.solidFill = color
    return curve


def _reference(expression: Expression, names: SheetNames) -> Reference:
    (area,) = (reference.area for reference in expression.references)
    return Reference(
        _Sheet(names[area.page]),
        min_col=area.column.constant,
        min_row=area.row.constant,
        max_col=area.column.constant + area.width - 1,
        max_row=area.row.constant + area.height - 1,
    )


class _Sheet:
    """What openpyxl's Reference wants to know of a worksheet: its name; it quotes the name itself."""

    def __init__(self, name: str) -> None:
        self.title = name


def _properties(size: int, color: str) -> CharacterProperties:
    return CharacterProperties(sz=size, b=False, solidFill=color)


def _title(text: str, size: int, color: str) -> Title:
    properties = _properties(size, color)
    run = RegularTextRun(rPr=properties, t=text)
    title = Title(overlay=False)
    title.tx = _rich(Paragraph(pPr=ParagraphProperties(defRPr=properties), r=[run]))
    return title


def _rich(paragraph: Paragraph) -> ChartText:
    return ChartText(rich=RichText(p=[paragraph]))


def _font(size: int, color: str) -> RichText:
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_properties(size, color)), endParaRPr=_properties(size, color))
    return RichText(p=[paragraph])
