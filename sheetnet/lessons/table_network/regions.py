"""What a network tells over the plane of two columns: a cell for each place, coloured by what is told there."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.network.answers import answer
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.data import GIVEN, SCALED
from sheetnet.lessons.table_network.names import outputs_of, units_of
from sheetnet.lessons.table_network.trained import Trained
from sheetnet.models.table_regions import EMPTY, LEAST_STEP, MARGIN, SIDE
from sheetnet.texts import literal
from sheetnet.workbook import Axis, Book, Look, Page, Tensor, down, right
from sheetnet.workbook.arrange import Column, Element, Gap, Picture, Table, below, beside
from sheetnet.workbook.colors import REGIONS, Marked
from sheetnet.workbook.look import COUNTER

WIDTH = 3.6
"""Of a column of cells, in characters."""
TOLD = Look("0.0", "frame", colors="range", width=WIDTH)
POINTS = Look('[<-999999]"";0', "frame", width=WIDTH)
PLACES = Look("0.0", "frame", width=WIDTH)
FAR = 12
"""Columns before what stands aside."""


class Regions:
    """The plane of two columns.

    Args:
        trained: The network, the table and the last parameters.
    """

    def __init__(self, trained: Trained) -> None:
        model, data, quantities = trained.model, trained.data, trained.quantities
        self.model, self._data, self._quantities = model, data, quantities
        self._frame()
        self.inputs = self._grid()
        self.forward = trained.forward("region_", Recurring(self.inputs, by_sample=True), SIDE * SIDE)
        self.told = quantities.tensor(
            "region_told", down(SIDE), right(SIDE), look=POINTS if model.classes else TOLD,
            carried=self.forward.scope.rounding,
        )  # fmt: skip
        self.told.fill(self._answer)
        self._rows()
        self.legend = self._legend()

    def _frame(self) -> None:
        """Say where the cells begin, how far apart they are, and where the middle of each is."""
        q, features, two = self._quantities, self._data.features, right(2)
        self.begin = q.tensor("region_begin", two, look=GIVEN)
        self.step = q.tensor("region_step", two, look=GIVEN)
        (column,) = self.begin.indices()
        low, high = call("MIN", features[:, column]), call("MAX", features[:, column])
        self.begin[column] = low - MARGIN * (high - low)
        self.step[column] = call("MAX", (1 + 2 * MARGIN) * (high - low) / SIDE, LEAST_STEP)
        self.across, self.up = self._places("region_across", right(SIDE), 0), self._places("region_up", down(SIDE), 1)

    def _places(self, name: str, axis: Axis, column: int) -> Tensor:
        """Write the middle of each cell along a column; upwards the largest comes first."""
        places, n, step = self._quantities.tensor(name, axis, look=PLACES), Index("n", SIDE - 1), self.step[column]
        if column == 0:
            places[0], places[n + 1] = self.begin[column] + step / 2, places[n] + step
        else:
            places[0], places[n + 1] = self.begin[column] + (SIDE - 0.5) * step, places[n] - step
        return places

    def _grid(self) -> Tensor:
        """Write the middle of every cell as a row that the network takes."""
        inputs = self._quantities.tensor("region_inputs", down(SIDE * SIDE), right(2), symbol="x", look=SCALED)
        for row in range(SIDE):
            column = Index("column", SIDE)
            place, first, second = column + row * SIDE, Index("first", 1), Index("second", 1)
            inputs[place, first] = self._data.scaled(self.across[column], first)
            inputs[place, second + 1] = self._data.scaled(self.up[row], second + 1)
        return inputs

    def _answer(self, row: Index, column: Index) -> Expression:
        now, classes = Moment(sample=(row * SIDE + column,)), self._data.classes
        outputs = self.forward.outputs
        return outputs.at(now, 0) if classes is None else answer(classes[...], outputs.at(now))

    def _rows(self) -> None:
        """Find the cell in which each row lies that was learned from, and for each cell the first such row."""
        q, data, rows = self._quantities, self._data, self.model.training_rows
        self.lies = q.tensor("region_lies", down(rows), look=COUNTER)
        (row,) = self.lies.indices()
        to_the_right, above = (
            call("INT", (data.features[row, n] - self.begin[n]) / self.step[n]) for n in (0, 1)
        )  # fmt: skip
        self.lies[row] = (SIDE - 1 - above) * SIDE + to_the_right + 1
        self.cell = q.tensor("region_cell", down(SIDE), right(SIDE), look=COUNTER)
        n, every = Index("n", SIDE - 1), Index("every", SIDE)
        self.cell[0, 0], self.cell[0, n + 1] = 1, self.cell[0, n] + 1
        self.cell[n + 1, every] = self.cell[n, every] + SIDE
        self.points = q.tensor("region_points", down(SIDE), right(SIDE), look=POINTS)
        self.points.fill(self._point)

    def _point(self, row: Index, column: Index) -> Expression:
        truth = self._data.truth[: self.model.training_rows]
        place = call("MATCH", self.cell[row, column], self.lies, 0)
        return call("IFERROR", call("INDEX", truth, place), EMPTY)

    def _legend(self) -> Tensor | None:
        """Write the numbers of the classes once more, to be coloured as the cells are."""
        classes = self._data.classes
        if classes is None:
            return None
        legend = self._quantities.tensor("region_legend", down(len(self.model.classes)), look=COUNTER)
        return legend.fill(lambda n: classes[n])


def add_regions(book: Book, regions: Regions) -> Page:
    """Add the sheet of the plane."""
    texts, model = book.texts, regions.model
    x, y = map(literal, model.columns)
    kind = "classes" if model.classes else "numbers"
    grid = regions.points if model.classes else regions.told
    plane = beside(Picture(regions.up, y), below(Picture(grid, literal(model.target)), Picture(regions.across, x)))
    parts: list[Element] = [plane]
    if regions.legend is not None:
        names = Column(outputs_of(model), [literal(model.target)])
        parts.append(Table(Column(regions.legend, [texts["columns.number"]]), names))
    aside = beside(Gap(FAR), _aside(regions, grid))
    about = texts[f"regions.{kind}"]
    page = add_sheet(book, "regions", beside(*parts), about=about, aside=aside, default_width=WIDTH)
    for number, color in zip(model.class_numbers.tolist(), REGIONS * len(model.classes), strict=False):
        for shown, marks in ((grid, regions.told), (regions.legend, regions.legend)):
            if shown is not None and marks is not None:
                page.marked.append(Marked(shown, marks, color, value=number, plain=True))
    return page


def _aside(regions: Regions, shown: Tensor) -> Element:
    """Arrange what lies on the way."""
    forward = regions.forward
    others = (each for each in (regions.told, regions.points, regions.cell) if each is not shown)
    columns = [
        Column(layer.pictures[kind].tensor, units_of(node), forward.texts.picture(node, kind))
        for node in forward.network.nodes
        for layer in [forward.layers[node.name]]
        for kind in layer.kinds(node.layer)
    ]
    names = list(map(literal, regions.model.columns))
    frame = below(Table(Column(regions.begin, names)), Table(Column(regions.step, names)))
    lies = Table(Column(regions.lies, [literal("#")]))
    return beside(*(Picture(each) for each in others), frame, lies, Table(Column(regions.inputs, names), *columns))
