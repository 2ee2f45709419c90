"""The charts of a sheet: from which cells each of their series takes its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.xlsx.read.bounds import MOST_CHARTS, MOST_DEPTH, MOST_ELEMENTS, MOST_TEXT, Budget, DamagedError
from sheetnet.xlsx.read.package import Package
from sheetnet.xlsx.read.xml import Handler, parse

_CELLS = {"xVal": "x", "cat": "x", "yVal": "y", "val": "y", "tx": "label"}
"""Which of the elements of a series have the cells along the chart, which those upwards, and which its name."""
_FOUND = ("title", "x", "y", "label")


@dataclass(frozen=True, slots=True)
class StoredSeries:
    """A series of a chart.

    Args:
        title: What the legend says.
        x: From where it takes its x values, as a formula.
        y: From where it takes its y values.
        label: The cell that names it, if one does; the title is then what it said when the file was saved.
    """

    title: str
    x: str
    y: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class StoredChart:
    """A chart.

    Args:
        title: What stands above it.
        series: Its series.
    """

    title: str
    series: tuple[StoredSeries, ...]


def charts(package: Package, sheet: str, budget: Budget) -> tuple[StoredChart, ...]:
    """Read the charts of a sheet.

    Args:
        package: The file.
        sheet: The part of the sheet.
        budget: How many charts there may be.

    Raises:
        DamagedError: They are damaged or too many.
    """
    parts = [
        chart.target
        for drawing in package.relationships(sheet).values()
        if drawing.kind == "drawing"
        for chart in package.relationships(drawing.target).values()
        if chart.kind == "chart"
    ]
    budget.spend(len(parts))
    return tuple(_chart(package, part) for part in parts)


def most_charts() -> Budget:
    """Return how many charts the sheets of a workbook may have."""
    return Budget(MOST_CHARTS, "charts")


def _chart(package: Package, part: str) -> StoredChart:
    reader = _Chart()
    parse(package.chunks(part), Handler(reader.start, reader.end, reader.text))
    return StoredChart(reader.title, tuple(reader.series))


class _Chart:
    """Collects titles and the formulas of series by where they stand."""

    def __init__(self) -> None:
        self.title = ""
        self.series: list[StoredSeries] = []
        self._path: list[str] = []
        self._found = dict.fromkeys(_FOUND, "")
        self._elements = Budget(MOST_ELEMENTS, "elements in a chart")
        self._characters = Budget(MOST_TEXT, "characters in the titles of a chart")

    def start(self, name: str, attributes: list[str]) -> None:
        self._elements.spend(1 + len(attributes))
        self._path.append(name.rpartition(" ")[2])
        if len(self._path) > MOST_DEPTH:
            raise DamagedError(f"it has elements more than {MOST_DEPTH} levels deep")
        if self._path[-1] == "ser":
            self._found = dict.fromkeys(_FOUND, "")

    def end(self, name: str) -> None:
        if self._path.pop() == "ser":
            self.series.append(StoredSeries(**self._found))

    def text(self, text: str) -> None:
        path = self._path
        if path[-1] == "t" and path[:3] == ["chartSpace", "chart", "title"]:
            self._characters.spend(len(text))
            self.title += text
        elif "ser" in path:
            where = "title" if "tx" in path and path[-1] == "v" else ""
            if path[-1] == "f":
                where = next((_CELLS[each] for each in path if each in _CELLS), "")
            if where:
                self._characters.spend(len(text))
                self._found[where] += text
