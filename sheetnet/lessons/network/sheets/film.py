"""The sheet Film: one epoch and one image of a training on a screen, and where on the cost curve that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetnet.lessons.network.film import FilmEquations
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.sheets.bands import owners
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import panel, tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.film import filmed_kinds, has_maps
from sheetnet.models.network import Node
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Chart, Page, Series, Tensor
from sheetnet.workbook.arrange import Answer, Caption, ChartBox, Element, Gap, Picture, UnitPictures, below, beside

TIPS, WIDE_TIPS = 75.0, 62.0
"""Width of the tips, in characters, where there are no maps and where there are."""
SIZES = {"cost": (16.2, 4.5), "outputs": (17.6, 4.5)}
SMALL_SIZES = {"cost": (6.0, 4.7), "outputs": (7.5, 4.7)}
"""Of the charts, in centimetres; small ones where maps take most of the screen."""
DEFAULT_WIDTH = 2.0
"""Of columns, in characters: what parts the units is narrow."""
LOW, LOWEST = 13.5, 13.0
"""Height of the rows in points, and beside maps: all of it is on the first screen."""
DOT = "D62728"
DOT_SIZE, SMALL_DOT = 10, 7
COLORS = ("0072B2", "E69F00", "009E73", "CC79A7", "8C564B", "7F7F7F", "17BECF")
"""Of the outputs: none is the dots', and the first ones differ for the colour-blind too."""
FAR = 40
"""Columns before what stands aside: it is not to be seen beside the film."""
ANSWER_WIDTH, ANSWER_ROWS = 8.0, 4
SYMBOLS = {"z": "z", "activation": "a", "delta": "δ"}


def add_film(book: Book, film: FilmEquations, texts: NetworkTexts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        film: The equations.
        texts: The labels.

    Returns:
        The sheet.
    """
    maps = has_maps(film.training.model.network)
    body = _with_maps(book, film, texts) if maps else _without_maps(book, film, texts)
    height = LOWEST if maps else LOW
    return add_sheet(
        book, "film", body, texts=texts.table, default_width=DEFAULT_WIDTH, default_height=height,
        aside=_aside(film, texts), even_rows=True,
    )  # fmt: skip


def _with_maps(book: Book, film: FilmEquations, texts: NetworkTexts) -> Element:
    """Arrange maps, then units, as high as the screen; both charts stand at the left, below what is chosen."""
    nodes = film.training.model.network.nodes
    shapes = [shape for node in nodes if len(node.shape) > 1 for shape in (node.shape, *node.parameter_shapes.values())]
    pitch = max(shape[-1] for shape in shapes if len(shape) > 1) + 1
    maps = [_layer(film, node, texts, pitch) for node in nodes if len(node.shape) > 1]
    units = [_layer(film, node, texts) for node in nodes if len(node.shape) == 1]
    charts = beside(ChartBox(_cost_chart(film, texts, SMALL_SIZES)), ChartBox(_output_chart(film, texts, SMALL_SIZES)))
    left = below(_choice(book, film, texts), charts, *_tips(book, film, WIDE_TIPS))
    return beside(left, below(*maps, gap=0), *units)


def _without_maps(book: Book, film: FilmEquations, texts: NetworkTexts) -> Element:
    """Arrange layers of units beside each other, and below them what the outputs say in all epochs."""
    layers = [_layer(film, node, texts) for node in film.training.model.network.nodes]
    left = below(_choice(book, film, texts), ChartBox(_cost_chart(film, texts, SIZES)), *_tips(book, film, TIPS))
    return beside(left, below(beside(*layers), ChartBox(_output_chart(film, texts, SIZES))))


def _choice(book: Book, film: FilmEquations, texts: NetworkTexts) -> Element:
    """Arrange what is chosen and what comes of it, the image, and the answer to it."""
    numbers = panel(book, "film", [film.epoch, film.image], [film.cost, film.accuracy], tips=False)
    answer = Answer(film.answer, texts["film.answer"], [film.right], ANSWER_WIDTH, ANSWER_ROWS, air=0)
    return beside(numbers, Picture(film.pixels, texts["film.image"]), answer)


def _tips(book: Book, film: FilmEquations, width: float) -> list[Element]:
    """Return what to try, of the book's training alone."""
    tips = tips_of(book, "film", width=width) if film.training.model.is_the_books else None
    return [] if tips is None else [tips]


def _cost_chart(film: FilmEquations, texts: NetworkTexts, sizes: Mapping[str, tuple[float, float]]) -> Chart:
    training = film.training
    curve = Series(literal("C_T"), training.number[...], training.cost[...])
    dot = Series(texts["film.now"], film.epoch[...], film.cost[...], DOT, line=False, marker=True, mark=DOT_SIZE)
    epochs = training.model.epochs
    return Chart(
        texts["film.cost_by_epoch"], literal(""), literal(""), [curve, dot],
        x_limits=(0, epochs), x_step=max(1, round(epochs / 5)), y_limits=(0, None), legend=False,
        size=sizes["cost"], tight=True,
    )  # fmt: skip


def _output_chart(film: FilmEquations, texts: NetworkTexts, sizes: Mapping[str, tuple[float, float]]) -> Chart:
    """Draw what every output says of the image in all epochs."""
    model = film.training.model
    kept, shown = (each[model.network.output.name, "activation"] for each in (film.kept, film.pictures))
    units = range(model.network.outputs)
    curves = [
        Series(
            literal(f"{model.class_labels[unit]:g}"),
            film.training.number[...],
            kept[:, unit],
            COLORS[unit % len(COLORS)],
        )
        for unit in units
    ]
    dots = [
        Series(
            texts["film.now"], film.epoch[...], shown[unit], DOT, line=False, marker=True, named=False, mark=SMALL_DOT
        )
        for unit in units
    ]
    return Chart(
        texts["film.outputs_by_epoch"], literal(""), literal(""), [*curves, *dots],
        x_limits=(0, model.epochs), x_step=max(1, round(model.epochs / 5)),
        y_limits=(0, 1) if film.classes is not None else None, size=sizes["outputs"], tight=True,
        legend_aside=sizes is SIZES,
    )  # fmt: skip


def _layer(film: FilmEquations, node: Node, texts: NetworkTexts, pitch: int = 0) -> Element:
    """Arrange a layer: of every unit w, ∂C_T/∂w, b, ∂C_T/∂b, and what it makes of the image."""
    rows: list[tuple[Text, Tensor | None]] = []
    if node in owners(film.training.forward):
        symbols = LAYERS[node.layer.kind].parameter_symbols
        rows.append((texts["film.of_all"], None))
        for local, name in node.parameters.items():
            rows.append((literal(symbols[local]), film.parameters[name]))
            rows += [(literal("|w − w₀|"), film.moved[name])] if name in film.moved else []
            rows.append((literal(f"∂C_T/∂{symbols[local]}"), film.gradients[name]))
    rows.append((texts["film.of_one"], None))
    if node is film.training.model.network.output and film.classes is not None:
        rows.append((texts["test.stands_for"], film.classes))
    rows += [(literal(SYMBOLS[kind]), film.pictures[node.name, kind]) for kind in filmed_kinds(node)]
    if node is film.training.model.network.output:
        rows.append((literal(film.targets.symbol), film.targets))
    joined = [film.parameters[name] for name in film.moved]
    pictures = UnitPictures(rows, label_columns=1, parted=True, pitch=pitch, joined=joined)
    return below(Caption(texts.layer(node), "heading"), pictures, gap=0)


def _aside(film: FilmEquations, texts: NetworkTexts) -> Element:
    """Arrange what is kept of the image, an epoch a row."""
    pictures = beside(*(Picture(tensor) for tensor in _kept(film)))
    return beside(Gap(FAR), below(Caption(texts["film.aside"], "heading"), pictures, gap=0))


def _kept(film: FilmEquations) -> Iterator[Tensor]:
    yield from (film.answers, film.corrects)
    yield from film.kept.values()
