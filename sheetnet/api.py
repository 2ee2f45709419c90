"""The Python API: build a lesson's workbook, check a workbook."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet import catalogue
from sheetnet.errors import InputError, WorkbookError
from sheetnet.texts import check_language

if TYPE_CHECKING:
    from sheetnet.check.report import Report


def build(
    slug: str, path: str | os.PathLike[str], *, lang: str = "en", overwrite: bool = False, **settings: object
) -> Path:
    """Write a lesson's workbook.

    Args:
        slug: The lesson, such as ``"gradient_descent"``; ``sheetnet list`` shows them.
        path: Where the .xlsx file goes; a file that sheetnet wrote is replaced, whole or not at all.
        lang: The language of its words: ``"en"``, ``"zh"``.
        overwrite: Replace any other file too, such as a workbook that somebody has edited and saved.
        **settings: Settings and inputs of the lesson by name, such as ``steps=50`` or ``learning_rate=0.3``.

    Returns:
        The path of the file.

    Raises:
        InputError: An unknown lesson, language or setting, or a value that is not allowed.
        LimitError: The workbook would be larger than a spreadsheet takes.
        WorkbookError: The file cannot be written, or it would replace a file that sheetnet did not write.

    Example:
        >>> import sheetnet, tempfile, pathlib
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> sheetnet.build("gradient_descent", folder / "descent.xlsx", learning_rate=0.3).name
        'descent.xlsx'
    """
    from sheetnet.xlsx.write.saver import save

    check_language(lang)
    lesson = catalogue.find(slug)
    model = lesson.make(settings)
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise InputError(f"{target} does not end in .xlsx, so no spreadsheet would open it")
    if not overwrite and _is_there(target):
        _check_ours(target)
    save(lesson.book(model), lesson.trace(model), target, lang)
    return target


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise WorkbookError(f"{path} cannot be written: {error.strerror}") from None


def _check_ours(path: Path) -> None:
    """Make sure that nobody's work is replaced: whoever saves a workbook puts another name into it."""
    from sheetnet.xlsx.read.reader import application
    from sheetnet.xlsx.write.parts import APPLICATION

    try:
        writer = application(path) or "another program"
    except WorkbookError:
        writer = "another program"
    if writer != APPLICATION:
        raise WorkbookError(
            f"{path} was last saved by {writer}: build into another folder, or give --overwrite (in Python "
            "overwrite=True) to replace it"
        )


def verify(
    path: str | os.PathLike[str],
    *,
    engine: str = "ironcalc",
    changes: str | Sequence[str] = (),
) -> Report:
    """Recalculate a workbook with a spreadsheet engine and compare every cell with the NumPy reference.

    Args:
        path: An .xlsx file that sheetnet built, edited or not.
        engine: ``"ironcalc"`` (comes with sheetnet), ``"libreoffice"``, ``"formualizer"``, ``"formulon"``, or
            ``"cached"`` for the values that Excel or LibreOffice stored when they saved the file.
        changes: Inputs to change in a copy first, such as ``"learning_rate=0.3"`` or ``["start_x=1", "start_y=2"]``.

    Returns:
        The report; ``report.ok`` says whether every cell agrees.

    Raises:
        WorkbookError: The file cannot be read, or sheetnet did not build it.
        InputError: An input cell or a change holds what is not allowed.
        EngineError: The engine is not installed or failed.

    Example:
        >>> import sheetnet, tempfile, pathlib
        >>> path = sheetnet.build("gradient_descent", pathlib.Path(tempfile.mkdtemp()) / "descent.xlsx")
        >>> sheetnet.verify(path, changes=["learning_rate=0.2"]).ok
        True
    """
    from sheetnet.check.read import read_workbook
    from sheetnet.check.run import check
    from sheetnet.engines import find
    from sheetnet.models.assignment import parse

    return check(read_workbook(Path(path)), find(engine), parse([changes] if isinstance(changes, str) else changes))
