"""The sheet of an unrolled training: every epoch a block of rows, every sample a band of columns."""

from __future__ import annotations

from sheetnet.formula import Index
from sheetnet.lessons import update_rules
from sheetnet.lessons.network.block import NetworkBlock
from sheetnet.lessons.network.curve import Curve
from sheetnet.lessons.network.pictures import Data, Header
from sheetnet.lessons.network.plan import (
    LABEL_COLUMN,
    Place,
    band_width,
    first_band,
    group_width,
)
from sheetnet.lessons.network.signals import Signal
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.models.training import Training
from sheetnet.models.update_rules import STATES
from sheetnet.workbook import Book, Tensor, print_first_bands

HEADER_ROW = 4
MOST_FROZEN_COLUMNS = 14
MOST_FROZEN_ROWS = 20
GRADIENT_WIDTH = 7.0


class Unrolled:
    """The training, epoch by epoch.

    Args:
        book: The book that gets the sheet.
        model: The network, its data and how it is trained.
        data: The sheet of the images.
        start: The initial parameters by name.
        curve: The headline sheet, with the learning rate and the update rule's numbers.
        words: The labels.
    """

    def __init__(
        self, book: Book, model: Training, data: Data, start: dict[str, Tensor], curve: Curve, words: NetworkWords
    ) -> None:
        self.model, self.words = model, words
        self.page = page = book.page("training", words["tabs.training"])
        states = len(STATES[model.optimizer])
        bands, width = first_band(model.network, learns=True, more=states), band_width(model.network)
        self.header = Header(page, model, data, words, bands=bands, band_width=width, samples=model.samples,
                             top=HEADER_ROW, prefix="sample_")  # fmt: skip
        place = Place(
            page,
            self.header.bottom + 1,
            bands,
            width,
            model.epochs + 1,
            model.samples,
            learns=True,
            equation=words.equations.parameter(),
        )
        images, targets = self.header.signals()
        self.block = NetworkBlock(place, model.network, model.loss, images, targets, words)
        self._update(start, curve)
        self._dress(bands, width)

    def _update(self, start: dict[str, Tensor], curve: Curve) -> None:
        """Write w ← w − Δ, for plain descent Δ = η ∂C_T/∂w; the first epoch's parameters are the initial ones."""
        epoch, rule = Index("epoch", self.model.epochs), self.model.optimizer
        for name, signal in self.block.parameters.items():
            cells = signal.cells()
            gradient = self.block.gradients[name].at((epoch,), (), *cells)
            states = {key: s.at((epoch,), (), *cells) for key, s in self._states(name, curve).items()}
            step = update_rules.step(rule, gradient, states, curve.number[epoch] + 1, curve.rate, curve.constants)
            signal.define((0,), (), cells, start[name][cells])
            signal.define((epoch + 1,), (), cells, signal.at((epoch,), (), *cells) - step)

    def _states(self, name: str, curve: Curve) -> dict[str, Signal]:
        """Place and write what the update rule remembers of a parameter, right of everything else at the left."""
        rule, found = self.model.optimizer, {}
        for n, key in enumerate(STATES[rule]):
            column = self.block.place.bands - group_width(self.model.network) * (len(STATES[rule]) - n)
            state = self.block.beside(name, f"_{key}", column)
            cells, gradient = state.cells(), self.block.gradients[name]
            first = update_rules.next_state(rule, key, None, gradient.at((0,), (), *cells), curve.constants)
            state.define((0,), (), cells, first)
            if self.model.epochs > 1:
                e = (Index("epoch", self.model.epochs - 1),)
                after = (e[0] + 1,)
                before = state.at(e, (), *cells)
                now = gradient.at(after, (), *cells)
                state.define(after, (), cells, update_rules.next_state(rule, key, before, now, curve.constants))
            found[key] = state
        return found

    def _dress(self, bands: int, width: int) -> None:
        page, words = self.page, self.words
        page.text(1, 2, words["headings.training"], "title")
        for row, equations in enumerate(words.equations.training(), start=2):
            page.text(row, 2, equations, "equation")
        page.default_width = 5.6
        page.widths |= {1: 2, LABEL_COLUMN: 14}
        page.widths |= dict.fromkeys(range(self.block.gradient_column, self.block.place.row_labels), GRADIENT_WIDTH)
        last = self.header.bottom if self.header.bottom <= MOST_FROZEN_ROWS else 3
        page.frozen = (last, bands - 1 if bands <= MOST_FROZEN_COLUMNS else LABEL_COLUMN)
        for epoch in range(self.model.epochs + 1):
            self.block.entitle(words["row.epoch"].format(epoch=epoch), epoch)
            row = self.block.row_of(epoch)
            page.groups.append((row + 1, row + self.block.height - 1))
        print_first_bands(page, self.block.row_of(1) - 1, self.block.place.band_ends())
