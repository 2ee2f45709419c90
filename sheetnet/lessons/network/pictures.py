"""The images and targets: as a sheet of pictures to edit, and again on top of the bands of a training."""

from __future__ import annotations

from sheetnet.errors import LimitError
from sheetnet.formula import Index
from sheetnet.formula.limits import COLUMNS
from sheetnet.lessons.network.geometry import Picture, Rows, input_picture
from sheetnet.lessons.network.signals import Signal
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.opening import open_page
from sheetnet.models.network_model import NetworkModel
from sheetnet.workbook import Axis, Book, Page, Tensor, down, right

PER_LINE = 16
"""Pictures in a line of the sheet Data."""
FIRST_ROW = 9


class Data:
    """The sheet of all images with their targets.

    Args:
        book: The book that gets the sheet.
        model: The images.
        words: The labels.
    """

    def __init__(self, book: Book, model: NetworkModel, words: NetworkWords) -> None:
        self.model, self.words = model, words
        self.page = page = open_page(book, "data", across=40, words=words.texts)
        self._picture = Picture(model.network.input_shape)
        self._pitch = max(self._picture.width, 2) + 1
        self._line = self._picture.height + model.network.outputs + 3
        self._place_labels()
        self.images = self._place("images", FIRST_ROW + 1, self._picture.axes)
        targets = FIRST_ROW + 1 + self._picture.height
        self.targets = self._place("targets", targets, [down(model.network.outputs)])
        page.heat_map(self.images, "pixels", lead=1)
        self._number_pictures()
        page.default_width = 3.6
        page.widths |= {1: 2, 2: 12}
        page.frozen = (FIRST_ROW - 1, 0)

    def _place_labels(self) -> None:
        page, model = self.page, self.model
        page.text(5, 2, self.words["row.class_labels"], "row_label")
        self.class_labels = page.input(
            "class_labels",
            (5, 4),
            model.class_labels,
            [right(model.network.outputs)],
            allowed=model.field("class_labels"),
            meaning=self.words["input.class_labels"],
            number_format="0",
            style="pixel",
        )

    def _place(self, name: str, row: int, axes: list[Axis]) -> Tensor:
        samples = Axis(self.model.samples, right=self._pitch, wrap=PER_LINE, line=self._line)
        return self.page.input(
            name,
            (row, 4),
            getattr(self.model, name),
            [samples, *axes],
            allowed=self.model.field(name),
            meaning=self.words[f"input.{name}"],
            number_format="General",
            style="pixel" if name == "images" else "target",
        )

    def _number_pictures(self) -> None:
        for k in range(self.model.samples):
            line, within = divmod(k, PER_LINE)
            self.page.number(FIRST_ROW + line * self._line, 4 + within * self._pitch, k + 1, "muted_center")
        for line in range((self.model.samples + PER_LINE - 1) // PER_LINE):
            row = FIRST_ROW + 1 + line * self._line
            self.page.text(row, 2, self.words["row.images"], "row_label")
            self.page.text(row + self._picture.height, 2, self.words["row.targets"], "row_label")


class Header:
    """The first samples' pictures and targets on top of the bands, each cell a reference to the sheet Data.

    Args:
        page: The page of the bands.
        model: The network.
        data: The sheet of the images.
        words: The labels.
        bands: First column of the first band.
        band_width: Columns from one band to the next.
        samples: How many samples.
        top: First row.
        prefix: Put before the tensors' names.
    """

    def __init__(
        self,
        page: Page,
        model: NetworkModel,
        data: Data,
        words: NetworkWords,
        *,
        bands: int,
        band_width: int,
        samples: int,
        top: int,
        prefix: str,
    ) -> None:
        picture = input_picture(model.network)
        most = (COLUMNS - bands + 1) // band_width
        if samples > most:
            raise LimitError(
                f"{samples} samples in bands of {band_width} columns do not fit on sheet {page.key!r}: a sheet has "
                f"{COLUMNS:,} columns; use {most} samples or fewer"
            )
        rows = Rows(top)
        numbers = rows.take("numbers", 1)
        images = rows.take("images", picture.height) + picture.margin
        targets = rows.take("targets", model.network.outputs, gap=1)
        self.bottom = rows.next - 1
        for k in range(samples):
            page.number(numbers, bands + k * band_width, k + 1, "muted_center")
        lead = right(samples, band_width)
        self.images = page.tensor(
            f"{prefix}images", (images, bands + picture.margin), [lead, *picture.axes], meaning=words["input.images"],
            equation="x", number_format="General", style="computed_pixel",
        )  # fmt: skip
        self.targets = page.tensor(
            f"{prefix}targets", (targets, bands), [lead, down(model.network.outputs)], meaning=words["input.targets"],
            equation="t", number_format="General", style="computed_pixel",
        )  # fmt: skip
        _copy(data.images, self.images, samples)
        _copy(data.targets, self.targets, samples)
        page.heat_map(self.images, "pixels")
        page.text(images, bands - 1, words["row.images"], "row_label")
        page.text(targets, bands - 1, words["row.targets"], "row_label")

    def signals(self) -> tuple[Signal, Signal]:
        """Return images and targets as the network's inputs."""
        return Signal(self.images, by_epoch=False, by_sample=True), Signal(self.targets, by_epoch=False, by_sample=True)


def _copy(source: Tensor, copy: Tensor, samples: int) -> None:
    """Refer to the source cell by cell; the source's samples stand in lines, so each line is a rule of its own."""
    for start in range(0, samples, PER_LINE):
        k = Index("sample", min(PER_LINE, samples - start))
        cells = tuple(Index(f"axis{n}", size) for n, size in enumerate(source.shape[1:]))
        copy[(k + start, *cells)] = source[(k + start, *cells)]
