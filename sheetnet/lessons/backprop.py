"""Backpropagation in a network of dense layers: δ³ = (a − t) σ′(z), δ² = (Σ w δ³) σ′(z), ∂C/∂w = δ a, ∂C/∂b = δ."""

from __future__ import annotations

from sheetnet.lessons.network.training_book import training_book
from sheetnet.models.backprop import Backprop
from sheetnet.workbook import Book


def book(model: Backprop) -> Book:
    """Lay out the lesson; see ``training_book``."""
    return training_book("backprop", model)
