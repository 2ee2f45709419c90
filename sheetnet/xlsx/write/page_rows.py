"""The rows of a page: its words and its tensors' cells as XML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from sheetnet.formula import Affine, Area, Index, SheetNames
from sheetnet.formula.limits import check_length
from sheetnet.formula.template import longest, template
from sheetnet.texts import Text
from sheetnet.workbook.axis import Run
from sheetnet.workbook.book import entries_of
from sheetnet.workbook.page import Label, Page
from sheetnet.workbook.row_heights import row_heights
from sheetnet.workbook.rule import Rule
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.tensor import Tensor
from sheetnet.xlsx.write import rows
from sheetnet.xlsx.write.filled_range import FilledRange
from sheetnet.xlsx.write.formats import Formats
from sheetnet.xlsx.write.frames import Frames
from sheetnet.xlsx.write.sharing import cell_formula
from sheetnet.xlsx.write.strings import SharedStrings
from sheetnet.xlsx.write.values import stored_values


@dataclass
class PageRows:
    """Writes the rows of pages, one page after the other.

    Args:
        values: For each computed tensor the values to store with its formulas.
        names: The tab of each page.
        language: ``en`` or ``zh``.
        formats: The cell formats of the workbook; it gets those that the cells need.
        strings: The texts of the workbook; it gets those of the labels.
    """

    values: Mapping[str, np.ndarray]
    names: SheetNames
    language: str
    formats: Formats
    strings: SharedStrings

    def of(self, page: Page) -> Iterator[str]:
        """Go through the XML of a page's rows.

        Raises:
            FormulaError: A tensor has no values of its shape.
            LimitError: A formula is too long.
        """
        strips: dict[int, list[rows.Strip]] = defaultdict(list)
        attributes = self._row_attributes(page)
        for row in attributes:
            strips[row]  # a row without cells still has a height or an outline level
        for label in page.labels:
            strips[label.row].extend(self._label_cells(label))
        for row, strip in self._tensors(page):
            strips[row].append(strip)
        frames = Frames(page.frames)
        for row in sorted(strips):
            cells = frames.around(row, strips[row], self.formats)
            yield f'<row r="{row}"{attributes.get(row, "")}>{rows.joined(cells)}</row>'

    def _label_cells(self, label: Label) -> Iterator[rows.Strip]:
        shown = label.number_format
        style = self.formats.number(label.style, shown.say(self.language) if isinstance(shown, Text) else shown)
        if isinstance(label.content, Text):
            text = label.content.say(self.language)
            number = self.strings.number(text, STYLES[label.style], as_it_is=label.is_name)
            yield rows.words_cell(label.row, label.column, style, number)
        else:
            yield rows.number_cell(label.row, label.column, style, label.content)
        for column in range(label.column + 1, label.column + label.across):
            yield rows.blank_cell(label.row, column, style)

    def _tensors(self, page: Page) -> Iterator[tuple[int, rows.Strip]]:
        shared = 0  # formulas are shared within a sheet only
        for tensor in page.tensors:
            style = self._style(tensor)
            if tensor.values is not None:
                yield from _constants(tensor, tensor.values, style)
                continue
            values = stored_values(tensor, self.values)
            for rule in (part for whole in tensor.rules for part in whole.by_lines()):
                filled, groups = self._filled(tensor, rule, style, values, shared)
                shared += groups
                yield from filled.strips()

    def _filled(
        self, tensor: Tensor, rule: Rule, style: int, values: np.ndarray, shared: int
    ) -> tuple[FilledRange, int]:
        """Return the range that a rule fills, and how many shared formulas it adds to those of the sheet."""
        home = rule.home
        formula = template(rule.expression, home, self.names)
        check_length(longest(formula), f"{tensor.name} ({tensor.place.page.key})")
        written = cell_formula(formula, rule.expression, home, rule.indices, shared)
        return FilledRange(home, rule.indices, style, values[entries_of(rule)], written), written.groups

    def _row_attributes(self, page: Page) -> dict[int, str]:
        """Return the XML attributes of rows that have a height, belong to a group, or are a band of colour."""
        attributes: dict[int, str] = defaultdict(str)
        for row, height in row_heights(page, self.language).items():
            attributes[row] += f' ht="{height:g}" customHeight="1"'
        for first, last in page.groups:
            for row in range(first, last + 1):
                attributes[row] += ' outlineLevel="1"'
        for label in page.labels:
            if STYLES[label.style].band and "customFormat" not in attributes[label.row]:
                attributes[label.row] += f' s="{self.formats.number(label.style)}" customFormat="1"'
        return attributes

    def _style(self, tensor: Tensor) -> int:
        shown = tensor.look.number_format
        shown = shown.say(self.language) if isinstance(shown, Text) else shown
        return self.formats.number(tensor.look.style or tensor.role.value, shown)


def _constants(tensor: Tensor, values: np.ndarray, style: int) -> Iterator[tuple[int, rows.Strip]]:
    """Write the numbers of an editable tensor, line by line."""
    place = tensor.place
    for lines in product(*(_lines(run) for run in place.runs)):
        row, column = Affine(place.row), Affine(place.column)
        for (start, index), run in zip(lines, place.runs, strict=True):
            below, beside = run.offset(index + start)
            row, column = row + below, column + beside
        chosen = values[tuple(slice(start, start + index.size) for start, index in lines)]
        home = Area(place.page, row, column)
        yield from FilledRange(home, [index for _, index in lines], style, chosen).strips()


def _lines(run: Run) -> list[tuple[int, Index]]:
    """Cut an axis into its lines: the first entry of each, and an index along it."""
    length = run.wrap or run.size
    return [(start, Index("line", min(length, run.size - start))) for start in range(0, run.size, length)]
