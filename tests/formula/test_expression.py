"""Expressions and the text they become: precedence, shapes, limits. Text is compared, nothing is evaluated here."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetnet.errors import FormulaError, LimitError
from sheetnet.formula import Affine, Area, Expression, Index, Reference, as_expression, call, count, entry_of, where
from sheetnet.formula.template import column_letters, template, text_at


@dataclass(frozen=True)
class Sheet:
    key: str


HERE, THERE = Sheet("here"), Sheet("there")
NAMES = {HERE: "Here", THERE: "Bob's data"}


@dataclass(frozen=True)
class Placed:
    """What formulas refer to, in its place."""

    area: Area

    def locate(self, reference: Reference) -> Area:
        return self.area

    def entries(self, reference: Reference) -> tuple[int, int]:
        return self.area.shape


def referring(area: Area) -> Expression:
    return Expression.referring(Reference(Placed(area), (), ()), area.shape)


def cell(address_row: int, column: int, page: Sheet = HERE, height: int = 1, width: int = 1) -> Expression:
    return referring(Area(page, Affine(address_row), Affine(column), height, width))


def text(expression: Expression) -> str:
    return text_at(template(expression, Area(HERE, Affine(1), Affine(1)), NAMES), {})


A1, B1, C1 = cell(1, 1), cell(1, 2), cell(1, 3)
ROW, COLUMN = cell(1, 1, width=3), cell(1, 1, height=3)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (A1 + B1 * C1, "A1+B1*C1"),
        ((A1 + B1) * C1, "(A1+B1)*C1"),
        (A1 - (B1 - C1), "A1-(B1-C1)"),
        (A1 - B1 - C1, "A1-B1-C1"),
        (A1 / (B1 * C1), "A1/(B1*C1)"),
        (A1 * (B1 / C1), "A1*(B1/C1)"),
        (A1 * B1 / C1, "A1*B1/C1"),
        # -2^2 is 4 in a spreadsheet and 2^3^2 is 64: parentheses leave no doubt
        (-(A1**2), "-(A1^2)"),
        ((-A1) ** 2, "(-A1)^2"),
        ((A1**2) ** 3, "(A1^2)^3"),
        (A1 ** (B1**2), "A1^(B1^2)"),
        (-A1 + B1, "-A1+B1"),
        (A1 * -B1, "A1*(-B1)"),
        (A1 - -B1, "A1-(-B1)"),
        (-A1 * B1, "(-A1)*B1"),
        (2 * A1, "2*A1"),
        (A1 * -2, "A1*(-2)"),
        (A1 + 1e-7, "A1+1E-07"),
        (1 / (1 + call("EXP", -A1)), "1/(1+EXP(-A1))"),
        (where(A1 > B1, 1, 0), "IF(A1>B1,1,0)"),
        (where(call("AND", A1 > 0, B1 <= 1), 1, 0), "IF(AND(A1>0,B1<=1),1,0)"),
        (call("SUMPRODUCT", (ROW - B1) ** 2), "SUMPRODUCT((A1:C1-B1)^2)"),
        (call("SUM", COLUMN), "SUM(A1:A3)"),
        (cell(2, 28, THERE) * 2, "'Bob''s data'!AB2*2"),
        (call("PI") * 2, "PI()*2"),
    ],
)
def test_text(expression: Expression, expected: str) -> None:
    assert text(expression) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: ROW + COLUMN,
        lambda: call("SUMPRODUCT", ROW, COLUMN),
        lambda: call("SUM", ROW * 2),
        lambda: call("EXP", ROW),
        lambda: call("SUMPRODUCT", call("EXP", A1) * ROW, COLUMN),
        lambda: call("SUMPRODUCT", ROW > 1),
        lambda: call("OFFSET", A1, 1, 1),
        lambda: call("LET", A1, 1),
        lambda: call("RAND"),
        lambda: call("EXP", A1, B1),
        lambda: call("INDEX", ROW, 2),
        lambda: where(A1, 1, 0),
        lambda: where(A1 > 1, ROW, 0),
        lambda: (A1 > 1) + 1,
        lambda: as_expression(float("nan")),
        lambda: as_expression(0.1 + 0.2),
        lambda: entry_of("SUM", (1, 1), ROW),
        lambda: entry_of("TRANSPOSE", (1, 1), ROW),
        lambda: entry_of("MMULT", (0, 1), ROW, COLUMN),
        lambda: entry_of("MMULT", (1, 1), ROW * 2, COLUMN),
        lambda: call("SUMPRODUCT", ROW * entry_of("MMULT", (1, 1), ROW, COLUMN)),
    ],
)
def test_what_spreadsheets_would_not_read_alike_is_refused(wrong) -> None:
    with pytest.raises(FormulaError):
        wrong()


def test_an_entry_of_a_block_needs_no_array_formula() -> None:
    assert text(entry_of("MMULT", (1, 2), ROW, COLUMN)) == f"INDEX(MMULT({text(ROW)},{text(COLUMN)}),1,2)"


def test_nesting_has_a_limit() -> None:
    expression = A1
    for _ in range(64):
        expression = call("EXP", expression)
    with pytest.raises(LimitError, match="64"):
        call("EXP", expression)


def test_arguments_have_a_limit() -> None:
    with pytest.raises(FormulaError, match="255"):
        call("SUM", *[A1] * 256)


def test_dollars_where_the_block_moves_and_the_reference_does_not() -> None:
    k = Index("k", 4)
    home = Area(HERE, Affine(5), Affine(3) + k)
    weights = referring(Area(HERE, Affine(5), Affine(1), 2, 1))
    pixels = referring(Area(HERE, Affine(1), Affine(3) + k, 2, 1))
    rate = referring(Area(HERE, Affine(1), Affine(1), fixed=True))
    laid_out = template(call("SUMPRODUCT", weights, pixels) * rate, home, NAMES)
    assert text_at(laid_out, {k: 0}) == "SUMPRODUCT($A5:$A6,C1:C2)*$A$1"
    assert text_at(laid_out, {k: 3}) == "SUMPRODUCT($A5:$A6,F1:F2)*$A$1"


@given(st.integers(1, 16_384))
def test_column_letters_count_as_spreadsheets_do(column: int) -> None:
    from openpyxl.utils import column_index_from_string

    assert column_index_from_string(column_letters(column)) == column


@given(st.integers(0, 5), st.integers(-3, 3), st.integers(1, 4), st.integers(1, 4))
def test_affine_bounds_are_those_of_enumeration(constant: int, factor: int, first: int, second: int) -> None:
    i, j = Index("i", first), Index("j", second)
    position = Affine(constant) + i * factor + j * 2
    values = [constant + factor * a + 2 * b for a in range(first) for b in range(second)]
    assert (position.lowest, position.highest) == (min(values), max(values))


def test_conditions_are_counted_as_a_product_inside_sumproduct() -> None:
    a, b = cell(1, 1, height=3), cell(1, 2, height=3)
    assert text(count(a > 1)) == "SUMPRODUCT((A1:A3>1)*1)"
    assert text(count(a >= call("MAX", a) - 0.5, b < 2)) == "SUMPRODUCT((A1:A3>=MAX(A1:A3)-0.5)*(B1:B3<2))"
    assert count(a > 1).single
    for wrong in ([a], [a > 1, cell(1, 1, height=2) > 1], []):
        with pytest.raises(FormulaError, match=r"count\(\) takes comparisons"):
            count(*wrong)
