"""A network with the parameters of one moment, and the rows that it is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.table_network.data import TableData
from sheetnet.lessons.table_network.training import CURVE
from sheetnet.models.table_network import TableNetwork


@dataclass(frozen=True)
class Trained:
    """A network with the parameters of one moment: those that it begins with, or those after the last step.

    Args:
        model: The network and the table.
        parameters: By name.
        data: The rows; how their columns are scaled.
        quantities: Makes the tensors.
        texts: What the network's own are called.
    """

    model: TableNetwork
    parameters: Mapping[str, Recurring]
    data: TableData
    quantities: Quantities
    texts: NetworkTexts

    def forward(self, prefix: str, inputs: Recurring, samples: int | None = None) -> ForwardPass:
        """Run inputs through the network.

        Args:
            prefix: Put before the tensors' names.
            inputs: A row, or as many as there are samples.
            samples: How many; None for a row without an axis of samples.
        """
        model = self.model
        scope = Scope(
            samples=samples, prefix=prefix, carried=model.steps, in_rows=not model.in_bands, curve=CURVE
        )  # fmt: skip
        return ForwardPass(model.network, scope, inputs, self.texts, self.parameters)
