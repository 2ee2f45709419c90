"""The quantities of a lesson: tensors with the words and numbers that its texts and its model have for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from sheetnet.formula import Expression, Index, where
from sheetnet.formula.expression import Operandlike
from sheetnet.models.model import Model
from sheetnet.texts import Text, Texts
from sheetnet.workbook import Axis, Carried, Look, Role, Tensor, Tolerance, down
from sheetnet.workbook.look import COUNTER, INPUT, check_look

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Attributes(TypedDict, total=False):
    """What a computed tensor may be given besides its name, its axes and its symbol; see ``Tensor``."""

    meaning: Text
    equation: str
    role: Role
    look: Look
    tolerance: Tolerance
    carried: Carried | None
    claim: bool
    zero: bool


@dataclass(frozen=True)
class Quantities:
    """Makes the tensors of a lesson.

    Args:
        model: The lesson's model, for the values of inputs and what is allowed.
        texts: The lesson's texts; ``meaning.NAME`` says what a tensor is.
        prefix: Put before a tensor's name (not before the text's key): one lesson may have several of a kind.
        suffix: Put after it, likewise.
    """

    model: Model
    texts: Texts
    prefix: str = ""
    suffix: str = ""

    def input(self, name: str, *axes: Axis, symbol: str = "", role: Role = Role.INPUT, look: Look = INPUT) -> Tensor:
        """Make an input: the model's numbers, which the reader may change.

        Args:
            name: Its name in the model.
            *axes: Its axes; none for a single number.
            symbol: Shown beside it.
            role: ``INPUT`` or ``PARAMETER``.
            look: How its cells look.
        """
        full = self.prefix + name + self.suffix
        values = np.asarray(getattr(self.model, full), dtype=np.float64)
        return Tensor(
            full, axes, self.meaning(name), role, symbol, look=look, values=values, allowed=self.model.field(full)
        )

    def tensor(self, name: str, *axes: Axis, symbol: str = "", **more: Unpack[Attributes]) -> Tensor:
        """Make a computed tensor, its cells still without formulas.

        Args:
            name: Its name, the same in the reference.
            *axes: Its axes; none for a single cell.
            symbol: Shown beside it.
            **more: Further arguments of ``Tensor``; ``meaning`` where it is not ``meaning.NAME``.
        """
        if "meaning" not in more:
            more["meaning"] = self.meaning(name)
        return Tensor(self.prefix + name + self.suffix, axes, symbol=symbol, **more)

    def result(self, name: str, formula: Operandlike, symbol: str = "", **more: Unpack[Attributes]) -> Tensor:
        """Make a computed tensor of one cell with its formula; the further arguments are those of ``tensor``."""
        tensor = self.tensor(name, symbol=symbol, **more)
        tensor[()] = formula
        return tensor

    def row(
        self, name: str, *formulas: Operandlike, axis: Axis, symbol: str = "", **more: Unpack[Attributes]
    ) -> Tensor:
        """Make a tensor of a few cells along an axis, each with a formula of its own."""
        tensor = self.tensor(name, axis, symbol=symbol, **more)
        for number, formula in enumerate(formulas):
            tensor[number] = formula
        return tensor

    def claim(self, name: str, condition: Expression, symbol: str = "") -> Tensor:
        """Make a verdict: 1, shown as a tick, where the condition holds."""
        return self.result(name, where(condition, 1, 0), symbol, look=check_look(), claim=True)

    def counter(self, name: str, count: int, first: float = 0) -> Tensor:
        """Make a column that counts its entries."""
        tensor = self.tensor(name, down(count), look=COUNTER)
        tensor[0] = first
        if count > 1:
            i = Index("i", count - 1)
            tensor[i + 1] = tensor[i] + 1
        return tensor

    def meaning(self, name: str) -> Text:
        """Return what the lesson's texts say that a quantity is."""
        return self.texts[f"meaning.{name}"]
