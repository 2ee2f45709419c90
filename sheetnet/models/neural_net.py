"""The book's 12-3-2 network of sigmoid units, fitted by the Solver on 64 images of 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.models.fitted import Fitted


@dataclass(frozen=True, eq=False)
class NeuralNet(Fitted):
    """The lesson's model; see ``Fitted``. Other layers, images and targets can be given."""

    BOOK_LAYERS = "dense(3,sigmoid) dense(2,sigmoid)"
    BOOK_DATA = "digits_4x3"
    BOOK_PARAMETERS = "neural_net_solver"
