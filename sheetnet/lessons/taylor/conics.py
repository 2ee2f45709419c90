"""Contour lines of the surfaces, in two halves each, along which a part p runs from 0 to 1.

Bowl: 2(y + x/4)² + ⅞(x − 4/7)² = z + 2/7, an ellipse. Saddle: (5/4)x² − (y − x/2)² = z, a hyperbola, open to the sides
for z > 0. Wave: y² = (z − sin x)/x, which for |z| > 1 has points at one side of the y axis alone.
"""

from __future__ import annotations

from sheetnet.formula import Expression, Operand, as_expression, call
from sheetnet.models.taylor import EDGE, REACH, TOP


def ellipse(level: Operand, height: float, part: Operand, sign: int) -> tuple[Expression, Expression]:
    """Return x and y of the bowl's line, its upper half or its lower one.

    Args:
        level: The cell with the line's height.
        height: The same as a number.
        part: From 0 to 1.
        sign: Which half, 1 or −1.
    """
    angle, above = call("PI") * part, level + as_expression(2) / 7
    x = as_expression(4) / 7 + call("SQRT", above * 8 / 7) * call("COS", angle)
    return x, sign * call("SQRT", above / 2) * call("SIN", angle) - x / 4


def hyperbola(level: Operand, height: float, part: Operand, sign: int) -> tuple[Expression, Expression]:
    """Return x and y of the saddle's line, one of its branches; the arguments are those of ``ellipse``."""
    t, size = 2 * REACH * part - REACH, call("SQRT", call("ABS", level))
    near, far = sign * size * call("COSH", t), size * call("SINH", t)
    across, up = (near, far) if height > 0 else (far, near)
    x = across * call("SQRT", 0.8)
    return x, x / 2 + up


def hook(level: Operand, height: float, part: Operand, sign: int) -> tuple[Expression, Expression]:
    """Return x and y of the wave's line, its upper half or its lower one; the arguments are those of ``ellipse``."""
    size = call("ABS", level)
    x = size / TOP * call("EXP", part * call("LN", EDGE * TOP / size))
    return (x if height > 0 else -x), sign * call("SQRT", (size - call("SIN", x)) / x)
