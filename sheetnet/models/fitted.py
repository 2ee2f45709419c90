"""A network fitted by the Solver: one forward pass over all images, parameters to change until the cost is least."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.book_data import parameters
from sheetnet.models.fields import Field, arrays, number
from sheetnet.models.layers import Dense
from sheetnet.models.losses import LOSSES
from sheetnet.models.network_model import MOST_SAMPLES, PARAMETER_RANGE, NetworkModel

MOST_IN_MATRICES = 64
"""Columns and rows of a matrix that can still be looked at."""
MOST_ROW_CELLS = 20_000
"""Cells of all images, written once more as rows of a matrix."""
MATRIX_SLACK = 1e-9
"""What rounding may leave of two sums that are equal on paper, of 1 + their size."""
STATIONARY = 1e-6
"""A slope of at most this size counts as 0: its equation holds."""

TILES_IN_LINE, MOST_LINES = 8, 12
"""Answers in a line where all of them are shown at once, and lines; where there are more answers, lines are longer."""
MOST_TILES = 2 * TILES_IN_LINE * MOST_LINES


def shows_tiles(samples: int) -> bool:
    """Tell whether all answers are shown at once."""
    return 1 < samples <= MOST_TILES


@dataclass(frozen=True, eq=False)
class Fitted(NetworkModel):
    """A network whose parameters the Solver fits; see ``NetworkModel`` for its data.

    Args:
        trained: Trained parameters by name, for the Test sheet; the book's or, for other networks, the initial ones
            for those left out.
        chosen_image: The image that is shown in matrices, counted from 1.
    """

    parameters: dict[str, np.ndarray] = arrays("", vary=PARAMETER_RANGE)
    trained: dict[str, np.ndarray] = arrays("trained_", vary=PARAMETER_RANGE)
    chosen_image: float = number(1, low=1, high=MOST_SAMPLES, whole=True)

    def complete(self) -> None:
        """Complete the trained parameters too."""
        super().complete()
        stored = parameters(self.book.parameters, "trained_parameters") if self.is_the_books else self.parameters
        self._complete_arrays("trained", stored)

    def validate(self) -> None:
        """Check that the chosen image is there."""
        super().validate()
        if self.chosen_image > self.samples:
            raise InputError(f"chosen_image is {self.chosen_image}; allowed: whole numbers 1 to {self.samples}")

    def field(self, name: str) -> Field:
        """Return what an input may hold; an image is chosen among those that there are."""
        field = super().field(name)
        return field.among(1, self.samples) if name == "chosen_image" else field

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs by name: a chosen image only where the network is shown in matrices."""
        unused = set() if self.in_matrices else {"chosen_image"}
        return {name: value for name, value in super().inputs().items() if name not in unused}

    @property
    def compares(self) -> bool:
        """Whether what the stored parameters make of all images is set beside what those of Fit make of them."""
        return shows_tiles(self.samples)

    @property
    def in_matrices(self) -> bool:
        """Whether z = W a + b is shown for one image.

        That is the whole network only where all layers are dense, one behind the other. A convolution is a matrix, too,
        but one of mostly zeros, which hides what it does. Matrices with hundreds of columns are no sight, and of one
        image alone there is nothing to choose.
        """
        nodes = self.network.nodes
        chain = [(node.name,) for node in nodes[:-1]] == [node.inputs for node in nodes[1:]]
        sizes = [math.prod(shape) for node in nodes for shape in (*node.input_shapes, node.shape)]
        return (
            chain
            and all(isinstance(node.layer, Dense) for node in nodes)
            and self.samples > 1
            and max(sizes) <= MOST_IN_MATRICES
            and self.samples * sizes[0] <= MOST_ROW_CELLS
        )

    @property
    def written_out(self) -> bool:
        """Whether an equation ∂C_T/∂w = 0 is written out: that of two layers of sigmoid units and half squared errors.

        Of other activations and losses it is another one, of shared weights one of two such sums, and of more layers
        one that fills a page.
        """
        dense = [node.layer for node in self.network.nodes if isinstance(node.layer, Dense)]
        written = [(layer.activation, layer.owner) for layer in dense] == [("sigmoid", "")] * 2
        return self.in_matrices and written and self.loss == next(iter(LOSSES))

    @property
    def written_pixel(self) -> int:
        """The pixel whose weight to the first hidden unit the equation belongs to: one in the middle."""
        return math.prod(self.network.input_shape) // 2
