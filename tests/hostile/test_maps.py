"""Maps that ask for another lesson, for more than a machine has, or for cells where none are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.expected import ANY, NOT_RIGHT, REFUSED, WRONG, Expected, assert_harmless
from tests.hostile.package import STRINGS, Change, Parts, map_says, pack, replaced
from tests.hostile.trial import Trials
from tests.workbooks import MAP_TAB


def lesson(slug: str, settings: str) -> Change:
    """Return the change that calls the workbook another lesson; its one input becomes a computed tensor."""
    return map_says(B2=slug, B4=settings, B7="computed")


CASES: dict[str, tuple[Change, Expected]] = {
    "another lesson": (lesson("gradient_descent", "steps=1000"), WRONG),
    "a lesson that does not exist": (lesson("evil", "-"), REFUSED),
    "a lesson by a path": (lesson("../../etc/passwd", "-"), REFUSED),
    "a lesson without a name": (lesson(" ", "-"), REFUSED),
    "very many steps": (lesson("gradient_descent", "steps=1000000000"), REFUSED),
    "steps beyond all numbers": (lesson("gradient_descent", "steps=1e999"), REFUSED),
    "very many digits": (lesson("gradient_descent", "steps=" + 100_000 * "9"), REFUSED),
    "very many epochs": (lesson("cnn_backprop", "epochs=10000; check_samples=-1"), REFUSED),
    "as many epochs as are allowed": (lesson("backprop", "epochs=3000; check_samples=0"), WRONG),
    "very many weights": (lesson("neural_net", "layers=" + 19 * "dense(1000) " + "dense(2)"), REFUSED),
    "very many filters": (lesson("cnn", "layers=" + 19 * "conv(1000,1x1) " + "dense(3)"), REFUSED),
    "very many layers": (lesson("backprop", "layers=" + 10_000 * "dense(2) "), REFUSED),
    "layers in layers": (lesson("backprop", "layers=" + 10_000 * "dense("), REFUSED),
    "a file of images": (lesson("backprop", "images=/etc/passwd"), REFUSED),
    "settings twice": (lesson("backprop", "epochs=1; epochs=2; check_samples=0"), ANY),
    "very many settings": (lesson("backprop", "; ".join(f"a{n}=1" for n in range(5_000))), REFUSED),
    "a settings' text as long as a text may be": (lesson("backprop", "layers=" + 32_000 * "x"), REFUSED),
    "a settings' text of a million signs": (lesson("backprop", "layers=" + 1_000_000 * "x"), REFUSED),
    "a tensor larger than its sheet": (map_says(G7="1048577×6"), REFUSED),
    "a tensor larger than all": (map_says(G7="4294967296×4294967296"), REFUSED),
    "a tensor of millions of cells": (map_says(G7="1000000×16000", H7="(1,0) (0,1)"), REFUSED),
    "a tensor all of whose entries are one cell": (map_says(G8="3000×3000", H8="(0,0) (0,0)"), NOT_RIGHT),
    "a tensor of nothing": (map_says(G7="0×6"), REFUSED),
    "a tensor of less than nothing": (map_says(G7="-1×6"), REFUSED),
    "a tensor of very many axes": (map_says(G7="×".join(100_000 * ["1"]), H7=" ".join(100_000 * ["(0,0)"])), REFUSED),
    "digits of another alphabet": (map_says(G7="٦×٦"), REFUSED),
    "steps that wrap at nothing": (map_says(H7="(1,0,0,0) (0,1)"), ANY),
    "steps that leave the sheet": (map_says(H7="(9999999,99999) (0,1)"), REFUSED),
    "an address that is none": (map_says(F7="B7:B8"), REFUSED),
    "an address beyond the sheet": (map_says(F7="XFD1048576"), REFUSED),
    "a sheet that is not there": (map_says(E7="Nowhere"), REFUSED),
    "the map as a tensor's sheet": (map_says(E8=MAP_TAB), NOT_RIGHT),
    "a role that does not exist": (map_says(B7="evil"), REFUSED),
    "a tensor twice": (map_says(A8="feature_map"), REFUSED),
    "a tensor of another name": (map_says(A8="evil"), WRONG),
    "a name with commands for the terminal": (map_says(A8="\x9b31m\u202eevil"), REFUSED),
    "a name of a million signs": (map_says(A8=1_000_000 * "a"), REFUSED),
    "a name of several words": (map_says(A8="evil evil"), REFUSED),
    "tolerances without end": (map_says(I8="inf", J8="nan"), REFUSED),
    "another marker": (map_says(A1="sheetnet-map-3"), REFUSED),
    "a number for a text": (replaced(STRINGS, b">6\xc3\x976<", b">7<"), REFUSED),
}


@pytest.mark.parametrize("case", CASES)
def test_a_map(case: str, pooling: Parts, trials: Trials, tmp_path: Path) -> None:
    change, expected = CASES[case]
    path = pack(change(pooling), tmp_path / "x.xlsx")
    outcome = trials.run(["verify", path], 60)
    assert_harmless(outcome, expected)
    assert len(outcome.out) + len(outcome.err) < 20_000
