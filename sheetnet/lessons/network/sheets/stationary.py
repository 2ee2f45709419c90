"""The sheet on why ∂C_T/∂w = 0 is not solved: one of these equations image by image, and the left sides of all."""

from __future__ import annotations

from sheetnet.lessons.network.stationary import StationaryEquations
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.texts import literal
from sheetnet.workbook import Book, Chart, Page, Series
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Picture, Table, below, beside

TIPS = 60.0
"""Width of the tips, in characters."""
SPELLED_OUT = 2
"""Outputs whose terms the equation names; further ones are dots."""


def add_stationary(book: Book, equations: StationaryEquations, texts: NetworkTexts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        equations: The equations.
        texts: The labels.
    """
    numbers = (equations.unknowns, equations.met, equations.weights, equations.sum, equations.agrees)
    tips = tips_of(book, "equations", width=TIPS) if equations.model.is_the_books else None
    link = Caption(texts["outcome.fit"], "link", target=equations.first_weight)
    left = below(Form(*numbers), *([] if tips is None else [tips]), link)
    top = beside(left, ChartBox(_chart(equations, texts)))
    body = below(top, _table(equations, texts), *_sides(equations, texts))
    about = texts["about.equations"].format(count=equations.model.parameter_count)
    return add_sheet(book, "equations", body, equation=_written(equations), about=about, texts=texts.table)


def _written(equations: StationaryEquations) -> str:
    """Return the equation that the table writes out."""
    outputs = equations.weights.shape[0]
    terms = [f"(a³[{j}] − t[{j}]) a³[{j}] (1 − a³[{j}]) w³[{j}, 1]" for j in range(1, min(outputs, SPELLED_OUT) + 1)]
    errors = " + ".join([*terms, *["…"] * (outputs > SPELLED_OUT)])
    x = f"x[{equations.pixel + 1}]"
    return f"∂C_T/∂w²[1, {equations.pixel + 1}] = Σ {{{errors}}} · a²[1] (1 − a²[1]) · {x} = 0"


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
    title = texts["charts.terms"].format(samples=equations.model.samples)
    points = Series(texts["columns.term"], equations.number[...], equations.term[...], line=False, marker=True)
    limits = (0, equations.model.samples + 1)
    return Chart(title, texts["columns.image"], texts["columns.term"], [points], limits, size=(14, 7.5), legend=False)


def _sides(equations: StationaryEquations, texts: NetworkTexts) -> list[Element]:
    """Arrange the left sides of all equations, in the shape of the weights and biases."""
    found: list[Element] = [Caption(texts["equations.sides"], "heading")]
    for node in equations.model.network.nodes:
        weights, bias = equations.sides[node.name]
        name = texts.layer(node)
        pictures = Picture(weights, name + "  ∂C_T/∂w"), Picture(bias, literal("∂C_T/∂b"))
        found.append(beside(*pictures))
    return found
