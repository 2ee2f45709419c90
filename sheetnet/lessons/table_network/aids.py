"""What layers have in a training besides their pictures: masks of dropout, means over the rows of a step."""

from __future__ import annotations

from sheetnet.lessons.network.gradient_stages import STEP_CURVE
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.network import Node
from sheetnet.models.table_network import TableNetwork
from sheetnet.workbook import Carried, Look, Role, Tensor, down, right
from sheetnet.workbook.axis import picture_axes

MASK, MEAN = Look("0", width=5), Look("0.000")


def aids_of(model: TableNetwork, texts: NetworkTexts) -> dict[str, dict[str, Recurring]]:
    """Make what the layers of a training have besides, by their names and by kind.

    Args:
        model: The training.
        texts: What the network's own are called.
    """
    return {
        node.name: {"mask": _mask(model, node, texts)} if node.name in model.masks else _means(model, node, texts)
        for node in model.network.nodes
    }


def _means(model: TableNetwork, node: Node, texts: NetworkTexts) -> dict[str, Recurring]:
    """Make what a layer computes of all rows of a step together, without formulas yet."""
    formulas, found = LAYERS[node.layer.kind], {}
    units = next(iter(node.parameter_shapes.values()), ())[:1]
    for kind in formulas.aid_symbols:
        tensor = Tensor(
            f"{node.name}_{kind}", (down(model.steps), *map(down, units)), texts.aid(node, kind),
            equation=formulas.aid_equation(node.layer, kind), look=MEAN, carried=Carried(model.steps, curve=STEP_CURVE),
        )  # fmt: skip
        found[kind] = Recurring(tensor, by_epoch=True)
    return found


def _mask(model: TableNetwork, node: Node, texts: NetworkTexts) -> Recurring:
    """Make the masks of a layer, which the reader may change: one for every step and row."""
    name, values = f"mask_{node.name}", model.masks[node.name]
    steps, rows, *shape = values.shape
    axes = (right(rows), *picture_axes(node.shape)) if model.in_bands else (down(rows), *map(right, shape))
    mask = Tensor(
        name, (down(steps), *axes), texts.picture(node, "mask"), Role.INPUT, look=MASK,
        values=values, allowed=model.field(name),
    )  # fmt: skip
    return Recurring(mask, by_epoch=True, by_sample=True)
