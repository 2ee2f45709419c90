"""Rules: one formula for all, or some, of a tensor's cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheetnet.formula import Affine, Area, Expression, Index, Reference


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula for some of a tensor's cells.

    Args:
        target: The entries that receive it.
        expression: The formula.
    """

    target: Reference
    expression: Expression

    @property
    def home(self) -> Area:
        """The cell on its page."""
        return self.target.area

    @property
    def indices(self) -> list[Index]:
        """The indices that the block runs over, in the order of the tensor's axes."""
        return list(dict.fromkeys(index for entry in self.target.start for index, _ in entry.terms))

    def by_lines(self) -> Iterator[Rule]:
        """Cut the rule where an axis that it runs over, or that its formula refers to, goes on in a new line."""
        for index, cut in self._cuts():
            before, after = Index(index.name, cut), Index(index.name, index.size - cut)
            for part in ({index: Affine.of(before)}, {index: Affine.of(after) + cut}):
                expression = self.expression.substituted(part)
                yield from Rule(self.target.substituted(part), expression).by_lines()
            return
        yield self

    def _cuts(self) -> Iterator[tuple[Index, int]]:
        """Find an index with the value at which an entry leaves its line for the next."""
        for reference in (self.target, *self.expression.references):
            yield from reference.source.cuts(reference)
