"""Contour lines that are followed by small steps: they keep their height, also around a point with no slope."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.partial_derivative import CONTOUR_HALF, FUNCTIONS, PartialDerivative

LESSON = find("partial_derivative")
VALUES = {
    "polynomial": lambda x, y: x * x * y + y * y,
    "quadratic": lambda x, y: x * x + x * y + y * y,
    "wave": lambda x, y: y * np.sin(x),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("point", [(2, 1), (0, 0), (-1, 0.5)])
def test_contour_lines_keep_their_height(function: str, point: tuple[float, float]) -> None:
    trace = LESSON.trace(PartialDerivative(function=function, x=point[0], y=point[1]))
    heights = VALUES[function](point[0] + trace["contour_x"], point[1] + trace["contour_y"])
    assert np.abs(heights - heights[CONTOUR_HALF]).max() < 0.15
    assert np.ptp(heights[CONTOUR_HALF]) > 0.5


def test_where_the_gradient_is_zero_the_lines_are_drawn_too(tmp_path: Path) -> None:
    path = sheetnet.build("partial_derivative", tmp_path / "x.xlsx")
    assert sheetnet.verify(path, changes=["x=0", "y=0"]).ok
