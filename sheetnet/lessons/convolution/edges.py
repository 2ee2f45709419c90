"""The picture of the first sheet: pixels as squares, and beside them the feature map, blue above 0, orange below.

A square that is not of a colour lies far below the axes for that colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sheetnet.formula import Expression, call, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.convolution import AWAY, EDGE, Convolution
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Chart, Look, Series, Tensor, down
from sheetnet.workbook.arrange import Column, Element, Table

COLORS = {"ink": "404040", "above": "0072B2", "below": "E69F00", "blank": "E4E7EB"}
"""By kind of square, in the order in which they are drawn."""
MARK = 17
SIZE = (13.3, 8.3)
HIDDEN = ";;;"
"""Format of the ticks' labels: these axes count nothing."""
FAR = 100
"""Distance of ticks and grid lines: there are none between the squares."""
PLACE = Look("0")


class Edges:
    """Picture and feature map as squares.

    Args:
        model: The shapes.
        texts: The lesson's texts.
        picture: The picture.
        feature_map: What the filter makes of it.
    """

    def __init__(self, model: Convolution, texts: Texts, picture: Tensor, feature_map: Tensor) -> None:
        self._texts, self._shapes = texts, (model.picture.shape, model.output_shape)
        self._values = [*_entries(picture), *_entries(feature_map)]
        q, axis = Quantities(model, texts), down(len(self._values))
        self.across = q.tensor("square_column", axis, look=PLACE)
        self.squares = {kind: q.tensor(f"square_{kind}", axis, look=PLACE) for kind in COLORS}
        for number, (row, column) in enumerate(self._places()):
            self.across[number] = column
            for kind, tensor in self.squares.items():
                shown = self._is(kind, number)
                tensor[number] = AWAY if shown is None else where(shown, -row, AWAY)

    def _places(self) -> Iterator[tuple[int, int]]:
        """Go through the rows and columns of all squares: the map stands to the right, half-way down."""
        (rows, columns), (height, width) = self._shapes
        yield from product(range(rows), range(columns))
        top = (rows - height) // 2
        yield from product(range(top, top + height), range(columns + 1, columns + 1 + width))

    def _is(self, kind: str, number: int) -> Expression | None:
        """Return whether a square is of a kind, None if never: ink is in the picture, above and below in the map."""
        value, size = self._values[number], self._shapes[0][0] * self._shapes[0][1]
        if kind == "blank":
            return call("ABS", value) <= EDGE
        if (kind == "ink") != (number < size):
            return None
        return {"ink": call("ABS", value) > EDGE, "above": value > EDGE, "below": value < -EDGE}[kind]

    def chart(self) -> Chart:
        """Draw them."""
        (rows, columns), (height, width) = self._shapes
        series = [
            Series(self._texts[f"edges.{kind}"], self.across[...], self.squares[kind][...], color, line=False,
                   marker=True, mark=MARK, square=True, named=kind != "blank")
            for kind, color in COLORS.items()
        ]  # fmt: skip
        return Chart(
            self._texts["charts.edges"], literal(""), literal(""), series, x_limits=(-1, columns + 1 + width),
            y_limits=(-max(rows, height), 1), x_format=HIDDEN, y_format=HIDDEN, x_step=FAR, y_step=FAR, size=SIZE,
        )  # fmt: skip

    def table(self) -> Element:
        """Arrange the numbers that are drawn."""
        columns = (Column(tensor, [self._texts[f"edges.{kind}"]]) for kind, tensor in self.squares.items())
        return Table(Column(self.across, [self._texts["edges.column"]]), *columns)


def _entries(tensor: Tensor) -> Iterator[Expression]:
    rows, columns = tensor.shape
    return (tensor[row, column] for row, column in product(range(rows), range(columns)))
