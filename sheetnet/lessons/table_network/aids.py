"""What layers take in a training besides what stands before them: the masks of dropout."""

from __future__ import annotations

from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.network import Node
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Look, Role, Tensor, down, right

MASK = Look("0", width=5)


def aids_of(model: TableNetwork, texts: NetworkTexts) -> dict[str, dict[str, Recurring]]:
    """Make what the layers of a training take besides, by their names and by kind.

    Args:
        model: The training.
        texts: What the network's own are called.
    """
    nodes = (node for node in model.network.nodes if node.name in model.masks)
    return {node.name: {"mask": _mask(model, node, texts)} for node in nodes}


def _mask(model: TableNetwork, node: Node, texts: NetworkTexts) -> Recurring:
    """Make the masks of a layer, which the reader may change: one for every step and row."""
    name, values = f"mask_{node.name}", model.masks[node.name]
    steps, rows, units = values.shape
    mask = Tensor(
        name, (down(steps), down(rows), right(units)), texts.picture(node, "mask"), Role.INPUT, look=MASK,
        values=values, allowed=model.field(name),
    )  # fmt: skip
    return Recurring(mask, by_epoch=True, by_sample=True)
