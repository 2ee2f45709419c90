"""Taylor, Hessian, Newton, Jacobian and norms: what a function looks like near a point.

The Hessian's eigenvalues are λ = (a + d)/2 ± √(((a − d)/2)² + b²) for the symmetric [[a, b], [b, d]].
"""

from __future__ import annotations

from typing import Any

from sheetnet.formula import Expression, Index, Operand, call, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.table import Table
from sheetnet.models.taylor import CLAIM_SLACK, DIMENSIONS, FLAT, GRID, SINGULAR, Taylor
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Chart, Page, Role, Series, Tensor, add_cover, add_map, down, right

CURVES = {"exponential": "f(x) = eˣ", "sine": "f(x) = sin x", "logistic": "f(x) = σ(x)"}
SURFACES = {
    "bowl": "f(x, y) = x² + xy + 2y² − x",
    "saddle": "f(x, y) = x² − y² + xy",
    "wave": "f(x, y) = sin x + x·y²",
}
NEWTON_ROUNDING = 1e-10
"""With |det H| > 0.1 and numerators up to 310 (the wave at |x|, |y| = 5): 16 · 2⁻⁵² · 310 / 0.1 ≈ 1e-11, and room."""
LANDING_ROUNDING = 1e-7
"""Of ∇f at the end of a step of up to 3100: slopes 2xy and cos x there magnify the place's own error (at most 3e-8)."""
GRID_STEP = 0.125


def book(model: Taylor) -> Book:
    """Lay out curve, surface, Jacobian and norms, one sheet each.

    Args:
        model: The functions, the points, and the vectors.

    Returns:
        The book, complete.
    """
    result = Book("taylor", model.settings())
    _curve(result, model)
    _Surface(result, model)
    _norms(result, model)
    add_map(result)
    add_cover(result)
    return result


def slope_sizes(name: str, x: float, y: float) -> tuple[float, float]:
    """Bound ∂f/∂x and ∂f/∂y, and how they pass on the rounding of arguments up to x and y, every term by its size."""
    if name == "wave":
        return 1 + y**2 + 2 * x * y, x + 2 * y**2 + 2 * x * y
    size = 2 * x + 4 * y + 1 if name == "bowl" else 2 * x + 2 * y
    return size, size


def _page(book: Book, key: str, equation: str) -> Page:
    page = open_page(book, key, equation, across=7)
    page.widths |= {1: 2, 2: 32, 3: 22} | dict.fromkeys(range(4, 12), 13)
    return page


def derivatives(name: str, x: Operand) -> tuple[Expression, Expression, Expression]:
    """Return f, f′ and f″ of the curve."""
    if name == "exponential":
        return call("EXP", x), call("EXP", x), call("EXP", x)
    if name == "sine":
        return call("SIN", x), call("COS", x), -call("SIN", x)
    s = 1 / (1 + call("EXP", -x))
    return s, s * (1 - s), s * (1 - s) * (1 - 2 * s)


def _curve(book: Book, model: Taylor) -> None:
    words = book.words
    equation = CURVES[model.curve] + "        f(a + d) ≈ f(a) + f′(a)·d + ½ f″(a)·d²"
    page = _page(book, "curve", equation)
    form = Form(page, words, model, 2, 3, 4)
    center = form.input(5, "center", "a")
    f, first, second = derivatives(model.curve, center)
    value = form.result(6, "value", "f(a)", f)
    slope = form.result(7, "slope", "f′(a)", first)
    bend = form.result(8, "bend", "f″(a)", second)
    table = Table(page, words, 13, 2, GRID)
    i, k = Index("i", GRID - 1), Index("k", GRID)
    x = table.add("grid", "x")
    x[0], x[i + 1] = center - 2, x[i] + GRID_STEP
    true = table.add("true", "f(x)")
    true[k] = derivatives(model.curve, x[k])[0]
    names: list[Any] = [words["columns.order"].format(n=n) for n in range(3)]
    orders = table.block("orders", names, role=Role.OUTPUT, equation="f + f′d + ½f″d²")
    d = x[k] - center
    orders[k, 0] = value
    orders[k, 1] = value + slope * d
    orders[k, 2] = value + slope * d + bend * d**2 / 2
    errors = table.block("order_errors", [words["columns.error"].format(n=n) for n in range(3)],
                         role=Role.LOSS, number_format="0.0E+00")  # fmt: skip
    n = Index("order", 3)
    errors[k, n] = call("ABS", orders[k, n] - true[k])
    near = GRID // 2 + 1
    form.claim(9, "errors_shrink", "", errors[near, 2] <= errors[near, 1] + CLAIM_SLACK)
    curves = [Series(words["charts.true"], x[...], true[...], width=2.5)]
    curves += [Series(names[n], x[...], orders[:, n], dashed=True) for n in range(3)]
    page.charts.append(Chart((12, 11), words["charts.curve"], words["charts.x"], words["charts.y"], curves))
    page.print_area = (1, 1, 13 + GRID, 20)


class _Surface:
    """Gradient, Hessian, expansion, Newton step and Jacobian at a point of the plane."""

    def __init__(self, book: Book, model: Taylor) -> None:
        self.words, self.model, self.name = book.words, model, model.surface
        equation = (
            SURFACES[self.name] + "        f(x + d) ≈ f + ∇f·d + ½ dᵀHd        λ = (a + d)/2 ± √(((a − d)/2)² + b²)"
        )
        self.page = _page(book, "surface", equation)
        form = self.form = Form(self.page, self.words, model, 2, 3, 4)
        self.x, self.y = form.input(5, "x", "x"), form.input(6, "y", "y")
        self.dx, self.dy = form.input(7, "step_x", "dx"), form.input(8, "step_y", "dy")
        self.h = form.input(9, "h", "h")
        self.value = form.result(10, "surface_value", "f(x, y)", self._value(self.x, self.y))
        self.slopes = self._grid("surface_slopes", 11, (1, 2), [list(self._slopes(self.x, self.y))], "∇f")
        self._hessian()
        self._expand()
        self._newton()
        self._jacobian(book)
        self.page.print_area = (1, 1, 36, 8)

    def _value(self, x: Operand, y: Operand) -> Expression:
        if self.name == "bowl":
            return x**2 + x * y + 2 * y**2 - x
        return x**2 - y**2 + x * y if self.name == "saddle" else call("SIN", x) + x * y**2

    def _slopes(self, x: Operand, y: Operand) -> tuple[Expression, Expression]:
        if self.name == "bowl":
            return 2 * x + y - 1, x + 4 * y
        return (2 * x + y, x - 2 * y) if self.name == "saddle" else (call("COS", x) + y**2, 2 * x * y)

    def _second(self) -> tuple[Any, Any, Any]:
        """Return ∂²f/∂x², ∂²f/∂x∂y and ∂²f/∂y²."""
        if self.name == "bowl":
            return 2, 1, 4
        return (2, 1, -2) if self.name == "saddle" else (-call("SIN", self.x), 2 * self.y, 2 * self.x)

    def _grid(
        self, name: str, row: int, shape: tuple[int, int], formulas: list[list[Any]], symbol: str, **looks: Any
    ) -> Tensor:
        """Place a small matrix (or a row) with its label, and give each cell its formula."""
        meaning = self.words[f"meaning.{name}"]
        self.page.text(row, 2, meaning)
        self.page.text(row, 3, symbol, "symbol")
        axes = [right(shape[1])] if shape[0] == 1 else [down(shape[0]), right(shape[1])]
        tensor = self.page.tensor(name, (row, 4), axes, meaning=meaning, equation=symbol, **looks)
        for r, line in enumerate(formulas):
            for c, formula in enumerate(line):
                tensor[(c,) if shape[0] == 1 else (r, c)] = formula
        return tensor

    def _hessian(self) -> None:
        a, b, d = self._second()
        self.hessian = self._grid("hessian", 13, (2, 2), [[a, b], [b, d]], "H")
        x, y, h, slopes = self.x, self.y, self.h, self._slopes
        ahead, behind = (slopes(x + h, y), slopes(x, y + h)), (slopes(x - h, y), slopes(x, y - h))
        differences = [[(ahead[by][of] - behind[by][of]) / (2 * h) for by in (0, 1)] for of in (0, 1)]
        reached = (abs(self.model.x) + self.model.h, abs(self.model.y) + self.model.h)
        rounding = quotient_rounding(*slope_sizes(self.model.surface, *reached), 2 * self.model.h)
        numeric = self._grid("numeric_hessian", 16, (2, 2), differences, "Δ∇f/2h", atol=rounding)
        gap = call("ABS", numeric[0, 1] - numeric[1, 0])
        self.form.result(18, "symmetry_gap", "|H₁₂ − H₂₁|", gap, number_format="0.0E+00", atol=2 * rounding)
        h11, h12, h22 = self.hessian[0, 0], self.hessian[0, 1], self.hessian[1, 1]
        self.determinant = self.form.result(19, "hessian_determinant", "ad − b²", h11 * h22 - h12**2)
        root = call("SQRT", ((h11 - h22) / 2) ** 2 + h12**2)
        mean = (h11 + h22) / 2
        self.eigenvalues = self._grid(
            "eigenvalues", 20, (1, 2), [[mean - root, mean + root]], "λ₁, λ₂", role=Role.OUTPUT
        )
        small, large = self.eigenvalues[0], self.eigenvalues[1]
        kind = where(small > FLAT, 1, where(large < -FLAT, -1, 0))
        self.form.result(21, "kind", "", kind, style="verdict", number_format=self.words["formats.kind"])

    def _expand(self) -> None:
        d1, d2, s, h = self.dx, self.dy, self.slopes, self.hessian
        true = self.form.result(23, "true_there", "f(x + dx, y + dy)", self._value(self.x + d1, self.y + d2))
        linear = self.value + s[0] * d1 + s[1] * d2
        square = (h[0, 0] * d1**2 + 2 * h[0, 1] * d1 * d2 + h[1, 1] * d2**2) / 2
        orders = [self.value.expression(), linear, linear + square]
        expansion = self._grid("expansion", 24, (1, 3), [orders], "0, 1, 2", role=Role.OUTPUT)
        errors = [call("ABS", expansion[n] - true) for n in range(3)]
        self._grid("expansion_errors", 25, (1, 3), [errors], "", role=Role.LOSS, number_format="0.0E+00")

    def _newton(self) -> None:
        h, s, det = self.hessian, self.slopes, self.determinant
        solvable = call("ABS", det) > SINGULAR
        steps = [(h[1, 1] * s[0] - h[0, 1] * s[1]) / det, (h[0, 0] * s[1] - h[1, 0] * s[0]) / det]
        points = [self.x - where(solvable, steps[0], 0), self.y - where(solvable, steps[1], 0)]
        newton = self._grid("newton", 27, (1, 2), [points], "x − H⁻¹∇f", role=Role.OUTPUT, atol=NEWTON_ROUNDING)
        slopes = list(self._slopes(newton[0], newton[1]))
        after = self._grid("newton_slopes", 28, (1, 2), [slopes], "∇f", atol=LANDING_ROUNDING)
        flat = call("AND", call("ABS", after[0]) <= 1e-6, call("ABS", after[1]) <= 1e-6)
        self.form.claim(29, "newton_lands", "∇f = 0", flat)

    def _jacobian(self, book: Book) -> None:
        self.page.text(31, 2, self.words["headings.jacobian"], "heading")
        self.page.text(32, 2, "u = x² − y²        v = 2xy        det J = 4(x² + y²)", "equation")
        x, y = self.x, self.y
        jacobian = self._grid("jacobian", 33, (2, 2), [[2 * x, -2 * y], [2 * y, 2 * x]], "J")
        det = jacobian[0, 0] * jacobian[1, 1] - jacobian[0, 1] * jacobian[1, 0]
        self.form.result(35, "jacobian_determinant", "det J", det, role=Role.OUTPUT)
        self.form.result(36, "jacobian_function", "MDETERM(J)", call("MDETERM", jacobian))


def _norms(book: Book, model: Taylor) -> None:
    words = book.words
    page = _page(book, "norms", "‖a‖ = √(Σ aᵢ²)        ‖a‖₁ = Σ |aᵢ|        ‖a‖∞ = max |aᵢ|        ‖M‖ = √(Σ mᵢⱼ²)")
    vectors = _vectors(page, words, model)
    a, b, c, matrix = vectors["first"], vectors["second"], vectors["scale"], vectors["matrix"]
    i = Index("i", DIMENSIONS)
    total, scaled, image = (
        _vector(page, words, name, row) for row, name in ((12, "total"), (13, "scaled"), (14, "image"))
    )
    total[i], scaled[i] = a[i] + b[i], c * a[i]
    for n in range(DIMENSIONS):
        image[n] = call("SUMPRODUCT", matrix[n], a)
    meaning = words["meaning.lengths"]
    lengths = page.tensor("lengths", (16, 4), [right(5)], meaning=meaning, role=Role.OUTPUT, equation="√(Σ aᵢ²)")
    page.text(16, 2, meaning)
    page.text(16, 3, "a, b, a + b, c·a, M·a", "symbol")
    for n, vector in enumerate((a, b, total, scaled, image)):
        lengths[n] = call("SQRT", call("SUMSQ", vector))
    form = Form(page, words, model, 2, 3, 4)
    size = form.result(17, "matrix_length", "‖M‖", call("SQRT", call("SUMSQ", matrix)), role=Role.OUTPUT)
    for row, name, formulas in (
        (18, "sum_norms", [_sum_of_sizes(v) for v in (a, b)]),
        (19, "largest_norms", [call("MAX", call("MAX", v), -call("MIN", v)) for v in (a, b)]),
    ):
        page.text(row, 2, words[f"meaning.{name}"])
        page.text(row, 3, {"sum_norms": "‖a‖₁, ‖b‖₁", "largest_norms": "‖a‖∞, ‖b‖∞"}[name], "symbol")
        largest = tensor = page.tensor(name, (row, 4), [right(2)], meaning=words[f"meaning.{name}"])
        tensor[0], tensor[1] = formulas
    slack = CLAIM_SLACK * (1 + call("MAX", lengths))
    positive = call("AND", lengths[0] >= 0, lengths[1] >= 0)
    form.claim(21, "norm_positive", "‖a‖ ≥ 0", positive)
    gap = call("ABS", lengths[3] - call("ABS", c) * lengths[0])
    zeros = [call("OR", lengths[n] > 0, largest[n].expression() <= 0) for n in range(2)]
    form.claim(22, "norm_definite", "‖a‖ = 0 ⇒ a = 0", call("AND", *zeros))
    form.claim(23, "norm_scales", "‖c·a‖ = |c|·‖a‖", gap <= slack)
    form.claim(24, "norm_triangle", "‖a + b‖ ≤ ‖a‖ + ‖b‖", lengths[2] <= lengths[0] + lengths[1] + slack)
    form.claim(25, "norm_bounds", "‖M·a‖ ≤ ‖M‖·‖a‖", lengths[4] <= size * lengths[0] + slack)
    page.print_area = (1, 1, 26, 10)


def _sum_of_sizes(vector: Tensor) -> Expression:
    total = call("ABS", vector[0])
    for n in range(1, DIMENSIONS):
        total = total + call("ABS", vector[n])
    return total


def _vectors(page: Page, words: Texts, model: Taylor) -> dict[str, Tensor]:
    """Place the vectors, the matrix and the factor."""
    found = {}
    for row, name, symbol, axes in (
        (5, "first", "a", [right(DIMENSIONS)]),
        (6, "second", "b", [right(DIMENSIONS)]),
        (8, "matrix", "M", [down(DIMENSIONS), right(DIMENSIONS)]),
    ):
        page.text(row, 2, words[f"meaning.{name}"])
        page.text(row, 3, symbol, "symbol")
        found[name] = page.input(
            name, (row, 4), getattr(model, name), axes, allowed=model.field(name), meaning=words[f"meaning.{name}"],
            equation=symbol, number_format="0.0##",
        )  # fmt: skip
    found["scale"] = Form(page, words, model, 2, 3, 4).input(7, "scale", "c")
    return found


def _vector(page: Page, words: Texts, name: str, row: int) -> Tensor:
    symbol = {"total": "a + b", "scaled": "c·a", "image": "M·a"}[name]
    page.text(row, 2, words[f"meaning.{name}"])
    page.text(row, 3, symbol, "symbol")
    meaning = words[f"meaning.{name}"]
    return page.tensor(name, (row, 4), [right(DIMENSIONS)], meaning=meaning, equation=symbol)
