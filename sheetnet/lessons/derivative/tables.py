"""Standard derivatives and rules, each by its formula and by a central difference with h = 10⁻⁵."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.formula import call
from sheetnet.lessons.derivative.power import Power
from sheetnet.lessons.derivative.rules import DERIVATIVES
from sheetnet.lessons.panel import panel, tips_of
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.rounding import quotient_rounding
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import RULES, STANDARD, TABLE_AGREEMENT, TABLE_STEP, Derivative
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tensor, Tolerance, down
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.look import ERROR

SIX_DIGITS = Look("0.000000", width=12)
TIPS = 80.0
"""Width of what there is to try, in characters: that of the tables above."""
TABLES = {"standard": STANDARD, "rule": RULES}


def add_tables(book: Book, model: Derivative) -> None:
    """Add the sheet with the tables of derivatives and rules."""
    tables = _Tables(model, book.texts)
    slope = tables.tables["standard"].formula[STANDARD.index("power")]
    power = Power(Quantities(model, book.texts), tables.x, tables.n, slope)
    left = panel(book, "tables", [tables.x, tables.n, tables.c], (), ChartBox(power.chart()), tips=False)
    tips = tips_of(book, "tables", TIPS)
    right = below(tables.arranged(), *([] if tips is None else [tips]))
    add_sheet(book, "tables", beside(left, right), aside=power.points_arranged())


@dataclass(frozen=True)
class _Compared:
    """Derivatives by formula beside central differences, (derivatives,) each, and the claim that they agree."""

    formula: Tensor
    numeric: Tensor
    difference: Tensor
    agrees: Tensor


class _Tables:
    """The point with exponent and constant, and the derivatives there.

    Args:
        model: The numbers.
        texts: The lesson's texts.
    """

    def __init__(self, model: Derivative, texts: Texts) -> None:
        self._quantities, self._texts, self._model = Quantities(model, texts), texts, model
        q = self._quantities
        self.x = q.input("table_point", symbol="x")
        self.n, self.c = q.input("exponent", symbol="n"), q.input("constant", symbol="c")
        self.tables = {table: self._compared(table, names) for table, names in TABLES.items()}

    def _compared(self, table: str, names: tuple[str, ...]) -> _Compared:
        x, n, c, column, h = self.x, self.n, self.c, down(len(names)), TABLE_STEP
        q = Quantities(self._model, self._texts, prefix=f"{table}_")
        formula = q.tensor("formula", column, role=Role.OUTPUT, look=SIX_DIGITS)
        numeric = q.tensor(
            "numeric", column, equation="(f(x + h) − f(x − h)) / 2h", look=SIX_DIGITS, tolerance=self._rounding(names)
        )
        for row, name in enumerate(names):
            f = DERIVATIVES[name].function
            formula[row] = DERIVATIVES[name].derivative(x, n, c)
            numeric[row] = (f(x + h, n, c) - f(x - h, n, c)) / (2 * h)
        difference = q.tensor("difference", column, role=Role.LOSS, look=ERROR, tolerance=numeric.tolerance)
        difference.fill(lambda k: call("ABS", numeric[k] - formula[k]))
        return _Compared(formula, numeric, difference, self._agrees(table, formula, difference))

    def _rounding(self, names: tuple[str, ...]) -> Tolerance:
        model = self._model
        sizes = [DERIVATIVES[name].sizes(model.table_point, model.exponent, model.constant) for name in names]
        size, moved = np.array(sizes).T
        return Tolerance(absolute=quotient_rounding(size, moved, 2 * TABLE_STEP))

    def _agrees(self, table: str, formula: Tensor, difference: Tensor) -> Tensor:
        (rows,) = formula.shape
        near = (difference[n] <= TABLE_AGREEMENT * (1 + call("ABS", formula[n])) for n in range(rows))
        return self._quantities.claim(f"{table}_agrees", call("AND", *near), "≤ 2·10⁻⁸ (1 + |f′|)")

    def arranged(self) -> Element:
        """Arrange the tables, each with its claim below it."""
        return below(*map(self._table_arranged, TABLES))

    def _table_arranged(self, table: str) -> Element:
        texts, names, compared = self._texts, TABLES[table], self.tables[table]
        columns = Table(
            Column([texts[f"names.{name}"] for name in names], [texts[f"headings.{table}"]]),
            Column([DERIVATIVES[name].equation for name in names], [texts["columns.equation"]], style="equation"),
            Column(compared.formula, [texts["columns.formula"]]),
            Column(compared.numeric, [texts["columns.numeric"]]),
            Column(compared.difference, [texts["columns.difference"]]),
        )
        return below(columns, Form(compared.agrees), gap=0)
