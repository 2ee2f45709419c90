"""A filter that slides over a picture, with stride and padding: as networks do it, and turned, as the word has it."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.convolution.edges import LOOKS, edges
from sheetnet.lessons.convolution.spelled import spelled
from sheetnet.lessons.convolution.window import CELL, Window
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.positions import position
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.convolution import SPELLED, Convolution
from sheetnet.texts import Texts, load_texts
from sheetnet.workbook import Book, Highlight, Look, Role, Tensor, down, right
from sheetnet.workbook.arrange import Element, Form, Gap, Picture, below, beside, grid
from sheetnet.workbook.colors import INK
from sheetnet.workbook.number_format import AS_GIVEN

WIDTH = 110.0
"""Of the words below the pictures, in characters."""
TALL = 24.0
"""Height of a row of the pictures, in points."""
MAP = Look(AS_GIVEN, "output_pixel", colors="weights", width=CELL)


def add_picture(book: Book, model: Convolution) -> None:
    """Add the sheet."""
    about = book.texts["about.picture"].format(stride=model.stride, padding=model.padding)
    if model.padding:
        about = book.texts["about.picture_padded"].format(about=about)
    filtered = _Filtered(model, book.texts)
    equation = f"z[i, j] = {filtered.as_it_stands}        (x * w): z[i, j] = {filtered.strict}"
    add_sheet(book, "picture", filtered.arranged(book), equation=equation, about=about, aside=filtered.marks())
    book.picture = filtered.edges.chart(book.texts["charts.edges"], LOOKS)


class _Filtered:
    """A filter that slides over a picture, as it stands and flipped.

    Args:
        model: Picture and filter, stride and padding.
        texts: The lesson's texts.
    """

    def __init__(self, model: Convolution, texts: Texts) -> None:
        self._quantities, self._model = Quantities(model, texts), model
        (rows, columns), (height, width), pad = model.picture.shape, model.filter.shape, model.padding
        q = self._quantities
        shown = Look(AS_GIVEN, "pixel", highlight=Highlight(1, INK), width=CELL)
        self.picture = q.input("picture", down(rows, margin=pad), right(columns, margin=pad), look=shown)
        weight = Look(AS_GIVEN, "weight_pixel", width=CELL)
        self.filter = q.input("filter", down(height), right(width), role=Role.PARAMETER, look=weight)
        self.flipped = self._flipped(height, width)
        self.feature_map = self._map("feature_map", self.filter, self.as_it_stands)
        self.convolved_map = self._map("convolved_map", self.flipped, self.strict)
        self.window = Window(model, q, self.picture, self.filter)
        self.spelled = [spelled(q, self.window, self.filter)] if 1 < width <= SPELLED else []
        self.edges = edges(q, self.picture, self.feature_map)

    @property
    def as_it_stands(self) -> str:
        """The equation of the feature map, all positions counted from 0."""
        stride, pad = self._model.stride, self._model.padding
        places = (position((stride, at), (1, within), (-pad, "")) for at, within in ("il", "jm"))
        return f"Σ w[l, m] x[{', '.join(places)}]"

    @property
    def strict(self) -> str:
        """The equation of the map that the flipped filter makes."""
        stride, pad, (height, width) = self._model.stride, self._model.padding, self._model.filter.shape
        along = (("i", "l", height - 1 - pad), ("j", "m", width - 1 - pad))
        places = (position((stride, at), (shift, ""), (-1, within)) for at, within, shift in along)
        return f"Σ w[l, m] x[{', '.join(places)}]"

    def _flipped(self, height: int, width: int) -> Tensor:
        axes, look = (down(height), right(width)), Look(AS_GIVEN, "computed_pixel", width=CELL)
        equation = f"w[{height - 1} − l, {width - 1} − m]"
        flipped = self._quantities.tensor("flipped_filter", *axes, equation=equation, look=look)
        for row in range(height):
            for column in range(width):
                flipped[row, column] = self.filter[height - 1 - row, width - 1 - column]
        return flipped

    def _map(self, name: str, weights: Tensor, equation: str) -> Tensor:
        """Make the map that weights leave of the picture."""
        stride, pad, (rows, columns) = self._model.stride, self._model.padding, self._model.output_shape
        axes, (height, width) = (down(rows), right(columns)), self._model.filter.shape
        found = self._quantities.tensor(name, *axes, equation=equation, role=Role.OUTPUT, look=MAP)
        i, j = found.indices()
        under = self.picture.window((0, 0), i * stride - pad, j * stride - pad, (height, width))
        found[i, j] = call("SUMPRODUCT", weights, under)
        return found

    def arranged(self, book: Book) -> Element:
        """Arrange the choice of a window beside the pictures, that window below, and what to try at the bottom."""
        window, common = self.window, load_texts("common")
        form = Form(common["panel.change"], window.row, window.column, None, common["panel.happens"], window.sum)
        picture = Picture(self.picture, zeros=True, marks=window.covered, deep=True, tall=TALL)
        found = Picture(self.feature_map, marks=window.place, tall=TALL)
        cut_out = beside(Picture(window.pixels, tall=TALL), Picture(window.products, tall=TALL))
        pictures = grid(
            [form, picture, Picture(self.filter, tall=TALL), found],
            [
                Gap(),
                below(cut_out, *self.spelled),
                Picture(self.flipped, tall=TALL),
                Picture(self.convolved_map, tall=TALL),
            ],
        )
        tips = tips_of(book, "picture", WIDTH)
        return below(pictures, *([] if tips is None else [tips]), self.edges.table())

    def marks(self) -> Element:
        """Arrange what says which cells are coloured."""
        return beside(Picture(self.window.covered), Picture(self.window.place))
