"""What an input may hold: a note on its first cell says it, and the application refuses all else that is typed."""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sheetnet.models.fields import SMALLEST, Field
from sheetnet.texts.subscripts import small
from sheetnet.workbook.page import Page
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import line_count
from sheetnet.xlsx.write.numbers import excel_number
from sheetnet.xlsx.write.ranges import tensor_ranges


def explain_and_restrict(sheet: Worksheet, page: Page, language: str) -> None:
    """Give the inputs of a page their notes and their data validation."""
    for tensor in page.tensors:
        if tensor.allowed is not None:
            rule = _validation(tensor.allowed, language)
            rule.sqref = MultiCellRange(tensor_ranges(tensor))
            sheet.add_data_validation(rule)
            cell = sheet.cell(tensor.place.row, tensor.place.column)
            cell.comment = _note(tensor, tensor.allowed, language)


def _note(tensor: Tensor, allowed: Field, language: str) -> Comment:
    text = f"{small(tensor.meaning.say(language))}\n{allowed.describe().say(language)}"
    return Comment(text, "sheetnet", width=260, height=30 + 18 * line_count(text, 36))


def _validation(allowed: Field, language: str) -> DataValidation:
    rule = _choice(allowed) if allowed.choices else _limits(allowed)
    rule.showErrorMessage = True
    rule.errorTitle = "sheetnet"
    rule.error = allowed.describe().say(language)
    return rule


def _choice(allowed: Field) -> DataValidation:
    choices = ",".join(excel_number(float(choice)) for choice in allowed.choices)
    return DataValidation(type="list", formula1=f'"{choices}"', allow_blank=False)


def _limits(allowed: Field) -> DataValidation:
    kind = "whole" if allowed.whole else "decimal"
    # "above 0" is at least the smallest number that is taken at all.
    least = max(allowed.low, SMALLEST) if allowed.strict_low and allowed.low == 0 else allowed.low
    low, high = excel_number(least), excel_number(allowed.high)
    return DataValidation(type=kind, operator="between", formula1=low, formula2=high, allow_blank=False)
