"""Regression three ways: the normal equations, gradient descent on standardised data, and Excel's Solver."""

from __future__ import annotations

from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.regression.comparison import Comparison
from sheetnet.lessons.regression.descent import Descent
from sheetnet.lessons.regression.exact import Exact
from sheetnet.lessons.regression.guess import Guess
from sheetnet.lessons.regression.points import Points
from sheetnet.lessons.regression.solver import Solver
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.regression import Regression
from sheetnet.workbook import Book, add_cover, add_map
from sheetnet.workbook.arrange import below, beside


def book(model: Regression) -> Book:
    """Write the exact answer, the descent, the Solver's cells and the comparison.

    Args:
        model: The points and how the descent runs.

    Returns:
        The book, complete.
    """
    result = Book("regression", model.settings())
    quantities = Quantities(model, result.texts)
    points = Points(model, quantities)
    exact, descent = Exact(points), Descent(points, model)
    solver = Solver(points, model, exact)
    comparison = Comparison(points, [*exact.lines, descent.line, solver.line], steps=model.steps)
    guess = Guess(points, model)
    left = panel(result, "data", [guess.p, guess.q], [guess.cost, exact.cost])
    tables = beside(exact.table(guess), below(comparison.arranged(), exact.answers()))
    data = below(beside(left, exact.chart(guess)), tables)
    equation = "y = px + q        C_T = ½ Σ (y − (px + q))²        ∂C_T/∂p = 0,  ∂C_T/∂q = 0"
    aside = beside(guess.detours.arranged(), exact.ends_arranged())
    add_sheet(result, "data", data, equation=equation, aside=aside)
    equation = "u = (x − x̄)/s_x   v = (y − ȳ)/s_y   C = ½ Σ (v − (Pu + Q))²   p = P·s_y/s_x   q = ȳ + s_y·Q − p·x̄"
    add_sheet(result, "descent", descent.arranged(result), equation=equation, aside=descent.bowl.points_arranged())
    page = add_sheet(result, "solver", solver.arranged(result), aside=solver.detours.arranged())
    page.solver = solver.task
    add_map(result)
    add_cover(result)
    return result
