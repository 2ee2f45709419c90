"""The equations of the Test sheet: one picture through the network, with the initial or the trained parameters.

Beside the network itself: what each weight makes of what it looks at, and whether the answer is sure.
"""

from __future__ import annotations

from dataclasses import replace

from sheetnet.formula import Index, count, where
from sheetnet.lessons.network.answers import answer
from sheetnet.lessons.network.data import NARROW, PIXELS, Data
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.parameters import ParameterSet
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.scope import Scope, input_margin
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.network import INPUT, TIE_WIDTH, Node
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.painted import CERTAIN, is_taken_whole, map_pitch, shows_products, votes
from sheetnet.workbook import Axis, Look, Role, Tensor, down
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.colors import BAR
from sheetnet.workbook.number_format import without_negative_zero

INITIAL = 1
ANSWER = Look('[<-999999]"?";0', "answer")
PIXEL = replace(PIXELS, width=3.2)
WEIGHT = Look(without_negative_zero(1), colors="weights", width=4.8)
PRODUCT = Look("[>=0.05]0.0;[<=-0.05]-0.0;·", colors="weights", width=4.8)
"""Where there is no ink, a product is a point."""
MAP = 4.4
"""Width of a column of a map, in characters."""
BAR_WIDTH = 7.5
"""Of a column of bars, in characters."""


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
        self.is_the_books = model.is_the_books
        network, kind = model.network, "training" if carried else "fitted"
        axes = tuple(picture_axes(network.input_shape, margin=input_margin(network, INPUT)))
        self.image = self._input("test_image", axes, "input.test_image", PIXEL)
        self.switch = self._input("parameter_set", (), f"input.parameter_set_{kind}", Look("0", "choice", width=NARROW))
        scope = Scope(prefix="test_", equation="w ∈ {w₀, wₙ}", carried=carried)
        self.forward = ForwardPass(network, scope, Recurring(self.image), texts)
        for name, parameter in self.forward.parameters.items():
            cells = parameter.indices()
            chosen = where(self.switch.equals(INITIAL), initial.at(name, *cells), trained.at(name, *cells))
            parameter.define(Moment(), cells, chosen)
            parameter.tensor.look = WEIGHT
        self.answer = Tensor(
            "test_answer", (), texts["test.answer"], Role.OUTPUT, equation="argmax a", look=ANSWER,
            carried=scope.rounding, zero=_is_zero(model),
        )  # fmt: skip
        self.answer[()] = answer(data.class_labels[...], self.forward.outputs.at(Moment()))
        for layer in self.forward.layers.values():
            _make_narrow(layer.pictures["activation"].tensor, is_map=len(layer.node.shape) > 1)
        self.products = {node.name: self._weighed(node) for node in network.nodes if shows_products(node)}
        self.pitch = map_pitch(network)
        self.shown = {
            (node.name, kind): self._shown(node, kind) for node in network.nodes for kind in swept(node, self.forward)
        }
        classes, sure = self._votes(data) if votes(network) else (None, None)
        self.classes: Tensor | None = classes
        self.sure: Tensor | None = sure

    def _weighed(self, node: Node) -> Tensor:
        """Multiply each weight of a dense layer by what it looks at."""
        layer, name = self.forward.layers[node.name], f"test_{node.name}_products"
        weights, (seen,) = layer.parameters["weights"], layer.inputs
        meaning = self._texts["test.products"].format(layer=self._texts.layer(node))
        tensor = Tensor(
            name, tuple(self.forward.scope.parameter(weights.shape)), meaning, equation="w · a", look=PRODUCT
        )
        unit, *cells = indices = tensor.indices()
        tensor[indices] = weights.at(Moment(), unit, *cells) * seen.at(Moment(), *cells)
        tensor.carried = self.forward.scope.rounding
        return tensor

    def _votes(self, data: Data) -> tuple[Tensor, Tensor]:
        """Say for which class each output speaks, and whether just one of them says yes."""
        outputs, labels = self.forward.outputs.at(Moment()), data.class_labels
        classes = Tensor("test_class", (down(labels.shape[0]),), self._texts["test.class"], look=Look("0", "vote"))
        unit = Index("unit", labels.shape[0])
        classes[unit] = labels[unit]
        sure = Tensor(
            "test_sure", (), self._texts["test.sure"], Role.OUTPUT, equation="Σ [a ≥ 0.5] = 1",
            look=Look(self._texts["test.says"], "sure"), carried=self.forward.scope.rounding,
        )  # fmt: skip
        sure[()] = where(count(outputs >= CERTAIN - TIE_WIDTH).equals(1), 1, 0)
        return classes, sure

    def _shown(self, node: Node, kind: str) -> Tensor:
        """Say once more what a unit has, for beside its weights: the layer's own cells must lie close together."""
        given = self.forward.layers[node.name].pictures[kind]
        look, is_map = given.tensor.look, len(node.shape) > 1
        if not is_map:  # between 0 and 1 it is a bar
            look = replace(look, width=BAR_WIDTH, colors=BAR if look.colors == "activation" else look.colors)
        axes = tuple(picture_axes(node.shape)) if is_map else given.tensor.axes
        meaning = self._texts[f"test.shown_{kind}"].format(layer=self._texts.layer(node))
        tensor = Tensor(f"test_{node.name}_shown_{kind}", axes, meaning, equation=kind[0], look=look)
        tensor.fill(lambda *cell: given.at(Moment(), *cell))
        tensor.carried = self.forward.scope.rounding
        return tensor

    def _input(self, name: str, axes: tuple[Axis, ...], meaning: str, look: Look) -> Tensor:
        model = self._model
        values = model.inputs()[name]
        return Tensor(name, axes, self._texts[meaning], Role.INPUT, look=look, values=values, allowed=model.field(name))


def swept(node: Node, forward: ForwardPass) -> tuple[str, ...]:
    """Return the kinds of a layer's numbers over whose cells formulas sweep, so that they cannot stand unit by unit."""
    if len(node.shape) > 1:
        return ("activation",) if is_taken_whole(forward.network, node) else ()
    return ("z", "activation") if "exponential" in forward.layers[node.name].pictures else ("activation",)


def _make_narrow(tensor: Tensor, is_map: bool) -> None:
    """Let a map take no more room than its digits need: all layers stand side by side.

    Its colours go up to the largest of its numbers: where all are small, the pattern is seen all the same.
    """
    to_largest = is_map and tensor.look.colors == "activation"
    tensor.look = replace(tensor.look, width=MAP, colors="map" if to_largest else tensor.look.colors)


def _is_zero(model: NetworkModel) -> bool:
    """Tell whether a 0 may well be the answer: if it is one of the classes."""
    return bool((model.class_labels == 0).any())
