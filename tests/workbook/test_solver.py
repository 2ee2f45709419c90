"""Solver models: few areas, as short as Excel's dialogue needs them, and names that are Excel's alone."""

from __future__ import annotations

import numpy as np
import openpyxl
import pytest

from sheetnet.models.fields import Field
from sheetnet.texts import literal
from sheetnet.workbook import Book, Page, Role, SolverModel, Tensor, down, right
from sheetnet.workbook.defined_names import can_be_defined
from sheetnet.workbook.solver import LONGEST, VARIABLES
from tests.workbooks import Builder


def variables(page: Page, name: str, shape: tuple[int, int], row: int, column: int, spread: int = 1) -> Tensor:
    """Put numbers for the Solver on a page."""
    axes = (down(shape[0], spread), right(shape[1]))
    tensor = Tensor(name, axes, literal(name), Role.PARAMETER, values=np.zeros(shape), allowed=Field())
    page.put(tensor, row, column)
    return tensor


def model(page: Page, *tensors: Tensor) -> SolverModel:
    cost = Tensor("cost", (), literal("cost"))
    page.put(cost, 1, 1)
    return SolverModel(cost, tensors)


def page(title: str) -> Page:
    return Book("gradient_descent").page("page", literal(title))


@pytest.mark.parametrize(
    ("title", "written"),
    [("Fit", "Fit"), ("训练", "训练"), ("Two words", "'Two words'"), ("A1", "'A1'"), ("R", "'R'"), ("true", "'true'")],
)
def test_the_sheet_is_quoted_where_it_must_be(title: str, written: str) -> None:
    sheet = page(title)
    names = model(sheet, variables(sheet, "w", (2, 2), 3, 3)).names({sheet: title})
    assert names["solver_adj"] == f"{written}!$C$3:$D$4"
    assert names["solver_opt"] == f"{written}!$A$1"


def test_areas_of_several_tensors_that_touch_are_one() -> None:
    sheet = page("Fit")
    tensors = (
        variables(sheet, "w", (2, 2), 3, 3),
        variables(sheet, "b", (2, 1), 3, 5),
        variables(sheet, "c", (1, 3), 5, 3),
        variables(sheet, "far", (1, 1), 9, 9),
    )
    assert model(sheet, *tensors).names({sheet: "Fit"})["solver_adj"] == "Fit!$C$3:$E$5,Fit!$I$9"


def test_cells_in_many_areas_get_a_name_that_the_dialogue_can_hold() -> None:
    sheet = page("Fit")
    solver = model(sheet, variables(sheet, "w", (40, 1), 3, 3, spread=2))
    assert solver.names({sheet: "Fit"})["solver_adj"] == f"Fit!{VARIABLES}"
    visible = solver.visible_names({sheet: "Fit"})
    assert visible[VARIABLES].split(",") == [f"Fit!$C${row}" for row in range(3, 83, 2)]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("slug", ["neural_net", "cnn", "regression"])
def test_the_variables_of_every_lesson_are_short_enough(slug: str, lang: str, built: Builder) -> None:
    sheets = openpyxl.load_workbook(built(slug, lang)).worksheets
    (names,) = (sheet.defined_names for sheet in sheets if "solver_adj" in sheet.defined_names)
    assert ":" in names["solver_adj"].attr_text
    assert len(names["solver_adj"].attr_text) <= LONGEST


def test_no_tensor_takes_a_name_of_the_solver(built: Builder) -> None:
    assert can_be_defined("adjusted_cost")
    assert not can_be_defined("solver_cost")
    assert not can_be_defined("Solver_weights")
    book = openpyxl.load_workbook(built("regression"))
    assert "adjusted_cost" in book.defined_names
    assert not [name for name in book.defined_names if name.lower().startswith("solver_")]
