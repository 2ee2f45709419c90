"""The comparison of committed workbooks with built ones sees what it must, and only that."""

from __future__ import annotations

import pytest

from tests.same_parts import alike

CELL = b'<c r="B2" s="4"><f>A1*2</f><v>0.30000000000000004</v></c>'


@pytest.mark.parametrize("number", [b"0.3", b"0.30000000000000016", b"3.0000000001E-1"])
def test_last_digits_may_differ(number: bytes) -> None:
    assert alike(CELL, CELL.replace(b"0.30000000000000004", number))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"0.30000000000000004", b"0.300000002"),
        (b"0.30000000000000004", b"-0.3"),
        (b"A1*2", b"A2*2"),
        (b's="4"', b's="5"'),
        (b"<f>A1*2</f>", b""),
        (b"<v>0.30000000000000004</v>", b""),
    ],
)
def test_all_else_is_a_difference(old: bytes, new: bytes) -> None:
    assert not alike(CELL, CELL.replace(old, new))
