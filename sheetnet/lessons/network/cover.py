"""What the cover of a network's workbook says: the lesson's own words for the book's network, else what was built."""

from __future__ import annotations

from sheetnet.lessons.network.formulas import activation_words
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.models.fitted import Fitted
from sheetnet.models.network import AveragePool2D, Conv2D, MaxPool2D, Stage
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
    return " → ".join(model.settings()["layers"].split())


def _forward(model: NetworkModel, words: NetworkWords) -> Text:
    """Join what the layers do, each equation once."""
    lines = list(dict.fromkeys(line for stage in model.network.stages for line in _layer(stage, words)))
    chain = lines[0]
    for line in lines[1:]:
        chain = chain + _GAP + line
    return words["own.forward"].format(chain=chain, cost=words.equations.cost())


def _layer(stage: Stage, words: NetworkWords) -> list[Text]:
    layer = stage.layer
    if isinstance(layer, (MaxPool2D, AveragePool2D)):
        kind = "maximum" if isinstance(layer, MaxPool2D) else "average"
        return [words[f"own.{kind}"].format(size=layer.size)]
    kind = "convolution" if isinstance(layer, Conv2D) else "dense"
    return [words[f"own.{kind}"], literal(activation_words(layer.activation))]


def _remarks(model: NetworkModel, words: NetworkWords) -> list[Text]:
    """Say what convolutions and poolings do on the way back."""
    layers = [stage.layer for stage in model.network.stages]
    filters = [words["own.filters"]] if any(isinstance(layer, Conv2D) for layer in layers) else []
    ties = dict.fromkeys(layer.ties for layer in layers if isinstance(layer, MaxPool2D))
    return [*filters, *(words[f"own.ties_{rule}"] for rule in ties)]
