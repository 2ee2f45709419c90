"""A network for a table, described in a TOML file, and examples that run as they are."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any

from sheetnet.errors import InputError, WorkbookError, unknown
from sheetnet.files import replaced_whole
from sheetnet.tables.samples import AUTOENCODER

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

MOST_BYTES = 1_000_000
EXAMPLES = {"classification": "iris.csv", "regression": "sine.csv", "images": "digits.csv", "autoencoder": "digits.csv"}
"""Their tables."""


@dataclass(frozen=True)
class Spec:
    """What a file says: where the table is, what is to be told, and settings of the network by name.

    Args:
        data: The table.
        target: The column that is to be told; none for an autoencoder.
        out: Where the workbook goes; beside the file, under its name, if None.
        task: See ``samples_of``.
        validation: Likewise.
        columns: Likewise.
        settings: Settings and inputs of the network by name.
    """

    data: Path
    target: str | None = None
    out: Path | None = None
    task: str | None = None
    validation: float = 0.0
    columns: tuple[str, ...] | None = None
    settings: Mapping[str, object] | None = None


_OWN = {field.name for field in fields(Spec)} - {"settings"}


def read_spec(path: Path, settings: Mapping[str, object]) -> Spec:
    """Read a description.

    Args:
        path: The TOML file; paths in it begin in its folder.
        settings: The settings that there are, by name.

    Raises:
        InputError: It cannot be read, a key is unknown or missing, or a value is of the wrong kind.
    """
    found = _parsed(path)
    for key in found.keys() - _OWN - settings.keys():
        raise unknown(key, f"is no key of {path}", sorted({*_OWN, *settings}))
    for key in ("data",) if found.get("task") == AUTOENCODER else ("data", "target"):
        if not isinstance(found.get(key), str):
            raise InputError(f'{path} must say {key} = "…"')
    columns, out = found.get("columns"), found.get("out")
    if columns is not None and not (isinstance(columns, list) and all(isinstance(name, str) for name in columns)):
        raise InputError(f"{path}: columns must be a list of names")
    share = found.get("validation", 0.0)
    if isinstance(share, bool) or not isinstance(share, (int, float)):
        raise InputError(f"{path}: validation is {share!r}; it must be a share of the rows, such as 0.2")
    return Spec(
        data=path.parent / found["data"],
        target=found.get("target"),
        out=path.with_suffix(".xlsx") if out is None else path.parent / str(out),
        task=found.get("task"),
        validation=float(share),
        columns=None if columns is None else tuple(columns),
        settings={key: value for key, value in found.items() if key not in _OWN},
    )


def write_example(kind: str, folder: Path) -> Path:
    """Write a description with its table; ``sheetnet network`` builds it as it is.

    Args:
        kind: One of ``EXAMPLES``.
        folder: Where both files go.

    Returns:
        The description.

    Raises:
        WorkbookError: A file of that name is there already, or cannot be written.
    """
    source = resources.files("sheetnet.data.examples")
    contents = {folder / name: source.joinpath(name).read_bytes() for name in (f"{kind}.toml", EXAMPLES[kind])}
    for target, content in contents.items():
        is_ours = target.suffix == ".csv" and target.is_file() and target.read_bytes() == content  # of another example
        if target.exists() and not is_ours:
            raise WorkbookError(f"{target} is there already: choose another folder, or move it away")
    for target, content in contents.items():
        with replaced_whole(target) as beside:
            beside.write_bytes(content)
    return folder / f"{kind}.toml"


def _parsed(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path} is too large to be a description of a network")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # of which TOML's and the encoding's are two
        raise InputError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
