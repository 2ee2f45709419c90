"""The headline sheet of a training: cost and accuracy over the epochs, links to each epoch, weights as they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sheetnet.formula import Index
from sheetnet.formula.template import cell_address
from sheetnet.lessons.form import Form
from sheetnet.lessons.network.geometry import Picture
from sheetnet.lessons.network.plan import LABEL_COLUMN
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.update_rules import CONSTANT_SYMBOLS
from sheetnet.models.network import Stage
from sheetnet.models.training import Training
from sheetnet.models.update_rules import CONSTANTS
from sheetnet.texts import literal
from sheetnet.workbook import Book, Chart, Page, Role, Series, Tensor, down, right

if TYPE_CHECKING:
    from sheetnet.lessons.network.unrolled import Unrolled

HEADER_ROW = 9
CHART_COLUMN = 8
SNAPSHOT_COLUMN = 27


class Curve:
    """The curves.

    Args:
        book: The book that gets the sheet.
        model: The training's settings.
        words: The labels.
    """

    def __init__(self, book: Book, model: Training, words: NetworkWords) -> None:
        self.model, self.words = model, words
        self.page = page = open_page(book, "curve", across=16, words=words.texts)
        page.text(4, 2, words["input.learning_rate"])
        self.rate = page.input(
            "learning_rate", (4, 5), model.learning_rate, allowed=model.field("learning_rate"),
            meaning=words["input.learning_rate"], equation="η", number_format="0.0###",
        )  # fmt: skip
        self.constants = {
            name: Form(page, words.texts, model, CHART_COLUMN, CHART_COLUMN + 3, CHART_COLUMN + 4).input(
                4 + n, name, CONSTANT_SYMBOLS[name], number_format="General"
            )
            for n, name in enumerate(CONSTANTS[model.optimizer])
        }
        page.headers(HEADER_ROW, 2, [words["columns.epoch"], "C_T", words["columns.accuracy"], words["columns.open"]])
        self.number = self._column("epoch_number", 2, style="counter", number_format="0")
        e = Index("epoch", model.epochs)
        self.number[0], self.number[e + 1] = 0, self.number[e] + 1
        page.widths |= {1: 2, 2: 9, 3: 12, 4: 12, 5: 12, 6: 3, 7: 3} | dict.fromkeys(range(SNAPSHOT_COLUMN, 200), 5.2)
        page.frozen = (HEADER_ROW, 0)
        page.print_area = (1, 1, HEADER_ROW + max(44, model.epochs + 1), CHART_COLUMN + 9)

    def finish(self, training: Unrolled) -> None:
        """Write what depends on the training."""
        epochs = self.model.epochs + 1
        page, words = self.page, self.words
        cost = self._column("cost_curve", 3, role=Role.LOSS, equation="C_T = Σ C").fill(
            lambda n: training.block.total_cost.tensor[n]
        )
        accuracy = self._column("accuracy_curve", 4, role=Role.OUTPUT, number_format="0.0%").fill(
            lambda n: training.block.accuracy.tensor[n]
        )
        for epoch in range(epochs):
            block = cell_address(training.block.row_of(epoch), LABEL_COLUMN)
            page.link(HEADER_ROW + 1 + epoch, 5, words["row.open"], training.page, block)
        self._place_headlines(cost, accuracy)
        self._place_charts(self.number, cost, accuracy)
        self._place_snapshots(training)

    def _column(self, name: str, column: int, **looks: Any) -> Tensor:
        axes, meaning = [down(self.model.epochs + 1)], self.words[f"curve.{name}"]
        return self.page.tensor(name, (HEADER_ROW + 1, column), axes, meaning=meaning, **looks)

    def _place_headlines(self, cost: Tensor, accuracy: Tensor) -> None:
        last = self.model.epochs
        for row, name, source, role, number_format in (
            (5, "final_cost", cost, Role.LOSS, "0.0000"),
            (6, "final_accuracy", accuracy, Role.OUTPUT, "0.0%"),
        ):
            self.page.text(row, 2, self.words[f"curve.{name}"])
            meaning = self.words[f"curve.{name}"]
            self.page.tensor(name, (row, 5), role=role, meaning=meaning, number_format=number_format)[()] = source[last]

    def _place_charts(self, number: Tensor, cost: Tensor, accuracy: Tensor) -> None:
        words, epochs = self.words, self.model.epochs
        for row, title, values, limits, number_format in (
            (HEADER_ROW + 1, "cost", cost, (0, None), "General"),
            (HEADER_ROW + 20, "accuracy", accuracy, (0, 1), "0%"),
        ):
            self.page.charts.append(
                Chart(
                    (row, CHART_COLUMN),
                    words[f"charts.{title}"],
                    words["charts.epoch"],
                    words[f"charts.{title}_axis"],
                    [Series(literal("C_T"), number[...], values[...], marker=epochs <= 60)],
                    x_limits=(0, epochs),
                    x_step=max(1, round(epochs / 10)),
                    y_limits=limits,
                    y_format=number_format,
                    legend=False,
                )
            )

    def _place_snapshots(self, training: Unrolled) -> None:
        """Show every layer's weights at a few epochs, one picture a unit."""
        row = HEADER_ROW + 1
        where = cell_address(4, SNAPSHOT_COLUMN)
        self.page.link(7, 2, self.words["row.snapshots"].format(cell=where), self.page, where)
        self.page.text(4, SNAPSHOT_COLUMN, self.words["headings.snapshots"], "heading")
        for stage in self.model.network.stages:
            if stage.parameter_shapes:
                row = self._place_layer(self.page, stage, training, row)

    def _place_layer(self, page: Page, stage: Stage, training: Unrolled, top: int) -> int:
        name, shape = next(iter(stage.parameter_shapes.items()))
        picture = Picture(shape[1:])
        across, below = picture.width + 1, picture.height + 2
        page.text(top, SNAPSHOT_COLUMN - 1, self.words.layer(stage) + "  w", "row_label")
        history = page.tensor(
            f"history_{name}",
            (top + 1, SNAPSHOT_COLUMN),
            [down(len(self.model.snapshots), below), right(shape[0], across), *picture.axes],
            meaning=self.words.parameter(stage, name, ""),
            number_format="0.00",
        )
        cells = tuple(Index(f"axis{n}", size) for n, size in enumerate(shape))
        for n, epoch in enumerate(self.model.snapshots):
            history[(n, *cells)] = training.block.parameters[name].at((epoch,), (), *cells)
            label = self.words["row.epoch"].format(epoch=epoch)
            page.text(top + n * below, SNAPSHOT_COLUMN, label, "muted")
        page.heat_map(history, "weights")
        return top + len(self.model.snapshots) * below + 1
