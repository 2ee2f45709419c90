"""What tests of workbooks share: settings that keep a lesson small, cells found through the Map, "edit and save".

Arrangements may move cells, so a test asks the Map of a workbook where an entry of a tensor is::

    place = cell(path, "x", 2)                                        # such as Bowl!C11
    report = sheetnet.verify(edited(path, tmp_path, {place: "=1+1"}))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import openpyxl

from sheetnet.catalogue import find
from sheetnet.formula.template import cell_address
from sheetnet.models.model import Model
from sheetnet.workbook.map import SHEET, Entry, Map, read_map
from sheetnet.xlsx.read.reader import read

Changes: TypeAlias = Mapping[str, object] | Callable[[openpyxl.Workbook], None]
"""New contents by cell, such as ``{"Bowl!C11": "=1+1"}``, or what is done to a workbook."""


def small(slug: str) -> dict[str, int]:
    """Return settings that keep a lesson small: a training of two epochs, its gradients checked on one sample."""
    return {"epochs": 2, "check_samples": 1} if "check_samples" in find(slug).model.fields() else {}


def model_of(slug: str, **choices: object) -> Model:
    """Make a lesson's model from its defaults and what a test chooses."""
    return find(slug).make(choices)


def map_of(path: Path) -> Map:
    """Return what a workbook says of itself."""
    return _map(path, path.stat().st_mtime_ns)


def entry(path: Path, tensor: str) -> Entry:
    """Return where a tensor lies."""
    return map_of(path).entries[tensor]


def cell(path: Path, tensor: str, *index: int) -> str:
    """Return the address of one entry of a tensor with its sheet, such as ``Bowl!C11``; the first, if none is given."""
    found = entry(path, tensor)
    place = found.place(index or (0,) * len(found.shape))
    return f"{found.sheet}!{cell_address(*place)}"


def address(path: Path, tensor: str, *index: int) -> str:
    """Return the address of one entry of a tensor on its sheet, such as ``C11``."""
    return cell(path, tensor, *index).rpartition("!")[2]


def edited(path: Path, folder: Path, changes: Changes) -> Path:
    """Edit a workbook as somebody would with openpyxl, and save it elsewhere.

    Args:
        path: The workbook; it is left as it is.
        folder: Where the edited one goes, under the same name.
        changes: What is changed.
    """
    copy = folder / path.name
    assert copy != path, "the workbook would be overwritten"
    workbook = openpyxl.load_workbook(path)
    if isinstance(changes, Mapping):
        for where, value in changes.items():
            sheet, _, place = where.rpartition("!")
            workbook[sheet][place] = value
    else:
        changes(workbook)
    folder.mkdir(parents=True, exist_ok=True)
    workbook.save(copy)
    return copy


@lru_cache(maxsize=64)
def _map(path: Path, _changed: int) -> Map:
    return read_map(read(path)[SHEET].constants, str(path))
