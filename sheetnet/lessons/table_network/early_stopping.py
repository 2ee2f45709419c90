"""Early stopping as formulas: for how many epochs the validation cost has not been better, and where that would end.

The training in the workbook goes on to its last epoch all the same; the epoch is marked.
"""

from __future__ import annotations

from sheetnet.formula import Index, call, where
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.table_training import BETTER
from sheetnet.workbook import Carried, Look, Role, Tensor, down

EPOCH = Look("0")


class EarlyStopping:
    """Where a training would have stopped.

    Args:
        curve: The validation cost after each epoch.
        carried: How its rounding is carried on from the training.
        quantities: Makes the tensors.
    """

    def __init__(self, curve: Tensor, carried: Carried, quantities: Quantities) -> None:
        q, epochs = quantities, curve.shape[0]
        self.patience = q.input("patience", look=EPOCH)
        self.least = q.tensor("least_so_far", down(epochs), look=curve.look, carried=carried)
        self.waited = q.tensor("waited", down(epochs), look=EPOCH, carried=carried)
        self.least[0], self.waited[0] = curve[0].expression(), 0
        if epochs > 1:
            e = Index("epoch", epochs - 1)
            self.least[e + 1] = call("MIN", self.least[e], curve[e + 1])
            better = curve[e + 1] < self.least[e] - BETTER
            self.waited[e + 1] = where(better, 0, self.waited[e] + 1)
        out = call("MAX", self.waited) >= self.patience
        at_last = Carried(carried.steps, curve=carried.curve, after=(carried.steps,))
        stop = where(out, call("MATCH", self.patience, self.waited, 0), epochs)
        self.epoch = q.result("stop_epoch", stop, look=EPOCH, role=Role.OUTPUT, carried=at_last)
        self.cost = q.result(
            "stop_cost", call("INDEX", curve, self.epoch), look=curve.look, role=Role.LOSS, carried=at_last
        )  # fmt: skip
