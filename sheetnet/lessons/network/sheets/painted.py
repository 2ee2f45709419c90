"""The Test sheet: the reader paints a picture, and it goes from left to right through the network to the answer."""

from __future__ import annotations

from collections.abc import Iterator

from sheetnet.lessons.network.data import NARROW
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.painted import PaintedEquations, swept
from sheetnet.lessons.network.sheets.bands import owners
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.film import has_maps
from sheetnet.models.network import Node
from sheetnet.texts import Text, literal
from sheetnet.workbook import Book, Page, Tensor
from sheetnet.workbook.arrange import Answer, Caption, Cell, Element, Gap, Picture, UnitRows, below, beside

TIPS, NARROW_TIPS = 110.0, 72.0
"""Width of the tips, in characters, below everything and below maps."""
LOW = 13.5
"""Height of the rows in points where there are maps: their outputs are high."""
FAR = 24
"""Columns before what stands aside: it is not to be seen beside the answer."""
ANSWER = 24.0
"""Width of the answer, in characters."""


def add_painted(book: Book, painted: PaintedEquations, texts: NetworkTexts, kind: str) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        painted: The equations.
        texts: The labels.
        kind: ``training`` or ``fitted``: what the paragraph below the title tells of the parameters.
    """
    nodes = painted.forward.network.nodes
    picture = below(_heading(texts, 1, texts["row.paint"]), Picture(painted.image, literal("x")), gap=0)
    *layers, last = [_layer(painted, node, number, texts) for number, node in enumerate(nodes, start=2)]
    verdict = [] if painted.sure is None else [painted.sure]
    answer = Answer(painted.answer, _numbered(len(nodes) + 2, texts["row.answer"]), verdict, ANSWER)
    maps = has_maps(painted.forward.network)
    tips = tips_of(book, "test", width=NARROW_TIPS if maps else TIPS) if painted.is_the_books else None
    words = [] if tips is None else [tips]
    switch = Cell(painted.switch, texts[f"test.switch_{kind}"])
    first = beside(below(picture, switch), *layers)
    body = beside(below(first, *words), last, answer) if maps else below(beside(first, last, answer), *words)
    aside = beside(Gap(FAR), below(*(Picture(tensor) for tensor in _out_of_sight(painted))))
    about = texts[f"about.test_{kind}"]
    return add_sheet(
        book, "test", body, about=about, texts=texts.table, default_width=NARROW, aside=aside,
        default_height=LOW if maps else None, even_rows=True,
    )  # fmt: skip


def _layer(painted: PaintedEquations, node: Node, number: int, texts: NetworkTexts) -> Element:
    """Arrange a layer: what each unit weighs, or its map, and what it gives."""
    layer, is_map = painted.forward.layers[node.name], len(node.shape) > 1
    pictures, numbers, maps = [], [], []
    if node in owners(painted.forward):
        tensors = {local: painted.forward.parameters[name].tensor for local, name in node.parameters.items()}
        symbols = LAYERS[node.layer.kind].parameter_symbols
        pictures.append((literal(symbols["weights"]), tensors["weights"]))
        numbers.append((literal(symbols["bias"]), tensors["bias"]))
    if node.name in painted.products:
        pictures.append((texts["test.weighed"], painted.products[node.name]))
    if is_map:
        maps.append((literal("a"), _unit_by_unit(painted, node, "activation")))
    else:
        kinds = [kind for kind in ("z", "activation") if kind in layer.pictures]
        numbers += [(literal(kind[0]), _unit_by_unit(painted, node, kind)) for kind in kinds]
    if node is painted.forward.network.output and painted.classes is not None:
        numbers.insert(0, (texts["test.stands_for"], painted.classes))
    units = 1 if len(node.shape) == 2 else node.shape[0]
    labels = [literal(str(unit + 1)) for unit in range(units)] if units > 1 else []
    pitch = painted.pitch if len(node.shape) == 3 else 0  # filters and maps of one number stand level
    parts = [UnitRows(units, labels, pictures, numbers, pitch=pitch)] if pictures or numbers else []
    parts += [UnitRows(units, labels, maps, single=len(node.shape) == 2, pitch=pitch)] if maps else []
    return below(_heading(texts, number, texts.layer(node)), beside(*parts), gap=0)


def _unit_by_unit(painted: PaintedEquations, node: Node, kind: str) -> Tensor:
    """Return a layer's numbers that stand beside its units: its own, or copies where its own must lie together."""
    return painted.shown.get((node.name, kind)) or painted.forward.layers[node.name].pictures[kind].tensor


def _out_of_sight(painted: PaintedEquations) -> Iterator[Tensor]:
    """Go through what the formulas need and the eye does not: z of maps, and what units give, close together."""
    for node in painted.forward.network.nodes:
        layer, is_map = painted.forward.layers[node.name], len(node.shape) > 1
        own = ({"activation"} if is_map else {"z"}) - {*swept(node, painted.forward)}
        yield from (layer.pictures[kind].tensor for kind in layer.kinds(node.layer) if kind not in own)


def _heading(texts: NetworkTexts, number: int, words: Text) -> Caption:
    return Caption(_numbered(number, words), "heading")


def _numbered(number: int, words: Text) -> Text:
    return literal(f"{number}  ") + words
