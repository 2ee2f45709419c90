"""The network in matrices: z = W a + b for one chosen image, beside the weighted sums of the layers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod

from sheetnet.formula import call, where
from sheetnet.lessons.network.data import COPIED_PIXELS, NARROW, Data
from sheetnet.lessons.network.fitting import FittingEquations
from sheetnet.lessons.network.forward import ForwardPass
from sheetnet.lessons.network.parameters import LOOK
from sheetnet.lessons.network.recurring import Moment, Recurring
from sheetnet.lessons.network.scope import Scope
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.fitted import MATRIX_SLACK, Fitted
from sheetnet.models.network import INPUT, Node
from sheetnet.workbook import Axis, Look, Role, Tensor, down, right
from sheetnet.workbook.axis import picture_axes
from sheetnet.workbook.look import check_look

VALUE, PIXELS = Look("0.00"), Look("General", colors="pixels")
POINTER = Look('[=1]"← k";[=0]"";0', "sure")
VERDICT = 10.0
"""Width of a verdict in characters."""


@dataclass(frozen=True)
class LayerMatrices:
    """A dense layer in matrices.

    Args:
        weights: W, a row a unit.
        taken: What the layer takes, as a row, so that each entry stands above those of W that it is multiplied with.
        bias: b, a column.
        z: W a + b, a column.
    """

    weights: Tensor
    taken: Tensor
    bias: Tensor
    z: Tensor


class MatrixEquations:
    """One image through dense layers, twice: layer by layer by sums, and in matrices.

    Args:
        model: The network and its images.
        data: The images.
        fitting: Where the weights and biases are.
        texts: The labels.
    """

    def __init__(self, model: Fitted, data: Data, fitting: FittingEquations, texts: NetworkTexts) -> None:
        self.is_the_books = model.is_the_books
        self._model, self._texts, self.parameters = model, texts, fitting.forward.parameters
        self._shape = model.network.input_shape
        self.choice = Tensor(
            "chosen_image", (), texts["input.chosen_image"], Role.INPUT, "k", look=Look("0", "choice", width=NARROW),
            values=model.inputs()["chosen_image"], allowed=model.field("chosen_image"),
        )  # fmt: skip
        self.rows = self._image_rows(data)
        self.pointer = self._pointer()
        self.picture = self._picture()
        self.forward = ForwardPass(
            model.network, Scope(prefix="chosen_"), Recurring(self.picture), texts, self.parameters
        )
        self.layers = {node.name: self._matrices(node) for node in model.network.nodes}
        self.agrees = self._claim()

    @property
    def pixels(self) -> list[tuple[int, ...]]:
        """The entries of an image, in the order in which they stand in a row."""
        return list(product(*(range(size) for size in self._shape)))

    def _image_rows(self, data: Data) -> Tensor:
        """Write all images as rows of a matrix, of which INDEX takes the chosen one."""
        axes, look = (down(self._model.samples), right(prod(self._shape))), COPIED_PIXELS
        rows = Tensor("image_rows", axes, self._texts["matrices.rows"], symbol="X", look=look)
        sample, _ = rows.indices()
        for place, pixel in enumerate(self.pixels):
            rows[sample, place] = data.images[(sample, *pixel)]
        return rows

    def _pointer(self) -> Tensor:
        """Point at the chosen row."""
        pointer = Tensor(
            "image_pointer",
            (down(self._model.samples),),
            self._texts["matrices.pointer"],
            look=POINTER,
        )
        for sample in range(self._model.samples):
            pointer[sample] = where(self.choice.equals(sample + 1), 1, 0)
        return pointer

    def _picture(self) -> Tensor:
        picture = Tensor(
            "chosen_picture", tuple(picture_axes(self._shape)), self._texts["matrices.picture"], symbol="x",
            look=COPIED_PIXELS,
        )  # fmt: skip
        for place, pixel in enumerate(self.pixels):
            picture[pixel] = call("INDEX", self.rows[:, place], self.choice, 1)
        return picture

    def _matrices(self, node: Node) -> LayerMatrices:
        """Write a layer's weights as a matrix, what it takes above it, its biases as a column, and z = W a + b."""
        (taken,), (units,) = self.forward.layers[node.name].inputs, node.shape
        shape = node.input_shapes[0]
        weights, bias = (self.parameters[node.parameters[local]] for local in ("weights", "bias"))
        made = LayerMatrices(
            self._tensor(node, "weights", "W", down(units), right(prod(shape)), look=LOOK),
            self._tensor(node, "input", "aᵀ", right(prod(shape)), look=PIXELS if node.inputs == (INPUT,) else VALUE),
            self._tensor(node, "bias", "b", down(units), look=LOOK),
            self._tensor(node, "z", "W a + b", down(units), role=Role.OUTPUT),
        )
        now = Moment()
        for place, entry in enumerate(product(*(range(size) for size in shape))):
            made.taken[place] = taken.at(now, *entry)
            for unit in range(units):
                made.weights[unit, place] = weights.at(now, unit, *entry)
        for unit in range(units):
            made.bias[unit] = bias.at(now, unit)
            # Not MMULT, which not every engine has: a row of W with the row above it is an entry of W a.
            made.z[unit] = call("SUMPRODUCT", made.weights[unit], made.taken) + made.bias[unit]
        return made

    def _tensor(
        self, node: Node, kind: str, symbol: str, *axes: Axis, role: Role = Role.COMPUTED, look: Look = VALUE
    ) -> Tensor:
        meaning = self._texts[f"matrices.{kind}"].format(layer=self._texts.layer(node))
        return Tensor(f"matrix_{node.name}_{kind}", axes, meaning, role, symbol, look=look)

    def _claim(self) -> Tensor:
        """Say whether both ways give the same z, but for rounding."""
        pairs = [(each.z, self.forward.layers[name].pictures["z"].tensor) for name, each in self.layers.items()]
        gaps = [call("SUMPRODUCT", (product_ - sums) ** 2) for product_, sums in pairs]
        sizes = [call("SUMPRODUCT", sums**2) for _, sums in pairs]
        total, size = (call("SUM", *each) for each in (gaps, sizes))
        symbol, meaning = "W a + b = Σ w a + b", self._texts["matrices.agree"]
        verdict = Tensor("matrix_agrees", (), meaning, symbol=symbol, look=check_look(VERDICT), claim=True)
        verdict[()] = where(total <= MATRIX_SLACK**2 * (1 + size), 1, 0)
        return verdict
