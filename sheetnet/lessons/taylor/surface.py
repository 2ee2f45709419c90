"""Taylor in two variables: f(x + d) ≈ f + ∇f·d + ½ dᵀHd, the Hessian's eigenvalues, and a Newton step.

The eigenvalues are λ = (H₁₁ + H₂₂)/2 ± √(((H₁₁ − H₂₂)/2)² + H₁₂²), for H is symmetric.
"""

from __future__ import annotations

from sheetnet.formula import Expression, Operand, call, where
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.taylor.contours import Contours
from sheetnet.lessons.taylor.path import Path
from sheetnet.lessons.taylor.surfaces import SURFACES, Chosen, hessian_rounding
from sheetnet.models.taylor import FLAT, NOTHING, SINGULAR, Taylor
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tolerance, down, right
from sheetnet.workbook.arrange import ChartBox, Element, Form, Heads, below, beside
from sheetnet.workbook.arrange.form import Row

EXPANSION = "      f(x + d) ≈ f + ∇f·d + ½ dᵀHd      λ = (H₁₁ + H₂₂)/2 ± √(((H₁₁ − H₂₂)/2)² + H₁₂²)"
TIP_WIDTH = 64.0
"""Of a tip, in characters: as far as the picture."""
STATIONARY = 1e-6
"""Slopes of at most this size count as 0: a Newton step has landed."""


def add_surface(book: Book, model: Taylor) -> None:
    """Add the sheet with the expansion of a surface and a Newton step."""
    surface = _Expansion(model, book.texts)
    changes = [surface.number, surface.x, surface.y, surface.dx, surface.dy, surface.h]
    left = panel(book, "surface", changes, surface.results, width=TIP_WIDTH)
    path = Path(model, book.texts, surface.along, surface.expansion)
    there = surface.x + surface.dx, surface.y + surface.dy
    contours = Contours(model, book.texts, surface.number, (surface.x, surface.y), there, surface.newton)
    body = below(beside(left, ChartBox(contours.chart())), beside(surface.bends_arranged(), ChartBox(path.chart())))
    known = "      ".join(f"{n}: f = {each.equation}" for n, each in enumerate(SURFACES.values(), start=1))
    add_sheet(
        book,
        "surface",
        body,
        equation=known + EXPANSION,
        aside=beside(path.points_arranged(), contours.points_arranged()),
    )


class _Expansion:
    """Gradient and Hessian at a point of the plane, and where they lead.

    Args:
        model: The surface, the point and the steps.
        texts: The lesson's texts.
    """

    def __init__(self, model: Taylor, texts: Texts) -> None:
        self._quantities, self._texts, self._model = Quantities(model, texts), texts, model
        self.number = self._quantities.input("surface", look=Look("0"))
        self._surface = Chosen(self.number)
        self._point()
        self._hessian()
        self._differences()
        self._eigenvalues()
        self._expand()
        self._newton()

    def _point(self) -> None:
        q = self._quantities
        self.x, self.y = q.input("x", symbol="x"), q.input("y", symbol="y")
        self.dx, self.dy = q.input("step_x", symbol="dx"), q.input("step_y", symbol="dy")
        self.h = q.input("h", symbol="h")
        self.value = q.result("surface_value", self._surface.value(self.x, self.y), "f(x, y)")
        self.slopes = q.row("surface_slopes", *self._surface.slopes(self.x, self.y), axis=right(2), symbol="∇f")

    def _hessian(self) -> None:
        q, (xx, xy, yy) = self._quantities, self._surface.second(self.x, self.y)
        self.hessian = h = q.tensor("hessian", down(2), right(2), symbol="H")
        h[0, 0], h[0, 1], h[1, 0], h[1, 1] = xx, xy, xy, yy
        self.determinant = q.result("hessian_determinant", h[0, 0] * h[1, 1] - h[0, 1] ** 2, "H₁₁H₂₂ − H₁₂²")

    def _differences(self) -> None:
        """The Hessian as differences of slopes: H₁₂ and H₂₁ come about separately."""
        q, f, x, y, h = self._quantities, self._surface.slopes, self.x, self.y, self.h
        rounding = hessian_rounding(self._model.x, self._model.y, self._model.h)
        self.numeric = q.tensor(
            "numeric_hessian", down(2), right(2), symbol="Δ∇f/2h", tolerance=Tolerance(absolute=rounding)
        )
        for direction, (ahead, behind) in enumerate(((f(x + h, y), f(x - h, y)), (f(x, y + h), f(x, y - h)))):
            for slope in range(2):
                self.numeric[slope, direction] = (ahead[slope] - behind[slope]) / (2 * h)
        gap = call("ABS", self.numeric[0, 1] - self.numeric[1, 0])
        both = Tolerance(absolute=rounding[0, 1] + rounding[1, 0])
        self.symmetry = q.result("symmetry_gap", gap, "|H₁₂ − H₂₁|", tolerance=both, zero=True)

    def _eigenvalues(self) -> None:
        q, h = self._quantities, self.hessian
        mean = (h[0, 0] + h[1, 1]) / 2
        root = call("SQRT", ((h[0, 0] - h[1, 1]) / 2) ** 2 + h[0, 1] ** 2)
        self.eigenvalues = q.row(
            "eigenvalues", mean - root, mean + root, axis=right(2), symbol="λ₁, λ₂", role=Role.OUTPUT
        )
        small, large = self.eigenvalues[0], self.eigenvalues[1]
        kind = where(small > FLAT, 1, where(large < -FLAT, -1, 0))
        self.kind = q.result("kind", kind, look=Look(self._texts["formats.kind"], "verdict", width=12))

    def _expand(self) -> None:
        q, d1, d2, s, h = self._quantities, self.dx, self.dy, self.slopes, self.hessian
        self.true = q.result("true_there", self._surface.value(self.x + d1, self.y + d2), "f(x + dx, y + dy)")
        linear = self.value + s[0] * d1 + s[1] * d2
        square = (h[0, 0] * d1**2 + 2 * h[0, 1] * d1 * d2 + h[1, 1] * d2**2) / 2
        self.expansion = q.row(
            "expansion", self.value, linear, linear + square, axis=right(3), equation="0, 1, 2", role=Role.OUTPUT
        )
        self.errors = q.tensor("expansion_errors", right(3), role=Role.LOSS)
        self.errors.fill(lambda order: call("ABS", self.expansion[order] - self.true))

    def _newton(self) -> None:
        """Take a step −H⁻¹∇f by Cramer's rule; none where H is singular."""
        q, h, s, det = self._quantities, self.hessian, self.slopes, self.determinant
        solvable = call("ABS", det) > SINGULAR
        along_x, along_y = (h[1, 1] * s[0] - h[0, 1] * s[1]) / det, (h[0, 0] * s[1] - h[1, 0] * s[0]) / det
        place = (self.x - where(solvable, along_x, 0), self.y - where(solvable, along_y, 0))
        self.newton = q.row("newton", *place, axis=right(2), symbol="x − H⁻¹∇f", role=Role.OUTPUT)
        slopes = self._surface.slopes(self.newton[0], self.newton[1])
        # Rounding alone would be shown as −0.0000.
        there = (where(call("ABS", slope) > NOTHING, slope, 0) for slope in slopes)
        # 0 on paper for a quadratic such as the bowl.
        self.landing = q.row("newton_slopes", *there, axis=right(2), symbol="∇f", zero=True)
        flat = call("AND", *(call("ABS", self.landing[n]) <= STATIONARY for n in range(2)))
        self.lands = q.claim("newton_lands", flat, "∇f = 0")

    def along(self, t: Operand) -> Expression:
        """Return the surface as a formula of t, of which the step is 1."""
        return self._surface.value(self.x + t * self.dx, self.y + t * self.dy)

    @property
    def results(self) -> list[Row]:
        """Where expansion and Newton step lead, and how the surface bends."""
        orders = Heads([self._texts["columns.order"].format(n=n) for n in range(3)])
        leads = (self.true, orders, self.expansion, self.errors)
        return [*leads, self.hessian, self.eigenvalues, self.kind, self.newton, self.landing]

    def bends_arranged(self) -> Element:
        """Arrange the gradient, the Hessian by differences, and whether the Newton step has landed."""
        bends = (self.numeric, self.symmetry, self.determinant)
        return Form(self.value, self.slopes, *bends, self.lands)
