"""The plan of a network on a page: which rows and columns everything takes within one block."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.errors import LimitError
from sheetnet.formula.limits import ROWS
from sheetnet.lessons.network.geometry import Picture, Rows, activation_picture, delta_picture, input_picture
from sheetnet.models.network import Conv2D, Network, Stage
from sheetnet.models.network_model import NetworkModel
from sheetnet.workbook import Page

LABEL_COLUMN = 2
"""What a block of rows is."""
ROW_LABEL_WIDTH = 15
FIRST_PARAMETER_COLUMN = 3
LEAST_WEIGHTS = 2
"""Columns that weights take at least: their heading needs them."""
LEAST_HEAD = 5
"""Columns of the sums in a block's first row, and of the counts of answers: they stand before the bands."""
MOST_PRINTED = 8
"""Bands on a sheet of paper."""


@dataclass(frozen=True)
class Place:
    """Where a network lies and how often.

    Args:
        page: The page.
        top: First row of the first block.
        bands: First column of the first band.
        band_width: Columns from one band to the next.
        blocks: How many blocks (epochs); None for a network without an axis of epochs.
        samples: How many bands; None for one picture without an axis of samples.
        prefix: Put before the tensors' names.
        learns: Whether deltas and gradients are laid out.
        judged: Whether there are targets, so that costs are laid out.
        given: A model whose parameters stand here as numbers to change; None where parameters are computed.
        equation: How the parameters w (and likewise b) are computed, where they are.
    """

    page: Page
    top: int
    bands: int
    band_width: int
    blocks: int | None = None
    samples: int | None = None
    prefix: str = ""
    learns: bool = False
    judged: bool = True
    given: NetworkModel | None = None
    equation: str = ""

    def __post_init__(self) -> None:
        self.page.widths[self.row_labels] = ROW_LABEL_WIDTH

    @property
    def row_labels(self) -> int:
        """The column of the rows' names: right before the bands, whose rows they name."""
        return self.bands - 1

    def band_ends(self) -> list[int]:
        """Return the last columns of the first bands, for a print-out."""
        count = min(self.samples or 1, MOST_PRINTED)
        return [self.bands + n * self.band_width - 1 for n in range(1, count + 1)]


class Plan:
    """Rows of the bands from top to bottom, rows of the parameters at the left, and their columns.

    Args:
        place: Where the network lies.
        network: The layers.

    Raises:
        LimitError: The blocks reach past the last row of a sheet.
    """

    def __init__(self, place: Place, network: Network) -> None:
        self.network, stages = network, network.stages
        rows = Rows(place.top + 1)
        for number, stage in enumerate(stages):
            if not stage.parameter_shapes:
                rows.take(f"{stage.name}_activation", activation_picture(self.network, number).height, gap=1)
                continue
            rows.take(f"{stage.name}_z", Picture(stage.shape).height, gap=int(len(stage.shape) > 1))
            if is_softmax(stage):
                rows.take(f"{stage.name}_exponential", Picture(stage.shape).height)
            rows.take(f"{stage.name}_activation", activation_picture(self.network, number).height, gap=1)
        if place.judged:
            rows.take("cost", 1)
            rows.take("correct", 1, gap=1)
        if place.learns:
            for number in reversed(range(len(stages))):
                rows.take(f"{stages[number].name}_delta", delta_picture(self.network, number).height, gap=1)
        left = Rows(place.top + 2)
        for stage in stages:
            for name, shape in stage.parameter_shapes.items():
                if name.endswith("_weights"):
                    left.take(name, shape[0] * self.unit_rows(stage) + 1)
        self.rows, self.left = rows.taken, left.taken
        self.height = max(rows.next, left.next) - place.top + 1
        self.bottom = place.top + self.height * (place.blocks or 1) - 1
        self.gradient_column = self.bias_column + 2
        most = (ROWS - place.top + 1) // self.height
        if (place.blocks or 1) > most:
            raise LimitError(
                f"{place.blocks} blocks of {self.height} rows do not fit on sheet {place.page.key!r}: "
                f"a sheet has {ROWS:,} rows; use epochs={most - 1} or fewer (gradient check: check_samples=0)"
            )

    @property
    def bias_column(self) -> int:
        """The column of the biases: behind the widest weights."""
        return FIRST_PARAMETER_COLUMN + weights_width(self.network)

    @property
    def learning_stages(self) -> list[Stage]:
        """The layers that have parameters."""
        return [stage for stage in self.network.stages if stage.parameter_shapes]

    @staticmethod
    def weights_picture(stage: Stage) -> Picture:
        """Return how one unit's weights lie: as the picture that it looks at, or as the filter."""
        return Picture(stage.parameter_shapes[f"{stage.name}_weights"][1:])

    def unit_rows(self, stage: Stage) -> int:
        """Return the rows from one unit's weights to the next's; taller than a row, a blank one parts them."""
        height = self.weights_picture(stage).height
        return height + (height > 1)


def is_softmax(stage: Stage) -> bool:
    """Whether a layer's activation is softmax, which works on all units together."""
    return getattr(stage.layer, "activation", "") == "softmax"


def band_width(network: Network) -> int:
    """Return the columns of a sample's band: its widest picture and a blank column."""
    pictures = [input_picture(network)]
    for number, stage in enumerate(network.stages):
        pictures += [Picture(stage.shape), activation_picture(network, number), delta_picture(network, number)]
    return max(picture.width for picture in pictures) + 1


def weights_width(network: Network) -> int:
    """Return the columns of the widest weights."""
    shapes = [s[1:] for name, s in network.parameter_shapes.items() if name.endswith("_weights")]
    return max(LEAST_WEIGHTS, *(Picture(shape).width for shape in shapes))


def group_width(network: Network) -> int:
    """Return the columns of a group: the widest weights, the biases, and a blank column."""
    return weights_width(network) + 2


def first_band(network: Network, learns: bool, more: int = 0) -> int:
    """Return the first column of the first band: behind the groups of columns at the left.

    Args:
        network: The layers.
        learns: Whether gradients stand beside weights and biases, and turned filters where convolutions stand on
            layers.
        more: Further groups.
    """
    turned = learns and any(isinstance(stage.layer, Conv2D) for stage in network.stages[1:])
    return FIRST_PARAMETER_COLUMN + max(LEAST_HEAD, group_width(network) * (1 + learns + turned + more))
