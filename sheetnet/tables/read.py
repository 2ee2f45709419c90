"""A table from a text file, whoever has written it: any delimiter, encoding and byte order mark, decimal commas too."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

MOST_BYTES = 50_000_000
"""Of a file; a sheet holds far less."""
_BEGINNING = 65_536
"""Letters from which the delimiter is told."""
_DELIMITERS = ",;\t|"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ENCODINGS = ("utf-8", "gb18030", "latin-1")
"""Tried in this order where no byte order mark tells it; the last one reads anything."""


def read_table(path: Path) -> pd.DataFrame:
    """Read a table whose first row names its columns.

    Args:
        path: A text file with commas, semicolons, tabs or bars between the fields.

    Returns:
        Its columns as texts, by name; a field that is empty is missing.

    Raises:
        InputError: It cannot be read, is too large, or rows differ in length; names are missing or twice there.
    """
    import pandas as pd

    text = _text(path)
    delimiter = _delimiter(text)
    try:
        rows = pd.read_csv(
            io.StringIO(text), sep=delimiter, header=None, dtype=str, keep_default_na=False, na_values=[""],
            skipinitialspace=True, index_col=False, engine="c",
        )  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        said = " ".join(str(error).replace("Error tokenizing data. C error: ", "").split())
        raise InputError(f"{path} is no table: {said}") from None
    names = [str(name).strip() if isinstance(name, str) else "" for name in rows.iloc[0]]
    _check_names(path, names)
    table = rows.iloc[1:].reset_index(drop=True)
    table.columns = pd.Index(names)
    if delimiter == ";":
        table = table.apply(_with_points)
    return table


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"{path} has {size:,} bytes; sheetnet reads up to {MOST_BYTES:,}: take a part of it")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path} is no text file: save the table as CSV")
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path} is in no known encoding: save it as UTF-8")


def _delimiter(text: str) -> str:
    """Tell what stands between the fields; a single column has nothing between."""
    try:
        return csv.Sniffer().sniff(text[:_BEGINNING], _DELIMITERS).delimiter
    except csv.Error:
        first = text.partition("\n")[0]
        return max(_DELIMITERS, key=first.count)


def _with_points(column: pd.Series[str]) -> pd.Series[str]:
    """Write decimal points for decimal commas, in a column where nothing else is."""
    if column.dropna().str.fullmatch(r"[+-]?[0-9]*,?[0-9]+(?:[eE][+-]?[0-9]+)?").all():
        return column.str.replace(",", ".", regex=False)
    return column


def _check_names(path: Path, names: list[str]) -> None:
    for number, name in enumerate(names, start=1):
        if not name:
            raise InputError(f"{path}: column {number} has no name; the first row must name the columns")
        if names.count(name) > 1:
            raise InputError(f"{path}: two columns are called {name!r}; give each a name of its own")
