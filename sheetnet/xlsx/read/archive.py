"""Opening a file that somebody may have changed, or made to do harm: bounded in size, XML without entities."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl import Workbook
from openpyxl.utils.exceptions import InvalidFileException

from sheetnet.errors import WorkbookError

MOST_BYTES = 2_000_000_000
"""Of all parts unpacked; the largest lesson has a tenth of it."""
MOST_PARTS = 2_000
MOST_RATIO = 1_000
"""A part that packs better than this is no sheet of numbers but a bomb."""


def check_archive(path: Path) -> None:
    """Make sure that a file is a zip archive of sane size before anything unpacks it.

    Raises:
        WorkbookError: It is not.
    """
    try:
        if path.is_dir():
            raise WorkbookError(f"{path} is a folder: give the path of an .xlsx file in it")
        if not path.is_file():
            raise WorkbookError(f"{path} is not there: give the path of an .xlsx file")
    except OSError as error:
        raise WorkbookError(f"{path} cannot be looked up: {error.strerror}") from None
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise WorkbookError(f"{path} is not an .xlsx workbook, or it is damaged; build or save it anew") from None
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise WorkbookError(f"{path} is a zip archive but not an .xlsx workbook")
    total = sum(part.file_size for part in parts)
    packed = any(part.file_size > MOST_RATIO * max(part.compress_size, 1_000) for part in parts)
    if total > MOST_BYTES or len(parts) > MOST_PARTS or packed:
        raise WorkbookError(f"{path} unpacks to {total:,} bytes in {len(parts)} parts: more than sheetnet opens")


@contextmanager
def opened(path: Path, data_only: bool) -> Iterator[Workbook]:
    """Open a workbook in openpyxl's read-only mode.

    Args:
        path: The file.
        data_only: Read the stored values of formulas, not the formulas.

    Raises:
        WorkbookError: The file is missing, damaged, not a workbook, or suspiciously large, also while it is read.
    """
    check_archive(path)
    with path.open("rb") as file:
        try:
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=data_only)
        except DAMAGES as error:
            raise damaged(path, error) from None
        try:
            yield workbook
        except DAMAGES as error:
            raise damaged(path, error) from None
        finally:
            workbook.close()


DAMAGES = (
    BadZipFile,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    OSError,
    zlib.error,
)
"""What openpyxl lets through when it meets a file that is not as it should be.

Encrypted parts and methods of packing that nobody knows are RuntimeErrors; XML errors are SyntaxErrors, whichever XML
library openpyxl has found.
"""


def damaged(path: Path, error: Exception) -> WorkbookError:
    """Return the error that says that a file cannot be read."""
    return WorkbookError(f"{path} cannot be read ({type(error).__name__}); it is damaged: build or save it anew")
