"""What the cover of a network's workbook says: the lesson's own words for the book's network, else what was built."""

from __future__ import annotations

from dataclasses import replace

from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.fitted import Fitted
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.training import Training
from sheetnet.texts import Text, Texts, literal
from sheetnet.texts.tips import Tip
from sheetnet.workbook.cover import CoverTexts
from sheetnet.workbook.solver import MOST_VARIABLES

_GAP = literal("        ")


def training_title(model: Training, texts: NetworkTexts) -> Text | None:
    """Return the title of a training that is not the book's; None for the lesson's own."""
    return None if model.is_the_books else texts["own.training_title"]


def fitted_title(model: Fitted, texts: NetworkTexts) -> Text | None:
    """Return the title of a network for the Solver that is not the book's; None for the lesson's own."""
    if model.is_the_books:
        return None
    return texts["own.solver_title" if is_solvable(model) else "own.forward_title"]


def training_cover(model: Training, texts: NetworkTexts, lesson: Texts) -> CoverTexts:
    """Say what a training shows.

    Args:
        model: The network and its training.
        texts: Its words and equations.
        lesson: The lesson's texts, which speak of the book's network.
    """
    facts = {"samples": model.samples, "epochs": model.epochs, "layers": _written(model)}
    if model.is_the_books:
        own = CoverTexts.of(lesson)
        return replace(own, tips=[tip.format(**facts) for tip in own.tips])
    equations = [
        _forward(model, texts),
        texts["own.backward"].format(output=texts.equations.output_delta()),
        *_remarks(model, texts),
        texts["own.learning"].format(update=texts.equations.update()),
    ]
    tips = [Tip(text) for text in texts.table.series("own.try_training")]
    return CoverTexts(texts["own.training"].format(**facts), equations, tips)


def fitted_cover(model: Fitted, texts: NetworkTexts, lesson: Texts) -> CoverTexts:
    """Say what a network for the Solver shows; the arguments are those of ``training_cover``."""
    if model.is_the_books:
        return CoverTexts.of(lesson)
    facts = {"samples": model.samples, "count": model.parameter_count, "layers": _written(model)}
    solver = texts.table.series("own.try_solver") if is_solvable(model) else []
    tips = [Tip(text) for text in (*solver, *texts.table.series("own.try_fitted"))]
    return CoverTexts(texts["own.fitted"].format(**facts), [_forward(model, texts)], tips)


def is_solvable(model: Fitted) -> bool:
    """Tell whether Excel's Solver takes as many variables as the network has weights and biases."""
    return model.parameter_count <= MOST_VARIABLES


def _written(model: NetworkModel) -> str:
    return " → ".join(str(layer) for layer in model.network.layers)


def _forward(model: NetworkModel, texts: NetworkTexts) -> Text:
    """Join what the layers do, each equation once."""
    layers = (node.layer for node in model.network.nodes)
    lines = [line for layer in layers for line in LAYERS[layer.kind].described(layer, texts.table)]
    chain, *rest = dict.fromkeys(lines)
    for line in rest:
        chain = chain + _GAP + line
    return texts["own.forward"].format(chain=chain, cost=texts.equations.cost())


def _remarks(model: NetworkModel, texts: NetworkTexts) -> list[Text]:
    """Say what is to be known of the layers' way back, each once."""
    layers = (node.layer for node in model.network.nodes)
    return list(dict.fromkeys(line for layer in layers for line in LAYERS[layer.kind].remarks(layer, texts.table)))
