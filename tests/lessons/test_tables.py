"""The functions that a lesson lets choose from: the same names in models, lessons and reference, and no default."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.lessons import activation as activation_lesson
from sheetnet.lessons.derivative import functions as derivative_lesson
from sheetnet.lessons.derivative import rules
from sheetnet.lessons.gradient import functions as gradient_lesson
from sheetnet.lessons.partial_derivative import functions as partial_lesson
from sheetnet.lessons.taylor import curve, surfaces
from sheetnet.models import activation, derivative, gradient, partial_derivative, taylor
from sheetnet.models.network_model import NetworkModel
from sheetnet.reference import derivative as derivative_reference
from sheetnet.reference import gradient as gradient_reference
from sheetnet.reference import taylor as taylor_reference

CHOICES = [
    (lesson.slug, name, choice)
    for lesson in LESSONS
    if not issubclass(lesson.model, NetworkModel)  # networks have a test of their own
    for name, field in lesson.model.fields().items()
    if field.setting
    for choice in map(str, field.choices)
]


@pytest.mark.parametrize(
    ("known", "tables"),
    [
        (
            derivative.FUNCTIONS,
            [derivative_lesson.FUNCTIONS, derivative_reference.FUNCTIONS, derivative_reference.HIGHER],
        ),
        (derivative.STANDARD + derivative.RULES, [rules.DERIVATIVES]),
        (partial_derivative.FUNCTIONS, [partial_lesson.FUNCTIONS]),
        (
            gradient.FUNCTIONS,
            [
                gradient_lesson.FUNCTIONS,
                gradient_reference.SLOPES,
                gradient_reference.VALUES,
                gradient_reference.BOUNDS,
            ],
        ),
        (taylor.CURVES, [curve.CURVES, taylor_reference.CURVES]),
        (taylor.SURFACES, [surfaces.SURFACES]),
    ],
)
def test_tables_have_the_names_that_models_allow(known: Collection[str], tables: list[Collection[str]]) -> None:
    assert [set(table) for table in tables] == [set(known)] * len(tables)


def test_the_functions_of_a_unit_are_among_those_that_have_formulas() -> None:
    assert set(activation.FUNCTIONS) <= activation_lesson.FORMULAS.keys()


@pytest.mark.parametrize(("slug", "name", "choice"), CHOICES)
def test_either_side_knows_every_choice(slug: str, name: str, choice: str) -> None:
    lesson = find(slug)
    model = lesson.make({name: choice})
    assert {tensor.name for tensor in lesson.book(model).tensors()} == lesson.trace(model).keys()


@pytest.mark.parametrize("side", ["trace", "book"])
@pytest.mark.parametrize(("slug", "name"), sorted({(slug, name) for slug, name, _ in CHOICES}))
def test_a_choice_that_nobody_knows_is_an_error_on_either_side(slug: str, name: str, side: str) -> None:
    model = find(slug).make()
    object.__setattr__(model, name, "nobody_knows")
    with pytest.raises(KeyError, match="nobody_knows"):
        getattr(find(slug), side)(model)
