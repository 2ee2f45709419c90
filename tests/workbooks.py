"""What tests of workbooks share: small settings, workbooks that are built once, cells found through the Map, edits.

Arrangements may move cells, so a test asks the Map of a workbook where an entry of a tensor is::

    place = cell(path, "x", 2)                                        # such as Bowl!C11
    report = sheetnet.verify(edited(path, tmp_path, {place: "=1+1"}))
    assert place in wrong_cells(report)
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.check import Report
from sheetnet.check.read import map_title
from sheetnet.formula.template import cell_address
from sheetnet.models.model import Model
from sheetnet.texts import load_texts
from sheetnet.workbook.map import Entry, Map, read_map
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.read.stored import StoredSheet

Changes: TypeAlias = Mapping[str, object] | Callable[[openpyxl.Workbook], None]
"""New contents by cell, such as ``{"Bowl!C11": "=1+1"}``, or what is done to a workbook."""


MAP_TAB = load_texts("common")["map.tab"].say("en")
"""The tab of the Map."""
SHORT: dict[str, Any] = {"epochs": 2, "check_samples": 1}
"""Two epochs of the book's own training, its gradients checked on one sample."""
NETWORKS = {
    "backprop": ((2, 3), "dense(2,tanh) dense(2)"),
    "cnn_backprop": ((4, 4), "conv(2,2x2) maxpool(2,1) dense(2)"),
}
"""Instead of the book's: shapes of the images, and layers."""


def small(slug: str) -> dict[str, Any]:
    """Return settings that keep a lesson small: instead of the book's training a short one of a network of few cells.

    All its numbers differ, so that a wrong reference shows.
    """
    if slug not in NETWORKS:
        return {}
    shape, layers = NETWORKS[slug]
    images = np.random.default_rng(5).uniform(0.1, 0.9, (3, *shape)).round(2)
    return SHORT | {"layers": layers, "images": images, "targets": np.eye(2)[[0, 1, 0]]}


@dataclass(frozen=True)
class Builder:
    """Builds workbooks once in a test run, for tests that only read them.

    Workers share the folder. Two of them may build the same workbook at once: both write the same bytes, and each
    puts its file there whole.

    Args:
        folder: Where the workbooks are.
    """

    folder: Path

    def __call__(self, slug: str, lang: str = "en", **settings: object) -> Path:
        """Return a workbook with these settings; never write to it."""
        key = hashlib.sha256(pickle.dumps((slug, lang, sorted(settings.items())))).hexdigest()
        path = self.folder / key[:16] / f"{slug}.xlsx"
        return path if path.exists() else sheetnet.build(slug, path, lang=lang, **settings)


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


def multiplied(path: Path, folder: Path, place: str, factor: str) -> Path:
    """Multiply one cell's formula by a number; return the edited workbook, which lies in the folder."""

    def change(workbook: openpyxl.Workbook) -> None:
        sheet, _, here = place.rpartition("!")
        found = workbook[sheet][here]
        found.value = f"=({found.value[1:]})*{factor}"

    return edited(path, folder, change)


def wrong_cells(report: Report) -> list[str]:
    """Return the cells that are wrong, such as ``Bowl!C11``, in the order of the report."""
    return [f"{difference.sheet}!{difference.cell}" for difference in report.differences]


def stored(folder: Path, title: str, contents: Mapping[tuple[int, int], object]) -> dict[str, StoredSheet]:
    """Return a workbook of one sheet as it is read from a file.

    Args:
        folder: Where the file goes.
        title: The name of the sheet.
        contents: Constants, formulas and openpyxl's array formulas, by row and column.
    """
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for place, value in contents.items():
        workbook.active.cell(*place).value = value
    workbook.save(folder / "stored.xlsx")
    return read(folder / "stored.xlsx")


@lru_cache(maxsize=64)
def _map(path: Path, _changed: int) -> Map:
    sheets = read(path)
    return read_map(sheets[map_title(sheets) or ""].constants, str(path))


FEW = ("regression", "neural_net")
"""A lesson of curves and one with a network."""


def few_of(slugs: Iterable[str]) -> list[Any]:
    """Return lessons as cases of a test: a few of them in every run, the others where the long tests are asked for."""
    return [slug if slug in FEW else pytest.param(slug, marks=pytest.mark.long) for slug in slugs]
