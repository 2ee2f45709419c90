"""Backpropagation in a convolutional network: δ of a feature map is {Σ w δ} · [1 at the block's maximum] · σ′(z)."""

from __future__ import annotations

from sheetnet.lessons.network.training_book import training_book
from sheetnet.models.cnn_backprop import CnnBackprop
from sheetnet.workbook import Book


def book(model: CnnBackprop) -> Book:
    """Lay out the lesson; see ``training_book``."""
    return training_book("cnn_backprop", model)
