"""The book of a lesson whose network the Solver fits: data, a forward pass over all images, trained parameters."""

from __future__ import annotations

from sheetnet.lessons.network.compared import ComparedEquations
from sheetnet.lessons.network.cover import fitted_cover, fitted_title, is_solvable
from sheetnet.lessons.network.data import Data, Samples
from sheetnet.lessons.network.fitting import FittingEquations
from sheetnet.lessons.network.matrices import MatrixEquations
from sheetnet.lessons.network.notes import add_notes
from sheetnet.lessons.network.painted import PaintedEquations
from sheetnet.lessons.network.parameters import ParameterSet, below_each_other
from sheetnet.lessons.network.sheets.data import add_data
from sheetnet.lessons.network.sheets.fitting import add_fitting
from sheetnet.lessons.network.sheets.matrices import add_matrices
from sheetnet.lessons.network.sheets.outcome import outcome
from sheetnet.lessons.network.sheets.painted import add_painted
from sheetnet.lessons.network.sheets.stationary import add_stationary
from sheetnet.lessons.network.sheets.trained import add_trained
from sheetnet.lessons.network.stationary import StationaryEquations
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.fitted import Fitted
from sheetnet.workbook import Book, SolverModel, add_cover, add_map


def book(model: Fitted) -> Book:
    """Write a network for the Solver and arrange it.

    Args:
        model: The network, its data and its parameters.

    Returns:
        The book: data, Fit with the Solver filled in, trained parameters, test, matrices, equations, Map. The last two
        sheets but the Map only for networks of which ``Fitted`` says that they make sense.
    """
    texts = NetworkTexts(model.network, model.loss)
    data = Data(model, texts)
    samples = Samples.of(data, model, texts, model.samples, "sample_")
    fitting = FittingEquations(model, samples, texts)
    trained = below_each_other(model, model.trained, texts, "trained_")
    initial = ParameterSet(fitting.forward.parameters)
    painted = PaintedEquations(model, data, initial, ParameterSet(trained), texts)

    result = Book(model.book.slug, model.settings(), own_title=fitted_title(model, texts))
    link = texts["outcome.fit"], fitting.judgement.total_cost.tensor.expression()
    add_data(result, data, texts, outcome(result, "data", fitting.outcome, link, tips=model.is_the_books))
    page = add_fitting(result, fitting, samples, texts)
    if is_solvable(model):
        variables = tuple(parameter.tensor for parameter in fitting.forward.parameters.values())
        page.solver = SolverModel(fitting.judgement.total_cost.tensor, variables)
    about = texts["about.trained" if model.is_the_books else "about.stored"]
    where = texts["outcome.fit"], next(iter(fitting.forward.parameters.values())).tensor.expression()
    compared = ComparedEquations(fitting, trained, samples, texts) if model.compares else None
    add_trained(result, fitting, trained, compared, texts, where, about)
    add_painted(result, painted, texts, "fitted")
    if model.in_matrices:
        matrices = MatrixEquations(model, data, fitting, texts)
        add_matrices(result, matrices, texts)
        if model.written_out:
            add_stationary(result, StationaryEquations(model, samples, fitting, matrices, texts), texts)
    add_notes(add_map(result), model.network, texts)
    add_cover(result, fitted_cover(model, texts, result.texts))
    return result
