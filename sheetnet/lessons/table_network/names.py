"""What the columns of a table's network are called: classes or the target by their names, units by their numbers."""

from __future__ import annotations

from sheetnet.models.network import Node
from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Text, literal


def outputs_of(model: TableNetwork) -> list[Text]:
    """Return what the outputs stand for."""
    return [literal(name) for name in (model.classes or [model.target])]


def units_of(node: Node) -> list[Text]:
    """Number the units of a layer."""
    return [literal(str(unit + 1)) for unit in range(node.shape[0])]
