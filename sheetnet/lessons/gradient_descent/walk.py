"""A walk on a sum of squares as equations: positions, gradients, steps, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

from sheetnet.formula import Expression, Index, call, where
from sheetnet.lessons.gradient_descent.contours import Contours, times
from sheetnet.lessons.gradient_descent.parabola import Parabola
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.gradient_descent import AWAY, DOWN, JUMP_WIDTH, LEVEL, GradientDescent, Surface
from sheetnet.texts import Texts
from sheetnet.workbook import Look, Role, Tensor, down
from sheetnet.workbook.look import WALKED

HEIGHT = Look("[<1]0.00000;[<1000000000]#,##0.00;0.00E+00")
"""How the height at the end is shown: it may be next to nothing, and beyond all bounds."""


class Walk:
    """The walk on a surface: positions, gradients and steps, one of each for every coordinate.

    Args:
        model: Starts, learning rates and the number of steps.
        surface: The surface, and whether the walk leads up or down.
        texts: The lesson's texts.
    """

    def __init__(self, model: GradientDescent, surface: Surface, texts: Texts) -> None:
        self.surface, self.steps = surface, model.steps
        self._quantities = q = Quantities(model, texts, prefix=surface.named(""))
        self.sign = "+" if surface.uphill else "−"
        self.begins = [float(getattr(model, surface.named(f"start_{axis}"))) for axis in surface.axes]
        self.rate = q.input("learning_rate", symbol="η")
        self.starts = [q.input(f"start_{axis}", symbol=f"{axis}₀") for axis in surface.axes]
        self.number = q.counter("step_number", self.steps + 1)
        self._steps()
        self._outcome(texts)
        self.ground = self._ground()

    @property
    def equation_of_z(self) -> str:
        """The surface, in symbols."""
        pairs = zip(self.surface.coefficients, self.surface.axes, strict=True)
        return "z = " + " + ".join(f"{'' if c == 1 else f'{c:g}'}{axis}²" for c, axis in pairs)

    def _steps(self) -> None:
        axes, coefficients = self.surface.axes, self.surface.coefficients
        self.positions = [self._column(a, f"{a}ᵢ₊₁ = {a}ᵢ + Δ{a}ᵢ") for a in axes]
        self.gradients = [
            self._column(f"gradient_{a}", f"∂z/∂{a} = {2 * c:g}{a}") for a, c in zip(axes, coefficients, strict=True)
        ]
        self.moves = [self._column(f"step_{a}", f"Δ{a} = {self.sign}η ∂z/∂{a}") for a in axes]
        for n, c in enumerate(coefficients):
            self._step(self.positions[n], self.gradients[n], self.moves[n], self.starts[n], 2 * c)
        self.z = self._column("z", self.equation_of_z, Role.LOSS)
        # x*x, not x^2: where that is too small for a number, LibreOffice says #NUM!.
        self.z.fill(lambda k: _sum(times(c, x[k] * x[k]) for c, x in zip(coefficients, self.positions, strict=True)))

    def _step(self, position: Tensor, gradient: Tensor, move: Tensor, start: Tensor, slope: float) -> None:
        i, k = Index("i", self.steps), Index("k", self.steps + 1)
        position[0], position[i + 1] = start, position[i] + move[i]
        gradient[k] = slope * position[k]
        move[k] = (self.rate if self.surface.uphill else -self.rate) * gradient[k]

    def _column(self, name: str, equation: str, role: Role = Role.COMPUTED) -> Tensor:
        return self._quantities.tensor(name, down(self.steps + 1), equation=equation, role=role, look=WALKED)

    def _outcome(self, texts: Texts) -> None:
        """Say how high the walk ends and what becomes of it."""
        q, uphill, last = self._quantities, self.surface.uphill, self.z[self.steps]
        self.final = q.result("final_z", last, role=Role.OUTPUT, look=HEIGHT, equation="zₙ")
        look = Look(texts["verdict.climbs" if uphill else "verdict.falls"], "verdict", width=16)
        formula = self._climbs() if uphill else self._comes_nearer()
        equation = "z > z₀ ?" if uphill else " , ".join(f"|{a}ₙ| : |{a}₀|" for a in self.surface.axes)
        self.verdict = q.result("verdict", formula, role=Role.OUTPUT, look=look, equation=equation, zero=not uphill)

    def _climbs(self) -> Expression:
        """Tell whether the end is higher than the start; beyond all numbers an engine has an error."""
        last = self.z[self.steps]
        return where(call("ISNUMBER", last), where(last > self.z[0], 1, 0), 1)

    def _comes_nearer(self) -> Expression:
        """Tell of the worse coordinate whether it comes nearer to the minimum; who begins there does not."""
        return where(self.z[0].equals(0), LEVEL, call("MAX", *map(self._nearer, self.positions)))

    def _nearer(self, position: Tensor) -> Expression:
        """Tell whether a coordinate ends nearer to 0 than it began, as far away, or further or beyond all numbers."""
        first, last = call("ABS", position[0]), call("ABS", position[self.steps])
        at_most = where(last <= first * (1 - JUMP_WIDTH), DOWN, LEVEL)
        away = where(last > first * (1 + JUMP_WIDTH), AWAY, at_most)
        return where(call("ISNUMBER", position[self.steps]), away, AWAY)

    def _ground(self) -> Contours | Parabola:
        """Return what the path is drawn on: contour lines, at shares of the height at the start, or at the end uphill.

        Uphill the outermost is no lower than 1: a walk that stays at the bottom has lines around it as well. In one
        dimension it is the parabola itself.
        """
        if len(self.surface.axes) == 1:
            return Parabola(self._quantities, self.starts[0], self.surface.coefficients[0])
        if self.surface.uphill:
            return Contours(self._quantities, self.surface, call("MAX", self.z[self.steps], 1), "max(zₙ, 1)")
        return Contours(self._quantities, self.surface, self.z[0].expression(), "z₀")


def _sum(terms: Iterable[Expression]) -> Expression:
    return reduce(add, terms)
