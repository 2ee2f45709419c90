"""What colours tell apart stays apart for eyes that lack a kind of cone, and on grey paper."""

from __future__ import annotations

from itertools import combinations

import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.texts import load_texts
from sheetnet.workbook.chart import PALETTE, Chart, Series
from sheetnet.workbook.colors import DEEP, MARK, SCALES, WHITE
from sheetnet.workbook.styles import LEGEND, STYLES, Style
from tests.workbook.eyes import EYES, distance
from tests.workbooks import NETWORKS, SHORT, model_of

APART = 10.0
"""Of two colours that mean different things, in ΔE; 2 is just to be seen."""
GREY = "grey paper"
APART_IN_GREY = 6.0
"""Less is asked for there: numbers keep their minus signs, and text says the rest."""
TICK = load_texts("common")["verdict.holds"]
CONES = [eyes for eyes in EYES if eyes != GREY]


@pytest.mark.parametrize("eyes", CONES)
def test_roles_have_fills_of_their_own(eyes: str) -> None:
    fills = {role: STYLES[role].fill or WHITE for role in LEGEND}
    near = [pair for pair in combinations(LEGEND, 2) if distance(*(fills[role] for role in pair), eyes) < APART - 1]
    assert near == []


def test_on_grey_paper_letters_tell_the_roles_too() -> None:
    """Input and parameter may look alike there: both are cells to change."""
    alike = [pair for pair in combinations(LEGEND, 2) if are_alike_in_grey(*(STYLES[role] for role in pair))]
    assert alike == [("input", "parameter")]


def are_alike_in_grey(one: Style, other: Style) -> bool:
    fills = distance(one.fill or WHITE, other.fill or WHITE, GREY)
    letters = distance(one.color, other.color, GREY)
    return fills < APART_IN_GREY and letters < APART_IN_GREY and one.bold == other.bold


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", SCALES)
def test_the_ends_of_a_scale_are_apart(name: str, eyes: str) -> None:
    scale = SCALES[name]
    assert distance(scale.low[1], scale.high[1], eyes) > (APART_IN_GREY if eyes == GREY else 2 * APART)


@pytest.mark.parametrize("eyes", EYES)
def test_marked_cells_are_apart_from_others(eyes: str) -> None:
    assert min(distance(MARK, WHITE, eyes), distance(MARK, DEEP, eyes)) > APART


@pytest.mark.parametrize("eyes", CONES)
def test_the_first_colours_of_charts_are_apart(eyes: str) -> None:
    assert [pair for pair in combinations(PALETTE[:6], 2) if distance(*pair, eyes) < APART] == []


@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS])
def test_named_curves_of_one_chart_are_apart(slug: str) -> None:
    lesson = next(lesson for lesson in LESSONS if lesson.slug == slug)
    book = lesson.book(model_of(slug, **(SHORT if slug in NETWORKS else {})))
    charts = [placed.chart for page in book.pages for placed in page.charts]
    assert [words for chart in charts for words in confused(chart)] == []


@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS])
def test_checks_are_quiet_until_they_fail(slug: str) -> None:
    lesson = next(lesson for lesson in LESSONS if lesson.slug == slug)
    checks = [
        each for each in lesson.book(model_of(slug, **(SHORT if slug in NETWORKS else {}))).tensors() if each.claim
    ]
    ticks = [each for each in checks if "✓" in each.look.number_format.say("en")]
    assert [each.name for each in ticks if each.look.style != "check" or each.look.highlight is None] == []


def confused(chart: Chart) -> list[str]:
    """Return the pairs of curves that somebody cannot tell apart; those of one colour are a family."""
    curves = [(each, each.color or PALETTE[n % len(PALETTE)]) for n, each in enumerate(chart.series) if each.named]
    pairs = [pair for pair in combinations(curves, 2) if look(pair[0][0]) == look(pair[1][0])]
    return [
        f"{chart.title.say('en')}: {one.title.say('en')}, {other.title.say('en')} to eyes with {eyes}"
        for (one, color), (other, others) in pairs
        for eyes in CONES
        if color != others and distance(color, others, eyes) < APART
    ]


def look(series: Series) -> tuple[object, ...]:
    return series.line, series.marker, series.dashed


def test_red_and_green_of_one_lightness_are_found() -> None:
    assert distance("D62728", "2CA02C", "all colours") > 100
    assert distance("D62728", "2CA02C", "no green cones") < APART
    assert distance("000000", "FFFFFF", GREY) == pytest.approx(100, abs=0.01)
