"""What the model tells of every sample, how that compares with what is known, and the sample that is followed."""

from __future__ import annotations

from sheetnet.formula import Index, call, count, where
from sheetnet.lessons.by_name import by_name
from sheetnet.lessons.operator_graph.layout import constant
from sheetnet.lessons.operator_graph.values import Values, called
from sheetnet.lessons.quantities import Quantities
from sheetnet.models.network import NO_ANSWER, TIE_WIDTH
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.models.operator_graph.graph import SAMPLES
from sheetnet.workbook import Axis, Look, Role, Tensor, down, right
from sheetnet.workbook.colors import BAR
from sheetnet.workbook.look import ERROR

CLASS = Look('[<-999999]"?";0', width=8)
GIVEN, NUMBER = Look("0.###"), Look("0.000")
SHARE = Look("0.0%")
BARS = 13.0
"""Width of the column of answers, in characters."""


class Answers:
    """What the model tells of every sample.

    Args:
        model: The graph.
        values: Its arrays.
        quantities: Makes the tensors.
    """

    def __init__(self, model: OperatorGraph, values: Values, quantities: Quantities) -> None:
        self._model, self._quantities = model, quantities
        self._samples = down(len(model.samples))
        self.number: Tensor | None = None
        self.told: Tensor | None = None
        self.largest: Tensor | None = None
        self.truth: Tensor | None = None
        self.judged: Tensor | None = None
        self.measures: list[Tensor] = []
        if model.truth != "none":
            self.truth = quantities.input("labels", self._samples, look=_class_look(model) if model.tells else GIVEN)
        if model.tells:
            self._tell_classes(values.outputs)
        elif model.tells_numbers:
            self._tell_numbers(values.outputs)

    def _tell_classes(self, outputs: Tensor) -> None:
        q, sample = self._quantities, Index("sample", len(self._model.samples))
        self.number = q.counter("sample_number", len(self._model.samples), first=1)
        self.told = q.tensor("told", self._samples, role=Role.OUTPUT, look=_class_look(self._model))
        self.largest = q.tensor("largest", self._samples, look=NUMBER)
        self.largest[sample] = call("MAX", outputs[sample, :])
        ties = count(outputs[sample, :] >= self.largest[sample] - TIE_WIDTH)
        place = call("MATCH", self.largest[sample], outputs[sample, :], 0) - 1
        self.told[sample] = where(ties > 1, NO_ANSWER, place)
        if self.truth is not None:
            self.judged = q.tensor("right", self._samples, look=Look('[=1]"✓";[=0]"✗";0', width=7))
            self.judged[sample] = where(self.told[sample].equals(self.truth[sample]), 1, 0)
            self.measures = [q.result("share_right", call("AVERAGE", self.judged), look=SHARE, role=Role.OUTPUT)]

    def _tell_numbers(self, outputs: Tensor) -> None:
        q, sample = self._quantities, Index("sample", len(self._model.samples))
        self.number = q.counter("sample_number", len(self._model.samples), first=1)
        self.told = q.tensor("told", self._samples, role=Role.OUTPUT, look=NUMBER)
        self.told[sample] = outputs[(sample, *(0,) * (len(outputs.shape) - 1))]
        if self.truth is not None:
            self.judged = q.tensor("residual", self._samples, role=Role.LOSS, equation="t − y", look=NUMBER)
            self.judged[sample] = self.truth[sample] - self.told[sample]
            error = call("SQRT", call("SUMSQ", self.judged) / len(self._model.samples))
            look = ERROR if self._model.source == "model" else Look("0.0000")
            self.measures = [q.result("root_mean_square", error, look=look, role=Role.OUTPUT)]


class Followed:
    """One sample on its way through the graph, chosen by its number.

    Args:
        model: The graph.
        values: Its arrays.
        answers: What is told.
        quantities: Makes the tensors.
    """

    def __init__(self, model: OperatorGraph, values: Values, answers: Answers, quantities: Quantities) -> None:
        self.chosen = quantities.input("chosen", look=Look("0", "choice"))
        self._count, self._texts = len(model.samples), quantities.texts
        self.arrays = {
            name: self._of(name, values.tensors[name], values)
            for name in [SAMPLES, *(node.name for node in model.nodes)]
            if values.tensors[name].shape[:1] == (self._count,)
        }
        self.told: Tensor | None = None
        if model.tells and answers.told is not None:
            told = answers.told.looked_up({0: self.chosen - 1})
            self.told = quantities.result("followed_told", told, look=_class_look(model), role=Role.OUTPUT)

    def _of(self, name: str, whole: Tensor, values: Values) -> Tensor:
        answers = name == values.model.output.name and len(whole.shape) == 2
        axes, look = [down(whole.shape[1])] if answers else beside_each_other(whole.shape[1:]), values.look(name)
        shares = answers and not values.signed[name]
        look = Look("0.00" if name != SAMPLES else look.number_format, colors=BAR if shares else look.colors,
                    width=BARS if answers else look.width)  # fmt: skip
        meaning = self._texts["meaning.followed"].format(what=called(name))
        found = Tensor(f"followed_{name}", tuple(axes), meaning, whole.role if name != SAMPLES else Role.COMPUTED,
                       look=look)  # fmt: skip
        position = found.indices()
        found[position] = whole.looked_up({0: self.chosen - 1}, *position)
        return found


def _class_look(model: OperatorGraph) -> Look:
    """Return the look of a class: its name, where the samples or the model say it."""
    return by_name(CLASS, model.classes, range(model.units)) if model.names_classes else CLASS


def beside_each_other(shape: tuple[int, ...]) -> list[Axis]:
    """Return the axes of what belongs to one sample: a row, a table, or pictures side by side."""
    return [right(size) for size in shape] if len(shape) < 2 else constant(shape) if len(shape) != 3 else [
        right(shape[0]), down(shape[1]), right(shape[2])
    ]  # fmt: skip
