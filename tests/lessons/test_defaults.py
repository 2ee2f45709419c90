"""A workbook as it comes shows what its formulas compute: a 0 would stay 0 under many a wrong one."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS, Lesson

ZERO_ON_PAPER = {
    "taylor": {"symmetry_gap", "newton_slopes"},  # f_xy = f_yx; Newton's step lands where the gradient is 0
    "gradient_descent": {"diverges", "line_diverges", "valley_diverges"},  # verdicts: no
    "neural_net": {"test_answer"},  # the painted picture is a 0
    "backprop": {"test_answer"},
}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_no_formula_shows_nothing_but_zeros(lesson: Lesson) -> None:
    model = lesson.make()
    zeros = {name for name, values in lesson.trace(model).items() if (np.abs(values) < 1e-13).all()}
    assert zeros - model.inputs().keys() <= ZERO_ON_PAPER.get(lesson.slug, set())
