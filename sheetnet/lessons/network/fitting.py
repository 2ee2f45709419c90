"""The equations of a network for the Solver: all images through it, and how many answers are right."""

from __future__ import annotations

from sheetnet.formula import call
from sheetnet.lessons.network.data import NARROW, Samples
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.parameters import PLAIN, below_each_other
from sheetnet.lessons.network.recurring import Moment
from sheetnet.lessons.network.said import Said
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.fitted import Fitted
from sheetnet.workbook import Look, Role, Tensor


class FittingEquations:
    """All images through a network whose parameters are numbers to change.

    Args:
        model: The network, its data and its parameters.
        samples: The images and targets.
        texts: The labels.
    """

    def __init__(self, model: Fitted, samples: Samples, texts: NetworkTexts) -> None:
        self.model, self._texts = model, texts
        parameters = below_each_other(model, model.parameters, texts, prefix="", look=PLAIN)
        self.forward = ForwardPass(model.network, Scope(samples=model.samples), samples.images, texts, parameters)
        self.judgement = Judgement(self.forward, model.loss, samples.targets)
        self.right = self._count("right_count")
        self.right[()] = call("SUM", self.judgement.correct.at(Moment().of_all_samples))
        self.wrong = self._count("wrong_count")
        self.wrong[()] = model.samples - self.right
        self.said = Said.of(self.judgement)
        self.outcome = self._outcome()

    def _outcome(self) -> tuple[Tensor, Tensor]:
        """Say once more, on the sheet of the images, what they cost together and how many answers are right."""
        total, texts = self.judgement.total_cost.tensor, self._texts
        cost = Tensor("data_cost", (), texts.judgement("total_cost"), Role.LOSS, "C_T", look=Look("0.00###"))
        right = Tensor("data_right", (), texts.judgement("right_count"), Role.OUTPUT, look=Look("0"))
        cost[()], right[()] = total.expression(), self.right.expression()
        return cost, right

    def _count(self, name: str) -> Tensor:
        return Tensor(name, (), self._texts[f"judgement.{name}"], Role.OUTPUT, look=Look("0", width=NARROW))
