"""Subscripts are marked in the texts, set lower in cells, and stood in for by small letters elsewhere."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sheetnet.texts.subscripts import lowered, parts, small
from tests.workbooks import Builder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C_T = Σ C", [("C", False), ("T", True), (" = Σ C", False)]),
        ("∂C_T/∂w", [("∂C", False), ("T", True), ("/∂w", False)]),
        ("s_x, f_xy", [("s", False), ("x", True), (", f", False), ("xy", True)]),
        (
            "a₂ₙ = √(aₙ · Aₙ)",
            [("a", False), ("2n", True), (" = √(a", False), ("n", True), (" · A", False), ("n", True), (")", False)],
        ),
        ("x₁ + xᵢ₊₁", [("x₁ + x", False), ("i+1", True)]),
        ("f′(x) + f″", [("f\u200a′(x) + f\u200a″", False)]),
        ("learning_rate, x_hidden, t_2x2", [("learning_rate, x_hidden, t_2x2", False)]),
    ],
)
def test_marks_are_found(text: str, expected: list[tuple[str, bool]]) -> None:
    assert list(parts(text)) == expected


def test_stand_ins() -> None:
    assert lowered("C_T and s_x") == "CT and sx"
    assert small("C_T and s_x") == "Cᴛ and sₓ"
    assert small("C_T 的等高线，共 3 条 A B") == "Cᴛ的等高线，共3条A B"
    assert (lowered("a₂ₙ"), small("a₂ₙ₊₁")) == ("a2n", "a₂ₙ₊₁")


def test_a_cell_sets_them_lower(built: Builder) -> None:
    path: Path = built("regression")
    book = openpyxl.load_workbook(path, rich_text=True)
    runs = [run for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, list)
            for run in cell.value if not isinstance(run, str)]  # fmt: skip
    assert {run.text for run in runs if run.font.vertAlign == "subscript"} >= {"T"}


def test_a_cell_sets_primes_upright(built: Builder) -> None:
    book = openpyxl.load_workbook(built("derivative"), rich_text=True)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    runs = [run for value in values if isinstance(value, list) for run in value if not isinstance(run, str)]
    assert any(run.font.i for run in runs if run.text.endswith("f\u200a"))
    assert not any(run.font.i for run in runs if run.text == "′")
