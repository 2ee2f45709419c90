"""The networks of the book that four lessons begin with: what a model takes where its reader gives nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookNetwork:
    """One lesson's network from the book.

    Args:
        slug: The lesson.
        layers: Its layers, as people write them.
        data: Its images and labels; see ``book_data.digits``.
        parameters: Its initial weights and biases; see ``book_data.parameters``.
    """

    slug: str
    layers: str
    data: str
    parameters: str


_DENSE = "dense(3,sigmoid) dense(2,sigmoid)"
_CONVOLUTIONAL = "conv(3,3x3,1,0,sigmoid) maxpool(2,2,all) dense(3,sigmoid)"

NEURAL_NET = BookNetwork("neural_net", _DENSE, "digits_4x3", "neural_net_solver")
BACKPROP = BookNetwork("backprop", _DENSE, "digits_4x3", "neural_net_backprop")
CNN = BookNetwork("cnn", _CONVOLUTIONAL, "digits_6x6", "cnn")
CNN_BACKPROP = BookNetwork("cnn_backprop", _CONVOLUTIONAL, "digits_6x6", "cnn")
