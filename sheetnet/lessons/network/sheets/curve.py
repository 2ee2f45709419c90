"""The headline sheet of a training: cost and accuracy over the epochs, links to each epoch, weights as they change."""

from __future__ import annotations

from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.network.training import TrainingEquations
from sheetnet.lessons.panel import panel
from sheetnet.lessons.sheets import add_sheet
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Page, Series, Tensor
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, FilmStrips, Link, Table, below, beside

MOST_MARKED = 60
"""Epochs up to which every one of them is marked on the curve."""
CHART = (9.4, 5.8)
"""Both charts are seen at once, and the weights beside them."""


def add_curve(book: Book, training: TrainingEquations, texts: NetworkTexts, lesson: Texts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        training: The equations.
        texts: The labels.
        lesson: The lesson's texts, which tell the story of the book's training.

    Returns:
        The sheet.
    """
    about = texts["about.curve"] + (lesson["story"] if training.model.is_the_books else "")
    changes = [training.rate, *training.constants.values()]
    results = [training.final_cost, training.final_accuracy, training.verdict]
    left = panel(book, "curve", changes, results, _table(training), tips=training.model.is_the_books)
    charts = below(
        _chart(training, "cost", training.cost, (0, None), "General"),
        _chart(training, "accuracy", training.accuracy, (0, 1.1), "0%", 0.2),
        gap=0,
    )
    body = beside(left, charts, _snapshots(training))
    return add_sheet(book, "curve", body, about=about, texts=texts.table)


def _table(training: TrainingEquations) -> Table:
    texts = training.texts
    epochs = range(training.model.epochs + 1)
    links = [
        Link(texts["row.epoch"].format(epoch=epoch), training.judgement.total_cost.tensor[epoch]) for epoch in epochs
    ]
    return Table(
        Column(training.number, [texts["columns.epoch"]]),
        Column(training.cost, ["C_T"]),
        Column(training.accuracy, [texts["columns.accuracy"]]),
        None,
        Column(links, [texts["columns.open"]]),
    )


def _chart(
    training: TrainingEquations,
    key: str,
    values: Tensor,
    limits: tuple[float | None, float | None],
    y_format: str,
    y_step: float | None = None,
) -> ChartBox:
    texts, epochs = training.texts, training.model.epochs
    curve = Series(literal("C_T"), training.number[...], values[...], marker=epochs <= MOST_MARKED)
    chart = Chart(
        texts[f"charts.{key}"], texts["charts.epoch"], texts[f"charts.{key}_axis"], [curve],
        x_limits=(0, epochs), x_step=max(1, round(epochs / 5)), y_limits=limits, y_step=y_step, y_format=y_format,
        legend=False, size=CHART, tight=True,
    )  # fmt: skip
    return ChartBox(chart)


def _snapshots(training: TrainingEquations) -> Element:
    """Arrange every layer's weights at a few epochs, one picture a unit."""
    texts = training.texts
    titles = [texts["row.epoch"].format(epoch=epoch) for epoch in training.model.snapshots]
    films = [
        FilmStrips(history, texts.layer(training.forward.uses[name][0][0]) + "  w", titles)
        for name, history in training.history.items()
    ]
    return below(Caption(texts["headings.snapshots"], "heading"), *films)
