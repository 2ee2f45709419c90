"""The book of a lesson that unrolls a training: first the equations, then the sheets in their order."""

from __future__ import annotations

from sheetnet.lessons.network.cover import training_cover, training_title
from sheetnet.lessons.network.data import Data, Samples
from sheetnet.lessons.network.film import FilmEquations
from sheetnet.lessons.network.follow import FollowEquations
from sheetnet.lessons.network.gradient_check import GradientCheckEquations
from sheetnet.lessons.network.notes import add_notes
from sheetnet.lessons.network.painted import PaintedEquations
from sheetnet.lessons.network.parameters import ParameterSet, side_by_side
from sheetnet.lessons.network.sheets.curve import add_curve
from sheetnet.lessons.network.sheets.data import add_data, add_parameters
from sheetnet.lessons.network.sheets.film import add_film
from sheetnet.lessons.network.sheets.follow import add_follow
from sheetnet.lessons.network.sheets.gradient_check import add_gradient_check
from sheetnet.lessons.network.sheets.outcome import outcome
from sheetnet.lessons.network.sheets.painted import add_painted
from sheetnet.lessons.network.sheets.training import add_training
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.network.training import TrainingEquations
from sheetnet.models.training import Training
from sheetnet.models.update_path import UpdatePath
from sheetnet.workbook import Book, add_cover, add_map


def book(model: Training) -> Book:
    """Write a training and arrange it.

    Args:
        model: The network, its data and how it is trained.

    Returns:
        The book: curve, data, initial parameters, training, test, gradient check, Map.

    Raises:
        LimitError: It would not fit on a sheet; the message names a setting that does.
    """
    texts = NetworkTexts(model.network, model.loss, UpdatePath(model.optimizer))
    data = Data(model, texts)
    samples = Samples.of(data, model, texts, model.samples, "sample_")
    start = side_by_side(model, model.parameters, texts, "initial_")
    training = TrainingEquations(model, samples, start, texts)
    painted = PaintedEquations(model, data, ParameterSet(start), training.trained, texts, carried=model.epochs)

    result = Book(model.book.slug, model.settings(), own_title=training_title(model, texts))
    add_curve(result, training, texts, result.texts)
    if model.is_filmed:
        add_film(result, FilmEquations(model, training, samples, data), texts)
    if model.is_followed:
        add_follow(result, FollowEquations(model, training, samples), texts)
    link = texts["outcome.curve"], training.final_cost.expression()
    found = {
        key: outcome(result, key, results, link, tips=model.is_the_books, stacked=key == "start")
        for key, results in training.outcomes.items()
    }
    add_data(result, data, texts, found["data"])
    add_parameters(result, model.network, start, texts, found["start"])
    add_training(result, training, samples, texts)
    add_painted(result, painted, texts, "training")
    if model.checked_samples:
        checked = Samples.of(data, model, texts, model.checked_samples, "check_")
        check = GradientCheckEquations(model, checked, start, training.forward, texts)
        add_gradient_check(result, check, checked, start, texts)
    add_notes(add_map(result), model.network, texts, sums_over_bands=True)
    add_cover(result, training_cover(model, texts, result.texts))
    return result
