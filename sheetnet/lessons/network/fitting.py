"""The equations of a network for the Solver: all images through it, and how many answers are right."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.network.data import Samples
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.parameters import below_each_other
from sheetnet.lessons.network.recurring import Moment
from sheetnet.lessons.network.said import Said
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.fitted import Fitted, shows_tiles
from sheetnet.workbook import Look, Role, Tensor, right
from sheetnet.workbook.colors import DEEP
from sheetnet.workbook.look import Highlight

COST = Look("[<0.005]0.00000;0.00")
"""Of the cost of all images, which is never negative."""
TICK = Look('[=1]"✓";[=0]"✗";0', "output_pixel", highlight=Highlight(0, DEEP))


class FittingEquations:
    """All images through a network whose parameters are numbers to change.

    Args:
        model: The network, its data and its parameters.
        samples: The images and targets.
        texts: The labels.
    """

    def __init__(self, model: Fitted, samples: Samples, texts: NetworkTexts) -> None:
        self.model, self._texts = model, texts
        parameters = below_each_other(model, model.parameters, texts, prefix="")
        self.forward = ForwardPass(model.network, Scope(samples=model.samples), samples.images, texts, parameters)
        self.judgement = Judgement(self.forward, model.loss, samples.targets)
        self.right = self._count("right_count")
        self.right[()] = call("SUM", self.judgement.correct.at(Moment().of_all_samples))
        self.said = Said.of(self.judgement)
        self.answers = self._answers() if shows_tiles(model.samples) else None
        self.outcome = self._outcome()

    def _outcome(self) -> tuple[Tensor, Tensor]:
        """Say once more, on the sheet of the images, what they cost together and how many answers are right."""
        total, texts = self.judgement.total_cost.tensor, self._texts
        cost = Tensor("data_cost", (), texts.judgement("total_cost"), Role.LOSS, "C_T", look=COST)
        right = Tensor("data_right", (), texts.judgement("right_count"), Role.OUTPUT, look=of_all(self.model, texts))
        cost[()], right[()] = total.expression(), self.right.expression()
        return cost, right

    def _answers(self) -> Tensor:
        """Say once more of every answer whether it is right, for all of them to be seen at once."""
        meaning = self._texts.judgement("correct")
        return Tensor("all_correct", (right(self.model.samples),), meaning, look=TICK).fill(
            lambda sample: self.judgement.correct.at(Moment((), (sample,)))
        )

    def _count(self, name: str) -> Tensor:
        return Tensor(name, (), self._texts[f"judgement.{name}"], Role.OUTPUT, look=of_all(self.model, self._texts))


def of_all(model: Fitted, texts: NetworkTexts) -> Look:
    """Return how a count of images looks: 42 of 64."""
    return Look(texts["outcome.of"].format(count=model.samples))
