"""A network that learns from a table of one's own: the sheets in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sheetnet.lessons.network.parameters import below_each_other, side_by_side
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.table_network.banded import (
    add_banded_training,
    add_banded_validation,
    add_passes,
    add_start_pictures,
)
from sheetnet.lessons.table_network.data import SCALING, TableData
from sheetnet.lessons.table_network.evaluation import Answered, Result, Validation
from sheetnet.lessons.table_network.painted import PaintedRow, add_painted
from sheetnet.lessons.table_network.regions import Regions, add_regions
from sheetnet.lessons.table_network.restored import Chosen, Restored, add_chosen, add_restored
from sheetnet.lessons.table_network.sheets.curve import add_curve
from sheetnet.lessons.table_network.sheets.rows import add_data, add_result, given_columns, out_of_sight
from sheetnet.lessons.table_network.sheets.training import add_start, add_training, add_validation
from sheetnet.lessons.table_network.sheets.written import add_written
from sheetnet.lessons.table_network.trained import Trained
from sheetnet.lessons.table_network.training import TableTraining
from sheetnet.lessons.table_network.worst import Worst, add_worst
from sheetnet.lessons.table_network.written import WrittenRow
from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Texts, literal
from sheetnet.texts.tips import load_tips
from sheetnet.workbook import Book, add_cover, add_map
from sheetnet.workbook.cover import CoverTexts

TIPS = {
    "open": "open.try",
    "open_pictures": "open_pictures.try",
    "pictures": "pictures.try",
    "restored": "restored.try",
}
"""Where the tips of a kind of workbook stand; those of the others are the lesson's."""


def book(model: TableNetwork) -> Book:
    """Write the network and its training on a table.

    Args:
        model: The table, the network, and how it is trained.

    Returns:
        The book, complete.

    Raises:
        LimitError: It would not fit on a sheet; the message names a setting that does.
    """
    texts = NetworkTexts(model.network, model.loss, model.path, of_rows=True, frozen=model.frozen)
    kind = _kind(model)
    result = Book("table_network", model.settings())
    result.own_title = result.texts[f"own.{kind}"].format(target=literal(model.target))
    result.tips = TIPS.get(_shown_as(model), result.tips)
    quantities = Quantities(model, result.texts)
    data = TableData(model, quantities)
    start = (
        side_by_side(model, model.parameters, texts, "initial_")
        if model.in_bands
        else below_each_other(model, model.parameters, texts, "initial_", in_rows=True)
    )
    begun = Trained(model, start, data, quantities, texts)
    if model.epochs:
        _add_trained(result, begun)
    else:
        _add_laid_open(result, begun)
    add_map(result)
    add_cover(result, _cover(model, result.texts))
    return result


def _kind(model: TableNetwork) -> str:
    """Return the key of what the workbook is called."""
    if model.restores:
        return "restored_pictures" if model.picture else "restored"
    return "pictures" if model.picture else "classes" if model.classes else "numbers"


def _shown_as(model: TableNetwork) -> str:
    """Return the key of what the first sheet says."""
    if not model.epochs:
        return "open_pictures" if model.picture else "open"
    return "restored" if model.restores else "pictures" if model.picture else "table"


def _cover(model: TableNetwork, texts: Texts) -> CoverTexts | None:
    """Say what there is to see and to try, where it is not what most tables have."""
    kind = _shown_as(model)
    if kind == "table":
        return None
    equation = literal(SCALING[model.standardise]) + literal("        z = Σ w x + b        a = f(z)        w ← w − Δ")
    summary = texts["open.summary" if not model.epochs else f"{kind}.summary"]
    return CoverTexts(summary, [equation] if model.epochs else [], load_tips(texts.name, TIPS[kind]))


def _add_trained(result: Book, begun: Trained) -> None:
    """Add the sheets of a network that is trained in the workbook."""
    model, data, start, quantities, texts = begun.model, begun.data, begun.parameters, begun.quantities, begun.texts
    training = TableTraining(model, data, start, quantities, texts)
    trained = replace(begun, parameters=training.at_last())
    validation = Validation(training, data, quantities, texts) if model.validation else None
    told = (Restored if model.restores else Result)(trained)
    add_curve(result, training, validation, told)
    if isinstance(told, Restored):
        add_chosen(result, Chosen(told, data))
        given = given_columns(model, told.row_numbers, result.texts)
        add_restored(result, model, told, given, None if model.in_bands else out_of_sight(told.forward))
    _add_tried(result, trained, told)
    if isinstance(told, Result):
        add_result(result, model, data, told)
    add_worst(result, Worst(model, data, told, quantities))
    add_data(result, model, data)
    if model.in_bands:
        _add_banded(result, training, validation, told, start, texts)
        return
    add_start(result, model, start, texts)
    add_training(result, training, texts)
    if validation is not None:
        add_validation(result, training, validation, texts)


def _add_banded(
    result: Book, training: TableTraining, validation: Validation | None, told: Answered,
    start: Mapping[str, Recurring], texts: NetworkTexts,
) -> None:  # fmt: skip
    """Add the sheets on which pictures stand in bands."""
    add_passes(result, told, training.model, texts)
    add_start_pictures(result, training.model, start, texts)
    add_banded_training(result, training, texts)
    if validation is not None:
        add_banded_validation(result, validation, training.model, texts)


def _add_laid_open(result: Book, trained: Trained) -> None:
    """Add the sheets of a network that was trained elsewhere."""
    model, data, start, texts = trained.model, trained.data, trained.parameters, trained.texts
    told = Result(trained)
    _add_tried(result, trained, told)
    add_result(result, model, data, told, about=result.texts["open.result"], measured=True)
    if model.in_bands:
        add_passes(result, told, model, texts)
        add_start_pictures(result, model, start, texts, laid_open=True)
    else:
        add_start(result, model, start, texts, laid_open=True)
    add_data(result, model, data)


def _add_tried(result: Book, trained: Trained, told: Answered) -> None:
    """Add the sheet on which the reader writes a row, or paints a picture; of two columns the plane as well."""
    model = trained.model
    if model.picture is None:
        add_written(result, WrittenRow(trained), told)
    else:
        add_painted(result, PaintedRow(trained))
    if model.has_plane:
        add_regions(result, Regions(trained))
