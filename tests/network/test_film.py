"""The film and the followed unit: which networks have them, what may be chosen, and what the last epoch shows."""

from __future__ import annotations

import numpy as np
import pytest
from openpyxl import load_workbook

from sheetnet.catalogue import find
from sheetnet.check.perturb import perturbations
from sheetnet.errors import InputError
from sheetnet.models.training import Training
from sheetnet.reference.training import train
from sheetnet.reference.training_lesson import trace
from sheetnet.texts import LANGUAGES
from sheetnet.workbook.number_format import with_minus
from sheetnet.workbook.screen import WIDTH, first_screen
from tests.lessons.recalculated import recalculated
from tests.workbooks import Builder

PIXELS_A_CHARACTER = 7.6
"""Of a column's width, which holds its margins: as LibreOffice shows it; Excel shows 7."""


def made(**values: object) -> Training:
    model = find("backprop").make({"epochs": 4} | values)
    assert isinstance(model, Training)
    return model


@pytest.mark.parametrize(
    ("values", "filmed", "followed"),
    [
        ({}, True, True),
        ({"layers": "3,3,2"}, True, False),
        ({"layers": "dense(3,tanh) dense(2,sigmoid)"}, True, False),
        ({"optimizer": "momentum"}, True, False),
        ({"layers": "40,2"}, False, False),
    ],
)
def test_which_networks_are_filmed_and_followed(values: dict[str, object], filmed: bool, followed: bool) -> None:
    model = made(**values)
    assert (model.is_filmed, model.is_followed) == (filmed, followed)
    keys = {page.key for page in find("backprop").book(model).pages}
    assert ("film" in keys, "follow" in keys) == (filmed, followed)
    assert ("film_epoch" in model.inputs(), "follow_unit" in model.inputs()) == (filmed, followed)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("slug", "key"), [("backprop", "film"), ("backprop", "follow"), ("cnn_backprop", "film")])
def test_film_and_follow_are_on_one_screen(slug: str, key: str, language: str) -> None:
    lesson = find(slug)
    (page,) = (page for page in lesson.book(lesson.make({"epochs": 4})).pages if page.key == key)
    assert page.print_area is not None
    assert page.print_area[2] <= first_screen(page, language)[0]
    assert page.width_of(1, page.print_area[3]) * PIXELS_A_CHARACTER <= WIDTH


def test_a_check_draws_epochs_images_and_units_that_there_are() -> None:
    model = made()
    drawn = {name: set[str]() for name in ("film_epoch", "film_image", "follow_epoch", "follow_image", "follow_unit")}
    for change in (change for changes in perturbations(model, 24, 1) for change in changes):
        if change.name in drawn:
            drawn[change.name].add(change.value)
    assert drawn["film_epoch"] == {"0", "1", "2", "3", "4"}
    assert drawn["follow_epoch"] == {"0", "1", "2", "3"}
    assert drawn["follow_unit"] == {"1", "2", "3"}
    assert len(drawn["film_image"]) > 5 < len(drawn["follow_image"])


@pytest.mark.parametrize(
    "choice", [{"film_epoch": 5}, {"film_image": 65}, {"follow_epoch": 4}, {"follow_unit": 4}, {"film_image": 1.5}]
)
def test_only_what_there_is_can_be_chosen(choice: dict[str, float]) -> None:
    with pytest.raises(InputError, match=next(iter(choice))):
        made(**choice)


def test_the_second_unit_is_followed_if_there_is_one() -> None:
    assert [made(layers=layers).follow_unit for layers in ("3,2", "1,2")] == [2, 1]


def test_after_the_last_update_nothing_is_sent_back() -> None:
    model = made(film_epoch=4, film_image=7)
    found, training = trace(model), train(model)
    assert not found["film_output_delta"].any()
    assert not found["film_hidden_weights_gradient"].any()
    assert np.array_equal(found["film_hidden_weights"], training["hidden_weights"][4])
    assert np.array_equal(found["film_output_activation"], training["output_activation"][4, 6])


def test_the_courses_of_a_followed_unit_pass_through_what_is_followed(built: Builder) -> None:
    workbook = recalculated(built("backprop"))
    after = workbook.after(["follow_epoch=7", "follow_image=40", "follow_unit=3"])
    assert np.isclose(after["follow_activation_course"][7], after["follow_a"], rtol=1e-12)
    assert np.isclose(after["follow_delta_course"][7], after["hidden_delta"][7, 39, 2], rtol=1e-12)
    assert np.isclose(after["follow_weight_course"][8], after["follow_after"], rtol=1e-12)
    assert np.isclose(after["follow_share"], after["follow_shares"][0, 0], rtol=1e-12)
    assert after["follow_agrees"] == 1


@pytest.mark.parametrize("epoch", [0, 3, 49, 50])
def test_the_film_shows_every_epoch(epoch: int, built: Builder) -> None:
    after = recalculated(built("backprop")).after([f"film_epoch={epoch}", "film_image=40"])
    assert np.allclose(after["film_hidden_weights"], after["hidden_weights"][epoch], rtol=1e-12)
    assert np.isclose(after["film_output_z"][1], after["output_z"][epoch, 39, 1], rtol=1e-12)
    assert np.isclose(after["film_total_cost"], after["cost_curve"][epoch], rtol=1e-12)


def test_small_gradients_and_deltas_are_powers_of_ten_where_a_digit_more_does_not_show_them(built: Builder) -> None:
    sheet = load_workbook(built("backprop"))["Training"]
    rules = [rule for each in sheet.conditional_formatting for rule in each.rules if rule.dxf and rule.dxf.numFmt]
    finer, powers = with_minus("0.0000"), with_minus("0E+00")
    ends = {shown: set[float]() for shown in (finer, powers)}
    for rule in rules:
        ends[rule.dxf.numFmt.formatCode] |= {abs(float(end)) for end in rule.formula}
    assert ends[finer] == {5e-5, 5e-4}
    assert max(ends[powers]) == 5e-5  # a column of δ has room for a digit more, too
    assert min(ends[powers]) < 1e-50
