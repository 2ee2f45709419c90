"""Charts as every program draws them: axes that it finds, numbers before it computes any, two corners, words."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries

from sheetnet import catalogue
from sheetnet.models.fields import Field
from sheetnet.texts import LANGUAGES, Text, literal
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, down
from sheetnet.workbook.arrange import ChartBox, arrange
from sheetnet.workbook.page import Page
from sheetnet.xlsx.write.parts import with_kept_title
from sheetnet.xlsx.write.saver import save
from tests.workbooks import Builder, small

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
WITH_CHARTS = [lesson.slug for lesson in catalogue.LESSONS if lesson.slug not in ("neural_net", "cnn", "pooling")]


def roots(path: Path, folder: str) -> list[ElementTree.Element]:
    """Return the parts of one kind, ``charts`` or ``drawings``."""
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(f"xl/{folder}/") and name.endswith(".xml")]
        return [ElementTree.fromstring(archive.read(name)) for name in names]


def values(root: ElementTree.Element, path: str) -> list[str]:
    """Return what the elements of a path say."""
    return [element.attrib["val"] for element in root.findall(path.replace("c:", CHART))]


def drawn(path: Path) -> Iterator[tuple[str, dict[int, float], int]]:
    """Go through what charts draw: the cells, the numbers that are stored for them, how many cells there are."""
    for root in roots(path, "charts"):
        for reference in root.iter(f"{CHART}numRef"):
            points = {int(each.attrib["idx"]): float(each[0].text or "") for each in reference.iter(f"{CHART}pt")}
            (count,) = (int(each.attrib["val"]) for each in reference.iter(f"{CHART}ptCount"))
            yield reference[0].text or "", points, count


@pytest.mark.parametrize("slug", WITH_CHARTS)
def test_charts_store_the_numbers_of_the_cells_that_they_draw(slug: str, built: Builder) -> None:
    path = built(slug, **small(slug))
    book, series = openpyxl.load_workbook(path, data_only=True), list(drawn(path))
    assert series
    for where, points, count in series:
        sheet, _, cells = where.rpartition("!")
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        rows = book[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
        stored = dict(enumerate(number for row in rows for number in row))
        assert count == len(stored)
        assert points == pytest.approx({n: number for n, number in stored.items() if isinstance(number, (int, float))})


@pytest.mark.parametrize("slug", WITH_CHARTS)
def test_axes_are_where_they_are_drawn_and_nothing_is_left_to_defaults(slug: str, built: Builder) -> None:
    for root in roots(built(slug, **small(slug)), "charts"):
        assert values(root, ".//c:valAx/c:axPos") == ["b", "l"]
        assert values(root, "c:roundedCorners") == ["0"]
        assert values(root, "c:chart/c:autoTitleDeleted") == ["0"]
        assert values(root, ".//c:scatterChart/c:varyColors") == ["0"]


def test_points_without_a_line_have_no_style_of_one(regression: Path) -> None:
    root = roots(regression, "charts")[0]
    shapes = [series.find(f"{CHART}spPr") for series in root.iter(f"{CHART}ser")]
    lines = [[part.tag.partition("}")[2] for part in shape[0]] for shape in shapes if shape is not None]
    assert lines == [["solidFill", "prstDash"], ["solidFill", "prstDash"], ["noFill"]]


@pytest.mark.parametrize("folder", ["charts", "drawings"])
def test_prefixes_are_declared_at_the_root(folder: str, regression: Path) -> None:
    with ZipFile(regression) as archive:
        names = [name for name in archive.namelist() if name.startswith(f"xl/{folder}/") and "_rels" not in name]
        assert names
        for name in names:
            _, _, below = archive.read(name).decode().partition("?>")[2].partition(">")
            assert "xmlns" not in below


def test_a_chart_without_a_title_gets_none_from_the_program() -> None:
    chart = f'<chartSpace xmlns="{CHART[1:-1]}"><chart><plotArea/></chart></chartSpace>'
    root = ElementTree.fromstring(with_kept_title("xl/charts/chart1.xml", chart))
    assert [element.tag for element in root[0]] == [f"{CHART}autoTitleDeleted", f"{CHART}plotArea"]
    assert values(root, "c:chart/c:autoTitleDeleted") == ["1"]


def page_with_chart(size: tuple[float, float]) -> tuple[Book, Page]:
    """Return a book of one page: a column of numbers with a blank between two, and a chart of them."""
    book = Book("gradient_descent")
    page = book.page("page", literal("Page"))
    numbers = {"x": np.array([1.0, 2.0, 4.0]), "y": np.array([3.0, np.inf, 5.0])}
    x = Tensor("x", (down(3, 2),), literal("x"), Role.INPUT, values=numbers["x"], allowed=Field())
    y = Tensor("y", (down(3, 2),), literal("y")).fill(lambda k: x[k] * 1)
    curve = Series(literal("curve"), x[...], y[...])
    title = Text(en="How y grows", zh="y 如何增长")
    arrange(page, ChartBox(Chart(title, literal("x"), literal("y"), [curve], size=size)))
    page.put(x, 1, 20)
    page.put(y, 1, 21)
    return book, page


def test_a_goal_is_marked_by_a_cross(tmp_path: Path) -> None:
    book, page = page_with_chart((10, 6))
    (placed,) = page.charts
    (curve,) = placed.chart.series
    goal = replace(curve, line=False, marker=True, cross=True)
    page.charts[0] = replace(placed, chart=replace(placed.chart, series=[curve, goal]))
    (root,) = roots(saved(book, tmp_path / "chart.xlsx"), "charts")
    assert [each.attrib["val"] for each in root.iter(f"{CHART}symbol")] == ["none", "x"]


def test_a_label_is_what_its_cell_says(tmp_path: Path) -> None:
    """The cell names a series of one point, and no program writes anything but that name."""
    book, page = page_with_chart((10, 6))
    (placed,) = page.charts
    (curve,) = placed.chart.series
    label = Series(literal(""), curve.x, curve.y, line=False, named=False, label=next(iter(book.tensors()))[2])
    page.charts[0] = replace(placed, chart=replace(placed.chart, series=[curve, label]))
    (root,) = roots(saved(book, tmp_path / "chart.xlsx"), "charts")
    last = [*root.iter(f"{CHART}ser")][-1]
    assert [each.text for each in last.iterfind(f"{CHART}tx/{CHART}strRef//*") if each.text] == ["'Page'!$T$5", "4"]
    shown = [each.tag for each in last.iterfind(f"{CHART}dLbls/*") if each.get("val") == "1"]
    assert shown == [f"{CHART}showSerName"]


@pytest.mark.parametrize(("legend", "side"), [(True, 6.5), (False, 7.4)])
def test_a_square_takes_what_titles_and_legend_leave(tmp_path: Path, legend: bool, side: float) -> None:
    book, page = page_with_chart((12, 10))
    page.charts[0] = replace(page.charts[0], chart=replace(page.charts[0].chart, square=True, legend=legend))
    (root,) = roots(saved(book, tmp_path / "chart.xlsx"), "charts")
    width, height = (float(next(root.iter(f"{CHART}{name}")).attrib["val"]) for name in "wh")
    assert (width * 12, height * 10) == pytest.approx((side, side))


def saved(book: Book, path: Path, language: str = "en") -> Path:
    save(book, {"y": np.array([3.0, np.inf, 5.0])}, path, language)
    return path


def test_blanks_and_what_is_no_number_are_gaps(tmp_path: Path) -> None:
    book, _ = page_with_chart((8, 4))
    assert list(drawn(saved(book, tmp_path / "x.xlsx"))) == [
        ("'Page'!$T$1:$T$5", {0: 1.0, 2: 2.0, 4: 4.0}, 5),
        ("'Page'!$U$1:$U$5", {0: 3.0, 4: 5.0}, 5),
    ]


def test_a_chart_says_in_the_workbooks_language_what_it_shows(tmp_path: Path) -> None:
    book, _ = page_with_chart((8, 4))
    for language, words in (("en", "Chart: How y grows."), ("zh", "图表：y如何增长。")):
        (root,) = roots(saved(book, tmp_path / f"{language}.xlsx", language), "drawings")
        (properties,) = root.iter(f"{DRAWING}cNvPr")
        assert properties.attrib["descr"].startswith(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", WITH_CHARTS)
def test_every_chart_says_what_it_shows(slug: str, language: str, built: Builder) -> None:
    pictures = [each for root in roots(built(slug, language, **small(slug)), "drawings") for each in root.iter()]
    said = [each.attrib.get("descr", "") for each in pictures if each.tag == f"{DRAWING}cNvPr"]
    assert said
    assert min(map(len, said)) > 10


def end_of(path: Path) -> tuple[int, ...]:
    """Return where the only chart ends: row and column counted from 1, and how far into them in pixels."""
    (root,) = roots(path, "drawings")
    (anchor,) = root
    assert anchor.tag == f"{DRAWING}twoCellAnchor"
    assert anchor.attrib["editAs"] == "oneCell"
    end = {each.tag.removeprefix(DRAWING): int(each.text or "") for each in anchor[1]}
    return end["row"] + 1, end["col"] + 1, end["rowOff"] // 9525, end["colOff"] // 9525


def test_a_chart_ends_where_its_size_says(tmp_path: Path) -> None:
    """From row 2, column B: 4 cm are 151 pixels, seven rows of 20 and 11; 8 cm are 302, four columns of 71 and 18."""
    book, _ = page_with_chart((8, 4))
    assert end_of(saved(book, tmp_path / "x.xlsx")) == (9, 6, 11, 18)


def test_high_rows_make_no_higher_chart(tmp_path: Path) -> None:
    book, page = page_with_chart((8, 4))
    page.heights[3] = 60
    assert end_of(saved(book, tmp_path / "x.xlsx"))[0] == 6


def test_a_chart_never_leaves_the_cells_that_it_may_cover(tmp_path: Path) -> None:
    book, page = page_with_chart((8, 4))
    page.heights |= dict.fromkeys(range(2, 10), 7.5)
    page.widths |= dict.fromkeys(range(2, 7), 2.0)
    assert end_of(saved(book, tmp_path / "x.xlsx"))[:2] == (9, 6)
