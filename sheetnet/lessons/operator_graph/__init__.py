"""A trained model laid open: its graph of operators, as sheets of formulas."""

from __future__ import annotations

from dataclasses import replace

from sheetnet.lessons.operator_graph.answers import Answers, Followed
from sheetnet.lessons.operator_graph.sheets import add_answers, add_followed, add_model, add_steps, add_weights
from sheetnet.lessons.operator_graph.values import Values
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.texts import literal
from sheetnet.workbook import Book, add_cover, add_map
from sheetnet.workbook.cover import CoverTexts

MOST_SHOWN = 14
"""Operators that the first sheet names."""


def book(model: OperatorGraph) -> Book:
    """Write a graph of operators.

    Args:
        model: The graph, what goes into it, its constants.

    Returns:
        The book, complete.

    Raises:
        LimitError: It would not fit on a sheet.
    """
    result = Book("operator_graph", model.settings())
    result.own_title = result.texts["title"]
    quantities = Quantities(model, result.texts)
    values = Values(model, result.texts)
    answers = Answers(model, values, quantities)
    add_followed(result, model, values, Followed(model, values, answers, quantities))
    add_answers(result, model, values, answers)
    add_model(result, model, values)
    add_steps(result, model, values)
    add_weights(result, model, values)
    add_map(result)
    add_cover(result, _cover(result, model))
    return result


def _cover(book: Book, model: OperatorGraph) -> CoverTexts:
    """Say how large the model is, and of which operators it is made."""
    kinds = [node.operator.kind for node in model.nodes]
    shown = kinds if len(kinds) <= MOST_SHOWN else [*kinds[: MOST_SHOWN - 1], "…", kinds[-1]]
    size = book.texts["size"].format(
        samples=len(model.samples), operators=len(kinds), weights=f"{sum(v.size for v in model.constants.values()):,}"
    )
    return replace(CoverTexts.of(book.texts), equations=[size, literal(" → ".join(["x", *shown]))])
