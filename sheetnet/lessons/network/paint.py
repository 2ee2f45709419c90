"""The Test sheet: the reader paints a picture and sees every unit work, with the initial or the trained parameters."""

from __future__ import annotations

from collections.abc import Callable

from sheetnet.formula import Expression, where
from sheetnet.lessons.network import formulas
from sheetnet.lessons.network.block import NetworkBlock
from sheetnet.lessons.network.geometry import input_picture
from sheetnet.lessons.network.pictures import Data
from sheetnet.lessons.network.plan import FIRST_PARAMETER_COLUMN, LABEL_COLUMN, Place, first_band
from sheetnet.lessons.network.signals import Signal
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.opening import open_page
from sheetnet.models.network_model import NetworkModel
from sheetnet.models.training import Training
from sheetnet.workbook import Book, Role

TOP = 5
INITIAL = 1

Parameter = Callable[..., Expression]
"""From a parameter's name and the indices of its cells to the cell that holds it."""


class Test:
    """The Test sheet.

    Args:
        book: The book that gets the sheet.
        model: The network.
        data: The sheet of the images, for the labels of the classes.
        initial: Where the initial parameters are.
        trained: Where the trained ones are.
        words: The labels.
    """

    def __init__(
        self, book: Book, model: NetworkModel, data: Data, initial: Parameter, trained: Parameter, words: NetworkWords
    ) -> None:
        # The Solver writes into the sheet of all images; a training leaves its start as it is.
        kind = "training" if isinstance(model, Training) else "fitted"
        page = open_page(book, "test", across=24, about=words[f"about.test_{kind}"], words=words.texts)
        self.page, self.model, self.words = page, model, words
        bands = first_band(model.network, learns=False) + 1
        picture = input_picture(model.network)
        image = page.input(
            "test_image",
            (TOP + picture.margin, bands + picture.margin),
            model.test_image,
            picture.axes,
            allowed=model.field("test_image"),
            meaning=words["input.test_image"],
            number_format="General",
            style="pixel",
        )
        page.heat_map(image, "pixels")
        page.text(TOP - 1, bands + picture.margin, words["row.paint"], "muted")
        self.switch = page.input(
            "parameter_set",
            (TOP, FIRST_PARAMETER_COLUMN),
            model.parameter_set,
            allowed=model.field("parameter_set"),
            meaning=words[f"input.parameter_set_{kind}"],
            number_format="0",
            style="choice",
        )
        page.text(TOP, LABEL_COLUMN, words["row.set"], "row_label")
        page.text(TOP + 1, FIRST_PARAMETER_COLUMN, words[f"row.sets_{kind}"], "muted")
        place = Place(
            page,
            TOP + picture.height + 1,
            bands,
            picture.width + 1,
            prefix="test_",
            judged=False,
            equation="w ∈ {w₀, wₙ}",
        )
        self.block = NetworkBlock(place, model.network, model.loss, Signal(image, by_epoch=False), None, words)
        self._choose(initial, trained)
        self._answer(data, bands + picture.width + 2)
        page.default_width = 5.6
        page.widths |= {1: 2, 2: 20}
        page.print_area = (1, 1, self.block.bottom, max(28, bands + picture.width + 10))

    def _choose(self, initial: Parameter, trained: Parameter) -> None:
        for name, signal in self.block.parameters.items():
            cells = signal.cells()
            chosen = where(self.switch.equals(INITIAL), initial(name, *cells), trained(name, *cells))
            signal.define((), (), cells, chosen)

    def _answer(self, data: Data, column: int) -> None:
        outputs = self.block.layers[-1].activation.at((), ())
        self.page.text(TOP - 2, column, self.words["row.answer"], "heading")
        self.page.heights[TOP - 1] = 28
        cell = self.page.tensor(
            "test_answer",
            (TOP - 1, column),
            role=Role.OUTPUT,
            meaning=self.words["test.answer"],
            equation="argmax a",
            number_format='[<-999999]"?";0',
            style="answer",
        )
        cell[()] = formulas.answer(data.class_labels[...], outputs)
