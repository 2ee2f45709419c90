"""A network of dense layers fitted by the Solver: z = Σ w x + b, a = σ(z), C = ½ Σ (t − a)², C_T = Σ C."""

from __future__ import annotations

from sheetnet.lessons.network.fitted_book import fitted_book
from sheetnet.models.neural_net import NeuralNet
from sheetnet.workbook import Book


def book(model: NeuralNet) -> Book:
    """Lay out the lesson; see ``fitted_book``."""
    return fitted_book("neural_net", model)
