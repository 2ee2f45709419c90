"""The sheet Film: one epoch and one image of a training on a screen, and where on the cost curve that is."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.lessons.network.film import FRAME, FilmEquations
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.sheets.bands import owners
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import panel, tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.film import filmed_kinds
from sheetnet.models.network import Node
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Chart, Page, Series, Tensor
from sheetnet.workbook.arrange import Answer, Caption, ChartBox, Element, Gap, Picture, UnitPictures, below, beside

TIPS = 38.0
"""Width of the tips, in characters."""
COST_CHART = (8.2, 5.6)
OUTPUT_CHART = (15.5, 6.0)
DOT = "D62728"
DOT_SIZE, SMALL_DOT = 10, 7
COLORS = ("0072B2", "E69F00", "009E73", "CC79A7", "8C564B", "7F7F7F", "17BECF")
"""Of the outputs: none is the dots', and the first ones differ for the colour-blind too."""
FAR = 12
"""Columns before what stands aside: it is not to be seen beside the film."""
LEAST_ANSWER = 20.0
"""Width of the answer, in characters."""
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
    nodes = film.training.model.network.nodes
    maps = [_layer(film, node, texts) for node in nodes if len(node.shape) > 1]
    units = [_layer(film, node, texts) for node in nodes if len(node.shape) == 1]
    stage = beside(_image(film, texts), *([below(*maps)] if maps else []), *units)
    body = beside(_left(book, film, texts), below(stage, ChartBox(_output_chart(film, texts))))
    return add_sheet(book, "film", body, texts=texts.table, default_width=FRAME, aside=_aside(film, texts))


def _left(book: Book, film: FilmEquations, texts: NetworkTexts) -> Element:
    """Arrange what is chosen, the cost curve right below it, and what to try."""
    tips = tips_of(book, "film", width=TIPS) if film.training.model.is_the_books else None
    numbers = panel(book, "film", [film.epoch, film.image], [film.cost, film.accuracy], tips=False)
    return below(numbers, ChartBox(_cost_chart(film, texts)), *([] if tips is None else [tips]))


def _cost_chart(film: FilmEquations, texts: NetworkTexts) -> Chart:
    training = film.training
    curve = Series(literal("C_T"), training.number[...], training.cost[...])
    dot = Series(texts["film.now"], film.epoch[...], film.cost[...], DOT, line=False, marker=True, mark=DOT_SIZE)
    epochs = training.model.epochs
    return Chart(
        texts["charts.cost"], texts["charts.epoch"], texts["charts.cost_axis"], [curve, dot],
        x_limits=(0, epochs), x_step=max(1, round(epochs / 5)), y_limits=(0, None), legend=False, size=COST_CHART,
    )  # fmt: skip


def _output_chart(film: FilmEquations, texts: NetworkTexts) -> Chart:
    """Draw what every output says of the image in all epochs."""
    model = film.training.model
    kept, shown = (each[model.network.output.name, "activation"] for each in (film.kept, film.pictures))
    units = range(model.network.outputs)
    curves = [
        Series(_output(film, unit, texts), film.training.number[...], kept[:, unit], COLORS[unit % len(COLORS)])
        for unit in units
    ]
    dots = [
        Series(
            texts["film.now"], film.epoch[...], shown[unit], DOT, line=False, marker=True, named=False, mark=SMALL_DOT
        )
        for unit in units
    ]
    return Chart(
        texts["film.outputs"], texts["charts.epoch"], literal("a"), [*curves, *dots],
        x_limits=(0, model.epochs), x_step=max(1, round(model.epochs / 10)),
        y_limits=(0, 1) if film.classes is not None else None, size=OUTPUT_CHART,
    )  # fmt: skip


def _output(film: FilmEquations, unit: int, texts: NetworkTexts) -> Text:
    return texts["film.output"].format(**{"class": f"{film.training.model.class_labels[unit]:g}"})


def _image(film: FilmEquations, texts: NetworkTexts) -> Element:
    pixels = Picture(film.pixels, texts["film.image"])
    answer = Answer(film.answer, texts["film.answer"], [film.right], LEAST_ANSWER)
    return below(pixels, Picture(film.targets, texts["film.targets"]), answer)


def _layer(film: FilmEquations, node: Node, texts: NetworkTexts) -> Element:
    """Arrange a layer: of every unit w, ∂C_T/∂w, b, ∂C_T/∂b, and what it makes of the image."""
    rows: list[tuple[Text, Tensor]] = []
    if node is film.training.model.network.output and film.classes is not None:
        rows.append((texts["test.stands_for"], film.classes))
    if node in owners(film.training.forward):
        symbols = LAYERS[node.layer.kind].parameter_symbols
        for local, name in node.parameters.items():
            rows.append((literal(symbols[local]), film.parameters[name]))
            rows.append((literal(f"∂C/∂{symbols[local]}"), film.gradients[name]))
    rows += [(literal(SYMBOLS[kind]), film.pictures[node.name, kind]) for kind in filmed_kinds(node)]
    return below(Caption(texts.layer(node), "heading"), UnitPictures(rows, label_columns=1, parted=True), gap=0)


def _aside(film: FilmEquations, texts: NetworkTexts) -> Element:
    """Arrange what is kept of the image, an epoch a row."""
    pictures = beside(*(Picture(tensor) for tensor in _kept(film)))
    return beside(Gap(FAR), below(Caption(texts["film.aside"], "heading"), pictures, gap=0))


def _kept(film: FilmEquations) -> Iterator[Tensor]:
    yield from (film.answers, film.corrects)
    yield from film.kept.values()
