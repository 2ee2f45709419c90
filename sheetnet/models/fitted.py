"""A network fitted by the Solver: one forward pass over all images, parameters to change until the cost is least."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sheetnet.models.book_data import parameters
from sheetnet.models.fields import arrays
from sheetnet.models.network_model import PARAMETER_RANGE, NetworkModel


@dataclass(frozen=True, eq=False)
class Fitted(NetworkModel):
    """A network whose parameters the Solver fits; see ``NetworkModel`` for its data.

    Args:
        trained: Trained parameters by name, for the Test sheet; the book's or, for other networks, the initial ones
            for those left out.
    """

    parameters: dict[str, np.ndarray] = arrays("", vary=PARAMETER_RANGE)
    trained: dict[str, np.ndarray] = arrays("trained_", vary=PARAMETER_RANGE)

    def complete(self) -> None:
        """Complete the trained parameters too."""
        super().complete()
        stored = parameters(self.book.parameters, "trained_parameters") if self.is_the_books else self.parameters
        self._complete_arrays("trained", stored)
