"""A row that the reader writes: how it lies beside those that were learned from, and what the network says of it."""

from __future__ import annotations

from sheetnet.formula import call, where
from sheetnet.lessons.network.answers import answer
from sheetnet.lessons.network.painted import BAR_WIDTH
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.table_network.data import CLASS, GIVEN, SCALED
from sheetnet.lessons.table_network.names import class_look
from sheetnet.lessons.table_network.trained import Trained
from sheetnet.workbook import Highlight, Look, Role, Tensor, down
from sheetnet.workbook.colors import BAR

SHARE = Look("0.000", colors=BAR, width=2 * BAR_WIDTH)
NUMBER = Look("0.###", "answer")
MARKED = 14.0
"""Width of the mark beside the class that is told, in characters."""
BEYOND, TOLD = "FCE4D6", "E2EFDA"
"""Colours of a number beyond those that were learned from, and of the class that is told."""


class WrittenRow:
    """A row that the reader writes, with the last parameters.

    Args:
        trained: The network, the table and the last parameters.
    """

    def __init__(self, trained: Trained) -> None:
        self.model, self.data, self._quantities = trained.model, trained.data, trained.quantities
        columns = down(len(self.model.columns))
        self.row = self._quantities.input("own_row", columns, look=GIVEN)
        self.least, self.most = self._learned("least", "MIN"), self._learned("most", "MAX")
        self.beyond = self._beyond()
        self.inputs = self._quantities.tensor(
            "tried_inputs", self.data.features.axes[1], symbol="x", look=SCALED
        )  # fmt: skip
        self.inputs.fill(lambda column: self.data.scaled(self.row[column].expression(), column))
        self.forward = trained.forward("tried_", Recurring(self.inputs))
        self._carried = self.forward.scope.rounding
        self.restored = self._restored() if self.model.restores else None
        self.shares = self._shares() if self.model.classes else None
        self.told = None if self.model.restores else self._told()
        self.marks = None if self.data.classes is None else self._marks(self.data.classes)

    def _learned(self, name: str, function: str) -> Tensor:
        """Say between which numbers each column was learned."""
        features, learned = self.data.features, self.model.training_rows
        tensor = self._quantities.tensor(f"own_{name}", self.row.axes[0], look=GIVEN)
        return tensor.fill(lambda column: call(function, features[:learned, column]))

    def _beyond(self) -> Tensor:
        """Say which numbers lie beyond those: there the network has seen nothing."""
        look = Look(self._quantities.texts["own.beyond"], highlight=Highlight(1, BEYOND), width=MARKED)
        row, least, most = self.row, self.least, self.most
        tensor = self._quantities.tensor("own_beyond", row.axes[0], look=look)
        return tensor.fill(lambda n: where(row[n] < least[n], 1, where(row[n] > most[n], 1, 0)))

    def _restored(self) -> Tensor:
        """Write the row as it comes back, in the units of the table."""
        outputs = self.forward.outputs
        back = self._quantities.tensor(
            "tried_restored", self.row.axes[0], role=Role.OUTPUT, look=GIVEN, carried=self._carried
        )  # fmt: skip
        return back.fill(lambda column: self.data.unscaled(outputs.at(Moment(), column), column))

    def _shares(self) -> Tensor:
        """Write what the outputs give below each other."""
        outputs = self.forward.outputs
        look = SHARE if outputs.tensor.look.colors == "activation" else Look("0.000")
        shares = self._quantities.tensor("tried_shares", down(self.model.outputs), look=look, carried=self._carried)
        return shares.fill(lambda unit: outputs.at(Moment(), unit))

    def _told(self) -> Tensor:
        """Write the class that the network tells, by its number, or the number itself, to be seen from afar."""
        outputs, classes, look = self.forward.outputs, self.data.classes, NUMBER
        told = outputs.at(Moment(), 0)
        if classes is not None:
            told, look = (
                answer(classes[...], outputs.at(Moment())),
                class_look(self.model, CLASS),
            )
        return self._quantities.result("tried_told", told, look=look, role=Role.OUTPUT, carried=self._carried)

    def _marks(self, classes: Tensor) -> Tensor:
        """Mark the class that the network tells; none where several are equal."""
        assert self.told is not None
        q, told = self._quantities, self.told[()]
        look = Look(q.texts["own.mark"], highlight=Highlight(1, TOLD), width=MARKED)
        marks = q.tensor("tried_mark", down(classes.shape[0]), role=Role.OUTPUT, look=look, carried=self._carried)
        return marks.fill(lambda unit: where(classes[unit].equals(told), 1, 0))
