"""What a lesson says of its tensors is true: its claims hold, what is 0 on paper is 0, and steps carry what they carry.

A workbook as it comes shows what its formulas compute: a 0 would stay 0 under many a wrong one, so a tensor of nothing
but zeros has to say so.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.check.expect import Expectation
from sheetnet.check.perturb import TURNS, perturbations
from sheetnet.models.assignment import assigned
from sheetnet.models.model import Model
from sheetnet.texts import load_texts
from sheetnet.workbook import Tensor, Tolerance
from tests.workbooks import model_of, small

SLUGS = [lesson.slug for lesson in LESSONS]
ZERO = 1e-13
"""What is 0 on paper may be as large by rounding, where nothing magnifies that."""
FACTORS = (1e-3, 40)
"""By which learning rates are multiplied: slow, and wild."""


@lru_cache
def tensors(slug: str, **chosen: object) -> dict[str, Tensor]:
    """Return the computed tensors of a lesson's book by name."""
    book = find(slug).book(model_of(slug, **chosen))
    return {tensor.name: tensor for tensor in book.tensors() if not tensor.role.editable}


@lru_cache
def trace(slug: str) -> dict[str, np.ndarray]:
    return find(slug).trace(model_of(slug))


@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS if not lesson.marked_by_inputs])
def test_inputs_decide_nothing_where_one_book_serves_all(slug: str) -> None:
    """How far tensors may differ, and how rounding grows in them, as the lesson's book for other inputs says it."""
    model = model_of(slug, **small(slug))
    before = marks(slug, model)
    for changes in perturbations(model, len(TURNS), seed=3):
        assert marks(slug, assigned(model, changes)) == before, changes


def marks(slug: str, model: Model) -> list[tuple[object, ...]]:
    """Return all that a check asks a lesson's book for."""
    stated = [field.name for field in fields(Tolerance)]
    return [
        (tensor.name, tensor.claim, tensor.carried, *(getattr(tensor.tolerance, name) for name in stated))
        for tensor in find(slug).book(model).tensors()
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_claims_hold(slug: str) -> None:
    """The verdict cells of the sheets, as the reference computes them with the default inputs."""
    claims = [name for name, tensor in tensors(slug).items() if tensor.claim]
    assert {name: float(trace(slug)[name]) for name in claims} == dict.fromkeys(claims, 1)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_shown_as_holding_is_a_claim(slug: str) -> None:
    holds = load_texts("common")["verdict.holds"]
    assert all(tensor.claim == (tensor.look.number_format == holds) for tensor in tensors(slug).values())


def test_there_are_claims() -> None:
    assert sum(tensor.claim for slug in SLUGS for tensor in tensors(slug).values()) >= 24


@pytest.mark.parametrize("slug", SLUGS)
def test_what_shows_nothing_but_zeros_says_so(slug: str) -> None:
    nothing = {name for name in tensors(slug) if (np.abs(trace(slug)[name]) < ZERO).all()}
    assert nothing <= {name for name, tensor in tensors(slug).items() if tensor.zero}


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_said_to_be_0_is_not_to_be_told_from_0(slug: str) -> None:
    lesson, model = find(slug), model_of(slug)
    expected = Expectation(lesson.trace(model), lesson, model)
    for name, tensor in tensors(slug).items():
        if tensor.zero:
            assert (np.abs(expected.values[name]) <= expected.rounded(name).absolute).all(), name


@pytest.mark.parametrize("slug", ["regression", "descent_variants", "backprop", "cnn_backprop"])
def test_steps_carry_what_a_learning_rate_changes(slug: str) -> None:
    """Rounding is carried on in what depends on the steps taken, and nowhere else."""
    chosen = {"epochs": 4, "check_samples": 1} if slug.endswith("backprop") else {}
    lesson, model = find(slug), model_of(slug, **chosen)
    rates = [name for name in model.inputs() if name.endswith("_rate")]
    before, changed = lesson.trace(model), set()
    for factor in FACTORS:
        after = lesson.trace(
            model.changed({name: min(factor * getattr(model, name), model.field(name).high) for name in rates})
        )
        changed |= {name for name in before if not np.array_equal(before[name], after[name], equal_nan=True)}
    carried = {name for name, tensor in tensors(slug, **chosen).items() if tensor.carried}
    shown = {name for name in carried | changed if name.startswith(("film_", "follow_"))}  # of one epoch, the first
    again = {f"{rate}_here" for rate in rates}  # shown once more on another sheet
    assert carried - shown == changed - shown - {*rates} - again
    assert not [name for name in carried if name.startswith(("check_", "varied_"))]


def test_only_lessons_with_steps_carry_rounding() -> None:
    carrying = {slug for slug in SLUGS if any(tensor.carried for tensor in tensors(slug).values())}
    assert carrying == {"regression", "descent_variants", "backprop", "cnn_backprop"}
