"""The course beside its lessons: ``index.xlsx``, and a workbook that is built when somebody wants to open it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sheetnet.course import FILE, write_course
from sheetnet.jobs.build import make_way, written_after

INDEX = Path(FILE).stem


def write_courses(folders: Mapping[str, Path], overwrite: bool) -> None:
    """Write the list of all lessons into the folders of their workbooks.

    Args:
        folders: The folder by language.
        overwrite: Replace a file that somebody has edited, too.

    Raises:
        WorkbookError: A file cannot be written, or somebody has edited it.
    """
    for language, folder in folders.items():
        make_way(folder / FILE, overwrite)
        write_course(folder, language)


def there(slug: str, folder: Path, language: str) -> Path:
    """Return a lesson's workbook, or the list of all; it is built if it is not there.

    Args:
        slug: The lesson, or ``index``.
        folder: Where the workbooks are.
        language: Of a workbook that is built.

    Raises:
        InputError: There is no such lesson.
        WorkbookError: The file cannot be written.
    """
    path = folder / f"{slug}.xlsx"
    if path.is_file():
        return path
    if slug == INDEX:
        return write_course(folder, language)
    with written_after(slug, {}, path, language):
        return path
