"""What the columns of a table's network are called: classes or the target by their names, units by their numbers."""

from __future__ import annotations

from sheetnet.lessons.by_name import by_name
from sheetnet.models.network import Node
from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Text, literal
from sheetnet.workbook import Look


def outputs_of(model: TableNetwork) -> list[Text]:
    """Return what the outputs stand for."""
    return [literal(name) for name in (model.columns if model.restores else model.classes or [model.target])]


def units_of(node: Node) -> list[Text]:
    """Number the units of a layer."""
    return [literal(str(unit + 1)) for unit in range(node.shape[0])]


def class_look(model: TableNetwork, look: Look) -> Look:
    """Return a look with which the number of a class is shown as its name."""
    return by_name(look, model.classes, model.class_numbers.tolist())
