"""What a network says of every image, once more beside its targets, where its own place is far below."""

from __future__ import annotations

from dataclasses import replace

from sheetnet.formula import Index
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.scope import CURVE
from sheetnet.models.film import is_said_above
from sheetnet.workbook import Axis, Carried, Tensor, down, right


class Said:
    """Outputs, costs, and whether the answers are right.

    Args:
        judgement: The network's answers.
        epoch: The epoch; nothing where there are none.
    """

    def __init__(self, judgement: Judgement, epoch: tuple[int, ...] = ()) -> None:
        forward = judgement.forward
        self._samples, self._epoch = forward.scope.samples or 1, epoch
        self._carried = Carried(epoch[0], curve=CURVE, after=epoch) if epoch else None
        self.outputs = self._again("said_outputs", forward.outputs, down(forward.network.outputs))
        self.costs = self._again("said_costs", judgement.cost)
        self.corrects = self._again("said_corrects", judgement.correct)

    @classmethod
    def of(cls, judgement: Judgement, epoch: tuple[int, ...] = ()) -> Said | None:
        """Return what is said, if it would be far below otherwise, and has room beside the targets."""
        return cls(judgement, epoch) if is_said_above(judgement.forward.network) else None

    def _again(self, name: str, given: Recurring, *axes: Axis) -> Tensor:
        tensor, look = given.tensor, replace(given.tensor.look, colors="", width=0.0)
        again = Tensor(
            name, (right(self._samples), *axes), tensor.meaning, tensor.role, look=look, carried=self._carried
        )
        sample, *cells = (Index(f"{name}.{axis}", size) for axis, size in enumerate(again.shape))
        again[(sample, *cells)] = given.at(Moment(self._epoch, (sample,)), *cells)
        return again
