"""The equations of the training as a film: one epoch and one image, looked up on the sheet Training.

A parameter of an epoch is one cell of a column. What belongs to an epoch and an image is one cell of a large rectangle,
so it is taken in two steps: first everything of the image, an epoch a row, then one of these rows.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod

from sheetnet.formula import Expression, Index, call, where
from sheetnet.lessons.network.answers import answer
from sheetnet.lessons.network.data import NARROW, Data, Samples
from sheetnet.lessons.network.painted import ANSWER
from sheetnet.lessons.network.scope import CURVE
from sheetnet.lessons.network.training import TrainingEquations
from sheetnet.models.film import filmed_kinds, has_maps
from sheetnet.models.network import Node
from sheetnet.models.painted import votes
from sheetnet.models.training import Training
from sheetnet.texts import Text
from sheetnet.workbook import Axis, Carried, Look, Role, Tensor, down, right
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.colors import BAR
from sheetnet.workbook.number_format import without_negative_zero

FRAME, NARROW_FRAME = 5.4, 4.0
"""Width of a column of the film, in characters, and of one where there are maps, which take more of them."""
PIXEL = Look("General", "frame", colors="pixels", width=2.8)
CHOICE = Look("0", "choice", width=NARROW)
WEIGHT = Look(without_negative_zero(1), "frame", colors="weights")


def signed(digits: int) -> str:
    """Return the format of numbers with so many digits behind the point; what is too small for them is a point."""
    least, zeros = f"{0.5 * 10**-digits:.{digits + 1}f}", "0." + "0" * digits
    return f'[>={least}]{zeros};[<=-{least}]-{zeros};"·"'


GRADIENT = Look(signed(2), "frame", colors="gradients")
MOVED = Look(signed(1), "frame")
RESULT = 7.4
"""Width of a number that comes of what is chosen: 100.0% in bold."""
LOOKS = {
    "z": Look(without_negative_zero(1), "frame"),
    "activation": Look("0.00", "frame", colors="activation"),
    "delta": Look(signed(3), "frame", colors="deltas"),
}
NARROW_LOOKS = {**LOOKS, "delta": replace(LOOKS["delta"], number_format=signed(2))}
"""Where there are maps: of gradients one digit, of δ two."""


class FilmEquations:
    """One epoch and one image of a training.

    Args:
        model: The network and its training.
        training: The training.
        samples: The images that it works on.
        data: What each output stands for.
    """

    def __init__(self, model: Training, training: TrainingEquations, samples: Samples, data: Data) -> None:
        self._model, self.training, self._texts = model, training, training.texts
        self._carried = Carried(model.epochs, curve=CURVE, after=(model.epochs,))
        self.epoch = self._input("film_epoch", "n")
        self.image = self._input("film_image", "k")
        self._narrow = has_maps(model.network)
        self._frame = NARROW_FRAME if self._narrow else FRAME
        self.pixels = self._pixels(samples.images.tensor)
        self.targets = self._targets(samples.targets.tensor)
        self.parameters = {name: self._parameter(name) for name in training.forward.parameters}
        self.gradients = {name: self._gradient(name) for name in training.backward.gradients}
        self.moved = {} if self._narrow else {name: self._moved(name) for name in model.pictured}
        nodes = model.network.nodes
        self.kept = {(node.name, kind): self._kept(node, kind) for node in nodes for kind in filmed_kinds(node)}
        self.pictures = {(node.name, kind): self._shown(node, kind) for node in nodes for kind in filmed_kinds(node)}
        self.classes = self._classes(data) if votes(model.network) else None
        self.answers, self.corrects = self._answers(data), self._corrects()
        self._results()

    def _input(self, name: str, symbol: str) -> Tensor:
        model = self._model
        return Tensor(
            name, (), self._texts[f"input.{name}"], Role.INPUT, symbol, look=CHOICE, values=model.inputs()[name],
            allowed=model.field(name),
        )  # fmt: skip

    def _pixels(self, source: Tensor) -> Tensor:
        """Look the chosen image up among all."""
        axes = tuple(replace(axis, margin=0) for axis in source.axes[1:])
        tensor = Tensor("film_pixels", axes, self._texts["input.images"], symbol=source.symbol, look=PIXEL)
        return tensor.fill(lambda *cells: source.looked_up({0: self.image - 1}, *cells))

    def _targets(self, source: Tensor) -> Tensor:
        """Look its targets up, which stand with what the outputs say."""
        axes, look = (right(source.shape[1]),), Look("General", "frame", width=self._frame)
        tensor = Tensor("film_targets", axes, self._texts["input.targets"], symbol=source.symbol, look=look)
        return tensor.fill(lambda unit: source.looked_up({0: self.image - 1}, unit))

    def _parameter(self, name: str) -> Tensor:
        node, local = self.training.forward.uses[name][0]
        source = self.training.forward.parameters[name].tensor
        look = replace(WEIGHT, width=self._frame)
        tensor = self._tensor(f"film_{name}", self._unit_axes(name), self._texts.parameter(node, local), look)
        return tensor.fill(lambda *cells: source.looked_up({0: self.epoch}, *cells))

    def _gradient(self, name: str) -> Tensor:
        node, local = self.training.forward.uses[name][0]
        source, meaning = self.training.backward.gradients[name].tensor, self._texts.parameter(node, local, "gradient")
        look = replace(GRADIENT, width=self._frame, number_format=signed(1 if self._narrow else 2))
        tensor = self._tensor(f"film_{name}_gradient", self._unit_axes(name), meaning, look)
        return tensor.fill(lambda *cells: self._before_the_last(source.looked_up({0: self.epoch}, *cells)))

    def _moved(self, name: str) -> Tensor:
        """Measure how far the weights of each unit have come from where they began: √Σ (w − w₀)²."""
        node, _ = self.training.forward.uses[name][0]
        now, kept = self.parameters[name], self.training.forward.parameters[name].tensor
        meaning = self._texts["film.moved"].format(layer=self._texts.layer(node))
        moved = self._tensor(f"film_{name}_moved", (right(now.shape[0]),), meaning, replace(MOVED, width=self._frame))
        channels = range(now.shape[1]) if len(now.shape) == 4 else None
        for unit in range(now.shape[0]):
            pictures = [(unit,)] if channels is None else [(unit, channel) for channel in channels]
            away = [now[at] - kept[(0, *at)] for at in pictures]
            squares = [call("SUMPRODUCT", each, each) for each in away]  # a power of a tiny number may be an error
            moved[unit] = call("SQRT", call("SUM", *squares))
        moved.zero = self.training.model.film_epoch == 0
        return moved

    def _results(self) -> None:
        """Take what the chosen epoch comes to: of all images, and of the chosen one."""
        texts, training = self._texts, self.training
        cost, accuracy = Look("0.000", width=RESULT, runs_away=True), Look("0.0%", width=RESULT)
        self.cost = self._of_epoch("film_total_cost", training.cost, texts["film.cost"], cost, Role.LOSS)
        self.accuracy = self._of_epoch(
            "film_accuracy", training.accuracy, texts["film.accuracy"], accuracy, Role.OUTPUT
        )
        self.answer = self._of_epoch("film_answer", self.answers, texts["test.answer"], ANSWER, Role.OUTPUT)
        self.answers.zero = self.answer.zero = bool((self._model.class_labels == 0).any())  # it may be the answer
        self.right = self._of_epoch(
            "film_correct", self.corrects, texts["film.right"], Look(texts["film.says"], "sure")
        )

    def _unit_axes(self, name: str) -> tuple[Axis, ...]:
        shape = self._model.network.parameter_shapes[name]
        return (right(shape[0]), *picture_axes(shape[1:]))

    def _kept(self, node: Node, kind: str) -> Tensor:
        """Write one of a layer's pictures of the chosen image, an epoch a row."""
        source = self.training.forward.layers[node.name].pictures[kind].tensor
        epochs, meaning = source.shape[0], self._of_all_epochs(self._texts.picture(node, kind))
        tensor = Tensor(
            f"film_{node.name}_{kind}_epochs", (down(epochs), right(prod(node.shape))), meaning,
            look=Look("0.000"), carried=source.carried,
        )  # fmt: skip
        epoch = Index("epoch", epochs)
        for place, cells in enumerate(product(*map(range, node.shape))):
            tensor[epoch, place] = source.looked_up({1: self.image - 1}, epoch, *cells)
        return tensor

    def _of_all_epochs(self, meaning: Text) -> Text:
        return self._texts["film.kept"].format(picture=meaning)

    def _shown(self, node: Node, kind: str) -> Tensor:
        """Take the chosen epoch's row of what is kept, in the shape of the picture, its units side by side."""
        kept, shape = self.kept[node.name, kind], node.shape if len(node.shape) != 2 else (1, *node.shape)
        axes = (right(shape[0]), *picture_axes(shape[1:]))
        tensor = self._tensor(f"film_{node.name}_{kind}", axes, self._texts.picture(node, kind), self._look(node, kind))
        for place, cells in enumerate(product(*map(range, shape))):
            entry = kept.looked_up({0: self.epoch}, place)
            tensor[cells] = self._before_the_last(entry) if kind == "delta" else entry
        return tensor

    def _look(self, node: Node, kind: str) -> Look:
        look = replace((NARROW_LOOKS if self._narrow else LOOKS)[kind], width=self._frame)
        if kind != "activation":
            return look
        colors = self.training.forward.layers[node.name].pictures[kind].tensor.look.colors
        return replace(look, colors=BAR if len(node.shape) == 1 and colors == "activation" else colors)

    def _before_the_last(self, entry: Expression) -> Expression:
        """Return 0 after the last update: nothing is sent back any more."""
        return where(self.epoch < self._model.epochs, entry, 0)

    def _classes(self, data: Data) -> Tensor:
        """Say for which class each output speaks."""
        labels = data.class_labels
        look = Look("0", "vote_center")
        return self._tensor("film_class", labels.axes, self._texts["test.class"], look).fill(lambda unit: labels[unit])

    def _answers(self, data: Data) -> Tensor:
        """Give the answer to the chosen image, an epoch a row."""
        outputs = self.kept[self._model.network.output.name, "activation"]
        answers = self._by_epoch("film_answer_epochs", self._texts["test.answer"], Look("0"))
        return answers.fill(lambda epoch: answer(data.class_labels[...], outputs[epoch]))

    def _corrects(self) -> Tensor:
        """Tell whether it is right, an epoch a row."""
        source = self.training.judgement.correct.tensor
        corrects = self._by_epoch("film_correct_epochs", self._texts.judgement("correct"), source.look)
        return corrects.fill(lambda epoch: source.looked_up({1: self.image - 1}, epoch))

    def _by_epoch(self, name: str, meaning: Text, look: Look) -> Tensor:
        source = self.training.judgement.correct.tensor
        return Tensor(name, source.axes[:1], self._of_all_epochs(meaning), look=look, carried=source.carried)

    def _of_epoch(self, name: str, kept: Tensor, meaning: Text, look: Look, role: Role = Role.COMPUTED) -> Tensor:
        """Take the chosen epoch's entry of what is kept of all epochs."""
        tensor = self._tensor(name, (), meaning, look, role)
        tensor[()] = kept.looked_up({0: self.epoch})
        return tensor

    def _tensor(
        self, name: str, axes: tuple[Axis, ...], meaning: Text, look: Look, role: Role = Role.COMPUTED
    ) -> Tensor:
        return Tensor(name, axes, meaning, role, look=look, carried=self._carried)
