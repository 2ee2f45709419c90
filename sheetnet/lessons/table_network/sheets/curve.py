"""The sheet of the curves: what to change, what becomes of it, how the cost fell."""

from __future__ import annotations

from sheetnet.lessons.panel import panel
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.table_network.evaluation import Answered, Validation
from sheetnet.lessons.table_network.sheets.about import said_about
from sheetnet.lessons.table_network.training import TableTraining
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Book, Chart, Page, Series, Tensor
from sheetnet.workbook.arrange import (
    ChartBox,
    Column,
    Table,
    below,
    beside,
)

SIZE = (11.0, 9.5)
"""Of the chart, in centimetres."""
MOST_MARKED = 60
"""Epochs up to which every one of them is marked on a curve."""
BLUE, ORANGE, GREEN, RED = "0072B2", "D55E00", "009E73", "C00000"
MARK = 10
"""Size of the marks of single epochs, in points."""


def add_curve(book: Book, training: TableTraining, validation: Validation | None, result: Answered) -> Page:
    """Add the sheet of the curves: what to change, what becomes of it, how the cost fell."""
    texts = book.texts
    changes = [*training.rates.changes, *training.constants.values()]
    changes += [] if validation is None or validation.stopping is None else [validation.stopping.patience]
    results = [training.final, *([] if validation is None else validation.results), *result.measures]
    table = Table(
        Column(training.epoch, [texts["columns.epoch"]]),
        Column(training.cost, [texts["columns.learned"]]),
        *([] if validation is None else _kept_columns(validation, texts)),
    )
    left = panel(book, "curve", changes, results)
    chart = ChartBox(_curves(training, validation, texts))
    steps = [Column(training.number, [texts["columns.step"]]), Column(training.step_cost, ["C"])]
    steps += [] if training.rates.by_step is None else [Column(training.rates.by_step, ["η"])]
    steps += [Column(aid, [aid.symbol]) for aid in training.stages.aids]
    stopping = ["stopping"] if validation is not None and validation.stopping is not None else []
    return add_sheet(book, "curve", below(beside(left, chart), beside(table, Table(*steps))),
                     about=said_about(texts, "about.curve", stopping))  # fmt: skip


def _kept_columns(validation: Validation, texts: Texts) -> list[Column]:
    """Return the validation cost of every epoch and, if stopping is marked, for how long it was no better."""
    columns = [Column(validation.cost, [texts["columns.kept"]])]
    if validation.stopping is not None:
        columns += [Column(validation.stopping.least, [texts["columns.least"]])]
        columns += [Column(validation.stopping.waited, [texts["columns.waited"]])]
    return columns


def _marks(validation: Validation, texts: Texts) -> list[Series]:
    """Mark the epoch of the least validation cost, and the one after which the training would have stopped."""
    found = [_mark(texts["charts.best"], validation.best, validation.best_cost, GREEN)]
    if validation.stopping is not None:
        found.append(_mark(texts["charts.stop"], validation.stopping.epoch, validation.stopping.cost, RED, cross=True))
    return found


def _mark(title: Text, epoch: Tensor, cost: Tensor, color: str, cross: bool = False) -> Series:
    return Series(title, epoch[()], cost[()], line=False, marker=True, color=color, mark=MARK, cross=cross)


def _curves(training: TableTraining, validation: Validation | None, texts: Texts) -> Chart:
    epochs = training.model.epochs
    marked = epochs <= MOST_MARKED
    series = [Series(texts["columns.learned"], training.epoch[...], training.cost[...], marker=marked, color=BLUE)]
    if validation is not None:
        curve = validation.cost[...]
        series.append(Series(texts["columns.kept"], training.epoch[...], curve, marker=marked, color=ORANGE))
        series += _marks(validation, texts)
    return Chart(
        texts["charts.cost"], texts["columns.epoch"], literal("C"), series,
        x_limits=(0, epochs), y_limits=(0, None), size=SIZE,
    )  # fmt: skip
