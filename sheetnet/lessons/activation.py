"""A unit and its activation: z = Σ w x + b, a = f(z), for the functions that networks use, with their slopes."""

from __future__ import annotations

from sheetnet.formula import Expression, Index, Operand, as_expression, call, where
from sheetnet.lessons.form import Form
from sheetnet.lessons.network.formulas import activated
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.table import Table
from sheetnet.models.activation import CLAIM_SLACK, FUNCTIONS, KINK_WIDTH, Activation
from sheetnet.models.network import LEAK
from sheetnet.texts import literal
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, add_cover, add_map, down, right

TOP = 11


def book(model: Activation) -> Book:
    """Lay out the unit and the table of functions.

    Args:
        model: The unit and the grid.

    Returns:
        The book, complete.
    """
    result = Book("activation", model.settings())
    _place_unit(result, model)
    _place_functions(result, model)
    add_map(result)
    add_cover(result)
    return result


def value(name: str, z: Operand) -> Expression:
    """Return f(z); the step function is 1 from 0 on."""
    return where(z.expression() >= -KINK_WIDTH, 1, 0) if name == "step" else activated(name, z)


def slope(name: str, z: Operand) -> Expression:
    """Return f′(z) by its formula; at a kink the slope from the left."""
    f = value(name, z)
    if name == "sigmoid":
        return f * (1 - f)
    if name == "tanh":
        return 1 - f**2
    if name in ("step", "identity"):
        return as_expression(1 if name == "identity" else 0)
    return where(z.expression() > KINK_WIDTH, 1, LEAK if name == "leaky_relu" else 0)


def _place_unit(book: Book, model: Activation) -> None:
    words = book.words
    page = open_page(book, "unit", "z = w₁x₁ + w₂x₂ + … + b        a = f(z)", across=8)
    count = model.x.size
    page.headers(5, 2, ["i", "xᵢ", "wᵢ", "wᵢxᵢ"])
    for n in range(count):
        page.number(6 + n, 2, n + 1)
    x, w = (
        page.input(
            name, (6, column), getattr(model, name), [down(count)], allowed=model.field(name), role=role,
            meaning=words[f"meaning.{name}"], equation=name, number_format="0.0###",
        )
        for name, column, role in (("x", 3, Role.INPUT), ("w", 4, Role.PARAMETER))
    )  # fmt: skip
    products = page.tensor("products", (6, 5), [down(count)], meaning=words["meaning.products"], equation="wᵢxᵢ")
    products.fill(lambda n: w[n] * x[n])
    row = 7 + count
    form = Form(page, words, model, 2, 4, 5)
    b = form.input(row, "b", "b", role=Role.PARAMETER)
    z = form.result(row + 1, "unit_z", "z = Σ wᵢxᵢ + b", call("SUMPRODUCT", w, x) + b, role=Role.OUTPUT)
    page.headers(row + 3, 3, [words[f"functions.{name}"] for name in FUNCTIONS])
    axes = [right(len(FUNCTIONS))]
    page.text(row + 4, 2, words["meaning.unit_activations"])
    page.text(row + 5, 2, words["meaning.unit_slopes"])
    meaning = words["meaning.unit_activations"]
    a = page.tensor("unit_activations", (row + 4, 3), axes, meaning=meaning, equation="a = f(z)", role=Role.OUTPUT)
    slopes = page.tensor("unit_slopes", (row + 5, 3), axes, meaning=words["meaning.unit_slopes"], equation="f′(z)")
    for n, name in enumerate(FUNCTIONS):
        a[n], slopes[n] = value(name, z), slope(name, z)
    page.widths |= {1: 2, 2: 22} | dict.fromkeys(range(3, 9), 13)
    page.print_area = (1, 1, row + 6, 9)


def _place_functions(book: Book, model: Activation) -> None:
    words = book.words
    page = open_page(
        book, "functions", "σ(z) = 1/(1 + e⁻ᶻ)     σ′(z) = σ(z)(1 − σ(z))     tanh′(z) = 1 − tanh²z", across=16
    )
    form = Form(page, words, model, 2, 4, 5)
    first, step = form.input(5, "first_z", "z₀"), form.input(6, "z_step", "Δz")
    h = form.input(7, "h", "h", number_format="0.0E+00")
    table = Table(page, words, TOP, 2, model.rows)
    names = [words[f"functions.{name}"] for name in FUNCTIONS]
    z = table.add("z", "z", equation="zᵢ₊₁ = zᵢ + Δz")
    i, k = Index("i", model.rows - 1), Index("k", model.rows)
    z[0], z[i + 1] = first, z[i] + step
    groups = [(name, words[f"groups.{name}"]) for name in ("activations", "slopes", "numeric_slopes")]
    for n, (_, title) in enumerate(groups):
        page.text(TOP - 2, 3 + n * len(FUNCTIONS), title, "subheader", across=len(FUNCTIONS))
    values = table.block("activations", [*names], equation="f(z)")
    slopes = table.block("slopes", [*names], equation="f′(z)")
    numeric = table.block("numeric_slopes", [*names], equation="(f(z + h) − f(z − h)) / 2h", atol=_rounding(model))
    for n, name in enumerate(FUNCTIONS):
        values[k, n], slopes[k, n] = value(name, z[k]), slope(name, z[k])
        numeric[k, n] = (value(name, z[k] + h) - value(name, z[k] - h)) / (2 * h)
    identity = table.add("sigmoid_identity", "σ(1 − σ)", equation="σ(z)(1 − σ(z))")
    sigmoid = FUNCTIONS.index("sigmoid")
    identity[k] = values[k, sigmoid] * (1 - values[k, sigmoid])
    gap = table.add("identity_gap", "|σ(1−σ) − Δσ/2h|", number_format="0.0E+00", atol=_rounding(model))
    gap[k] = call("ABS", identity[k] - numeric[k, sigmoid])
    _place_claim(form, gap, h, _rounding(model))
    _place_charts(book, z, values, slopes, table.column + 1)
    page.widths |= {1: 2} | dict.fromkeys(range(2, table.column), 9.5)
    page.frozen = (TOP - 1, 2)
    page.print_area = (1, 1, TOP + max(model.rows, 42), table.column + 10)


def _place_claim(form: Form, error: Tensor, h: Tensor, atol: float) -> None:
    """Show how far σ(1 − σ) is from the difference quotient: about h²/10, and rounding."""
    claim = Form(form.page, form.words, form.model, 7, 11, 13)
    symbol = "max |σ(1 − σ) − Δσ/2h|"
    largest = claim.result(5, "identity_error", symbol, call("MAX", error), number_format="0.0E+00", atol=atol)
    claim.claim(6, "identity_holds", "≤ h²", largest <= h**2 + CLAIM_SLACK)


def _rounding(model: Activation) -> float:
    """Bound the rounding error of (f(z + h) − f(z − h))/2h: where f is so flat that differences are lost, |f| ≤ 1."""
    largest = 1.0 + abs(model.first_z) + model.rows * model.z_step
    return quotient_rounding(1.0, largest, 2 * model.h)


def _place_charts(book: Book, z: Tensor, values: Tensor, slopes: Tensor, column: int) -> None:
    words = book.words
    for row, key, tensor, limits in (
        (TOP - 1, "functions", values, (-1.5, 4.0)),
        (TOP + 20, "slopes", slopes, (-0.2, 1.2)),
    ):
        series = [Series(words[f"functions.{name}"], z[...], tensor[:, n]) for n, name in enumerate(FUNCTIONS)]
        title = words[f"charts.{key}"]
        y = words[f"charts.{key}_axis"]
        z.page.charts.append(
            Chart((row, column), title, literal("z"), y, series, y_limits=limits, y_step=0.5 if limits[1] > 2 else 0.2)
        )
