"""The book's convolutional network (three 3×3 filters, 2×2 pooling, three outputs), fitted by the Solver."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fitted import Fitted


@dataclass(frozen=True, eq=False)
class Cnn(Fitted):
    """The lesson's model; see ``Fitted``. Other layers, images and targets can be given."""

    BOOK_LAYERS = "conv(3,3x3,1,0,sigmoid) maxpool(2,2,all) dense(3,sigmoid)"
    BOOK_DATA = "digits_6x6"
    BOOK_PARAMETERS = "cnn"
