"""Average pooling: the mean of each block."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from sheetnet.models.layers.pooling import Pooling2D
from sheetnet.models.layers.written import flag


@dataclass(frozen=True)
class AveragePool2D(Pooling2D):
    """The mean of each block.

    Args:
        count_padding: Whether cells of the padding count as zeros; if not, the sum is divided by the number of the
            picture's own cells in the block. PyTorch calls it ``count_include_pad``.
    """

    kind: ClassVar[str] = "avgpool"

    _: KW_ONLY
    count_padding: bool = flag(True)
