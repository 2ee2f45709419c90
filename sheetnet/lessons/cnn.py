"""A convolutional network fitted by the Solver: filters, feature maps, pooling, outputs, C_T = Σ C."""

from __future__ import annotations

from sheetnet.lessons.network.fitted_book import fitted_book
from sheetnet.models.cnn import Cnn
from sheetnet.workbook import Book


def book(model: Cnn) -> Book:
    """Lay out the lesson; see ``fitted_book``."""
    return fitted_book("cnn", model)
