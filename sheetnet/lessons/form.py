"""Rows of "words, symbol, cell": how lessons show single inputs and single results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sheetnet.formula import Expression, where
from sheetnet.formula.expression import Operandlike
from sheetnet.models.model import Model
from sheetnet.texts import Texts, literal, texts
from sheetnet.workbook import Page, Role, Tensor


@dataclass(frozen=True)
class Form:
    """A place for labelled single cells.

    Args:
        page: The page.
        words: The lesson's texts; ``meaning.NAME`` says what a cell is.
        model: The lesson's model, for the values of inputs and what is allowed.
        label: Column of the words.
        symbol: Column of the symbol.
        value: Column of the cell.
        prefix: Put before a tensor's name (not before the text's key): one form serves several variants.
        suffix: Put after it, likewise.
    """

    page: Page
    words: Texts
    model: Model
    label: int
    symbol: int
    value: int
    prefix: str = ""
    suffix: str = ""

    def input(self, row: int, name: str, symbol: str, *, role: Role = Role.INPUT, **looks: Any) -> Tensor:
        """Place an input of one number."""
        full, meaning = self.prefix + name + self.suffix, self._label(row, name, symbol)
        looks = {"number_format": "0.0###"} | looks
        allowed, value = self.model.field(full), getattr(self.model, full)
        return self.page.input(
            full, (row, self.value), value, allowed=allowed, role=role, meaning=meaning, equation=symbol, **looks
        )

    def result(
        self, row: int, name: str, symbol: str, formula: Operandlike, *, role: Role = Role.COMPUTED, **looks: Any
    ) -> Tensor:
        """Place a computed single number with its formula."""
        meaning = self._label(row, name, symbol)
        looks = {"equation": symbol} | looks
        tensor = self.page.tensor(
            self.prefix + name + self.suffix, (row, self.value), role=role, meaning=meaning, **looks
        )
        tensor[()] = formula
        return tensor

    def claim(self, row: int, name: str, symbol: str, condition: Expression) -> Tensor:
        """Place a verdict: 1, shown as a tick, where the condition holds."""
        holds = texts("common")["verdict.holds"]
        return self.result(row, name, symbol, where(condition, 1, 0), style="verdict", number_format=holds)

    def _label(self, row: int, name: str, symbol: str) -> Any:
        meaning = self.words[f"meaning.{name}"]
        # Beside another form's cells the words need a little air.
        self.page.text(row, self.label, meaning if self.label <= 2 else literal("  ") + meaning)
        if symbol:
            self.page.text(row, self.symbol, symbol, "symbol")
        return meaning
