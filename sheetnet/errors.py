"""The errors a user can meet. Each names the thing, its value, what is allowed and what to do."""

from __future__ import annotations


class SheetnetError(Exception):
    """Base of every error that is the user's to mend; the command line prints it as one line."""


class InputError(SheetnetError):
    """A setting, an input cell or a data file holds something that is not allowed."""


class LimitError(SheetnetError):
    """A formula, a sheet or a file is larger than Excel or LibreOffice takes."""


class FormulaError(SheetnetError):
    """An expression that Excel and LibreOffice would not read alike; a fault of the lesson's code."""


class WorkbookError(SheetnetError):
    """A file that cannot be read as a workbook of sheetnet's."""


class EngineError(SheetnetError):
    """A spreadsheet engine is not installed, did not answer or could not open the file."""
