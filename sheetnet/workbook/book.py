"""A book: the pages of one lesson, language-neutral, with every formula cell owned by exactly one tensor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np

from sheetnet.errors import FormulaError
from sheetnet.formula import Area, Reference, SheetNames
from sheetnet.formula import Page as Home
from sheetnet.formula.template import cell_address
from sheetnet.texts import Text, Texts, load_texts
from sheetnet.workbook.chart import Chart
from sheetnet.workbook.page import Page
from sheetnet.workbook.rule import Rule
from sheetnet.workbook.tensor import Tensor


@dataclass(eq=False, repr=False)
class Book:
    """A workbook before it is written.

    Args:
        slug: The lesson.
        settings: The lesson's settings as text, by name; the Map records them.
        pages: Its sheets, in order.
        own_title: Its title, where it is not the lesson's.
        tips: The table of the lesson's texts in which its tips stand.
        picture: What its first sheet shows, where it is not its first chart.
    """

    slug: str
    settings: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    own_title: Text | None = None
    tips: str = "try"
    picture: Chart | None = None

    def __repr__(self) -> str:
        return f"Book({self.slug!r}, pages={self.pages})"

    @property
    def texts(self) -> Texts:
        """The lesson's table of texts."""
        return load_texts(self.slug)

    @property
    def title(self) -> Text:
        """What stands at the top of the cover and in the file's properties."""
        return self.own_title or self.texts["title"]

    @property
    def front(self) -> Chart | None:
        """The chart that shows what it is about; None if it has none."""
        return self.picture or next((placed.chart for page in self.pages for placed in page.charts), None)

    def page(self, key: str, title: Text) -> Page:
        """Add a sheet and return it."""
        page = Page(key, title)
        self.pages.append(page)
        return page

    def tensors(self) -> Iterator[Tensor]:
        """Go through all tensors, page by page."""
        for page in self.pages:
            yield from page.tensors

    def names(self, language: str) -> SheetNames:
        """Return the tab of each page in a language."""
        return {page: page.title.say(language) for page in self.pages}

    def check(self) -> None:
        """Make sure that the book is whole before anything is written.

        Raises:
            FormulaError: Two tensors share a name or a cell, a computed cell has no formula or two, or a wide reference
                sweeps over cells of another tensor.
        """
        seen: set[str] = set()
        for tensor in self.tensors():
            if tensor.name in seen:
                raise FormulaError(f"two tensors are called {tensor.name}")
            seen.add(tensor.name)
            _check_covered(tensor)
        owners: dict[Home, _Owners] = {page: _Owners.of(page) for page in self.pages}
        for page in self.pages:
            _check_labels(page, owners[page].numbers)
        for tensor in self.tensors():
            for rule in tensor.rules:
                _check_references(tensor, rule, owners)


def entries_of(rule: Rule) -> tuple[np.ndarray, ...]:
    """Return, for each axis of the tensor, the entries that a rule fills, one array dimension per index of the rule."""
    indices = rule.indices
    positions = []
    for entry in rule.target.start:
        position = np.full([1] * len(indices), entry.constant, dtype=np.int64)
        for index, factor in entry.terms:
            shape = [-1 if other is index else 1 for other in indices]
            position = position + factor * np.arange(index.size).reshape(shape)
        positions.append(position)
    return tuple(np.broadcast_arrays(*positions)) if positions else ()


def _check_covered(tensor: Tensor) -> None:
    if tensor.role.editable:
        if tensor.values is None or tensor.values.shape != tensor.shape:
            raise FormulaError(f"{tensor.name} of shape {tensor.shape} has no numbers of that shape")
        return
    count = np.zeros(tensor.shape, dtype=np.int64)
    for rule in tensor.rules:
        np.add.at(count, entries_of(rule), 1)
    if (count != 1).any():
        first = tuple(int(n) for n in np.argwhere(count != 1)[0])
        raise FormulaError(f"{tensor.name}{list(first)} has {count[first]} formulas; every cell has exactly one")


@dataclass(frozen=True)
class _Owners:
    """Which tensor of a page owns which cell.

    Args:
        page: The page.
        numbers: By row and column the number of the tensor, from 1; 0 where there is none.
    """

    page: Page
    numbers: np.ndarray

    @classmethod
    def of(cls, page: Page) -> _Owners:
        """Find the owners of a page's cells."""
        return cls(page, _numbered(page))

    def met(self, row: int, column: int, area: Area) -> list[Tensor]:
        """Return the tensors of which an area has cells that begins in a cell."""
        numbers = np.unique(self.numbers[row : row + area.height, column : column + area.width])
        return [self.page.tensors[number - 1] for number in numbers.tolist() if number]


def _numbered(page: Page) -> np.ndarray:
    """Number every cell of a page by the tensor that owns it; 0 where there is none."""
    height = max((tensor.place.last_row for tensor in page.tensors), default=0)
    width = max((tensor.place.last_column for tensor in page.tensors), default=0)
    owner = np.zeros((height + 1, width + 1), dtype=np.int32)
    for number, tensor in enumerate(page.tensors, start=1):
        rows, columns = tensor.cells()
        taken = owner[rows, columns]
        if taken.any():
            other = page.tensors[int(taken[taken > 0].flat[0]) - 1]
            raise FormulaError(f"{tensor.name} and {other.name} lie on the same cells of sheet {page.key!r}")
        owner[rows, columns] = number
    if np.count_nonzero(owner) == sum(prod(tensor.shape) for tensor in page.tensors):
        return owner
    numbered = enumerate(page.tensors, start=1)
    twice = next(each.name for number, each in numbered if np.count_nonzero(owner == number) != prod(each.shape))
    raise FormulaError(f"{twice}: two of its own entries fall on one cell")


def _check_labels(page: Page, owner: np.ndarray) -> None:
    """Words never lie on a tensor's cells, nor on other words."""
    seen: set[tuple[int, int]] = set()
    for label in page.labels:
        for row, column in label.cells:
            inside = row < owner.shape[0] and column < owner.shape[1]
            if (row, column) in seen or (inside and owner[row, column]):
                what = label.content.say("en") if isinstance(label.content, Text) else label.content
                place = cell_address(row, column)
                raise FormulaError(f"the words {what!r} lie on a cell that is taken: {place} of sheet {page.key!r}")
            seen.add((row, column))


def _check_references(tensor: Tensor, rule: Rule, owners: Mapping[Home, _Owners]) -> None:
    """A reference over several cells may sweep over blanks, but over no other tensor's numbers."""
    for part in rule.by_lines():
        references = list(part.expression.references)
        areas = [reference.area for reference in references]
        for reference, area in zip(references, areas, strict=True):
            if area.shape != (1, 1):
                _check_sweep(tensor, reference, area, owners[area.page])
        _check_alignment(tensor, part, areas)


def _check_sweep(tensor: Tensor, reference: Reference, area: Area, owners: _Owners) -> None:
    for row, column in _corners(area):
        if row < 1 or column < 1:
            raise FormulaError(f"a formula of {tensor.name} reaches over the edge of the sheet: leave room around it")
        others = [met.name for met in owners.met(row, column, area) if met is not reference.source]
        if others and not reference.looked_up:
            raise FormulaError(f"a formula of {tensor.name} sweeps over the cells of {others}")


def _corners(area: Area) -> set[tuple[int, int]]:
    """Return where the rectangle starts at the first and the last value of every index that it depends on."""
    indices = list({index for index, _ in (*area.row.terms, *area.column.terms)})
    ends = (dict(zip(indices, end, strict=True)) for end in product(*((0, index.size - 1) for index in indices)))
    return {(area.row.at(end), area.column.at(end)) for end in ends}


def _check_alignment(tensor: Tensor, rule: Rule, areas: list[Area]) -> None:
    """Blocks of one shape that stand in one formula lie alike: a spreadsheet goes through them cell by cell."""
    shapes: dict[tuple[int, int], tuple[int, int]] = {}
    for reference, area in zip(rule.expression.references, areas, strict=True):
        entries = reference.source.entries(reference)
        if shapes.setdefault(entries, area.shape) != area.shape:
            raise FormulaError(
                f"a formula of {tensor.name} goes through blocks of {shapes[entries]} and of {area.shape} cells at "
                "once: arrange them with the same steps"
            )
