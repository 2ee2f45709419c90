"""What a workbook consists of: its sheets in order with their parts, its names, its shared texts, its styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sheetnet.formula.limits import SHEET_NAME_CHARACTERS
from sheetnet.xlsx.namespaces import RELATIONSHIPS, STRICT_RELATIONSHIPS
from sheetnet.xlsx.read.bounds import MOST_ELEMENTS, MOST_NAME_CHARACTERS, MOST_NAMES, MOST_SHEETS, Budget, DamagedError
from sheetnet.xlsx.read.package import Package, Relationship
from sheetnet.xlsx.read.xml import Handler, meanings, pairs, parse, true

_KNOWN = meanings("sheet", "definedName", "calcPr")
_ID = tuple(f"{namespace} id" for namespace in (RELATIONSHIPS, STRICT_RELATIONSHIPS))
_MOST_SHEET_NAME = 4 * SHEET_NAME_CHARACTERS
"""Characters of a sheet's name: other programs take more than Excel does, though no book of them."""


@dataclass(frozen=True, slots=True)
class StoredName:
    """A defined name.

    Args:
        name: The name.
        text: What it stands for, as a formula without the leading ``=``.
        sheet: The sheet on which alone it is known; empty if it is known everywhere.
        hidden: Whether people do not see it.
    """

    name: str
    text: str
    sheet: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook consists of.

    Args:
        sheets: The part of each sheet by its name, in order; sheets that are a chart have no cells and are left out.
        strings: The part of the shared texts; empty if there is none.
        styles: The part of the styles; empty if there is none.
        names: Its defined names.
        hidden: The sheets that are hidden.
        calculation: How it is calculated: attributes of the element ``calcPr``, by name.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    strings: str = ""
    styles: str = ""
    names: tuple[StoredName, ...] = ()
    hidden: frozenset[str] = frozenset()
    calculation: Mapping[str, str] = field(default_factory=dict)


def contents(package: Package) -> Contents:
    """Read what a workbook consists of.

    Raises:
        DamagedError: It is none, a sheet has no part of its own, or two have one name.
    """
    book = next((link.target for link in package.relationships().values() if link.kind == "officeDocument"), "")
    if not package.has(book):
        raise DamagedError("it is a zip archive but no .xlsx workbook")
    reader = _Workbook()
    parse(package.chunks(book), Handler(reader.start, reader.end, reader.text))
    if not reader.sheets:
        raise DamagedError("it has no sheets")
    links = package.relationships(book)
    sheets: dict[str, str] = {}
    for name, link in reader.sheets:
        target = links.get(link, Relationship("", ""))
        if target.kind in ("chartsheet", "dialogsheet"):
            continue
        _check_sheet(name, target, package, sheets)
        sheets[name] = target.target
    strings, styles = (
        next((link.target for link in links.values() if link.kind == kind), "") for kind in ("sharedStrings", "styles")
    )
    hidden = frozenset(reader.hidden)
    return Contents(sheets, strings, styles, tuple(reader.names()), hidden, reader.calculation)


def _check_sheet(name: str, link: Relationship, package: Package, others: dict[str, str]) -> None:
    """Make sure that a sheet has a part, and neither its part nor its name is another's."""
    if link.kind != "worksheet" or not package.has(link.target):
        raise DamagedError(f"the part of its sheet {name[:40]!r} is missing")
    if name.lower() in {other.lower() for other in others} or link.target in others.values():
        raise DamagedError(f"its sheet {name[:40]!r} is there twice")


class _Workbook:
    """Collects the sheets of a workbook with the relationships that lead to them, its names, how it is calculated."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.hidden: list[str] = []
        self.calculation: dict[str, str] = {}
        self._defined: list[tuple[dict[str, str], list[str]]] = []
        self._in_name = False
        self._elements, self._names = Budget(MOST_ELEMENTS, "elements"), Budget(MOST_NAMES, "names")
        self._characters = Budget(MOST_NAME_CHARACTERS, "characters in its names")

    def start(self, name: str, attributes: list[str]) -> None:
        self._elements.spend(1 + len(attributes))
        known = _KNOWN.get(name)
        if known == "definedName":
            self._names.spend(1)
            self._defined.append((pairs(attributes), []))
            self._in_name = True
        elif known == "calcPr":
            self.calculation = pairs(attributes)
        elif known == "sheet":
            self._add_sheet(pairs(attributes))

    def end(self, name: str) -> None:
        self._in_name = False

    def text(self, text: str) -> None:
        if self._in_name:
            self._characters.spend(len(text))
            self._defined[-1][1].append(text)

    def names(self) -> Iterator[StoredName]:
        """Go through the defined names."""
        for named, pieces in self._defined:
            number = named.get("localSheetId", "")
            known = number.isdecimal() and len(number) < 4 and int(number) < len(self.sheets)
            sheet = self.sheets[int(number)][0] if known else ""
            yield StoredName(named.get("name", ""), "".join(pieces), sheet, true(named.get("hidden")))

    def _add_sheet(self, named: dict[str, str]) -> None:
        title = named.get("name", "")
        if not title or len(title) > _MOST_SHEET_NAME:
            raise DamagedError(f"a sheet has a name of {len(title):,} characters")
        if len(self.sheets) == MOST_SHEETS:
            raise DamagedError(f"it has more than {MOST_SHEETS} sheets")
        if named.get("state", "visible") != "visible":
            self.hidden.append(title)
        self.sheets.append((title, next((named[key] for key in _ID if key in named), "")))
