"""Six update rules on one valley, side by side: each rule in its own columns, all paths and curves together."""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.lessons.optimizers.picture import PathPicture
from sheetnet.lessons.optimizers.walk import AXES, Valley, Walk
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.update_rules import SYMBOLS, UPDATE_RULES
from sheetnet.models.optimizers import RULES, Optimizers
from sheetnet.texts import Text, Texts, literal, load_texts
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, add_cover, add_map, down
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Gap, Table, below, beside, counted
from sheetnet.workbook.look import ERROR
from sheetnet.workbook.page import Page

EQUATION = "z = x² + c·y²        ∂z/∂x = 2x        ∂z/∂y = 2c·y        xᵢ₊₁ = xᵢ − Δxᵢ"
WIDTH = 100.0
"""Of the words below the charts, in characters."""
COORDINATE = (9.5, 10.0)
"""The charts of x and of y."""


def book(model: Optimizers) -> Book:
    """Write the settings with the results of all rules, and the walks.

    Args:
        model: The valley, the start, and the rules' numbers.

    Returns:
        The book, complete.
    """
    result = Book("optimizers", model.settings())
    texts, valley = result.texts, Valley(model, result.texts)
    walks = {rule: Walk(model, valley, rule, texts) for rule in RULES}
    ends = (walk.z[model.steps] for walk in walks.values())
    picture = PathPicture(model, Quantities(model, texts), valley, walks)
    final = Quantities(model, texts).row(
        "final_z", *ends, axis=down(len(walks)), role=Role.LOSS, look=ERROR, equation="zₙ"
    )
    result.picture = picture.overview()
    rules = add_sheet(
        result, "rules", _rules(result, valley, walks, final, picture), equation=EQUATION, aside=picture.points()
    )
    add_sheet(result, "walks", _steps(result, valley, walks, rules), equation=EQUATION)
    add_map(result)
    add_cover(result)
    return result


def _rules(
    book: Book, valley: Valley, walks: Mapping[str, Walk], final: Tensor, picture: PathPicture
) -> Element:  # fmt: skip
    """Arrange the rules and the numbers to change beside both charts with what to try below."""
    texts, common, tips = book.texts, load_texts("common"), tips_of(book, "rules", WIDTH)
    table = Table(
        counted(len(walks), "#"),
        Column([_name(rule, texts) for rule in walks], [texts["columns.rule"]]),
        Column([UPDATE_RULES[rule].equation for rule in walks], [texts["columns.step"]], style="equation"),
        Column([walk.rate for walk in walks.values()], ["η"]),
        Column(final, [texts["columns.final"]]),
    )
    change = Caption(common["panel.change"], "heading")
    numbers = Form(picture.shown, valley.curvature, *valley.start.values(), *valley.constants.values())
    charts = ChartBox(picture.chart(), picture.height_chart())
    left = below(below(change, table, gap=0), numbers)
    return beside(left, below(charts, *([] if tips is None else [tips]), gap=0))


def _steps(book: Book, valley: Valley, walks: Mapping[str, Walk], rules: Page) -> Element:
    """Arrange what to see beside both charts, with a link to the numbers, and below them the walks side by side."""
    texts, tips = book.texts, tips_of(book, "walks")
    charts = ChartBox(*(_coordinate_chart(axis, valley, walks, texts) for axis in AXES))
    change = Caption(texts["walks.change"], "link", target=rules)
    top = beside(below(change, *([] if tips is None else [tips]), _links(walks, texts)), charts)
    numbers = below(Gap(), Gap(), Table(Column(valley.number, ["i"])), gap=0)
    return below(top, beside(numbers, *(_block(walk, texts) for walk in walks.values())))


def _links(walks: Mapping[str, Walk], texts: Texts) -> Element:
    """Lead to each rule's columns, of which a screen shows but two."""
    first = {rule: walk.coordinates[AXES[0]].place[0] for rule, walk in walks.items()}
    links = (Caption(_name(rule, texts), "link", target=cell) for rule, cell in first.items())
    return below(Caption(texts["walks.columns"], "heading"), *links, gap=0)


def _coordinate_chart(axis: str, valley: Valley, walks: Mapping[str, Walk], texts: Texts) -> Chart:
    """Show how a coordinate comes to 0: along the valley it creeps, across it swings."""
    number, places = valley.number, {rule: walk.coordinates[axis].place for rule, walk in walks.items()}
    curves = [Series(_name(rule, texts), number[...], place[...]) for rule, place in places.items()]
    return Chart(
        texts[f"charts.{axis}"], texts["charts.step"], literal(axis), curves,
        x_limits=(0, number.shape[0] - 1), size=COORDINATE,
    )  # fmt: skip


def _block(walk: Walk, texts: Texts) -> Element:
    equations = "     ".join(UPDATE_RULES[walk.rule].equations)
    return below(Caption(_name(walk.rule, texts), "heading"), Caption(equations, "equation"), _table(walk), gap=0)


def _table(walk: Walk) -> Table:
    pairs = list(walk.coordinates.items())
    return Table(
        *(Column(c.place, [axis]) for axis, c in pairs),
        *(Column(c.gradient, [f"∂z/∂{axis}"]) for axis, c in pairs),
        *(Column(state, [f"{SYMBOLS[name]} ({axis})"]) for axis, c in pairs for name, state in c.states.items()),
        *(Column(c.step, [f"Δ{axis}"]) for axis, c in pairs),
        Column(walk.z, ["z"]),
    )


def _name(rule: str, texts: Texts) -> Text:
    return texts[f"rules.{rule}"]
