"""The table of update rules: whole, the same rules and states as in the reference, and nothing for a name it lacks."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from sheetnet.catalogue import find
from sheetnet.formula import Expression, as_expression
from sheetnet.lessons.update_rules import CONSTANT_SYMBOLS, SYMBOLS, UPDATE_RULES, next_state, step
from sheetnet.models.optimizers import Optimizers

LESSON = find("optimizers")
CONSTANTS = {name: as_expression(number) for number, name in enumerate(CONSTANT_SYMBOLS, start=11)}


def written(expression: Expression) -> str:
    return "".join(map(str, expression.pieces))


def test_it_has_the_rules_of_the_model() -> None:
    rates = {field.name for field in dataclasses.fields(Optimizers) if field.name.endswith("_rate")}
    assert {f"{rule}_rate" for rule in UPDATE_RULES} == rates


@pytest.mark.parametrize("rule", UPDATE_RULES)
def test_a_rule_remembers_what_the_reference_remembers(rule: str) -> None:
    remembered = {name for name in SYMBOLS if f"{rule}_{name}_x" in LESSON.trace(Optimizers())}
    assert set(UPDATE_RULES[rule].states) == remembered


@pytest.mark.parametrize(
    ("rule", "name", "first", "later"),
    [
        ("momentum", "velocity", "3", "11*5+3"),
        ("nesterov", "velocity", "3", "11*5+3"),
        ("adagrad", "squares", "3*3", "5+3*3"),
        ("rmsprop", "squares", "(1-12)*(3*3)", "12*5+(1-12)*(3*3)"),
        ("adam", "mean", "(1-13)*3", "13*5+(1-13)*3"),
        ("adam", "squares", "(1-14)*(3*3)", "14*5+(1-14)*(3*3)"),
    ],
)
def test_the_formulas_of_a_state(rule: str, name: str, first: str, later: str) -> None:
    gradient, before = as_expression(3), as_expression(5)
    assert written(next_state(rule, name, None, gradient, CONSTANTS)) == first
    assert written(next_state(rule, name, before, gradient, CONSTANTS)) == later


@pytest.mark.parametrize(
    ("rule", "formula"),
    [
        ("sgd", "2*3"),
        ("momentum", "2*5"),
        ("nesterov", "2*(3+11*5)"),
        ("adagrad", "2*3/(SQRT(7)+15)"),
        ("rmsprop", "2*3/(SQRT(7)+15)"),
        ("adam", "2*(6/(1-13^4))/(SQRT(7/(1-14^4))+15)"),
    ],
)
def test_the_formula_of_a_step(rule: str, formula: str) -> None:
    states = {"velocity": as_expression(5), "mean": as_expression(6), "squares": as_expression(7)}
    gradient, number, rate = as_expression(3), as_expression(4), as_expression(2)
    assert written(step(rule, gradient, states, number, rate, CONSTANTS)) == formula


def test_an_unknown_rule_is_no_rule() -> None:
    with pytest.raises(KeyError, match="adamax"):
        next_state("adamax", "mean", None, as_expression(3), CONSTANTS)
    with pytest.raises(KeyError, match="mean"):
        next_state("momentum", "mean", None, as_expression(3), CONSTANTS)


def test_a_round_bowl_is_descended_along_a_straight_line() -> None:
    found = LESSON.trace(Optimizers(curvature=1))
    for rule in ("sgd", "momentum", "nesterov"):
        np.testing.assert_allclose(found[f"{rule}_y"] * 3, found[f"{rule}_x"] * 2)
