"""Batch, mini-batch and stochastic descent: the same formulas, with all, some, or one of the samples a step."""

from __future__ import annotations

from sheetnet.lessons.descent_variants.contours import CostContours
from sheetnet.lessons.descent_variants.outcome import Outcome
from sheetnet.lessons.descent_variants.pictures import Pictures
from sheetnet.lessons.descent_variants.walk import Fit, Walk, name_of
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import LineRounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.descent_variants import VARIANTS, DescentVariants
from sheetnet.texts import Texts, load_texts
from sheetnet.workbook import Book, Chart, add_cover, add_map
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Table, below, beside, counted
from sheetnet.workbook.page import Page

SMALL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def book(model: DescentVariants) -> Book:
    """Write the samples with the costs of all variants, the orders, and one sheet a variant.

    Args:
        model: The samples, learning rates and orders.

    Returns:
        The book, complete.
    """
    result = Book("descent_variants", model.settings())
    texts = result.texts
    fit = Fit(model, texts)
    walks = [Walk(model, fit, variant, texts) for variant in VARIANTS]
    outcome = Outcome(model, fit, walks, texts)
    equation = "C = 1/(2n) Σ (px + q − y)²        p ← p − η ∂C/∂p        q ← q − η ∂C/∂q"
    contours = CostContours(
        Quantities(model, texts), fit.x, (outcome.slope, outcome.intercept),
        (fit.start_slope, fit.start_intercept), LineRounding(model.x, model.y),
    )  # fmt: skip
    pictures = Pictures(model, contours, outcome, texts)
    charts = ChartBox(pictures.paths(walks), pictures.costs(walks))
    body = below(
        beside(_choices(result, fit, walks, outcome), charts), _samples(fit, outcome, texts, pictures.lines(fit, walks))
    )
    page = add_sheet(
        result, "samples", body, equation=equation, aside=beside(contours.arranged(), _ends(fit, walks, outcome, texts))
    )
    about = texts["about.orders"].format(samples=model.samples)
    add_sheet(result, "orders", _ordered(result, fit, outcome, pictures.of_orders(walks[-1])), about=about)
    for walk in walks:
        behind = None if walk is walks[0] else walks[0]
        charts = ChartBox(pictures.paths([walk], behind), pictures.costs([walk], behind))
        _add_steps(result, walk, beside(_seen(result, walk, page), charts))
    add_map(result)
    add_cover(result)
    return result


def _choices(book: Book, fit: Fit, walks: list[Walk], outcome: Outcome) -> Element:
    """Arrange start and rates with what becomes of them, and below them what to try."""
    texts, common, tips = book.texts, load_texts("common"), tips_of(book, "samples")
    variants = Table(
        Column([name_of(walk, texts) for walk in walks], [texts["columns.variant"]]),
        Column([float(walk.size) for walk in walks], [texts["columns.size"]], style="counter"),
        Column([walk.rate for walk in walks], ["η"]),
        Column(outcome.costs, [texts["columns.final"]]),
    )
    change = Caption(common["panel.change"], "heading")
    form = Form(fit.start_slope, fit.start_intercept, outcome.cost)
    return below(below(change, variants, gap=0), form, *([] if tips is None else [tips]))


def _samples(fit: Fit, outcome: Outcome, texts: Texts, lines: Chart) -> Element:
    count = fit.x.shape[0]
    samples = Table(counted(count, texts["columns.sample"]), Column(fit.x, ["x"]), Column(fit.y, ["y"]))
    return beside(samples, Form(None, outcome.slope, outcome.intercept), ChartBox(lines))


def _ends(fit: Fit, walks: list[Walk], outcome: Outcome, texts: Texts) -> Element:
    """Arrange the lines of the chart, where they begin and end."""
    ends = (Column(walk.line, [name_of(walk, texts)]) for walk in walks)
    table = Table(Column(fit.ends, ["x"]), *ends, Column(outcome.line, [texts["charts.best"]]))
    return below(Caption(texts["charts.lines"], "heading"), table)


def _orders(fit: Fit, texts: Texts) -> Table:
    epochs, samples = fit.order.shape
    numbers = [texts["row.epoch"].format(epoch=epoch + 1) for epoch in range(epochs)]
    return Table(
        Column(numbers, [texts["columns.epoch"]]), Column(fit.order, [str(number + 1) for number in range(samples)])
    )


def _ordered(book: Book, fit: Fit, outcome: Outcome, charts: Element) -> Element:
    """Arrange the orders, and below them what to try, beside what comes of them."""
    common, tips = load_texts("common"), tips_of(book, "orders")
    left = below(Caption(common["panel.change"], "heading"), _orders(fit, book.texts), gap=0)
    results = Form(common["panel.happens"], *outcome.ordered)
    return beside(below(left, *([] if tips is None else [tips])), below(results, charts, gap=0))


def _seen(book: Book, walk: Walk, samples: Page) -> Element:
    """Arrange a walk's rate with where it is changed, where the walk ends, and below it what to look at."""
    tips = tips_of(book, walk.variant)
    results = Form(load_texts("common")["panel.happens"], walk.rate_here, *walk.ends)
    change = Caption(book.texts["rate.change"], "link", target=samples)
    return below(change, results, *([] if tips is None else [tips]))


def _add_steps(book: Book, walk: Walk, charts: Element) -> None:
    about = book.texts[f"about.{walk.variant}"].format(size=walk.size, steps=walk.steps)
    equation = "∂C/∂p = Σ (px + q − y)·x / m        ∂C/∂q = Σ (px + q − y) / m"
    table = Table(
        Column(walk.seen, ["n"]),
        Column(walk.slope, ["p"]),
        Column(walk.intercept, ["q"]),
        Column(walk.cost, ["C"]),
        Column(walk.slope_gradient, ["∂C/∂p"]),
        Column(walk.intercept_gradient, ["∂C/∂q"]),
        None,
        Column(walk.x, _counted("x", walk.size)),
        None,
        Column(walk.y, _counted("y", walk.size)),
        None,
        Column(walk.error, _counted("e", walk.size)),
    )
    add_sheet(book, walk.variant, below(charts, table), equation=equation, about=about)


def _counted(symbol: str, count: int) -> list[str]:
    """Return headers of what belongs together: x₁, x₂ …, or x where there is one."""
    return [symbol] if count == 1 else [f"{symbol}{number}".translate(SMALL) for number in range(1, count + 1)]
