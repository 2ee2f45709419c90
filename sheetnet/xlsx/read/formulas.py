"""The formulas of one sheet as its XML has them: written out, shared, or over a range."""

from __future__ import annotations

from sheetnet.formula.limits import FORMULA_CHARACTERS
from sheetnet.formula.template import cell_address, place_of
from sheetnet.xlsx.read.bounds import Budget, DamagedError
from sheetnet.xlsx.read.stored import ArrayFormula, Formula, Rectangle, SharedFormula
from sheetnet.xlsx.read.xml import pairs


class Formulas:
    """Collects formulas.

    Args:
        characters: How many characters they may have.

    Attributes:
        found: The formulas, each once.
        shared: The numbers of those that are shared, by the names that the file gives them.
    """

    def __init__(self, characters: Budget) -> None:
        self.found: list[Formula] = []
        self._characters = characters
        self.shared: dict[str, int] = {}

    def number(self, address: str, attributes: list[str], text: str) -> int:
        """Take the formula of a cell.

        Args:
            address: The cell.
            attributes: Those of the formula's element, names and values in turn.
            text: The formula, without the leading ``=``; empty in a cell that takes it from another.

        Returns:
            Its number among those that were found.

        Raises:
            DamagedError: It is too long, or refers to a shared formula or a range that is none.
        """
        if len(text) > FORMULA_CHARACTERS:
            raise DamagedError(f"{address} has a formula of {len(text):,} characters")
        self._characters.spend(len(text))
        named = pairs(attributes)
        kind = named.get("t", "normal")
        if kind == "shared":
            return self._share(address, named, text)
        if kind == "array":
            return self._add(ArrayFormula(_area_from(address, named.get("ref", address)), f"={text}"))
        # What a data table computes stands nowhere but in its range.
        return self._add(named.get("ref", address) if kind == "dataTable" else f"={text}")

    def _share(self, address: str, named: dict[str, str], text: str) -> int:
        name = named.get("si", "")
        if not text:
            return self._follow(name)
        area = _written(_area(named.get("ref", "")))
        number = self._add(SharedFormula(len(self.shared), _place(address), area, f"={text}"))
        self.shared[name] = number
        return number

    def _follow(self, name: str) -> int:
        number = self.shared.get(name)
        if number is None:
            raise DamagedError(f"a cell shares the formula {name[:20]!r}, which stands in no cell before it")
        return number

    def _add(self, formula: Formula) -> int:
        self.found.append(formula)
        return len(self.found) - 1


def _place(address: str) -> tuple[int, int]:
    try:
        return place_of(address)
    except ValueError:
        raise DamagedError(f"{address[:20]!r} is not the address of a cell") from None


def _area(reference: str) -> Rectangle:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    if top > bottom or left > right:
        raise DamagedError(f"{reference[:40]!r} is not a range")
    return top, left, bottom, right


def _area_from(address: str, reference: str) -> Rectangle:
    """Return the range of a formula that stands in its first cell."""
    area = _area(reference)
    if area[:2] != _place(address):
        raise DamagedError(f"{address} has a formula over {reference[:40]!r}, of which it is not the first cell")
    return area


def _written(area: Rectangle) -> str:
    top, left, bottom, right = area
    return f"{cell_address(top, left)}:{cell_address(bottom, right)}"
