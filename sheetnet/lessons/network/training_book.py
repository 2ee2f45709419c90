"""The book of a lesson that unrolls a training: the sheets in their order."""

from __future__ import annotations

from sheetnet.formula import Expression, Index
from sheetnet.lessons.network.cover import training_cover, training_title
from sheetnet.lessons.network.curve import Curve
from sheetnet.lessons.network.gradient_check import GradientCheck
from sheetnet.lessons.network.paint import Test
from sheetnet.lessons.network.pictures import Data
from sheetnet.lessons.network.start import place_parameters
from sheetnet.lessons.network.unrolled import Unrolled
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.opening import open_page
from sheetnet.models.training import Training
from sheetnet.workbook import Book, add_cover, add_map


def book(model: Training) -> Book:
    """Lay out the lesson that the model's book network belongs to; see ``training_book``."""
    return training_book(model.book.slug, model)


def training_book(slug: str, model: Training) -> Book:
    """Lay out a training.

    Args:
        slug: The lesson.
        model: The network, its data and how it is trained.

    Returns:
        The book: curve, data, initial parameters, training, test, gradient check, Map.

    Raises:
        LimitError: It would not fit on a sheet; the message names a setting that does.
    """
    words = NetworkWords(model)
    book = Book(slug, model.settings(), own_title=training_title(model, words))
    curve = Curve(book, model, words)
    data = Data(book, model, words)
    page = open_page(book, "start", across=24, words=words.texts)
    page.default_width = 6.2
    page.widths |= {1: 2, 2: 18}
    start = place_parameters(page, model, model.parameters, words, top=4, left=4, prefix="initial_")
    training = Unrolled(book, model, data, start, curve, words)
    curve.finish(training)

    def initial(name: str, *cells: Index) -> Expression:
        return start[name][cells]

    def trained(name: str, *cells: Index) -> Expression:
        return training.block.parameters[name].at((model.epochs,), (), *cells)

    Test(book, model, data, initial, trained, words)
    if model.checked_samples:
        GradientCheck(book, model, data, start, words)
    add_map(book)
    add_cover(book, training_cover(model, words, book.words))
    return book
