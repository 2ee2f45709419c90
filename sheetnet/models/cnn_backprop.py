"""The book's convolutional network (three 3×3 filters, 2×2 pooling, three outputs), trained on 96 images of 1, 2, 3."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.training import Training


@dataclass(frozen=True, eq=False)
class CnnBackprop(Training):
    """The lesson's model; see ``Training``. ``layers`` with ``maxpool(2,2,first)`` takes the other rule for ties."""

    BOOK_LAYERS = "conv(3,3x3,1,0,sigmoid) maxpool(2,2,all) dense(3,sigmoid)"
    BOOK_DATA = "digits_6x6"
    BOOK_PARAMETERS = "cnn"
