"""What is looked at: a file's facts, and for a workbook of sheetnet's the book as the present code writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sheetnet.errors import FormulaError, LimitError
from sheetnet.formula import SheetNames
from sheetnet.lint.edited import Comparison, EditedFormula
from sheetnet.texts import LANGUAGES
from sheetnet.workbook.book import Book
from sheetnet.workbook.map import Entry, Map
from sheetnet.workbook.page import Page
from sheetnet.workbook.place import Place
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.read.facts import Facts, StoredFile
from sheetnet.xlsx.read.stored import NOT_THERE, StoredSheet


@dataclass(frozen=True, eq=False)
class Own:
    """What a workbook of sheetnet's should be.

    Args:
        book: Its book, written anew; its tensors lie where the file's Map says.
        language: Its language.
        as_begun: The same for the inputs with which the lesson begins: words that were written for them stay when
            somebody changes an input; None if the lesson cannot begin without inputs of its own.
        arranged: Whether the file has the arrangement of the present code, and not that of another version.
    """

    book: Book
    language: str
    arranged: bool
    as_begun: Callable[[], Own | None] = lambda: None

    @classmethod
    def of(cls, book: Book, map_: Map, as_begun: Callable[[], Book | None] = lambda: None) -> Own:
        """Write a workbook anew.

        Args:
            book: The book of the lesson and the settings that the Map names.
            map_: What the file says of itself.
            as_begun: The book for the inputs with which the lesson begins, if somebody asks for it.
        """
        language = map_.language if map_.language in LANGUAGES else next(iter(LANGUAGES))
        titles = {page.title.say(language): page for page in book.pages}
        known = {tensor.name: tensor for tensor in book.tensors()}
        common = [(known[name], entry) for name, entry in map_.entries.items() if name in known]
        there = [pair for pair in common if pair[1].sheet in titles and pair[0].shape == pair[1].shape]
        arranged = len(common) == len(there) and all(_lies_there(*pair, titles) for pair in there)

        def own_as_begun() -> Own | None:
            begun = as_begun()
            return None if begun is None else cls.of(begun, map_)

        if not arranged:  # what there is to try stands only beside the inputs that it speaks of
            for tensor, entry in there:
                _move(tensor, entry, titles)
            begun = own_as_begun()
            arranged = begun is not None and begun.arranged
        arranged = arranged and not map_.earlier
        return cls(book, language, arranged, own_as_begun)

    @cached_property
    def names(self) -> SheetNames:
        """The tab of each page."""
        return self.book.names(self.language)


@dataclass(frozen=True, eq=False)
class Subject:
    """What is looked at.

    Args:
        file: The workbook as the file stores it.
        own: What it should be, if sheetnet has built it.
    """

    file: StoredFile
    own: Own | None = None

    @property
    def sheets(self) -> Mapping[str, StoredSheet]:
        """The cells of its sheets."""
        return self.file.sheets

    @property
    def facts(self) -> Facts:
        """What it says beside them."""
        return self.file.facts

    @cached_property
    def comparison(self) -> Comparison:
        """How the formulas are compared with those written anew."""
        return Comparison({} if self.own is None else self.own.names)

    @cached_property
    def edited(self) -> list[EditedFormula]:
        """Formulas that are not the lesson's, of each tensor the first ones."""
        found: list[EditedFormula] = []
        for page, sheet in self.pages():
            try:
                found.extend(self.comparison.of_page(page, sheet))
            except (FormulaError, LimitError):  # in the arrangement of another version
                self.comparison.unseen[page.key] = len(sheet.rows)
        return found

    def pages(self) -> Iterator[tuple[Page, StoredSheet]]:
        """Go through the pages of the book with what the file has on them; those that it has not are left out."""
        if self.own is not None:
            for page, title in self.own.names.items():
                assert isinstance(page, Page)
                if title in self.sheets:
                    yield page, self.sheets[title]

    def owned(self, page: Page) -> np.ndarray:
        """Tell of each cell of a page's sheet whether it belongs to a tensor, (cells,)."""
        if page not in self._owned:
            sheet = self.sheets[page.title.say(self.own.language if self.own else "en")]
            marked = np.zeros(len(sheet.rows), dtype=bool)
            for tensor in page.tensors:
                where = positions_of(sheet, tensor)
                marked[where[where != NOT_THERE]] = True
            self._owned[page] = marked
        return self._owned[page]

    @cached_property
    def _owned(self) -> dict[Page, np.ndarray]:
        return {}


def positions_of(sheet: StoredSheet, tensor: Tensor) -> np.ndarray:
    """Return where the cells of a tensor are among those of its sheet, in its shape; ``NOT_THERE`` where none is."""
    return sheet.find(*tensor.cells())


def _lies_there(tensor: Tensor, entry: Entry, titles: Mapping[str, object]) -> bool:
    place = tensor.place
    return titles[entry.sheet] is place.page and all(map(np.array_equal, place.cells(), entry.cells()))


def _move(tensor: Tensor, entry: Entry, titles: Mapping[str, Page]) -> None:
    """Put a tensor where the file has it; one that cannot lie there stays, and its formulas differ."""
    try:
        tensor.place = Place(titles[entry.sheet], entry.row, entry.column, entry.axes)
    except FormulaError:
        return
