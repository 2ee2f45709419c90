"""The Map, the last sheet: every tensor with its name, meaning, equation and place; for people, and for the check.

The check needs nothing but the file: lesson and settings say which reference to run, the addresses say which cell holds
which entry. Its tab is named in the reader's language, so that the sheet is known by its marker alone. The layout is
fixed: the marker, three facts, the settings, then one row a tensor below the header.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sheetnet.errors import WorkbookError
from sheetnet.formula import limits
from sheetnet.formula.template import cell_address, place_of
from sheetnet.texts import LANGUAGES, Text, literal, load_texts
from sheetnet.workbook.axis import Run, cells_of
from sheetnet.workbook.book import Book
from sheetnet.workbook.page import Label, Page
from sheetnet.workbook.tensor import Role, Tensor
from sheetnet.workbook.text_size import characters

MARKER = "sheetnet-map-2"
"""In A1, where a reader sees the sheet's title: the cell's format shows that instead of any text."""
MARKERS = (MARKER, "sheetnet-map-1")
"""Those of earlier versions are read as well."""
COLUMNS = ("name", "role", "meaning", "equation", "sheet", "address", "shape", "steps", "rtol", "atol")
_NO_STEPS = "–"
_NOTHING = (None, "-", _NO_STEPS)
"""Where there are no steps, no equation or no tolerance of its own; earlier files have a hyphen."""
_HEADER = 6
"""Row of the header."""
_WIDTHS: dict[int, float] = {1: 27, 2: 9, 3: 36, 4: 36, 5: 14, 6: 9, 7: 11, 8: 15, 9: 9, 10: 9}
"""Of the columns, in characters: all are on one screen, and what is longer goes on in a further line."""
_MOST_AXES = 8
_MOST_NAMED = 20_000_000
_MOST_TENSORS = 5_000
"""Twenty layers have some hundreds."""
MOST_CELLS = _MOST_TENSORS * (len(COLUMNS) + 2)
"""Of the sheet itself."""
_NAME = re.compile(r"\w{1,100}")
_SHAPE = re.compile(r"[0-9]{1,8}(?:×[0-9]{1,8})*")
_STEP = re.compile(r"\(([0-9]{1,7}),([0-9]{1,5})(?:,([0-9]{1,5}),([0-9]{1,7}))?\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One tensor as the Map tells it.

    Args:
        name: Its name, the same in the reference.
        role: What its cells are.
        sheet: The tab it lies on.
        row: Row of its first cell.
        column: Column of its first cell.
        axes: Sizes and steps.
        rtol: Relative tolerance, the largest of its entries.
        atol: Absolute tolerance, likewise; 0 where the lesson states none.
        meaning: What it is, in words.
        equation: Its defining equation in symbols.
    """

    name: str
    role: Role
    sheet: str
    row: int
    column: int
    axes: tuple[Run, ...]
    rtol: float
    atol: float
    meaning: str = ""
    equation: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """The sizes of the axes."""
        return tuple(axis.size for axis in self.axes)

    def cells(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the row and the column of every entry, in the tensor's shape."""
        return cells_of(self.row, self.column, self.axes)

    def place(self, index: Sequence[int]) -> tuple[int, int]:
        """Return row and column of one entry, given by its number along each axis."""
        steps = [axis.step(number) for axis, number in zip(self.axes, index, strict=True)]
        return self.row + sum(down for down, _ in steps), self.column + sum(right for _, right in steps)

    def places(self) -> list[tuple[int, int]]:
        """Return row and column of every entry, in the order of the flattened tensor."""
        rows, columns = self.cells()
        return list(zip(rows.ravel().tolist(), columns.ravel().tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Map:
    """What a workbook says of itself.

    Args:
        slug: The lesson.
        language: ``en`` or ``zh``.
        settings: The lesson's settings, as text.
        entries: Its tensors, by name.
        earlier: Whether an earlier version has written it, whose words and looks are not known.
    """

    slug: str
    language: str
    settings: dict[str, str]
    entries: dict[str, Entry]
    earlier: bool = False


def add_map(book: Book) -> Page:
    """Add the Map to a book, after all other pages."""
    texts = load_texts("common")
    page = Page("map", texts["map.tab"])
    title = Text(**{language: f';;;"{page.title.say(language)}"' for language in LANGUAGES})
    page.labels.append(Label(1, 1, literal(MARKER), "title", title, is_name=True))
    page.text(1, 2, texts["map.about"], "title_note")
    page.text(2, 1, texts["map.lesson"], "muted")
    page.name(2, 2, book.slug, "muted")
    page.text(3, 1, texts["map.language"], "muted")
    page.text(3, 2, Text(**{language: language for language in LANGUAGES}), "muted")  # each writes its own code
    page.text(4, 1, texts["map.settings"], "muted")
    page.name(4, 2, "; ".join(f"{name}={value}" for name, value in book.settings.items()) or "-", "muted")
    for number, column in enumerate(COLUMNS, start=1):
        page.text(_HEADER, number, texts[f"map.{column}"], "header")
    placed = ((sheet, tensor) for sheet in book.pages for tensor in sheet.tensors)
    for row, (sheet, tensor) in enumerate(placed, start=_HEADER + 1):
        _write_row(page, row, sheet, tensor)
    page.widths = _WIDTHS | {1: max(_WIDTHS[1], *(characters(literal(t.name), "listed_name") for t in book.tensors()))}
    page.frozen = (_HEADER, 1)
    book.pages.append(page)
    return page


def _write_row(page: Page, row: int, sheet: Page, tensor: Tensor) -> None:
    place = tensor.place
    to = None if sheet.hidden else tensor[(0,) * len(tensor.axes)]
    page.name(row, 1, tensor.name, "fine_print" if sheet.hidden else "listed_name", to)
    page.text(row, 2, _role_text(tensor.role), "fine_print")
    page.text(row, 3, tensor.meaning, "listed")
    if tensor.equation:
        page.text(row, 4, tensor.equation, "listed_equation")
    page.text(row, 5, sheet.title, "listed")
    page.text(row, 6, cell_address(place.row, place.column), "listed")
    page.text(row, 7, "×".join(map(str, tensor.shape)) or "1", "listed")
    page.text(row, 8, " ".join(_steps(run) for run in place.runs) or _NO_STEPS, "fine_print")
    page.number(row, 9, float(np.max(tensor.tolerance.relative)), "fine_print", "0E+00")
    if tensor.tolerance.stated:
        page.number(row, 10, float(np.max(tensor.tolerance.absolute)), "fine_print", "0E+00")
    else:
        page.text(row, 10, _NO_STEPS, "fine_print")


def _steps(axis: Run) -> str:
    """Write an axis as (rows, columns) from entry to entry, with entries a line and rows a line if it wraps."""
    wrapped = f",{axis.wrap},{axis.line}" if axis.wrap else ""
    return f"({axis.down},{axis.right}{wrapped})"


def read_map(cells: Mapping[tuple[int, int], object], where: str) -> Map:
    """Read a Map back from the cells of its sheet.

    Args:
        cells: Contents by row and column.
        where: The file, for messages.

    Raises:
        WorkbookError: It is not a Map of sheetnet's, or somebody has changed it.
    """
    if cells.get((1, 1)) not in MARKERS:
        raise WorkbookError(
            f"{where}: the list of its cells does not begin with {MARKER!r}: it was not built by sheetnet"
        )
    settings = str(cells.get((4, 2), "-"))
    if len(settings) > limits.TEXT_CHARACTERS:
        raise _changed(4, where)
    entries: dict[str, Entry] = {}
    last = max(row for row, _ in cells)
    for row in range(_HEADER + 1, last + 1):
        if cells.get((row, 1)) is None:
            continue
        entry = _read_row([cells.get((row, column)) for column in range(1, len(COLUMNS) + 1)], row, where)
        if entry.name in entries or not _within_sheet(entry):
            raise _changed(row, where)
        entries[entry.name] = entry
        if len(entries) > _MOST_TENSORS:
            raise WorkbookError(f"{where}: the Map names more than {_MOST_TENSORS:,} tensors")
    if sum(math.prod(entry.shape) for entry in entries.values()) > _MOST_NAMED:
        raise WorkbookError(f"{where}: the Map names more than {_MOST_NAMED:,} cells")
    return Map(
        str(cells.get((2, 2))),
        str(cells.get((3, 2))),
        dict(pair.split("=", 1) for pair in settings.split("; ") if "=" in pair),
        entries,
        cells[1, 1] != MARKER,
    )


def _read_row(cells: list[object], row: int, where: str) -> Entry:
    name, role, meaning, equation, sheet, address, shape, steps, rtol, atol = cells
    try:
        sizes = [] if str(shape) == "1" and steps in _NOTHING else _sizes(str(shape))
        moves = _STEP.findall(str(steps))
        if len(moves) != len(sizes) or not _NAME.fullmatch(str(name)):
            raise ValueError
        axes = tuple(Run(size, *(int(n or 0) for n in move)) for size, move in zip(sizes, moves, strict=True))
        return Entry(
            str(name),
            _read_role(str(role)),
            str(sheet),
            *place_of(str(address)),
            axes,
            _tolerance(rtol),
            0.0 if atol in _NOTHING else _tolerance(atol),
            str(meaning),
            "" if equation in _NOTHING else str(equation),
        )
    except ValueError:
        raise _changed(row, where) from None


def _sizes(text: str) -> list[int]:
    """Read the sizes of the axes, one or more of each."""
    if not _SHAPE.fullmatch(text) or text.count("×") >= _MOST_AXES:
        raise ValueError(text)
    sizes = [int(size) for size in text.split("×")]
    if min(sizes) < 1:
        raise ValueError(text)
    return sizes


def _tolerance(found: object) -> float:
    """Read a tolerance, which is shown but not used: those that count are the lesson's own."""
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not 0 <= found < math.inf:
        raise ValueError(found)
    return float(found)


def _changed(row: int, where: str) -> WorkbookError:
    return WorkbookError(
        f"{where}: row {row} of the list of all cells (its last sheet) was changed; build the workbook anew"
    )


def _within_sheet(entry: Entry) -> bool:
    """Tell whether a tensor's first and last cell lie on a sheet."""
    last_row, last_column = entry.row, entry.column
    for axis in entry.axes:
        line = min(axis.wrap or axis.size, axis.size)
        last_row += (axis.size - 1) // line * axis.line + (line - 1) * axis.down
        last_column += (line - 1) * axis.right
    return entry.row >= 1 and last_row <= limits.ROWS and entry.column >= 1 and last_column <= limits.COLUMNS


def _role_text(role: Role) -> Text:
    return load_texts("common")[f"role.{role.value}"]


def _read_role(word: str) -> Role:
    """Take a role by its word in any language."""
    for role in Role:
        if word in {_role_text(role).say(language) for language in LANGUAGES}:
            return role
    raise ValueError(word)
