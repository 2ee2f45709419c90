"""The errors a user can meet. Each names the thing, its value, what is allowed and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

MOST_SIGNS = 1_000
"""Of a message: what it quotes can be as long as a file likes. Both ends are kept: the last words say what to do."""


class SheetnetError(Exception):
    """Base of every error that is the user's to mend; the command line prints it as one line.

    Args:
        message: The line.
    """

    def __init__(self, message: str) -> None:
        half = MOST_SIGNS // 2
        super().__init__(message if len(message) <= MOST_SIGNS else f"{message[:half]} … {message[-half:]}")


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


class WorkersError(SheetnetError):
    """There is nobody to do the jobs: no scheduler answers, or worker processes do not start."""


class PlanError(InputError):
    """A plan of many workbooks holds mistakes.

    Args:
        mistakes: What is wrong, a line each.
    """

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


def unknown(name: str, what: str, known: Iterable[str], said: str = "") -> InputError:
    """Return the error for a name that is not among the known ones, with the one that was probably meant.

    Args:
        name: The name, as somebody wrote it.
        what: What is wrong with it, such as ``is not a lesson``.
        known: The names that there are.
        said: What was written, where ``name`` is already sheetnet's word for it.
    """
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    there_are = f"did you mean {near[0]}? There are" if near else "there are"
    return InputError(f"{said or name} {what}; {there_are} {', '.join(names)}")


def what_the_system_lacks(error: OSError | MemoryError) -> str:
    """Say in one line what a program cannot do that has no room, no permission or no memory."""
    if isinstance(error, MemoryError):
        return "there is not enough memory; close other programs, use --jobs 1, or a smaller workbook"
    return f"{error.filename or 'what is printed or kept for a while'}: {error.strerror or error}"


class DivergenceWarning(UserWarning):
    """A training was built whose cost grows without end: its learning rate is too large."""
