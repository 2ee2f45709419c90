"""A filter that slides over a picture, with stride and padding: as networks do it, and turned, as the word has it."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.positions import position
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.convolution import Convolution
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tensor, down, right
from sheetnet.workbook.arrange import Element, Picture, beside, grid

MAP = Look("0.0#", colors="weights")


def add_picture(book: Book, model: Convolution) -> None:
    """Add the sheet."""
    about = book.texts["about.picture"].format(stride=model.stride, padding=model.padding)
    if model.padding:
        about = book.texts["about.picture_padded"].format(about=about)
    filtered = _Filtered(model, book.texts)
    equation = f"z[i, j] = {filtered.as_it_stands}        (x ∗ w): z[i, j] = {filtered.strict}"
    add_sheet(book, "picture", filtered.arranged(), equation=equation, about=about)


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
        shown = Look("General", "pixel", colors="pixels")
        self.picture = q.input("picture", down(rows, margin=pad), right(columns, margin=pad), look=shown)
        weight = Look("General", "parameter")
        self.filter = q.input("filter", down(height), right(width), role=Role.PARAMETER, look=weight)
        self.flipped = self._flipped(height, width)
        self.feature_map = self._map("feature_map", self.filter, self.as_it_stands)
        self.convolved_map = self._map("convolved_map", self.flipped, self.strict)

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
        axes, look = (down(height), right(width)), Look("0.0#")
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

    def arranged(self) -> Element:
        """Arrange the picture beside each filter with what it makes of the picture."""
        as_it_stands = Picture(self.filter), Picture(self.feature_map)
        flipped = Picture(self.flipped), Picture(self.convolved_map)
        return beside(Picture(self.picture, zeros=True), grid(as_it_stands, flipped))
