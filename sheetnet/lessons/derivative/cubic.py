"""A cubic, whose f‴ is not 0: the forward quotient's error falls as h, the central one's as h²."""

from __future__ import annotations

import numpy as np

from sheetnet.formula import Index
from sheetnet.lessons.derivative.functions import FUNCTIONS
from sheetnet.lessons.derivative.limit import STEPS, Limit
from sheetnet.lessons.derivative.limit_sheet import arranged, points
from sheetnet.lessons.derivative.secant import Secant
from sheetnet.lessons.panel import panel
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import SHARES, Derivative
from sheetnet.workbook import Book, Look, Tensor, Tolerance, down
from sheetnet.workbook.arrange import Column, Table

FUNCTION, PREFIX = "cubic", "cubic_"
ORDERS = (
    "|(f(x + h) − f(x)) / h − f′| ≈ h · |f″|/2        |(f(x + h) − f(x − h)) / 2h − f′| = h² · |f‴|/6        f‴/6 = 1"
)


def add_cubic(book: Book, model: Derivative) -> None:
    """Add the sheet with the quotients of x³ − 2x, and their errors divided by h and by h²."""
    texts, limit = book.texts, Limit(model, book.texts, FUNCTION, PREFIX)
    forward, central = Secant(limit, "forward", 1), Secant(limit, "central", 2)
    shares = Table(
        Column([f"10{power}" for power in ("⁻¹", "⁻²", "⁻³")], ["h"], style="label"),
        Column(_share("forward_share", limit, limit.forward_error, 1), [texts["columns.forward_share"]]),
        Column(_share("central_share", limit, limit.central_error, 2), [texts["columns.central_share"]]),
    )
    results = [limit.value, forward.rise, forward.slope, central.rise, central.slope, limit.exact]
    results += [forward.error, central.error]
    left = panel(book, "cubic", [limit.x, limit.chosen], results)
    equation = f"{FUNCTIONS[FUNCTION].equation}\n{ORDERS}"
    aside = points(limit, [forward, central])
    add_sheet(book, "cubic", arranged(left, limit, [forward, central], shares), equation=equation, aside=aside)


def _share(name: str, limit: Limit, error: Tensor, order: int) -> Tensor:
    """Divide an error by a power of h, for the first few h: further down rounding is all that is left of it."""
    h, k = limit.h, Index("k", SHARES)
    runs = np.array(STEPS[:SHARES]) ** order
    rounding = np.broadcast_to(error.tolerance.absolute, len(STEPS))[:SHARES]
    equation, divisor = ("e / h", h[k]) if order == 1 else ("e / h²", h[k] ** 2)
    share = limit.quantities.tensor(
        name, down(SHARES), equation=equation, look=Look(width=12), tolerance=Tolerance(absolute=rounding / runs)
    )
    share[k] = error[k] / divisor
    return share
