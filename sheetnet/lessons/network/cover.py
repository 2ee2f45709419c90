"""What the cover of a network's workbook says: the lesson's own words for the book's network, else what was built."""

from __future__ import annotations

from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.models.fitted import Fitted
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.training import Training
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook.cover import Words
from sheetnet.workbook.solver import MOST_VARIABLES

_GAP = literal("        ")


def training_title(model: Training, words: NetworkWords) -> Text | None:
    """Return the title of a training that is not the book's; None for the lesson's own."""
    return None if model.is_the_books else words["own.training_title"]


def fitted_title(model: Fitted, words: NetworkWords) -> Text | None:
    """Return the title of a network for the Solver that is not the book's; None for the lesson's own."""
    if model.is_the_books:
        return None
    return words["own.solver_title" if is_solvable(model) else "own.forward_title"]


def training_cover(model: Training, words: NetworkWords, lesson: Texts) -> Words:
    """Say what a training shows.

    Args:
        model: The network and its training.
        words: Its words and equations.
        lesson: The lesson's texts, which speak of the book's network.
    """
    facts = {"samples": model.samples, "epochs": model.epochs, "layers": _written(model)}
    if model.is_the_books:
        tries = [text.format(**facts) for text in lesson.series("try")]
        return Words(lesson["summary"], lesson.series("equations"), tries)
    equations = [
        _forward(model, words),
        words["own.backward"].format(output=words.equations.output_delta()),
        *_remarks(model, words),
        words["own.learning"].format(update=words.equations.update()),
    ]
    return Words(words["own.training"].format(**facts), equations, words.texts.series("own.try_training"))


def fitted_cover(model: Fitted, words: NetworkWords, lesson: Texts) -> Words:
    """Say what a network for the Solver shows; the arguments are those of ``training_cover``."""
    if model.is_the_books:
        return Words.of(lesson)
    facts = {"samples": model.samples, "count": model.parameter_count, "layers": _written(model)}
    solver = words.texts.series("own.try_solver") if is_solvable(model) else []
    return Words(
        words["own.fitted"].format(**facts), [_forward(model, words)], [*solver, *words.texts.series("own.try_fitted")]
    )


def is_solvable(model: Fitted) -> bool:
    """Tell whether Excel's Solver takes as many variables as the network has weights and biases."""
    return model.parameter_count <= MOST_VARIABLES


def _written(model: NetworkModel) -> str:
    return " → ".join(str(layer) for layer in model.network.layers)


def _forward(model: NetworkModel, words: NetworkWords) -> Text:
    """Join what the layers do, each equation once."""
    layers = (node.layer for node in model.network.nodes)
    lines = [line for layer in layers for line in LAYERS[layer.kind].described(layer, words.texts)]
    chain, *rest = dict.fromkeys(lines)
    for line in rest:
        chain = chain + _GAP + line
    return words["own.forward"].format(chain=chain, cost=words.equations.cost())


def _remarks(model: NetworkModel, words: NetworkWords) -> list[Text]:
    """Say what is to be known of the layers' way back, each once."""
    layers = (node.layer for node in model.network.nodes)
    return list(dict.fromkeys(line for layer in layers for line in LAYERS[layer.kind].remarks(layer, words.texts)))
