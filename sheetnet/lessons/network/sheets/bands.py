"""From a network's equations to bands and blocks: pictures from top to bottom, parameters at the left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sheetnet.lessons.network.data import Samples
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.said import Said
from sheetnet.lessons.network.texts import NetworkTexts, subscript
from sheetnet.models.network import Network, Node
from sheetnet.texts import Text, literal
from sheetnet.workbook import Tensor
from sheetnet.workbook.arrange import Caption, Head, Section, Strip

PARAMETERS, GRADIENTS, FLIPPED = "{}", "∂C_T/∂{}", "w[−k, −l]"
"""Headings of groups; the symbol of a parameter fills the gap."""


def forward_strips(forward: ForwardPass) -> Iterator[Strip]:
    """Go through the pictures of the forward pass, layer by layer."""
    for node in forward.network.nodes:
        layer = forward.layers[node.name]
        for kind, aid in layer.aids.items():
            if aid.by_sample:
                yield _strip(forward, node, kind, gap=int(len(node.shape) > 1), picture=aid)
        for kind in layer.kinds(node.layer):
            yield _strip(forward, node, kind, gap=int(kind == "activation" or len(node.shape) > 1))


def judgement_strips(judgement: Judgement) -> list[Strip]:
    """Return costs and ticks."""
    texts = judgement.forward.texts
    return [
        Strip(judgement.cost.tensor, [texts["row.cost"]]),
        Strip(judgement.correct.tensor, [texts["row.correct"]], gap=1),
    ]


def backward_strips(forward: ForwardPass) -> Iterator[Strip]:
    """Go through the deltas, from the last layer to the first."""
    return (_strip(forward, node, "delta", gap=1) for node in reversed(forward.network.nodes))


def sample_strips(samples: Samples, texts: NetworkTexts, said: Said | None = None, words: str = "") -> list[Strip]:
    """Return what stands on top of the bands: images, targets, and beside these what the network says of them.

    Args:
        samples: Images and targets.
        texts: The labels.
        said: What the network says.
        words: The text that says so.
    """
    labels = [texts["row.targets"]]
    images, targets = samples.images.tensor, samples.targets.tensor
    if said is None:
        return [Strip(images, [texts["row.images"]]), Strip(targets, labels, gap=1)]
    step = images.shape[-1] // 3
    return [
        Strip(images, [texts["row.images"]]),
        Strip(targets, [*labels, texts[words]], gap=1),
        Strip(said.outputs, inset=(0, step)),
        Strip(said.costs, inset=(0, 2 * step)),
        Strip(said.corrects, inset=(1, 2 * step)),
    ]


def heads(judgement: Judgement) -> list[Head]:
    """Return the sums of a block."""
    accuracy = Head(judgement.forward.texts["row.accuracy"], judgement.accuracy.tensor)
    return [Head("C_T", judgement.total_cost.tensor), accuracy]


def group(forward: ForwardPass, tensors: Mapping[str, Recurring], heading: Text | str) -> list[Section | None]:
    """Return a group of columns that holds something of every parameter, such as its gradient, if it has that."""
    sections: list[Section | None] = []
    for node in owners(forward):
        there = {local: tensors[name].tensor for local, name in node.parameters.items() if name in tensors}
        title = forward.texts.parameter_heading(node, _of_parameters(node, there, heading))
        sections.append(Section(title, [*there.values()]) if there else None)
    return sections


def aid_groups(forward: ForwardPass) -> list[list[Section | None]]:
    """Return the group of what layers compute of all rows of a step together, if there are any."""
    sections: list[Section | None] = []
    for node in owners(forward):
        layer = forward.layers[node.name]
        symbols = [layer.aid_symbols[kind] for kind in layer.aids if kind in layer.aid_symbols]
        title = forward.texts.parameter_heading(node, ", ".join(symbols))
        tensors = [aid.tensor for kind, aid in layer.aids.items() if kind in layer.aid_symbols]
        sections.append(Section(title, tensors) if tensors else None)
    return [sections] if any(sections) else []


def flipped_groups(forward: ForwardPass) -> list[list[Section | None]]:
    """Return the group of the turned filters, if there are any."""
    sections = []
    for owner in owners(forward):
        users = (node for node in forward.network.nodes if node.parameters == owner.parameters)
        pictures = (forward.layers[node.name].pictures.get("flipped") for node in users)
        tensors = [picture.tensor for picture in pictures if picture is not None]
        heading = forward.texts.parameter_heading(owner, FLIPPED)
        sections.append(Section(heading, tensors) if tensors else None)
    return [sections] if any(sections) else []


def unit_labels(forward: ForwardPass) -> list[list[Text]]:
    """Number the units of every layer with parameters."""
    return [_unit_labels(node) for node in owners(forward)]


def owners(forward: ForwardPass) -> list[Node]:
    """Return the layers that have parameters of their own."""
    return parameter_nodes(forward.network)


def parameter_nodes(network: Network) -> list[Node]:
    """Return a network's layers that have parameters of their own."""
    return [node for node in network.nodes if node.parameters and not node.layer.owner]


def forward_links(forward: ForwardPass) -> Iterator[Caption]:
    """Go through the equations of the forward pass, each leading to the first cell that has it."""
    for node in forward.network.nodes:
        for kind in forward.layers[node.name].kinds(node.layer):
            yield _picture_link(forward, node, kind)


def backward_links(forward: ForwardPass) -> Iterator[Caption]:
    """Go through the equations of the deltas, each leading to the first cell that has it."""
    return (_picture_link(forward, node, "delta") for node in reversed(forward.network.nodes))


def link(words: Text, tensor: Tensor, epoch: int = 0) -> Caption:
    """Return words that lead to the first cell of an epoch."""
    return Caption(words, "link", target=tensor[(epoch, *[0] * (len(tensor.shape) - 1))])


def _picture_link(forward: ForwardPass, node: Node, kind: str) -> Caption:
    words = forward.texts.row(node, kind, 0, of=1)
    return link(words, forward.layers[node.name].pictures[kind].tensor)


def _of_parameters(node: Node, there: Iterable[str], heading: Text | str) -> Text | str:
    """Return a heading with the symbols of those of a layer's parameters that are there, each of them once."""
    if isinstance(heading, Text):
        return heading
    symbols = LAYERS[node.layer.kind].parameter_symbols
    return ", ".join(dict.fromkeys(heading.format(symbols[local]) for local in there))


def _unit_labels(node: Node) -> list[Text]:
    """Number the units by what the first of the layer's parameters has for each; one alone needs no number."""
    local, name = next(iter(node.parameters.items()))
    symbol, units = LAYERS[node.layer.kind].parameter_symbols[local], node.parameter_shapes[name][0]
    return [literal(symbol + subscript(unit + 1)) for unit in range(units)] if units > 1 else []


def _strip(forward: ForwardPass, node: Node, kind: str, gap: int, picture: Recurring | None = None) -> Strip:
    units = 1 if len(node.shape) == 2 else node.shape[0]  # rows and columns alone are one picture
    labels: Sequence[Text] = [forward.texts.row(node, kind, unit, of=units) for unit in range(units)]
    return Strip((picture or forward.layers[node.name].pictures[kind]).tensor, labels, gap)
