"""The sheet of one image through the network in matrices, beside the weighted sums."""

from __future__ import annotations

from sheetnet.lessons.network.matrices import MatrixEquations
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.layers.base import WeightedLayer
from sheetnet.models.network import INPUT, Node
from sheetnet.texts import literal
from sheetnet.workbook import Book, Page, Tensor
from sheetnet.workbook.arrange import Caption, Element, Form, Gap, Picture, below, beside

EQUATION = "z = W a + b:  z[j] = Σ W[j, i] a[i] + b[j]"
COLUMN = 6.0
TIPS = 60.0
"""Width of the tips, in characters."""
HEIGHT_OF_ROW = 2
"""Of aᵀ with its heading, which stands above W: what is multiplied with W's rows stands level with them."""


def add_matrices(book: Book, matrices: MatrixEquations, texts: NetworkTexts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        matrices: The equations.
        texts: The labels.
    """
    tips = tips_of(book, "matrices", width=TIPS) if matrices.is_the_books else None
    claim = Form(matrices.agrees, over=True)
    chosen = beside(
        Form(matrices.choice), Picture(matrices.picture), claim if tips is None else below(claim, tips, gap=0)
    )
    widest = max(each.weights.shape[1] for each in matrices.layers.values())
    layers = (_layer(matrices, node, texts, widest) for node in matrices.forward.network.nodes)
    body = below(chosen, *layers, _images(matrices, texts))
    return add_sheet(book, "matrices", body, equation=EQUATION, texts=texts.table, default_width=COLUMN)


def _images(matrices: MatrixEquations, texts: NetworkTexts) -> Element:
    """Arrange all images, an image a row, and point at the chosen one."""
    rows = Picture(matrices.rows, marks=matrices.pointer, deep=True)
    return beside(rows, Picture(matrices.pointer, texts["matrices.chosen"]))


def _layer(matrices: MatrixEquations, node: Node, texts: NetworkTexts, widest: int) -> Element:
    """Arrange aᵀ above W, then b and W a + b to the right, and behind them the sums and what becomes of them.

    W takes as many columns as the widest one has, so that what stands behind it stands so in every layer.
    """
    own, pictures = matrices.layers[node.name], matrices.forward.layers[node.name].pictures
    taken = "x" if node.inputs == (INPUT,) else "a"
    matrix = below(_padded(own.taken, f"{taken}ᵀ", widest), _padded(own.weights, "W", widest), gap=0)
    is_sigmoid = isinstance(node.layer, WeightedLayer) and node.layer.activation == "sigmoid"
    symbols = {"exponential": "e^(z − max)", "activation": "a = σ(z)" if is_sigmoid else "a = f(z)"}
    columns = [
        Picture(own.bias, literal("b")),
        Picture(own.z, literal(f"W {taken} + b")),
        Picture(pictures["z"].tensor, literal(f"Σ w {taken} + b")),
        *(Picture(picture.tensor, literal(symbols[kind])) for kind, picture in pictures.items() if kind != "z"),
    ]
    level = [below(Gap(HEIGHT_OF_ROW), column, gap=0) for column in columns]
    return below(Caption(texts.layer(node), "heading"), beside(matrix, *level), gap=0)


def _padded(tensor: Tensor, heading: str, columns: int) -> Element:
    """Arrange a picture over so many columns at least."""
    picture, rest = Picture(tensor, literal(heading)), columns - tensor.shape[-1]
    return beside(picture, Gap(rest - 1, rows=0)) if rest > 1 else picture
