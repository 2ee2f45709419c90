"""The Python API: build a lesson's workbook, check a workbook."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheetnet import catalogue
from sheetnet.errors import InputError
from sheetnet.texts import LANGUAGES

if TYPE_CHECKING:
    from sheetnet.check.report import Report


def build(slug: str, path: str | os.PathLike[str], *, lang: str = "en", **settings: Any) -> Path:
    """Write a lesson's workbook.

    Args:
        slug: The lesson, such as ``"gradient_descent"``; ``sheetnet list`` shows them.
        path: Where the .xlsx file goes; an existing file is replaced, whole or not at all.
        lang: ``"en"`` or ``"zh"``.
        **settings: Settings and inputs of the lesson by name, such as ``steps=50`` or ``learning_rate=0.3``.

    Returns:
        The path of the file.

    Raises:
        InputError: An unknown lesson, language or setting, or a value that is not allowed.
        LimitError: The workbook would be larger than a spreadsheet takes.
        WorkbookError: The file cannot be written.

    Example:
        >>> import sheetnet, tempfile, pathlib
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> sheetnet.build("gradient_descent", folder / "descent.xlsx", learning_rate=0.3).name
        'descent.xlsx'
    """
    from sheetnet.models.assignment import configured
    from sheetnet.sheet.saver import save

    if lang not in LANGUAGES:
        raise InputError(f"language {lang!r} is not known; choose one of {', '.join(LANGUAGES)}")
    lesson = catalogue.find(slug)
    model = configured(lesson.model, settings)
    target = Path(path)
    save(lesson.book(model), lesson.trace(model), target, lang)
    return target


def verify(
    path: str | os.PathLike[str],
    *,
    engine: str = "ironcalc",
    changes: Sequence[str] = (),
) -> Report:
    """Recalculate a workbook with a spreadsheet engine and compare every cell with the NumPy reference.

    Args:
        path: An .xlsx file that sheetnet built, edited or not.
        engine: ``"ironcalc"`` (comes with sheetnet), ``"libreoffice"``, ``"formualizer"``, ``"formulon"``, or
            ``"cached"`` for the values that Excel or LibreOffice stored when they saved the file.
        changes: Inputs to change in a copy first, such as ``["learning_rate=0.3"]``.

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
    from sheetnet.check.run import check
    from sheetnet.check.subject import Subject
    from sheetnet.engines import find
    from sheetnet.models.assignment import parse

    return check(Subject.read(Path(path)), find(engine), parse(changes))
