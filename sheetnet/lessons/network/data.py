"""The images and targets, which the reader may change, and the copies of them on which a network works."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.scope import input_margin
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.network import INPUT
from sheetnet.models.network_model import NetworkModel
from sheetnet.workbook import Axis, Look, Role, Tensor, down, right
from sheetnet.workbook.axis import picture_axes

NARROW = 5.6
"""Width of a column in which one number of two decimals stands."""
DELTA = 7.0
"""Of one in which a δ of four decimals stands, with its sign."""
PIXEL = 2.5
"""Width of a column of pixels, in characters: as many images as may be are seen at once."""
FEW_COLUMNS = 4
"""Of an image that is narrow."""
IN_LINE, MOST_IN_LINE = 16, 40
"""Images in a line, and the most where each answer has a line of its own."""
PIXELS = Look("General", "pixel", colors="pixels")
TARGETS = Look("General", "target")
COPIED_PIXELS = Look("General", "computed_pixel", colors="pixels")
COPIED_TARGETS = Look("General", "computed_pixel")


class Data:
    """The images with their targets, and what each output stands for.

    Args:
        model: The images.
        texts: The labels.
    """

    def __init__(self, model: NetworkModel, texts: NetworkTexts) -> None:
        self._model, self._texts = model, texts
        network, samples = model.network, right(model.samples)
        self.images = self._input("images", (samples, *picture_axes(network.input_shape)), PIXELS)
        self.targets = self._input("targets", (samples, down(network.outputs)), TARGETS)
        wide = network.input_shape[-1] > FEW_COLUMNS
        self.width = PIXEL
        self.in_a_line = in_a_line(model.samples, network.outputs) if wide else IN_LINE
        label = Look("0", "pixel", width=self.width)
        self.class_labels = self._input("class_labels", (right(network.outputs),), label)

    def _input(self, name: str, axes: tuple[Axis, ...], look: Look) -> Tensor:
        model = self._model
        values, meaning = getattr(model, name), self._texts[f"input.{name}"]
        return Tensor(name, axes, meaning, Role.INPUT, look=look, values=values, allowed=model.field(name))


def in_a_line(samples: int, answers: int) -> int:
    """Return how many images stand in a line: a line for each answer, where that comes out even and is not too long.

    Targets are not asked: a reader may change them.
    """
    length, rest = divmod(samples, answers)
    return length if not rest and IN_LINE <= length <= MOST_IN_LINE else IN_LINE


@dataclass(frozen=True)
class Samples:
    """The first samples, each cell a reference to the data.

    Args:
        images: (samples, *picture).
        targets: (samples, outputs).
    """

    images: Recurring
    targets: Recurring

    @classmethod
    def of(cls, data: Data, model: NetworkModel, texts: NetworkTexts, count: int, prefix: str) -> Samples:
        """Copy the first samples.

        Args:
            data: The images and targets.
            model: The network; it says how many blanks it needs around a picture.
            texts: The labels.
            count: How many samples.
            prefix: Put before the tensors' names.
        """
        margin = input_margin(model.network, INPUT)
        axes = {
            "images": picture_axes(model.network.input_shape, margin=margin),
            "targets": [down(model.network.outputs)],
        }
        looks, symbols = {"images": COPIED_PIXELS, "targets": COPIED_TARGETS}, {"images": "x", "targets": "t"}
        copies = {
            name: Tensor(prefix + name, (right(count), *axes[name]), texts[f"input.{name}"], symbol=symbols[name],
                         look=looks[name])
            for name in axes
        }  # fmt: skip
        copies["images"].fill(lambda *entry: data.images[entry])
        copies["targets"].fill(lambda *entry: data.targets[entry])
        return cls(*(Recurring(copy, by_sample=True) for copy in copies.values()))
