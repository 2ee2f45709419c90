"""A point with its height and its gradient: length and direction."""

from __future__ import annotations

from sheetnet.formula import Expression, Operand, call, where
from sheetnet.lessons.gradient.functions import FUNCTIONS
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.gradient import NO_DIRECTION
from sheetnet.workbook import Look, Role, Tensor

ANGLE = Look('0.00;"–"')
"""Shows ``NO_DIRECTION`` as a dash."""


class Point:
    """A point that the reader moves, and the gradient there.

    Args:
        quantities: Makes the tensors; their prefix tells one point from another.
        function: The name of the function.
    """

    def __init__(self, quantities: Quantities, function: str) -> None:
        q, self.function = quantities, FUNCTIONS[function]
        self.size = sum(abs(float(getattr(q.model, q.prefix + name))) for name in ("x", "y"))
        self.x, self.y = q.input("x", symbol="x"), q.input("y", symbol="y")
        self.z = q.result("z", self.function.value(self.x, self.y), "z")
        across, up = self.function.slopes(self.x, self.y)
        self.gx, self.gy = q.result("gradient_x", across, "∂z/∂x"), q.result("gradient_y", up, "∂z/∂y")
        length = call("SQRT", self.gx**2 + self.gy**2)
        self.length = q.result("gradient_length", length, "√((∂z/∂x)² + (∂z/∂y)²)", role=Role.OUTPUT)
        self.angle = q.result("gradient_angle", _direction(self.gx, self.gy, self.length), "∠∇f (°)", look=ANGLE)

    @property
    def rows(self) -> tuple[Tensor, ...]:
        """All of it, as the rows of a form."""
        return self.x, self.y, self.z, self.gx, self.gy, self.length, self.angle


def _direction(gx: Operand, gy: Operand, length: Operand) -> Expression:
    """Return the direction of the gradient in degrees, 0 ≤ ∠ < 360; ``NO_DIRECTION`` where it is zero.

    ATAN2 gets |∂z/∂y|: for −0, which some engines keep, it would give −180° in one and 180° in another.
    """
    upward = call("DEGREES", call("ATAN2", gx, call("ABS", gy)))
    return where(length > 0, where(gy < 0, 360 - upward, upward), NO_DIRECTION)
