"""The spreadsheet's own reading of our text: random arithmetic keeps the value that Python gives it."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from sheetnet.formula import Affine, Area, Expression
from sheetnet.formula.expression import as_expression
from sheetnet.formula.template import template, text_at
from tests.formula.test_expression import HERE, NAMES, referring

VALUES = (3.0, 0.5, -2.0)


def evaluate(text: str) -> float:
    import ironcalc

    model = ironcalc.create("test", "en", "UTC", "en")
    for column, value in enumerate(VALUES, start=1):
        model.update_cell_with_number(0, 1, column, value)
    model.set_user_input(0, 2, 1, f"={text}")
    model.evaluate()
    return model.get_cell_value(0, 2, 1)


def leaf(number: int) -> tuple[Expression, float]:
    return referring(Area(HERE, Affine(1), Affine(number + 1))), VALUES[number]


leaves = st.integers(0, 2).map(leaf) | st.integers(-9, 9).map(lambda n: (as_expression(n), float(n)))


def grow(children):
    def joined(operator: str, a, b):
        (left, x), (right, y) = a, b
        if operator == "+":
            return left + right, x + y
        if operator == "-":
            return left - right, x - y
        if operator == "*":
            return left * right, x * y
        return -left, -x

    squared = children.map(lambda pair: (pair[0] ** 2, pair[1] ** 2))
    return squared | st.builds(joined, st.sampled_from("+-*n"), children, children)


@settings(max_examples=150)
@given(st.recursive(leaves, grow, max_leaves=8))
def test_a_rendered_expression_keeps_its_value(pair: tuple[Expression, float]) -> None:
    expression, expected = pair
    text = text_at(template(expression, Area(HERE, Affine(2), Affine(1)), NAMES), {})
    assert math.isclose(evaluate(text), expected, rel_tol=1e-12, abs_tol=1e-9), text
