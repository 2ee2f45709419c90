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
PIXEL = 3.6
"""Width of a column of pixels, in characters."""
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
        self.class_labels = self._input("class_labels", (right(network.outputs),), Look("0", "pixel", width=PIXEL))

    def _input(self, name: str, axes: tuple[Axis, ...], look: Look) -> Tensor:
        model = self._model
        values, meaning = getattr(model, name), self._texts[f"input.{name}"]
        return Tensor(name, axes, meaning, Role.INPUT, look=look, values=values, allowed=model.field(name))


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
