"""The Jacobian of the map u = x² − y², v = 2xy, with its determinant by hand and by the spreadsheet's function."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.quantities import Quantities
from sheetnet.texts import Texts
from sheetnet.workbook import Role, Tensor, down, right
from sheetnet.workbook.arrange import Caption, Element, Form, below

EQUATION = "u = x² − y²        v = 2xy        det J = 4(x² + y²)"


class Jacobian:
    """The slopes of a map of the plane at a point.

    Args:
        quantities: The lesson's quantities.
        x: The point.
        y: Likewise.
    """

    def __init__(self, quantities: Quantities, x: Tensor, y: Tensor) -> None:
        self.jacobian = j = quantities.tensor("jacobian", down(2), right(2), symbol="J")
        j[0, 0], j[0, 1], j[1, 0], j[1, 1] = 2 * x, -2 * y, 2 * y, 2 * x
        determinant = j[0, 0] * j[1, 1] - j[0, 1] * j[1, 0]
        self.determinant = quantities.result("jacobian_determinant", determinant, "det J", role=Role.OUTPUT)
        self.by_function = quantities.result("jacobian_function", call("MDETERM", j), "MDETERM(J)")

    def arranged(self, texts: Texts) -> Element:
        """Arrange the matrix below its map, above its determinants."""
        heading, equation = Caption(texts["headings.jacobian"], "heading"), Caption(EQUATION, "equation")
        return below(heading, equation, Form(self.jacobian, self.determinant, self.by_function), gap=0)
