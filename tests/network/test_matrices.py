"""The network in matrices and the equations ∂C_T/∂w = 0: where they are shown, and that they say what they claim."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.errors import InputError
from sheetnet.models.fitted import Fitted
from tests.workbooks import Builder

XOR = {"images": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": [[1, 0], [0, 1], [0, 1], [1, 0]]}
LESSON = find("neural_net")


def made(**values: Any) -> Fitted:
    model = LESSON.make(values)
    assert isinstance(model, Fitted)
    return model


@pytest.mark.parametrize(
    ("chosen", "matrices", "equations"),
    [
        ({}, True, True),
        ({**XOR, "layers": "4,2"}, True, True),
        ({**XOR, "layers": "4,3,2"}, True, False),
        ({**XOR, "layers": "2"}, True, False),
        ({**XOR, "layers": "dense(3,tanh) dense(2,softmax)", "loss": "cross_entropy"}, True, False),
        ({"layers": "dense(3,tanh) dense(2,sigmoid)"}, True, False),
        ({"layers": "conv(2,2x2) dense(2)"}, False, False),
        ({"layers": "dense(3,sigmoid,name=one) dense(3,sigmoid,name=two) add(one) dense(2)"}, False, False),
        ({**XOR, "layers": "dense(2,sigmoid,name=one) dense(2,sigmoid,share=one)"}, True, False),
        ({**XOR, "layers": "dense(2,sigmoid,name=a) dense(2,sigmoid,name=b) dense(2,sigmoid,share=b)"}, True, False),
        ({"layers": "70,2"}, False, False),
        ({"images": [[1, 0]], "targets": [[1, 0]]}, False, False),
    ],
    ids=str,
)
def test_the_sheets_are_there_where_they_make_sense(chosen: dict[str, Any], matrices: bool, equations: bool) -> None:
    model = made(**chosen)
    keys = [page.key for page in LESSON.book(model).pages]
    assert ("matrices" in keys, "equations" in keys) == (matrices, equations)
    assert ("chosen_image" in model.inputs()) == matrices


@pytest.mark.parametrize(
    "chosen",
    [
        {**XOR, "layers": "4,3,2", "chosen_image": 3},
        {**XOR, "layers": "dense(3,tanh) dense(2,softmax)", "loss": "cross_entropy", "chosen_image": 4},
        {"images": np.linspace(0, 1, 16).reshape(2, 2, 2, 2).round(2), "targets": [[1, 0], [0, 1]], "chosen_image": 2},
    ],
    ids=["three layers", "softmax", "images of two channels"],
)
def test_other_networks_agree_in_matrices(chosen: dict[str, Any], built: Builder) -> None:
    report = sheetnet.verify(built("neural_net", **chosen))
    assert report.ok, report.differences[:3]


def test_every_image_can_be_chosen(built: Builder) -> None:
    path = built("neural_net")
    for number in (2, 33, 64):
        assert sheetnet.verify(path, changes=[f"chosen_image={number}"]).ok
    with pytest.raises(InputError, match="chosen_image is 65; allowed: whole numbers 1 to 64"):
        made(chosen_image=65)
    with pytest.raises(InputError, match=r"chosen_image is 1\.5"):
        made(chosen_image=1.5)


def test_the_equation_written_out_is_the_slope_of_the_total_cost() -> None:
    """Beside (C_T(w + h) − C_T(w − h))/2h for the weight of pixel 7 to the first hidden unit."""
    model, h = made(), 1e-5
    weights = model.parameters["hidden_weights"]
    moved = []
    for step in (h, -h):
        other = weights.copy()
        other[0, 2, 0] += step
        moved.append(float(LESSON.trace(made(hidden_weights=other))["total_cost"]))
    trace = LESSON.trace(model)
    assert trace["equation_sum"] == pytest.approx((moved[0] - moved[1]) / (2 * h), rel=1e-6)
    assert trace["equation_unknowns"] == 47


def test_parameters_drawn_at_random_have_about_a_third_of_three_digits_right() -> None:
    """What the lesson cnn says to show that the book's initial parameters are no random ones."""
    lesson = find("cnn")
    shares = [
        float(lesson.trace(lesson.make({"initialiser": "normal", "seed": s}))["correct"].mean()) for s in range(8)
    ]
    assert 0.25 < np.mean(shares) < 0.45
    assert max(shares) < 0.5


def test_the_row_of_the_chosen_image_is_marked_in_all_its_columns(built: Builder) -> None:
    sheet = openpyxl.load_workbook(built("neural_net"))["Matrices"]
    rules = {str(each.sqref): rule for each in sheet.conditional_formatting for rule in each.rules}
    formulas = [rule.formula[0] for where, rule in rules.items() if rule.type == "expression" and where.startswith("B")]
    assert formulas
    assert all(re.fullmatch(r"(AND\()?\$[A-Z]+\d+=1.*", formula) for formula in formulas)


def test_parameters_of_fit_and_stored_ones_change_places_with_what_they_come_to() -> None:
    model = made()
    swapped = made(**model.trained, **{f"trained_{name}": values for name, values in model.parameters.items()})
    there, here = LESSON.trace(swapped), LESSON.trace(model)
    for name in ("compared_costs", "compared_rights"):
        np.testing.assert_allclose(there[name], here[name][::-1])
    assert list(here["compared_rights"]) == [42, 64]
