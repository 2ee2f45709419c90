"""What the columns of a table's network are called: classes or the target by their names, units by their numbers."""

from __future__ import annotations

from sheetnet.models.network import Node
from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook.arrange import Column, Element, Table


def outputs_of(model: TableNetwork) -> list[Text]:
    """Return what the outputs stand for."""
    return [literal(name) for name in (model.columns if model.restores else model.classes or [model.target])]


def units_of(node: Node) -> list[Text]:
    """Number the units of a layer."""
    return [literal(str(unit + 1)) for unit in range(node.shape[0])]


def class_legend(model: TableNetwork, texts: Texts) -> list[Element]:
    """Return a table of the classes' names by their numbers, where the numbers are not the names."""
    numbers = model.class_numbers.tolist()
    if [f"{number:g}" for number in numbers] == list(model.classes):
        return []
    columns = (
        Column(numbers, [texts["columns.number"]], style="counter"),
        Column(outputs_of(model), [texts["columns.class"]]),
    )
    return [Table(*columns)]
