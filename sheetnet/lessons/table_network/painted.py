"""A picture that the reader paints: what a trained network makes of it, and what the first layer looks for."""

from __future__ import annotations

from dataclasses import replace

from sheetnet.formula import Expression, Index
from sheetnet.lessons.by_name import by_name
from sheetnet.lessons.network.answers import answer
from sheetnet.lessons.network.painted import ANSWER, BAR_WIDTH
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.sheets.painted import ANSWER as ANSWER_WIDTH
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.data import SCALED, TableData
from sheetnet.lessons.table_network.fed import Feeding
from sheetnet.lessons.table_network.names import outputs_of, units_of
from sheetnet.lessons.table_network.trained import Trained
from sheetnet.models.layers import Dropout
from sheetnet.models.network import Network, Node
from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Book, Look, Page, Role, Tensor, down, right
from sheetnet.workbook.arrange import (
    Answer,
    Caption,
    Column,
    Element,
    Gallery,
    Gap,
    Picture,
    Table,
    UnitRows,
    below,
    beside,
)
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.colors import BAR
from sheetnet.workbook.styles import STYLES

WIDTH, MAP_WIDTH = 3.4, 4.4
"""Of a column of pixels, in characters, alone and beside maps."""
PAINTED = Look("0.##", "pixel", colors="shades")
RESTORED = Look("0;-0", "frame", colors="shades")
WEIGHTS = Look("0.0", "frame", colors="traits")
SHOWN = Look("0.00", "frame", colors="activation")
SIGNED = Look("0.00", "frame", colors="signed")
A_LINE = 4
"""Pictures of units in a line."""
COPIED = Look("0.00", "frame", colors="pixels", width=MAP_WIDTH)
SEEN_FROM_AFAR = 12
"""Letters of a class that is told in large ones."""
BEFORE = 2
"""Columns before the maps: those of the outputs above."""
FAR = 24
"""Columns before what stands aside: it is not to be seen beside the answer."""


class PaintedRow:
    """A picture that the reader paints, with the last parameters.

    Args:
        trained: The network, the table and the last parameters.
    """

    def __init__(self, trained: Trained) -> None:
        model, data, quantities = trained.model, trained.data, trained.quantities
        assert model.picture is not None
        self.model, self._quantities = model, quantities
        rows, self._columns = model.picture
        self.width = MAP_WIDTH if model.in_bands else WIDTH
        self.row = quantities.input("own_row", down(rows), right(self._columns), look=self._narrow(PAINTED))
        feeding = Feeding(model, data, quantities)
        axes = feeding.input_axes
        self.inputs = quantities.tensor("tried_inputs", *axes, symbol="x", look=SCALED if len(axes) == 1 else COPIED)
        self._lay_out(data, feeding)
        self.forward = trained.forward("tried_", Recurring(self.inputs))
        for layer in self.forward.layers.values() if model.in_bands else ():
            for picture in layer.pictures.values():
                picture.tensor.look = self._narrow(picture.tensor.look)
        outputs, carried = self.forward.outputs, self.forward.scope.rounding
        self.shares = None if model.restores else self._shares(outputs)
        self.restored = self._restored(outputs, data) if model.restores else None
        self.told = None
        if data.classes is not None:
            told, role = answer(data.classes[...], outputs.at(Moment())), Role.OUTPUT
            look = by_name(
                ANSWER,
                model.classes,
                model.class_numbers.tolist(),
                longest=SEEN_FROM_AFAR,
                points=STYLES["answer"].size,
            )
            self.told = quantities.result("tried_told", told, "", look=look, role=role, carried=carried)
        self.first = model.first_seen
        weights = self.first.parameters.get("weights")
        self.weights = None if weights is None else self._weights(trained.parameters[weights])
        self.shown = None if self.first is model.network.output else self._shown(self.first)

    def _shares(self, outputs: Recurring) -> Tensor:
        """Write what the outputs give below each other."""
        carried, look = self.forward.scope.rounding, _share_look(self.model)
        shares = self._quantities.tensor("tried_shares", down(self.model.outputs), look=look, carried=carried)
        return shares.fill(lambda unit: outputs.at(Moment(), unit))

    def _restored(self, outputs: Recurring, data: TableData) -> Tensor:
        """Write the picture as it comes back, in the units of the table."""
        carried, look = self.forward.scope.rounding, self._narrow(RESTORED)
        back = self._quantities.tensor("tried_restored", *self.row.axes, look=look, carried=carried)

        def pixel(row: Index, column: Index) -> Expression:
            place = row * self._columns + column
            return data.unscaled(outputs.at(Moment(), place), place)

        return back.fill(pixel)

    def _narrow(self, look: Look) -> Look:
        """Let pixels, weights and maps have columns of one width."""
        return replace(look, width=self.width)

    def _lay_out(self, data: TableData, feeding: Feeding) -> None:
        """Lay the picture's rows one behind the other, as the table has them, or below each other for windows."""
        for row in range(self.row.shape[0]):
            column = Index("column", self._columns)
            place = column + row * self._columns
            cell = (row, column) if self.model.in_bands else (place,)
            self.inputs[cell] = data.scaled(self.row[row, column], place)

    def _weights(self, last: Recurring) -> Tensor:
        """Show the weights of each unit of the first layer as a picture."""
        carried = self.forward.scope.rounding
        if self.model.in_bands:
            axes = [down(last.shape[0]), *picture_axes(last.shape[1:])]
            shown = self._quantities.tensor("tried_weights", *axes, look=self._narrow(WEIGHTS), carried=carried)
            return shown.fill(lambda *cell: last.at(Moment(), *cell))
        shown = self._quantities.tensor(
            "tried_weights", right(last.shape[0]), *self.row.axes, look=WEIGHTS, carried=carried
        )  # fmt: skip
        return shown.fill(lambda unit, row, column: last.at(Moment(), unit, row * self._columns + column))

    def _shown(self, node: Node) -> Tensor:
        """Show what the units of the first layer give once more: their own cells lie as the next layer needs them."""
        given = self.forward.layers[node.name].output
        look = self._narrow(SIGNED if given.tensor.look.colors == "signed" else SHOWN)
        axes = picture_axes(given.shape) if self.model.in_bands else [right(given.shape[0])]
        shown = self._quantities.tensor(
            "tried_shown", *axes, symbol="a", look=look, carried=self.forward.scope.rounding
        )  # fmt: skip
        return shown.fill(lambda *cell: given.at(Moment(), *cell))


def add_painted(book: Book, painted: PaintedRow) -> Page:
    """Add the sheet on which the reader paints a picture."""
    texts, model = book.texts, painted.model
    picture = Picture(painted.row, texts["painted.paint"])
    said: list[Element] = [] if painted.restored is None else [Gap(BEFORE)]
    if painted.shares is not None:
        outputs = Table(Column(outputs_of(model), [texts["painted.output"]], style="row_label"),
                    Column(painted.shares, ["a"]))  # fmt: skip
        said.append(below(Caption(texts["painted.outputs"], "heading"), outputs, gap=0))
    answers: list[Element] = []
    if painted.told is not None:
        answers.append(Answer(painted.told, texts["painted.told"], width=max(ANSWER_WIDTH, painted.told.look.width)))
    answers += [] if painted.restored is None else [Picture(painted.restored, texts["painted.restored"])]
    about = texts["about.painted_restored" if model.restores else "about.painted"].format(
        largest=f"{model.features.max():g}"
    )
    units = _maps(painted, texts) if model.in_bands else _units(painted, texts)
    tips = tips_of(book, "painted")
    body = below(beside(*said, picture, *answers, *([] if tips is None else [tips])), units)
    aside = beside(Gap(FAR), _maps_out_of_sight(painted) if model.in_bands else _out_of_sight(painted))
    return add_sheet(book, "painted", body, about=about, aside=aside, default_width=painted.width)


def _units(painted: PaintedRow, texts: Texts) -> Element:
    """Arrange what each unit of the first layer looks for, and what it gives."""
    assert painted.weights is not None
    rows: list[tuple[Text, Tensor]] = [(literal("w"), painted.weights)]
    rows += [] if painted.shown is None else [(literal("a"), painted.shown)]
    heading = texts["painted.units"].format(layer=painted.forward.texts.layer(painted.first))
    return below(Caption(heading, "heading"), Gallery(rows, A_LINE), gap=0)


def _maps(painted: PaintedRow, texts: Texts) -> Element:
    """Arrange the filters of the first layer beside their maps, and to the right what the next layers make of these."""
    network, shown = painted.forward.network, painted.shown
    pictures = [(literal("w"), painted.weights)] if painted.weights is not None else []
    pictures += [] if shown is None or len(shown.axes) < 3 else [(literal("a"), shown)]
    numbers = [] if shown is None or len(shown.axes) > 1 else [(literal("a"), shown)]
    units = network.nodes[0].shape[0]
    labels = [literal(str(unit + 1)) for unit in range(units)]
    single = len(network.nodes[0].shape) == 2
    first = Picture(shown) if single and shown is not None else UnitRows(units, labels, pictures, numbers)
    rest = [Picture(painted.forward.layers[node.name].output.tensor) for node in _seen_inside(network)]
    heading = texts[
        "painted.maps" if painted.weights is not None and len(network.nodes[0].shape) > 1 else "painted.layers"
    ]
    return below(Caption(heading, "heading"), beside(Gap(BEFORE), first, *rest), gap=0)


def _seen_inside(network: Network) -> list[Node]:
    """Return the layers between the first and the last whose maps are shown; dropout leaves them as they are."""
    return [node for node in network.nodes[1:-1] if not isinstance(node.layer, Dropout)]


def _maps_out_of_sight(painted: PaintedRow) -> Element:
    """Arrange what lies on the way to the answer, each a picture or a column."""
    forward = painted.forward
    tensors = [painted.inputs]
    for node in forward.network.nodes:
        own = forward.layers[node.name]
        seen = node in _seen_inside(forward.network)
        tensors += [own.pictures[kind].tensor for kind in own.kinds(node.layer) if kind != "activation" or not seen]
    return beside(*(Picture(tensor) for tensor in tensors))


def _out_of_sight(painted: PaintedRow) -> Element:
    """Arrange what lies on the way to the answer, each a row of cells."""
    forward, model = painted.forward, painted.model
    rows: list[Element] = [Table(Column(painted.inputs, list(map(literal, model.columns))))]
    for node in forward.network.nodes:
        for kind in forward.layers[node.name].kinds(node.layer):
            rows.append(Caption(forward.texts.picture(node, kind), "heading"))
            rows.append(Table(Column(forward.layers[node.name].pictures[kind].tensor, units_of(node))))
    return below(*rows, gap=0)


def _share_look(model: TableNetwork) -> Look:
    return Look("0.00", colors=BAR if model.classes else "", width=BAR_WIDTH)
