"""From the description of a chart to openpyxl's chart, with quiet lines, titled axes and readable digits."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from openpyxl.chart import ScatterChart
from openpyxl.chart.axis import NumericAxis
from openpyxl.chart.data_source import AxDataSource, NumDataSource, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend, LegendEntry
from openpyxl.chart.series import SeriesLabel, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.text import Text as ChartText
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from sheetnet.formula import Expression, SheetNames
from sheetnet.texts import LANGUAGES, Text, load_texts
from sheetnet.texts.subscripts import small
from sheetnet.workbook.chart import PALETTE, Chart, Series
from sheetnet.workbook.number_format import ticks, with_minus
from sheetnet.workbook.styles import GRID, INK, MUTED
from sheetnet.xlsx.write.chart_data import chart_data

Limits: TypeAlias = tuple[float | None, float | None] | None
"""Least and largest value of an axis, or what the application chooses."""
POINTS = 12_700
"""English metric units in a point."""
LEFT, RIGHT, ABOVE, BELOW, LEGEND = 1.6, 0.5, 1.1, 1.5, 0.9
"""Centimetres around the axes of a square chart: for the titles and the ticks' labels, and what a legend adds below."""
ASIDE = 3.5
"""What a legend at the right of a square chart takes of the room in which it stands in the middle."""
TIGHT_ABOVE, TIGHT_BELOW, TIGHT_LEGEND, TIGHT_ASIDE, TITLE = 0.9, 1.25, 0.6, 1.1, 0.55
"""The same above and below the axes of a tight chart, and what a line of a legend needs below, or a legend aside."""
SIGN, LETTER = 1.9, 0.16
"""About the width of a legend's sign with the gaps around it, and of a letter."""


def drawn(chart: Chart, names: SheetNames, values: Mapping[str, np.ndarray], language: str) -> ScatterChart:
    """Return openpyxl's chart for a description of one.

    Args:
        chart: The description.
        names: The tab of each page.
        values: The numbers of computed tensors, by name.
        language: Of its words.
    """
    picture = ScatterChart()
    picture.style = 2
    picture.scatterStyle = "lineMarker"
    # What is not said here is not "no" everywhere: the format's own default is round corners and a colour a point.
    picture.roundedCorners = picture.varyColors = False
    title = chart.title.say(language)
    picture.title = _title(title, 1200, INK) if title else None
    _axis(picture.x_axis, chart.x_title.say(language), chart.x_limits, chart.x_log, chart.x_step, chart.x_format)
    _axis(picture.y_axis, chart.y_title.say(language), chart.y_limits, chart.y_log, chart.y_step, chart.y_format)
    picture.x_axis.majorGridlines = None
    if chart.bare:
        _make_bare(picture.x_axis)
        _make_bare(picture.y_axis)
    picture.x_axis.axPos = "b"  # at the left, where openpyxl puts both, some programs take one axis for the other
    picture.legend = _legend(chart)
    if chart.square:
        picture.layout = _square(chart)
    elif chart.tight:
        picture.layout = _tight(chart)
    for number, series in enumerate(chart.series):
        curve = _series(series, series.color or PALETTE[number % len(PALETTE)], language)
        curve.xVal = AxDataSource(numRef=chart_data(series.x, names, values))
        curve.yVal = NumDataSource(numRef=chart_data(series.y, names, values))
        if series.label is not None:
            _label(curve, series.label, names, values)
        picture.series.append(curve)
    return picture


def alt_text(chart: Chart, language: str) -> str:
    """Return what a chart shows, for those who do not see it."""
    text = load_texts("common")["chart.alt"].format(title=chart.title, x=chart.x_title, y=chart.y_title)
    return small(text.say(language))


def _legend(chart: Chart) -> Legend | None:
    if not chart.legend:
        return None
    unnamed = [LegendEntry(idx=n, delete=True) for n, series in enumerate(chart.series) if not series.named]
    return Legend(legendPos="r" if chart.legend_aside else "b", legendEntry=unnamed, txPr=_font(900, INK))


def _square(chart: Chart) -> Layout:
    """Return where the axes of a chart lie so that they are equally long, with room for titles and legend around."""
    width, height = chart.size
    side = min(width - LEFT - RIGHT, height - ABOVE - BELOW - LEGEND * chart.legend)
    spare = width - LEFT - RIGHT - side - ASIDE * (chart.legend and chart.legend_aside)
    return _layout((LEFT + max(0.0, spare / 2)) / width, ABOVE / height, side / width, side / height)


def _tight(chart: Chart) -> Layout:
    """Return where the axes of a chart lie that has no room to spare."""
    width, height = chart.size
    legend_below, legend_aside = chart.legend and not chart.legend_aside, chart.legend and chart.legend_aside
    left, below = LEFT - TITLE * (not _says(chart.y_title)), TIGHT_BELOW - TITLE * (not _says(chart.x_title))
    across = width - left - RIGHT - TIGHT_ASIDE * legend_aside
    down = height - TIGHT_ABOVE - below - TIGHT_LEGEND * _legend_lines(chart) * legend_below
    return _layout(left / width, TIGHT_ABOVE / height, across / width, down / height)


def _legend_lines(chart: Chart) -> int:
    """Return about how many lines the legend below a chart has: its columns are as wide as its longest entry."""
    named = [series.title for series in chart.series if series.named]
    longest = max((len(title.say(language)) for title in named for language in LANGUAGES), default=0)
    return math.ceil(len(named) * (SIGN + LETTER * longest) / chart.size[0])


def _says(title: Text) -> bool:
    """Tell whether an axis has a title, and needs room for it."""
    return any(title.say(language) for language in LANGUAGES)


def _layout(x: float, y: float, w: float, h: float) -> Layout:
    """Return where axes lie, in shares of the chart's width and height."""
    return Layout(manualLayout=ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=x, y=y, w=w, h=h))


def _axis(axis: NumericAxis, title: str, limits: Limits, log: bool, step: float | None, number_format: str) -> None:
    axis.title = _title(title, 1000, MUTED) if title else None
    axis.delete = False
    axis.number_format = with_minus(number_format or ticks(limits[1] if limits else None, log))
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


def _make_bare(axis: NumericAxis) -> None:
    """Take an axis' line, ticks and grid away, and leave its title."""
    axis.majorTickMark, axis.tickLblPos, axis.majorGridlines = "none", "none", None
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _series(series: Series, color: str, language: str) -> XYSeries:
    curve = XYSeries()
    curve.tx = SeriesLabel(v=small(series.title.say(language)))
    curve.smooth = False
    line = curve.graphicalProperties.line
    if series.line:
        line.solidFill = color
        line.width = int(series.width * POINTS)
        if series.dashed:
            line.dashStyle = "dash"
    else:
        line.noFill = True
        line.dashStyle = None  # Gnumeric draws a line that has a style
    shape = "x" if series.cross else "square" if series.square else "circle"
    curve.marker.symbol = shape if series.marker else "none"
    if series.marker:
        curve.marker.size = series.mark
        curve.marker.graphicalProperties = GraphicalProperties(solidFill=color)
        curve.marker.graphicalProperties.line.solidFill = color
    return curve


def _label(curve: XYSeries, cell: Expression, names: SheetNames, values: Mapping[str, np.ndarray]) -> None:
    """Write a cell's content at the series' point: programs know labels by cells only as names of series."""
    numbers = chart_data(cell, names, values)
    (stored,) = numbers.numCache.pt
    curve.tx = SeriesLabel(
        strRef=StrRef(f=numbers.f, strCache=StrData(ptCount=1, pt=[StrVal(idx=0, v=f"{stored.v:g}")]))
    )
    curve.dLbls = DataLabelList(showSerName=True, dLblPos="ctr", txPr=_font(1000, INK))
    for shown in ("showVal", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"):
        setattr(curve.dLbls, shown, False)


def _properties(size: int, color: str) -> CharacterProperties:
    return CharacterProperties(sz=size, b=False, solidFill=color)


def _title(text: str, size: int, color: str) -> Title:
    properties = _properties(size, color)
    run = RegularTextRun(rPr=properties, t=small(text))  # LibreOffice sets no letters of a title lower
    title = Title(overlay=False)
    title.tx = _rich(Paragraph(pPr=ParagraphProperties(defRPr=properties), r=[run]))
    return title


def _rich(paragraph: Paragraph) -> ChartText:
    return ChartText(rich=RichText(p=[paragraph]))


def _font(size: int, color: str) -> RichText:
    properties = ParagraphProperties(defRPr=_properties(size, color))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties(), r=[])])
