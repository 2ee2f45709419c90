"""The formulas of a lesson as the present code writes them: block by block, without a value, without a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from math import prod

import numpy as np

from sheetnet.formula import Affine, Index, SheetNames
from sheetnet.formula.spelling import plain
from sheetnet.formula.template import Template, column_letters, template
from sheetnet.workbook.book import entries_of
from sheetnet.workbook.page import Page
from sheetnet.workbook.rule import Rule
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.write.sharing import moves_along


@dataclass(frozen=True, eq=False)
class WrittenBlock:
    """Cells of a tensor that one formula fills.

    Args:
        tensor: The tensor.
        rule: Its rule, or a part of it that lies in lines.
        formula: The rule's formula laid out.
    """

    tensor: Tensor
    rule: Rule
    formula: Template

    @cached_property
    def indices(self) -> list[Index]:
        """The indices that it runs over."""
        return self.rule.indices

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The sizes of its indices."""
        return tuple(index.size for index in self.indices)

    @cached_property
    def cells(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns of its cells, (cells,) each."""
        home = self.rule.home
        return self._at(home.row), self._at(home.column)

    @cached_property
    def entries(self) -> np.ndarray:
        """Which entries of the flattened tensor its cells are, (cells,)."""
        positions = entries_of(self.rule)
        flat = np.ravel_multi_index(positions, self.tensor.shape) if positions else np.zeros((), np.int64)
        return np.asarray(flat).ravel()

    @cached_property
    def groups(self) -> np.ndarray:
        """For each cell the number of its group, whose formulas differ only by where the cells stand, (cells,)."""
        sizes = [1 if moves_along(self.formula, self.rule.home, index) else index.size for index in self.indices]
        numbers = np.arange(prod(sizes)).reshape(sizes)
        return np.asarray(np.broadcast_to(numbers, self.shape).ravel())

    @cached_property
    def leads(self) -> np.ndarray:
        """Of each group the cell that stands in it before all others, (groups,)."""
        return np.asarray(np.unique(self.groups, return_index=True)[1])

    def in_plain_spelling(self) -> WrittenBlock:
        """Return it as other programs write it."""
        return replace(self, formula=tuple(plain(part) if isinstance(part, str) else part for part in self.formula))

    def texts(self, chosen: np.ndarray) -> list[str]:
        """Write the formulas of some cells.

        Args:
            chosen: Numbers of the cells, (chosen,).

        Returns:
            The formulas with the leading ``=``.
        """
        values = self._values(chosen)
        parts = [repeat(part) if isinstance(part, str) else _written(part.position, part.letters, values, len(chosen))
                 for part in self.formula]  # fmt: skip
        return ["".join(pieces) for pieces in zip(repeat("=", len(chosen)), *parts, strict=False)]

    def _at(self, position: Affine) -> np.ndarray:
        cells = np.arange(prod(self.shape))
        return _evaluated(position, self._values(cells), len(cells))

    def _values(self, chosen: np.ndarray) -> Mapping[Index, np.ndarray]:
        """Return the values of the indices in some cells."""
        values = np.unravel_index(chosen, self.shape) if self.shape else ()
        return dict(zip(self.indices, values, strict=True))


def written(page: Page, names: SheetNames) -> Iterator[WrittenBlock]:
    """Go through the formulas of a page.

    Args:
        page: The page.
        names: The tab of each page.

    Raises:
        FormulaError: A tensor lies so that its formulas cannot be written.
    """
    for tensor in page.tensors:
        for rule in (part for whole in tensor.rules for part in whole.by_lines()):
            yield WrittenBlock(tensor, rule, template(rule.expression, rule.home, names))


def _evaluated(position: Affine, values: Mapping[Index, np.ndarray], count: int) -> np.ndarray:
    found = np.full(count, position.constant, dtype=np.int64)
    for index, factor in position.terms:
        found += factor * values[index]
    return found


def _written(position: Affine, letters: bool, values: Mapping[Index, np.ndarray], count: int) -> Sequence[str]:
    """Write one coordinate of many cells."""
    numbers = _evaluated(position, values, count).tolist()
    return list(map(column_letters if letters else str, numbers))
