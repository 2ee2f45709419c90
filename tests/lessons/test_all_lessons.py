"""What holds for every lesson: it builds in both languages, agrees, stays live, and its claims hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sheetnet
from sheetnet.catalogue import LESSONS, find
from sheetnet.check import read_workbook
from sheetnet.check.run import perturbed
from sheetnet.engines import find as find_engine

SLUGS = [lesson.slug for lesson in LESSONS]
CLAIMS = (
    "bounds_hold", "gap_quarters", "forward_within", "central_within", "standard_agrees", "rule_agrees",
    "slopes_agree", "chain_agrees", "falls_squared", "never_above", "largest_along", "smallest_opposite",
    "errors_shrink", "norm_positive", "norm_scales", "norm_triangle", "norm_bounds", "relation_holds", "sum_holds",
    "order_2x2", "order_3x3", "identity_holds", "newton_lands",
)  # fmt: skip
CHOICES = [
    ("derivative", {"function": name}) for name in ("cubic", "sine", "exponential")
] + [
    *(("partial_derivative", {"function": name}) for name in ("quadratic", "wave")),
    *(("gradient", {"function": name}) for name in ("saddle", "waves")),
    *(("taylor", {"curve": c, "surface": s}) for c, s in (("sine", "saddle"), ("logistic", "wave"))),
    *(("convolution", {"stride": s, "padding": p}) for s, p in ((2, 1), (3, 2), (1, 1))),
    ("descent_variants", {"batch_size": 6, "epochs": 2, "seed": 3}),
    ("circle_area", {"doublings": 14}),
]  # fmt: skip


def small(slug: str) -> dict[str, Any]:
    return {"epochs": 2, "check_samples": 1} if "check_samples" in find(slug).model.fields() else {}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("slug", SLUGS)
def test_it_builds_and_agrees(slug: str, lang: str, tmp_path: Path) -> None:
    report = sheetnet.verify(sheetnet.build(slug, tmp_path / "x.xlsx", lang=lang, **small(slug)))
    assert report.ok, report.differences[:3]


@pytest.mark.parametrize(("slug", "chosen"), CHOICES, ids=str)
def test_every_choice_agrees(slug: str, chosen: dict[str, Any], tmp_path: Path) -> None:
    subject = read_workbook(sheetnet.build(slug, tmp_path / "x.xlsx", **chosen))
    for report in perturbed(subject, find_engine("ironcalc"), 3, seed=5):
        assert report.ok, (report.changes, report.differences[:3])


@pytest.mark.parametrize("slug", SLUGS)
def test_random_inputs_agree(slug: str, tmp_path: Path) -> None:
    subject = read_workbook(sheetnet.build(slug, tmp_path / "x.xlsx", **small(slug)))
    for report in perturbed(subject, find_engine("ironcalc"), 5, seed=2):
        assert report.ok, (report.changes, report.differences[:3])


@pytest.mark.libreoffice
@pytest.mark.parametrize("slug", SLUGS)
def test_libreoffice_agrees(slug: str, tmp_path: Path) -> None:
    report = sheetnet.verify(sheetnet.build(slug, tmp_path / "x.xlsx", **small(slug)), engine="libreoffice")
    assert report.ok, report.differences[:3]


def test_every_lessons_own_claims_hold() -> None:
    """The verdict cells of the sheets, as the reference computes them with the default inputs."""
    seen = set()
    for lesson in LESSONS:
        trace = lesson.trace(lesson.make())
        for name in CLAIMS:
            if name in trace:
                assert trace[name] == 1, f"{lesson.slug}: {name}"
                seen.add(name)
    assert seen == set(CLAIMS)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_text_key_that_a_book_needs_is_there(slug: str) -> None:
    words = find(slug).book(find(slug).make(small(slug))).texts
    assert words["title"].say("zh") != words["title"].say("en")
    assert words.series("try")
