"""What holds for every lesson: it builds in both languages, agrees, stays live, and has its texts."""

from __future__ import annotations

from typing import Any

import pytest

import sheetnet
from sheetnet.catalogue import LESSONS, find
from sheetnet.check import read_workbook
from sheetnet.check.perturb import TURNS, perturbations
from sheetnet.check.run import checks
from sheetnet.engines import find as find_engine
from tests.workbooks import NETWORKS, SHORT, Builder, model_of, small

SLUGS = [lesson.slug for lesson in LESSONS]
EVERY = [
    *(pytest.param(slug, small(slug), id=slug) for slug in SLUGS),
    *(pytest.param(slug, SHORT, id=f"{slug} of the book", marks=pytest.mark.slow) for slug in NETWORKS),
]
"""Every lesson kept small, and the book's own trainings over two epochs."""
CHOICES = [
    ("derivative", {"function": name}) for name in ("cubic", "sine", "exponential")
] + [
    *(("partial_derivative", {"function": name}) for name in ("quadratic", "wave")),
    *(("gradient", {"function": name}) for name in ("hill", "saddle", "waves")),
    *(("taylor", {"curve": c, "surface": s}) for c, s in (("sine", 2), ("logistic", 3))),
    *(("convolution", {"stride": s, "padding": p}) for s, p in ((2, 1), (3, 2), (1, 1))),
    ("descent_variants", {"batch_size": 6, "epochs": 2, "seed": 3}),
    ("circle_area", {"doublings": 14}),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("slug", "chosen"), EVERY)
def test_it_builds_and_agrees(slug: str, chosen: dict[str, Any], lang: str, built: Builder) -> None:
    report = sheetnet.verify(built(slug, lang, **chosen))
    assert report.ok, report.differences[:3]
    assert report.findings == ()  # nor does a lint find anything


@pytest.mark.parametrize(("slug", "chosen"), CHOICES, ids=str)
def test_every_choice_agrees(slug: str, chosen: dict[str, Any], built: Builder) -> None:
    subject = read_workbook(built(slug, **chosen))
    for report in checks(subject, find_engine("ironcalc"), perturbations(subject.model, 3, seed=5)):
        assert report.ok, (report.changes, report.differences[:3])


@pytest.mark.parametrize(("slug", "chosen"), EVERY)
def test_random_inputs_agree(slug: str, chosen: dict[str, Any], built: Builder) -> None:
    subject = read_workbook(built(slug, **chosen))
    for report in checks(subject, find_engine("ironcalc"), perturbations(subject.model, len(TURNS), seed=2)):
        assert report.ok, (report.changes, report.differences[:3])


@pytest.mark.long
@pytest.mark.gnumeric
@pytest.mark.parametrize(("slug", "chosen"), EVERY)
def test_gnumeric_agrees(slug: str, chosen: dict[str, Any], built: Builder) -> None:
    report = sheetnet.verify(built(slug, **chosen), engine="gnumeric")
    assert report.ok, report.differences[:3]


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("slug", NETWORKS)
def test_libreoffice_agrees_on_the_books_trainings(slug: str, built: Builder) -> None:
    """On all lessons it does after an edit, see ``test_first_edit``, where one process opens all files."""
    report = sheetnet.verify(built(slug, **SHORT), engine="libreoffice")
    assert report.ok, report.differences[:3]


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("slug", "chosen"),
    [
        ("gradient_descent", {"steps": 100, "learning_rate": 0.49}),
        ("optimizers", {"steps": 1000}),
        (
            "backprop",
            {
                "layers": "dense(1,tanh) dense(1,identity)",
                "images": [[1e-90], [0.5]],
                "targets": [[0], [0]],
                "initial_hidden_weights": [[1e-90]],
                "initial_hidden_bias": [0],
                "initial_output_bias": [0],
                "epochs": 1,
                "check_samples": 0,
            },
        ),
    ],
    ids=["gradient_descent", "optimizers", "backprop"],
)
def test_squares_of_tiny_numbers_are_numbers(slug: str, chosen: dict[str, Any], built: Builder) -> None:
    """LibreOffice gives #NUM! for 1E-160^2, where others give 0."""
    report = sheetnet.verify(built(slug, **chosen), engine="libreoffice")
    assert report.ok, report.differences[:3]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_text_key_that_a_book_needs_is_there(slug: str) -> None:
    words = find(slug).book(model_of(slug, **small(slug))).texts
    assert words["title"].say("zh") != words["title"].say("en")
    assert words.series("try")
