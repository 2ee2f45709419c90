"""The drawing of a network as a chart: lines first, circles upon them."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from sheetnet.lessons.network.drawing import DrawingEquations
from sheetnet.models.drawing import BANDS, HEIGHT
from sheetnet.models.layers.base import Shape
from sheetnet.models.network import INPUT
from sheetnet.texts import Text, literal
from sheetnet.workbook import Chart, Series
from sheetnet.workbook.arrange import ChartBox, Element, Gap, Picture, below, beside

SIZE = (14.0, 11.0)
FAR = 8
"""Columns before what stands aside."""
LINES = {
    "link": ("A6A6A6", 1.0),
    "plus": ("9DC3E6", 0.5),
    "minus": ("F8CBAD", 0.5),
    "plus_thick": ("2E75B6", 1.75),
    "minus_thick": ("E8752A", 1.75),
}
"""Colour and width in points."""
IMAGE, LAYERS = "7F7F7F", ("1F3864", "548235", "7030A0", "C00000")
"""Colours of circles; every layer has one of its own."""
SMALL, LARGE = 7, 18
"""Of a pixel's circle and of others, in points."""
SQUARE = 9
"""Of a filter's weight, in points."""
MOST_LARGE = 8
"""Circles below each other that may be large."""
HIDDEN = ";;;"
"""Of the axes' numbers: LibreOffice shows them, whatever is said of their place."""
ARROW = literal(" → ")


def drawing_chart(drawing: DrawingEquations, size: tuple[float, float] = SIZE) -> Element:
    """Arrange the drawing.

    Args:
        drawing: The equations.
        size: Of the chart, in centimetres.
    """
    series = [*_lines(drawing), *_circles(drawing), *_filters(drawing)]
    names = [_sized(drawing.texts["drawing.image"], drawing.network.input_shape)]
    names += [_sized(drawing.texts.layer(node), node.shape) for node in drawing.network.nodes]
    title = names[0]
    for name in names[1:]:
        title = title + ARROW + name
    last, above = len(drawing.network.nodes), drawing.texts[f"drawing.{_kind(drawing)}"]
    chart = Chart(
        above, title, literal(""), series, x_limits=(-0.5, last + 0.5), x_step=1,
        y_limits=(-HEIGHT / 2, HEIGHT / 2), y_step=HEIGHT, x_format=HIDDEN, y_format=HIDDEN, size=size,
        legend=False, bare=True,
    )  # fmt: skip
    return ChartBox(chart)


def drawing_numbers(drawing: DrawingEquations) -> Element:
    """Arrange the points behind the drawing, below each other.

    Args:
        drawing: The equations.
    """
    return beside(Gap(FAR), below(*map(Picture, drawing.tensors)))


def _lines(drawing: DrawingEquations) -> Iterator[Series]:
    """Go through the lines, the thick ones last: one polygon a unit."""
    for kind, (color, width) in LINES.items():
        for node in drawing.network.nodes:
            if (node.name, kind) in drawing.lines:
                x, y = drawing.lines[node.name, kind]
                label = drawing.texts[f"drawing.{kind}"]
                for unit in range(x.shape[0]):
                    yield Series(label, x[unit], y[unit], color, width=width, named=False)


def _circles(drawing: DrawingEquations) -> Iterator[Series]:
    for number, (name, (x, y)) in enumerate(drawing.circles.items()):
        if name in drawing.filters:
            continue
        label, color = _layer(drawing, number), IMAGE if name == INPUT else LAYERS[number - 1]
        size = LARGE if x.shape[0] <= MOST_LARGE else SMALL
        yield Series(label, x[...], y[...], color, line=False, marker=True, mark=size, square=_is_map(drawing, name))


def _filters(drawing: DrawingEquations) -> Iterator[Series]:
    """Go through the weights of filters, those of a colour together."""
    for squares in drawing.filters.values():
        x = squares["x"]
        for kind in BANDS:
            label, (color, _) = drawing.texts[f"drawing.{kind}"], LINES[kind]
            for unit in range(x.shape[0]):
                points = x[unit], squares[kind][unit]
                yield Series(label, *points, color, line=False, marker=True, mark=SQUARE, square=True, named=False)


def _is_map(drawing: DrawingEquations, name: str) -> bool:
    """Tell whether the marks of a layer are whole maps, or the image."""
    shapes = {INPUT: drawing.network.input_shape} | {node.name: node.shape for node in drawing.network.nodes}
    return prod(shapes[name]) > drawing.circles[name][0].shape[0]


def _kind(drawing: DrawingEquations) -> str:
    """Return which title says what is drawn."""
    return "title" if drawing.strengths else "filters" if drawing.filters else "maps"


def _sized(name: Text, shape: Shape) -> Text:
    """Say how large a layer is: 3×4×4 are three maps of four rows and columns."""
    return name + " " + "×".join(map(str, shape))


def _layer(drawing: DrawingEquations, number: int) -> Text:
    return drawing.texts.layer(drawing.network.nodes[number - 1]) if number else drawing.texts["drawing.image"]
