"""The equations of the Test sheet: one picture through the network, with the initial or the trained parameters."""

from __future__ import annotations

from sheetnet.formula import where
from sheetnet.lessons.network.answers import answer
from sheetnet.lessons.network.data import NARROW, PIXELS, Data
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.parameters import ParameterSet
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.scope import Scope, input_margin
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.network import INPUT
from sheetnet.models.network_model import NetworkModel
from sheetnet.workbook import Axis, Look, Role, Tensor
from sheetnet.workbook.axis import picture_axes

INITIAL = 1
ANSWER = Look('[<-999999]"?";0', "answer")


class PaintedEquations:
    """One picture, painted by the reader.

    Args:
        model: The network.
        data: The labels of the classes.
        initial: Where the initial parameters are.
        trained: Where the trained ones are.
        texts: The labels.
        carried: Through how many steps rounding was carried on in the trained parameters.
    """

    def __init__(
        self,
        model: NetworkModel,
        data: Data,
        initial: ParameterSet,
        trained: ParameterSet,
        texts: NetworkTexts,
        carried: int = 0,
    ) -> None:
        self._model, self._texts = model, texts
        network, kind = model.network, "training" if carried else "fitted"
        axes = tuple(picture_axes(network.input_shape, margin=input_margin(network, INPUT)))
        self.image = self._input("test_image", axes, "input.test_image", PIXELS)
        self.switch = self._input("parameter_set", (), f"input.parameter_set_{kind}", Look("0", "choice", width=NARROW))
        scope = Scope(prefix="test_", equation="w ∈ {w₀, wₙ}", carried=carried)
        self.forward = ForwardPass(network, scope, Recurring(self.image), texts)
        for name, parameter in self.forward.parameters.items():
            cells = parameter.indices()
            chosen = where(self.switch.equals(INITIAL), initial.at(name, *cells), trained.at(name, *cells))
            parameter.define(Moment(), cells, chosen)
        self.answer = Tensor(
            "test_answer", (), texts["test.answer"], Role.OUTPUT, equation="argmax a", look=ANSWER,
            carried=scope.rounding, zero=_is_zero(model),
        )  # fmt: skip
        self.answer[()] = answer(data.class_labels[...], self.forward.outputs.at(Moment()))

    def _input(self, name: str, axes: tuple[Axis, ...], meaning: str, look: Look) -> Tensor:
        model = self._model
        values = model.inputs()[name]
        return Tensor(name, axes, self._texts[meaning], Role.INPUT, look=look, values=values, allowed=model.field(name))


def _is_zero(model: NetworkModel) -> bool:
    """Tell whether a 0 may well be the answer: if it is one of the classes."""
    return bool((model.class_labels == 0).any())
