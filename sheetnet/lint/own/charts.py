"""Charts that show other cells than they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheetnet.formula import Expression
from sheetnet.formula.template import quoted
from sheetnet.lint.areas import areas, written
from sheetnet.lint.finding import Finding
from sheetnet.lint.subject import Own, Subject
from sheetnet.texts.subscripts import small
from sheetnet.workbook.chart import Chart
from sheetnet.xlsx.read.charts import StoredChart, StoredSeries

RULE = "chart"
_REMEDY = "build the workbook anew"


def charts(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find charts that are gone, and series that take their numbers from other cells than their tensor's."""
    for page, _ in subject.pages():
        title = own.names[page]
        found = list(subject.facts.charts.get(title, ()))
        for chart in (placed.chart for placed in page.charts):
            wanted = _wanted(chart, own)
            same = _partner(small(chart.title.say(own.language)), wanted, found)
            if same is None:
                yield Finding(title, _name(chart, own), RULE, "the chart is gone", _REMEDY, error=False)
                continue
            found.remove(same)
            yield from _series(title, _name(chart, own), wanted, same)
        for other in found:
            what = "a chart that the lesson does not have"
            yield Finding(title, f"chart {other.title[:40]!r}", RULE, what, "nobody has checked what it shows", False)


def _series(title: str, chart: str, wanted: Sequence[StoredSeries], found: StoredChart) -> Iterator[Finding]:
    """Hold the series of a chart against those written anew."""
    for number, series in enumerate(wanted):
        if number >= len(found.series):
            yield Finding(title, chart, RULE, f"its series {series.title!r} is gone", _REMEDY)
            continue
        other = found.series[number]
        if other.title != series.title and not series.label:
            what = f"its series {series.title!r} is called {other.title[:40]!r}"
            yield Finding(title, chart, RULE, what, _REMEDY)
        taken = [("x", series.x, other.x), ("y", series.y, other.y)]
        if series.label:  # LibreOffice writes titles, too, as if a cell said them
            taken.append(("its label", series.label, other.label))
        for part, mine, theirs in taken:
            if areas(mine) != areas(theirs):
                cells = f"{theirs[:80] or 'nowhere'} instead of {mine}"
                what = f"its series {series.title!r} takes {part} from {cells}"
                yield Finding(title, chart, RULE, what, _REMEDY)
    for other in found.series[len(wanted) :]:
        yield Finding(title, chart, RULE, f"a series {other.title[:40]!r} that the lesson does not have", _REMEDY)


def _partner(title: str, wanted: Sequence[StoredSeries], found: Sequence[StoredChart]) -> StoredChart | None:
    """Return the chart that is meant: that of the same title, else that of the same series, else the next one."""
    by_title = [chart for chart in found if _one_line(chart.title) == _one_line(title)]
    if len(by_title) != 1:
        by_cells = [chart for chart in found if [*map(_cells, chart.series)] == [*map(_cells, wanted)]]
        return next(iter([*by_cells, *by_title, *found]), None)
    return by_title[0]


def _cells(series: StoredSeries) -> tuple[object, object]:
    return areas(series.x), areas(series.y)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wanted(chart: Chart, own: Own) -> list[StoredSeries]:
    return [
        StoredSeries(small(series.title.say(own.language)), _range(series.x, own), _range(series.y, own))
        if series.label is None
        else StoredSeries("", _range(series.x, own), _range(series.y, own), _range(series.label, own))
        for series in chart.series
    ]


def _range(expression: Expression, own: Own) -> str:
    (area,) = (reference.area for reference in expression.references)
    top, left = area.row.constant, area.column.constant
    return f"{quoted(own.names[area.page])}!{written((top, left, top + area.height - 1, left + area.width - 1))}"


def _name(chart: Chart, own: Own) -> str:
    return f"chart {chart.title.say(own.language)!r}"
