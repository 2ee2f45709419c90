"""Equations know no places: when its formulas are written, all tensors of a lesson are put elsewhere, and it verifies.

Every page is arranged anew at random, with a seed: tensors in another order, in boxes of their own that do not overlap,
with room for the blanks around pictures. Steps that are wider than they must be (from sample to sample, from epoch to
epoch) become wider still, the same for all tensors that had the same, as those which stand in one formula run alike.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

import pytest

import sheetnet
from sheetnet.catalogue import LESSONS, find
from sheetnet.workbook import Axis, Book, Page, Run, Tensor, add_map
from sheetnet.workbook.place import Place
from sheetnet.xlsx.write.saver import save
from tests.workbooks import few_of, map_of, model_of, small

SEEDS = (1, 2)
WIDEST = 16_000
"""Columns that are used of a sheet."""
MOST = 4
"""Cells by which a step or a gap grows at most, chosen at random."""
KEPT = ("cover", "map")

Step = tuple[str, int]
"""A direction, ``down`` or ``right``, with the cells from one entry to the next."""


@dataclass(frozen=True)
class Stride:
    """How often a tensor takes a step that may be widened."""

    step: Step
    count: int


def strides(tensor: Tensor) -> Iterator[Stride]:
    """Go through the steps of a tensor that are wider than its spread asks, those between lines included."""
    for axis, run in zip(tensor.axes, tensor.place.runs, strict=True):
        along = min(run.wrap or run.size, run.size)
        for step in (("down", run.down), ("right", run.right)):
            if step[1] > axis.spread and along > 1:
                yield Stride(step, along)
        if run.wrap and run.size > run.wrap:
            yield Stride(("down", run.line), ceil(run.size / run.wrap))


def widened(tensors: Iterable[Tensor], generator: random.Random) -> dict[Step, int]:
    """Draw by how much each step grows: outer ones at least by what the inner ones of the same tensor add up to."""
    partners: dict[Step, list[list[Stride]]] = defaultdict(list)
    for tensor in tensors:
        found = list(strides(tensor))
        for stride in found:
            partners[stride.step].append([other for other in found if other.step < stride.step])
    growth: dict[Step, int] = {}
    for step in sorted(partners, key=lambda step: step[1]):
        inner = (
            sum((other.count - 1) * growth[other.step] for other in others if other.step[0] == step[0])
            for others in partners[step]
        )
        growth[step] = max(inner) + generator.randint(1, MOST)
    return growth


def grown(axis: Axis, run: Run, growth: dict[Step, int]) -> Run:
    """Return a run with wider steps; those that are as close as they can be stay so."""
    wider = {name: step + growth.get((name, step), 0) for name, step in (("down", run.down), ("right", run.right))}
    if max(run.down, run.right) <= axis.spread:
        wider = {"down": run.down, "right": run.right}
    return replace(run, **wider, line=run.line + growth.get(("down", run.line), 0))


def margins(tensor: Tensor) -> tuple[int, int]:
    """Return the blank rows and columns that must stay free around a tensor."""
    around = {"down": 0, "right": 0}
    for axis in tensor.axes:
        around[axis.direction.value] = max(around[axis.direction.value], axis.margin)
    return around["down"], around["right"]


def rearrange(page: Page, growth: dict[Step, int], generator: random.Random) -> None:
    """Put all tensors of a page elsewhere, on shelves from top to bottom, and clear its words."""
    page.labels, page.groups, page.widths, page.heights = [], [], {}, {}
    page.frozen, page.print_area = (0, 0), None
    top, left, bottom = 1, 1, 1
    for tensor in generator.sample(page.tensors, len(page.tensors)):
        runs = tuple(grown(axis, run, growth) for axis, run in zip(tensor.axes, tensor.place.runs, strict=True))
        down, right = margins(tensor)
        box = Place(page, 1, 1, runs)
        height, width = box.last_row + 2 * down, box.last_column + 2 * right
        if left + width > WIDEST or generator.random() < 0.5:
            top, left = bottom + generator.randint(1, MOST), 1
        left += generator.randint(1, MOST)
        tensor.place = Place(page, top + down, left + right, runs)
        left, bottom = left + width, max(bottom, top + height)


def move_everything(book: Book, generator: random.Random) -> None:
    """Put all tensors of a book elsewhere, and write its Map anew."""
    growth = widened(book.tensors(), generator)
    for page in book.pages:
        if page.key not in KEPT:
            rearrange(page, growth, generator)
    (old,) = (page for page in book.pages if page.key == "map")
    book.pages.remove(old)
    old.labels = add_map(book).labels
    book.pages[-1] = old  # the cover leads to it


@pytest.mark.parametrize("seed", [SEEDS[0], *(pytest.param(seed, marks=pytest.mark.long) for seed in SEEDS[1:])])
@pytest.mark.parametrize("slug", few_of(lesson.slug for lesson in LESSONS))
def test_all_tensors_may_lie_elsewhere(slug: str, seed: int, tmp_path: Path) -> None:
    lesson, model = find(slug), model_of(slug, **small(slug))
    book = lesson.book(model)
    before = {tensor.name: (tensor.place.row, tensor.place.column) for tensor in book.tensors()}
    move_everything(book, random.Random(f"{slug} {seed}"))
    path = tmp_path / "moved.xlsx"
    save(book, lesson.trace(model), path, "en")
    after = {name: (entry.row, entry.column) for name, entry in map_of(path).entries.items()}
    assert before.keys() == after.keys()
    assert sum(before[name] != after[name] for name in before) > 0.8 * len(before)
    report = sheetnet.verify(path)
    assert report.ok, report.differences[:3]
