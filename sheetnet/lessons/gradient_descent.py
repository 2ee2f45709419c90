"""Gradient descent on sums of squares, z = Σ c x²: xᵢ₊₁ = xᵢ + Δxᵢ with Δx = −η ∂z/∂x, one row a step."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import reduce
from operator import add

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.gradient_descent import (
    AWAY,
    CONTOUR_POINTS,
    CONTOUR_SHARES,
    DIRECTION_DIGITS,
    DOWN,
    JUMP_WIDTH,
    LEVEL,
    SURFACES,
    GradientDescent,
    Surface,
)
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, add_cover, add_map, down, right
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import WALKED

PATH, HEIGHT = (11.5, 11.5), (8.5, 7.0)
"""Sizes of the charts, which stand beside the inputs on one screen; the path needs a square."""
AIR = 1.5
"""By so much the chart of the path is larger than the contour line on which the walk starts."""
NICE = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
"""Ends of an axis, times a power of ten."""


def book(model: GradientDescent) -> Book:
    """Write the four walks, one sheet each.

    Args:
        model: Starts, learning rates and the number of steps.

    Returns:
        The book, complete.
    """
    result = Book("gradient_descent", model.settings())
    for surface in SURFACES:
        _add_walk(result, _Walk(model, surface, result.texts))
    add_map(result)
    add_cover(result)
    return result


class _Walk:
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
        self.contours = self._contours()

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
        self.z.fill(lambda k: _sum(_times(c, x[k] * x[k]) for c, x in zip(coefficients, self.positions, strict=True)))

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
        self.final = q.result("final_z", last, role=Role.OUTPUT, look=Look("0.0000E+00"), equation="zₙ")
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

    def _contours(self) -> _Contours | None:
        """Return the contour lines to draw: shares of the height at the start, or at the end of a walk uphill."""
        if len(self.surface.axes) == 1:
            return None
        base, height = (self.z[self.steps], "zₙ") if self.surface.uphill else (self.z[0], "z₀")
        return _Contours(self._quantities, self.surface, base, height)


class _Contours:
    """The ellipses c₁x² + c₂y² = z of a few heights z, as points over the angle θ.

    Args:
        quantities: Makes the tensors.
        surface: The surface; it has two coordinates.
        base: The height of which the lines' heights are shares.
        height: Its symbol.
    """

    def __init__(self, quantities: Quantities, surface: Surface, base: Expression, height: str) -> None:
        q, self.height = quantities, height
        self.level = q.tensor("contour_level", right(len(CONTOUR_SHARES)), symbol=f"c·{height}")
        for n, share in enumerate(CONTOUR_SHARES):
            self.level[n] = _times(share, base)
        self.angle = q.tensor("contour_angle", down(CONTOUR_POINTS), equation=f"θ = 2π k / {CONTOUR_POINTS - 1}")
        k = Index("k", CONTOUR_POINTS - 1)
        self.angle[0], self.angle[k + 1] = 0, self.angle[k] + 2 * call("PI") / (CONTOUR_POINTS - 1)
        c, d = surface.coefficients
        self.x, self.y = self._points(q, "x", c, "COS"), self._points(q, "y", d, "SIN")

    def _points(self, q: Quantities, axis: str, c: float, function: str) -> Tensor:
        equation = f"{axis} = √(z/{c:g}) {function.lower()} θ"
        points = q.tensor(f"contour_{axis}", *self.angle.axes, *self.level.axes, equation=equation)
        return points.fill(
            lambda k, n: (
                call("SQRT", self.level[n] if c == 1 else self.level[n] / c)
                * call("ROUND", call(function, self.angle[k]), DIRECTION_DIGITS)
            )
        )


def _add_walk(book: Book, walk: _Walk) -> None:
    """Arrange inputs and outcome beside the charts, and below them the table; contour points stand aside."""
    texts, charts, aside = book.texts, [ChartBox(_height_chart(walk, book.texts))], None
    if walk.contours is not None:
        charts.insert(0, ChartBox(_path_chart(walk, walk.contours, texts)))
        aside = _contour_points(walk.contours, texts)
    left = panel(book, walk.surface.key, [walk.rate, *walk.starts], [walk.final, walk.verdict])
    body = below(beside(left, *charts), _table(walk))
    equation = f"{walk.equation_of_z}        Δx = {walk.sign}η ∂z/∂x        xᵢ₊₁ = xᵢ + Δx"
    add_sheet(book, walk.surface.key, body, equation=equation, aside=aside)


def _table(walk: _Walk) -> Table:
    axes = walk.surface.axes
    return Table(
        Column(walk.number, ["i"]),
        *(Column(position, [axis]) for position, axis in zip(walk.positions, axes, strict=True)),
        *(Column(gradient, [f"∂z/∂{axis}"]) for gradient, axis in zip(walk.gradients, axes, strict=True)),
        *(Column(move, [f"Δ{axis}"]) for move, axis in zip(walk.moves, axes, strict=True)),
        Column(walk.z, ["z"]),
    )


def _height_chart(walk: _Walk, texts: Texts) -> Chart:
    series = Series(literal("z"), walk.number[...], walk.z[...], marker=True)
    return Chart(
        texts["charts.cost"], texts["charts.step"], literal("z"), [series],
        x_limits=(0, walk.steps), legend=False, size=HEIGHT,
    )  # fmt: skip


def _path_chart(walk: _Walk, contours: _Contours, texts: Texts) -> Chart:
    x, y = walk.positions
    lines = [
        Series(_name(contours, share, texts), contours.x[:, n], contours.y[:, n], color="A6A6A6", width=1)
        for n, share in enumerate(CONTOUR_SHARES)
    ]
    path = Series(texts["charts.path"], x[...], y[...], color="D62728", marker=True)
    is_round = len(set(walk.surface.coefficients)) == 1
    title = texts["charts.contours" if is_round else "charts.stretched"]
    x_limits, y_limits = _limits(walk)
    return Chart(
        title, literal("x"), literal("y"), [*lines, path],
        x_limits=x_limits, y_limits=y_limits, size=PATH, legend=False, square=is_round,
    )  # fmt: skip


def _limits(walk: _Walk) -> list[tuple[float, float] | None]:
    """Return the ends of both axes: a walk that runs away leaves the picture, and the contour lines stay in it.

    Uphill, where the lines follow the walk's end, and for a start on the minimum the program chooses.
    """
    coefficients = walk.surface.coefficients
    height = sum(c * x * x for c, x in zip(coefficients, walk.begins, strict=True))
    if walk.surface.uphill or not height:
        return [None for _ in coefficients]
    reaches = [_nice(AIR * math.sqrt(height / c)) for c in coefficients]
    return [(-reach, reach) for reach in reaches]


def _nice(reach: float) -> float:
    """Return the next larger number at which an axis may end."""
    power = 10.0 ** math.floor(math.log10(reach))
    return power * next(end for end in NICE if end * power >= reach)


def _contour_points(contours: _Contours, texts: Texts) -> Element:
    table = Table(
        Column(contours.angle, ["θ"]),
        Column(contours.x, [f"x ({share:g})" for share in CONTOUR_SHARES]),
        Column(contours.y, [f"y ({share:g})" for share in CONTOUR_SHARES]),
    )
    return below(Caption(texts["contours.heading"], "heading"), Form(contours.level), table)


def _name(contours: _Contours, share: float, texts: Texts) -> Text:
    return texts["charts.contour"].format(share=f"{share:g}", height=contours.height)


def _times(factor: float, operand: Operand) -> Expression:
    return operand.expression() if factor == 1 else factor * operand


def _sum(terms: Iterable[Expression]) -> Expression:
    return reduce(add, terms)
