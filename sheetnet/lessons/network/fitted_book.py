"""The book of a lesson whose network the Solver fits: data, a forward pass over all images, trained parameters."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, call
from sheetnet.lessons.network.block import NetworkBlock
from sheetnet.lessons.network.cover import fitted_cover, fitted_title, is_solvable
from sheetnet.lessons.network.paint import Test
from sheetnet.lessons.network.pictures import Data, Header
from sheetnet.lessons.network.plan import FIRST_PARAMETER_COLUMN, LABEL_COLUMN, Place, band_width, first_band
from sheetnet.lessons.network.start import place_parameters
from sheetnet.lessons.network.unrolled import MOST_FROZEN_ROWS
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.opening import open_page
from sheetnet.models.fitted import Fitted
from sheetnet.workbook import Book, Role, SolverModel, Tensor, add_cover, add_map, print_first_bands
from sheetnet.workbook.solver import MOST_VARIABLES

HEADER_ROW = 4


def book(model: Fitted) -> Book:
    """Lay out the lesson that the model's book network belongs to; see ``fitted_book``."""
    return fitted_book(model.book.slug, model)


def fitted_book(slug: str, model: Fitted) -> Book:
    """Lay out a network for the Solver.

    Args:
        slug: The lesson.
        model: The network, its data and its parameters.

    Returns:
        The book: data, Train with the Solver filled in, trained parameters, test, Map.
    """
    words = NetworkWords(model)
    book = Book(slug, model.settings(), own_title=fitted_title(model, words))
    data = Data(book, model, words)
    train = _Train(book, model, data, words)
    about = words["about.trained" if model.is_the_books else "about.stored"]
    page = open_page(book, "trained", across=24, about=about, words=words.texts)
    page.default_width = 6.2
    page.widths |= {1: 2, 2: 18}
    stored = place_parameters(page, model, model.trained, words, top=4, left=4, prefix="trained_")

    def initial(name: str, *cells: Index) -> Expression:
        return train.block.parameters[name].at((), (), *cells)

    def trained(name: str, *cells: Index) -> Expression:
        return stored[name][cells]

    Test(book, model, data, initial, trained, words)
    add_map(book)
    add_cover(book, fitted_cover(model, words, book.words))
    return book


class _Train:
    """The sheet of all images, with the parameters that the Solver changes at the left."""

    def __init__(self, book: Book, model: Fitted, data: Data, words: NetworkWords) -> None:
        self.page = page = book.page("train", words["tabs.train"])
        page.text(1, 2, words["headings.train"], "title")
        solvable = is_solvable(model)
        large = words["about.train_large"].format(most=MOST_VARIABLES, count=model.parameter_count)
        page.text(2, 2, words["about.train"] if solvable else large, "subtitle")
        bands, width = first_band(model.network, learns=False), band_width(model.network)
        header = Header(page, model, data, words, bands=bands, band_width=width, samples=model.samples,
                        top=HEADER_ROW, prefix="sample_")  # fmt: skip
        place = Place(page, header.bottom + 1, bands, width, None, model.samples, given=model)
        images, targets = header.signals()
        self.block = block = NetworkBlock(place, model.network, model.loss, images, targets, words)
        self._count_answers(words, model.samples)
        block.entitle(words["row.result"])
        if solvable:
            variables = tuple(signal.tensor for signal in block.parameters.values())
            page.solver = SolverModel(block.total_cost.tensor, variables)
        page.default_width = 5.6
        page.widths |= {1: 2, LABEL_COLUMN: 14}
        page.frozen = (header.bottom if header.bottom <= MOST_FROZEN_ROWS else 3, bands - 1)
        print_first_bands(page, block.bottom, place.band_ends())

    def _count_answers(self, words: NetworkWords, samples: int) -> None:
        """Write the table of right and wrong answers."""
        right = self._count("right_count", HEADER_ROW + 1, words)
        right[()] = call("SUM", self.block.correct.over_samples(()))
        wrong = self._count("wrong_count", HEADER_ROW + 2, words)
        wrong[()] = samples - right

    def _count(self, name: str, row: int, words: NetworkWords) -> Tensor:
        meaning = words[f"judgement.{name}"]
        self.page.text(row, FIRST_PARAMETER_COLUMN, meaning)
        at = (row, FIRST_PARAMETER_COLUMN + 3)
        return self.page.tensor(name, at, role=Role.OUTPUT, meaning=meaning, number_format="0")
