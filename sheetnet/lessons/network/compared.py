"""What has been learned: the stored parameters beside those of the sheet Fit, and what both make of all images."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sheetnet.formula import call
from sheetnet.lessons.network.data import Samples
from sheetnet.lessons.network.fitting import COST, FittingEquations, of_all
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.workbook import Role, Tensor, right


class ComparedEquations:
    """All images through the network once more, with the stored parameters.

    Args:
        fitting: The network with the parameters of Fit.
        stored: The stored parameters by name.
        samples: The images and targets.
        texts: The labels.
    """

    def __init__(
        self, fitting: FittingEquations, stored: Mapping[str, Recurring], samples: Samples, texts: NetworkTexts
    ) -> None:
        model, self._texts = fitting.model, texts
        scope = Scope(samples=model.samples, prefix="stored_")
        self.forward = ForwardPass(model.network, scope, samples.images, texts, stored)
        self.judgement = Judgement(self.forward, model.loss, samples.targets)
        self.now = {name: self._again(name, given) for name, given in fitting.forward.parameters.items()}
        both = fitting.judgement, self.judgement
        self.costs = Tensor("compared_costs", (right(2),), texts.judgement("total_cost"), Role.LOSS, "C_T", look=COST)
        meaning, look = texts.judgement("right_count"), of_all(model, texts)
        self.rights = Tensor("compared_rights", (right(2),), meaning, Role.OUTPUT, look=look)
        for column, judged in enumerate(both):
            self.costs[column] = judged.total_cost.tensor.expression()
            self.rights[column] = call("SUM", judged.correct.at(Moment().of_all_samples))

    def _again(self, name: str, given: Recurring) -> Recurring:
        """Say once more what a parameter of Fit is, beside the stored one."""
        tensor = given.tensor
        look = replace(tensor.look, style="")
        again = Recurring(Tensor(f"compared_{name}", tensor.axes, tensor.meaning, symbol=tensor.symbol, look=look))
        cells = again.indices()
        again.define(Moment(), cells, given.at(Moment(), *cells))
        return again
