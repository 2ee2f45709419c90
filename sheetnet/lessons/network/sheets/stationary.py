"""The sheet on why ∂C_T/∂w = 0 is not solved: one of these equations image by image, and the left sides of all."""

from __future__ import annotations

from sheetnet.lessons.network.stationary import StationaryEquations
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.texts import literal
from sheetnet.workbook import Book, Chart, Page, Series
from sheetnet.workbook.arrange import (
    Answer,
    Caption,
    ChartBox,
    Column,
    Element,
    Form,
    Gap,
    Picture,
    Table,
    below,
    beside,
)

TIPS = 60.0
"""Width of the tips, in characters."""
ANSWER, ROWS = 18.0, 4
"""Width of a number that is seen from afar, in characters, and its rows."""
FAR = 8
"""Columns before what stands aside."""
SIZE, BAR_WIDTH = (17.0, 8.4), 2.0
"""Of the chart in centimetres, and of its lines in points."""
SPELLED_OUT = 2
"""Outputs whose terms the equation names; further ones are dots."""


def add_stationary(book: Book, equations: StationaryEquations, texts: NetworkTexts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        equations: The equations.
        texts: The labels.
    """
    tips = tips_of(book, "equations", width=TIPS) if equations.model.is_the_books else None
    link = Caption(texts["outcome.fit"], "link", target=equations.first_weight)
    numbers = beside(
        *(
            Answer(number, texts[f"equations.{words}"], width=ANSWER, rows=ROWS, air=0)
            for number, words in ((equations.unknowns, "how_many"), (equations.met, "hold"))
        )
    )
    left = below(numbers, *([] if tips is None else [tips]), link)
    top = beside(left, ChartBox(_chart(equations, texts)))
    one = Form(equations.weights, equations.sum, equations.agrees)
    heading, equation = Caption(texts["equations.one"], "heading"), Caption(_written(equations), "equation")
    body = below(top, below(heading, equation, one, gap=0), _table(equations, texts), *_sides(equations, texts))
    aside = beside(Gap(FAR), Picture(equations.bar_places), Picture(equations.bars))
    about = texts["about.equations"].format(count=equations.model.parameter_count)
    return add_sheet(book, "equations", body, about=about, texts=texts.table, aside=aside)


def _written(equations: StationaryEquations) -> str:
    """Return the equation that the table writes out."""
    outputs = equations.weights.shape[0]
    terms = [f"δ³[{j}] w³[{j}, 1]" for j in range(1, min(outputs, SPELLED_OUT) + 1)]
    errors = " + ".join([*terms, *["…"] * (outputs > SPELLED_OUT)])
    pixel = equations.pixel + 1
    delta = "        δ³ = (a³ − t) a³ (1 − a³)"
    return f"∂C_T/∂w²[1, {pixel}] = Σ ({errors}) · a²[1] (1 − a²[1]) · x[{pixel}] = 0" + delta


def _table(equations: StationaryEquations, texts: NetworkTexts) -> Table:
    """Arrange what the term is made of in the order in which it is computed: forward, and back again."""
    tables = (equations.hidden, equations.outputs, equations.targets, equations.output_delta, equations.hidden_delta)
    columns: list[Column | None] = []
    for table in tables:
        symbols = [f"{table.symbol}[{unit}]" for unit in range(1, table.shape[1] + 1)]
        columns += [Column(table, symbols), None]
    return Table(
        Column(equations.number, [texts["columns.image"]]),
        Column(equations.seen, [f"x[{equations.pixel + 1}]"]),
        None,
        *columns,
        Column(equations.term, [texts["columns.term"]]),
    )


def _chart(equations: StationaryEquations, texts: NetworkTexts) -> Chart:
    """Draw the left sides of all equations as bars."""
    count = equations.model.parameter_count
    title = texts["charts.sides"].format(count=count)
    bars = Series(title, equations.bar_places[...], equations.bars[...], width=BAR_WIDTH)
    return Chart(
        title, texts["charts.equation"], literal("∂C_T/∂w"), [bars], (0, count + 1),
        x_step=max(1, 10 * round(count / 50)),
        size=SIZE, legend=False,
    )  # fmt: skip


def _sides(equations: StationaryEquations, texts: NetworkTexts) -> list[Element]:
    """Arrange the left sides of all equations, in the shape of the weights and biases."""
    found: list[Element] = [Caption(texts["equations.sides"], "heading")]
    for node in equations.model.network.nodes:
        weights, bias = equations.sides[node.name]
        name = texts.layer(node)
        pictures = Picture(weights, name + "  ∂C_T/∂w"), Picture(bias, literal("∂C_T/∂b"))
        found.append(beside(*pictures))
    return found
