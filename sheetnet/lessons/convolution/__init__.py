"""Convolution by hand: flip the kernel, slide it along, multiply, add. Networks leave the flip out."""

from __future__ import annotations

from sheetnet.lessons.convolution.continuous import add_continuous
from sheetnet.lessons.convolution.picture import add_picture
from sheetnet.lessons.convolution.row import add_row
from sheetnet.models.convolution import Convolution
from sheetnet.workbook import Book, add_cover, add_map


def book(model: Convolution) -> Book:
    """Write the convolution of a row, of two functions, and of a picture.

    Args:
        model: Signal, kernel, the functions' numbers, picture and filter.

    Returns:
        The book, complete.
    """
    result = Book("convolution", model.settings())
    add_row(result, model)
    add_continuous(result, model)
    add_picture(result, model)
    add_map(result)
    add_cover(result)
    return result
