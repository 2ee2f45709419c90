"""Taylor expansions of one and two variables, the Hessian, a Newton step, the Jacobian, and norms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.fields import array, number, setting
from sheetnet.models.model import Model

CURVES = ("exponential", "sine", "logistic")
SURFACES = ("bowl", "saddle", "wave")
"""In this order they are counted from 1."""
GRID = 33
CURVE_START, CURVE_END, CURVE_POINTS = -4, 3, 57
"""The curve is drawn here in eighths, wherever a is, so that its expansions are seen to move."""
NEAR = 0.125
"""So far from a the orders are compared."""
PATH_REACH = 2
"""So many steps before and behind the point the surface is followed."""
FLAT = 1e-9
"""An eigenvalue of at most this size counts as 0."""
SINGULAR = 0.1
"""A Hessian whose determinant is of at most this size counts as singular: no Newton step is taken."""
NOTHING = 1e-12
"""A slope of at most this size, where a Newton step has led, is rounding alone and written as 0."""
CLAIM_SLACK = 1e-9
DIMENSIONS = 3
PLANE, COMPONENTS = 2, 3
"""The map whose Jacobian is shown goes from so many numbers to so many."""
BOX_CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
"""Round a rectangle, in its sides."""
BOX_PARTS = 8
"""In so many equal parts each side of it is followed; their shares are exact numbers."""
PARTS = 8
"""In so many equal parts the map is followed along the step."""
DIRECTIONS = 73
"""0°, 5° … 360°: the unit vectors that the matrix stretches."""
WINDOW = 5
"""The map of the surface reaches so far from (0, 0) in every direction, which is as far as the point may lie."""
LEVELS = {"bowl": (1, 5, 12, 22, 35, 50), "saddle": (-18, -8, -2, 2, 8, 18), "wave": (-24, -8, -2, 2, 8, 24)}
"""Heights of the contour lines."""
HALF = 30
"""Points of one half of a contour line."""
REACH, EDGE, TOP = 2.5, 6, 30
"""Behind the map's edge: where the saddle's lines end, in sinh; the wave's, by x; and y² where these begin."""
ARROW_HEAD, ARROW_HALF_WIDTH = 0.12, 0.05
"""Of an arrow, as parts of its length."""


@dataclass(frozen=True, eq=False)
class Taylor(Model):
    """The functions, the points, and the vectors of the norms.

    Args:
        curve: ``exponential`` eˣ, ``sine`` sin x, or ``logistic`` σ(x).
        surface: 1 the bowl x² + xy + 2y² − x, 2 the saddle x² − y² + xy, 3 the wave sin x + x·y².
        center: a, where the curve is expanded.
        x: Where the surface is expanded.
        y: Likewise.
        step_x: How far from there the expansion is used.
        step_y: Likewise.
        h: Step of the differences.
        map_point: x₁ and x₂, where the map from 2 to 3 numbers is linearised.
        map_step: d₁ and d₂, how far from there its linear form is used.
        map_h: Step of the differences for its slopes.
        scale: c in ‖c·a‖ = |c|·‖a‖.
        first: The vector a.
        second: The vector b.
        matrix: The matrix M.
    """

    curve: str = setting("exponential", choices=CURVES)
    surface: float = number(1, choices=tuple(range(1, len(SURFACES) + 1)))
    center: float = number(0.5, low=-3, high=3, vary=(-2, 2))
    x: float = number(3, low=-5, high=5, vary=(-3, 3))
    y: float = number(2, low=-5, high=5, vary=(-3, 3))
    step_x: float = number(-1, low=-5, high=5, vary=(-1, 1))
    step_y: float = number(1, low=-5, high=5, vary=(-1, 1))
    h: float = number(0.01, low=1e-3, high=0.1, vary=(0.001, 0.05))
    map_point: np.ndarray = array(lambda: [2, 1], low=-5, high=5, vary=(-3, 3))
    map_step: np.ndarray = array(lambda: [0.5, 1], low=-5, high=5, vary=(-1, 1))
    map_h: float = number(0.01, low=1e-3, high=0.1, vary=(0.001, 0.05))
    scale: float = number(-2, low=-1000, high=1000, vary=(-5, 5))
    first: np.ndarray = array(lambda: [3, -4, 12], low=-1e3, high=1e3, vary=(-9, 9))
    second: np.ndarray = array(lambda: [12, 4, 3], low=-1e3, high=1e3, vary=(-9, 9))
    matrix: np.ndarray = array(lambda: [[1, 2, 0], [0, 1, -1], [2, 0, 1]], low=-1e3, high=1e3, vary=(-3, 3))

    def validate(self) -> None:
        """Check the shapes."""
        shapes = (self.first.shape, self.second.shape, self.matrix.shape)
        if shapes != ((DIMENSIONS,), (DIMENSIONS,), (DIMENSIONS, DIMENSIONS)):
            raise InputError(f"first, second and matrix have shapes {shapes}; they must be (3,), (3,) and (3, 3)")
        pairs = (self.map_point.shape, self.map_step.shape)
        if pairs != ((PLANE,), (PLANE,)):
            raise InputError(f"map_point and map_step have shapes {pairs}; they must be (2,) and (2,)")

    @property
    def surface_name(self) -> str:
        """The chosen surface by its name."""
        return SURFACES[int(self.surface) - 1]
