"""A trained model laid open: its graph of operators, as sheets of formulas."""

from __future__ import annotations

from sheetnet.lessons.operator_graph.answers import Answers, Followed
from sheetnet.lessons.operator_graph.sheets import add_answers, add_followed, add_steps, add_weights
from sheetnet.lessons.operator_graph.values import Values
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.workbook import Book, add_cover, add_map


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
    add_steps(result, model, values)
    add_weights(result, model, values)
    add_map(result)
    add_cover(result)
    return result
