"""Positions in brackets, as the equations on the sheets show them."""

from __future__ import annotations

import pytest

from sheetnet.catalogue import find
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.positions import position


@pytest.mark.parametrize(
    ("terms", "written"),
    [
        ([(1, "i"), (1, "l"), (0, "")], "i + l"),
        ([(2, "i"), (1, "l"), (-1, "")], "2i + l − 1"),
        ([(3, "i"), (2, "l"), (4, "")], "3i + 2l + 4"),
        ([(2, ""), (-1, "k")], "2 − k"),
        ([(0, ""), (-1, "k")], "−k"),
        ([(0, "")], "0"),
    ],
)
def test_a_position_is_written_as_people_write_it(terms: list[tuple[int, str]], written: str) -> None:
    assert position(*terms) == written


@pytest.mark.parametrize(
    ("layer", "under"),
    [
        ("conv(2,3x3)", "i + k, j + l"),
        ("conv(2,3x3,2,1)", "2i + k − 1, 2j + l − 1"),
        ("conv(2,2x2,dilation=2)", "i + 2k, j + 2l"),
        ("conv(2,2x2,stride=2x1,padding=0x1)", "2i + k, j + l − 1"),
    ],
)
def test_stride_padding_and_dilation_stand_in_the_equation_of_a_convolution(layer: str, under: str) -> None:
    node = find("cnn").make({"layers": f"{layer} dense(3)"}).network.nodes[0]  # type: ignore[attr-defined]
    assert LAYERS["conv"].equation(node.layer, "z") == f"z[i, j] = Σ w[k, l] a[{under}] + b"
