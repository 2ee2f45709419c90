"""What a trained network makes of rows: those for validation epoch by epoch, and all of them at last."""

from __future__ import annotations

from collections.abc import Callable

from sheetnet.formula import Expression, Index, call, count
from sheetnet.lessons.network.answers import answer, is_right
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.judgement import Judgement
from sheetnet.lessons.network.recurring import Moment
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.table_network.data import CLASS, GIVEN, SCALED, TableData
from sheetnet.lessons.table_network.early_stopping import EarlyStopping
from sheetnet.lessons.table_network.fed import Feeding
from sheetnet.lessons.table_network.names import class_look
from sheetnet.lessons.table_network.trained import Trained
from sheetnet.lessons.table_network.training import COST, CURVE, TableTraining
from sheetnet.workbook import Carried, Look, Role, Tensor, down, right
from sheetnet.workbook.look import COUNTER, ERROR

SHARE = Look("0.0%")


class Validation:
    """The rows that are not learned from, after every epoch.

    Args:
        training: The training.
        data: The rows.
        quantities: Makes the tensors.
        texts: What the network's own are called.
    """

    def __init__(
        self, training: TableTraining, data: TableData, quantities: Quantities, texts: NetworkTexts
    ) -> None:  # fmt: skip
        model = training.model
        after = tuple(model.epoch_steps * (epoch + 1) for epoch in range(model.epochs))
        scope = Scope(
            model.epochs, model.validation, "validation_", carried=model.steps, in_rows=not model.in_bands,
            mean=model.reduction == "mean", curve=CURVE, after=after,
        )  # fmt: skip
        self.fed = Feeding(model, data, quantities).validation()
        self.forward = ForwardPass(model.network, scope, self.fed.inputs, texts, training.after_epochs())
        self.judgement = Judgement(self.forward, model.loss, self.fed.targets, answers=False)
        costs = self.judgement.total_cost.tensor
        carried = Carried(model.steps, curve=CURVE, after=after)
        self.cost = quantities.tensor(
            "validation_curve", down(model.epochs), role=Role.LOSS, look=COST, carried=carried
        )  # fmt: skip
        self.cost.fill(lambda epoch: costs[epoch].expression())
        several = model.epochs > 1  # not every MATCH looks for something in a single cell
        best = call("MATCH", call("MIN", self.cost), self.cost, 0) if several else 1
        at_last = Carried(model.steps, curve=CURVE, after=(model.steps,))
        self.best = quantities.result("best_epoch", best, look=Look("0"), role=Role.OUTPUT, carried=at_last)
        self.best_cost = quantities.result(
            "best_cost", call("MIN", self.cost), look=COST, role=Role.LOSS, carried=at_last
        )  # fmt: skip
        marked = model.early_stopping == "marked"
        self.stopping = EarlyStopping(self.cost, carried, quantities) if marked else None

    @property
    def results(self) -> list[Tensor]:
        """The numbers that tell of it."""
        stopping = [] if self.stopping is None else [self.stopping.epoch, self.stopping.cost]
        return [self.best, self.best_cost, *stopping]


class Answered:
    """The forward pass of all rows with the last parameters.

    Args:
        trained: The network, the table and the last parameters.
    """

    told: Tensor
    measure: Tensor
    measures: list[Tensor]

    def __init__(self, trained: Trained) -> None:
        model, data, quantities = trained.model, trained.data, trained.quantities
        self.model, self.quantities, self._data = model, quantities, data
        self.fed = Feeding(model, data, quantities).whole()
        self.forward = trained.forward("result_", self.fed.inputs, model.rows)
        self.carried = self.forward.scope.rounding
        self.row_numbers = quantities.tensor("result_row", data.rows, look=COUNTER)
        self.row_numbers.fill(lambda row: data.row_numbers[row])
        self.outputs = self._in_rows() if model.in_bands else self.forward.outputs.tensor

    def of_parts(
        self, name: str, formula: Callable[[slice], Expression], look: Look, least: int = 1
    ) -> list[Tensor]:  # fmt: skip
        """Sum up the rows that were learned from, and those for validation if there are as many as it takes."""
        return [
            self.quantities.result(name + ending, formula(part), look=look, role=Role.OUTPUT, carried=self.carried)
            for ending, part in self.parts.items()
            if _size(part) >= least
        ]

    @property
    def parts(self) -> dict[str, slice]:
        """The rows that were learned from, and those for validation."""
        model = self.model
        return {"": slice(0, model.training_rows), "_validation": slice(model.training_rows, model.rows)}

    def _in_rows(self) -> Tensor:
        """Write what the outputs give of pictures in bands once more, a row each."""
        axes, given = (self._data.rows, right(self.model.outputs)), self.forward.outputs
        look = given.tensor.look
        outputs = self.quantities.tensor("result_outputs", *axes, look=look, role=Role.OUTPUT, carried=self.carried)
        return outputs.fill(lambda row, unit: given.at(Moment(sample=(row,)), unit))


class Result(Answered):
    """What is told of all rows with the last parameters: classes or numbers; arguments as of ``Answered``."""

    def __init__(self, trained: Trained) -> None:
        data = trained.data
        super().__init__(trained)
        self.truth = data.truth
        if data.classes is not None:
            self._tell_classes(data.classes)
        else:
            self._tell_numbers()

    def _tell_classes(self, classes: Tensor) -> None:
        """Say for each row which class is told, whether that is right, and how often which is taken for which."""
        q, data, row = self.quantities, self._data, Index("row", self.model.rows)
        now = Moment(sample=(row,))
        outputs = self.forward.outputs.at(now)
        self.told = q.tensor(
            "told",
            data.truth.axes[0],
            role=Role.OUTPUT,
            look=class_look(self.model, CLASS),
            carried=self.carried,
        )
        told = answer(classes[...], outputs)
        self.told[row] = told
        self.right = q.tensor("right", data.truth.axes[0], look=Look('[=1]"✓";[=0]"✗";0', width=7))
        self.right.carried = self.carried
        self.right[row] = is_right(self.fed.targets.at(now), outputs)
        self.measure = q.tensor("true_output", data.truth.axes[0], look=Look("0.000"), carried=self.carried)
        self.measure[row] = call("SUMPRODUCT", self.fed.targets.at(now), outputs)
        kinds = len(self.model.classes)
        self.confusion = q.tensor("confusion", down(kinds), right(kinds), look=Look("0", width=9))
        self.confusion.carried = self.carried
        for true in range(kinds):
            for said in range(kinds):
                both = (data.truth[...].equals(classes[true]), self.told[...].equals(classes[said]))
                self.confusion[true, said] = count(*both)
        self.measures = self.of_parts("share_right", lambda part: call("AVERAGE", self.right[part]), SHARE)

    def _tell_numbers(self) -> None:
        """Say for each row which number the network tells, how far that is off, and what that is in all."""
        q, data, row = self.quantities, self._data, Index("row", self.model.rows)
        self.told = q.tensor("told", data.truth.axes[0], role=Role.OUTPUT, look=GIVEN, carried=self.carried)
        self.told[row] = self.forward.outputs.at(Moment(sample=(row,)), 0)
        self.residual = q.tensor(
            "residual", data.truth.axes[0], role=Role.LOSS, equation="t − a", look=SCALED, carried=self.carried
        )
        self.residual[row] = data.truth[row] - self.told[row]
        self.measure = self.residual
        middles = self.of_parts("middle", lambda part: call("AVERAGE", data.truth[part]), GIVEN, least=2)
        self._middles = {part.start: middle for part, middle in zip(self.parts.values(), middles, strict=False)}
        errors = self.of_parts("root_mean_square", self._root_mean_square, ERROR)
        shares = self.of_parts("r_squared", self._r_squared, Look("0.0000"), least=2)
        self.measures = [*shares, *errors, *middles]

    def _root_mean_square(self, part: slice) -> Expression:
        return call("SQRT", call("SUMSQ", self.residual[part]) / _size(part))

    def _r_squared(self, part: slice) -> Expression:
        away = self._data.truth[part] - self._middles[part.start][()]
        return 1 - call("SUMSQ", self.residual[part]) / call("SUMPRODUCT", away, away)


def _size(part: slice) -> int:
    return int(part.stop - part.start)
