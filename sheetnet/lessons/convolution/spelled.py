"""The sum of a window's products, a row of the filter on each line: 0 · 1 + 0 · 0 + 1 · (−1) = −1."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.convolution.window import CELL, Window
from sheetnet.lessons.quantities import Quantities
from sheetnet.workbook import Look, Tensor, down, right
from sheetnet.workbook.arrange import Terms


def spelled(quantities: Quantities, window: Window, weights: Tensor) -> Terms:
    """Write the products of a window with their numbers put in.

    Args:
        quantities: Makes the tensors.
        window: The window.
        weights: The filter, of two columns at least.
    """
    q, (height, width) = quantities, weights.shape
    rows = down(height)
    pixels = q.tensor("spelled_pixels", rows, right(width), look=_term("0.##", "−0.##", "symbol"))
    pixels.fill(lambda row, column: window.pixels[row, column])
    factors = q.tensor("spelled_weights", rows, right(width - 1), look=_term('"· "0.##" +"', '"· (−"0.##") +"'))
    factors.fill(lambda row, column: weights[row, column])
    last = q.tensor("spelled_last", rows, look=_term('"· "0.##', '"· (−"0.##")"'))
    last.fill(lambda row: weights[row, width - 1])
    sums = q.tensor("spelled_rows", rows, look=_term('"= "0.##', '"= −"0.##'))
    sums.fill(lambda row: call("SUM", window.products[row]))
    total = q.result("spelled_sum", call("SUM", sums), look=_term('"Σ = "0.##', '"Σ = −"0.##'))
    return Terms(pixels, factors, last, sums, total)


def _term(above: str, below: str, style: str = "spelled") -> Look:
    """Look like a number in a sum, whose format carries the signs around it."""
    return Look(f"{above};{below}", style, width=CELL)
