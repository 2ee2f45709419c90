"""The tips of one's own tables are tried: what each claims is seen in the cells, in every kind of workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

import sheetnet
from sheetnet.texts.tips import load_tips
from tests.lessons.recalculated import Recalculated
from tests.lessons.test_tips import holds

GENERATOR = np.random.default_rng(4)
TABLE = GENERATOR.normal(size=(18, 2))
KINDS = np.where(TABLE.sum(axis=1) > 0, "over", "under")
PIXELS = GENERATOR.integers(0, 17, (18, 6)).astype(float)
DARK = np.where(PIXELS.mean(axis=1) > 8, "dark", "light")
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "classes": ("try", {"X": TABLE, "y": KINDS}),
    "numbers": ("try", {"X": TABLE, "y": TABLE[:, 0] * TABLE[:, 1]}),
    "pictures": ("pictures.try", {"X": PIXELS, "y": DARK, "picture": "2x3"}),
    "open pictures": (
        "open_pictures.try",
        {"X": PIXELS, "y": DARK, "picture": "2x3", "epochs": 0, "layers": "dense(2,tanh) dense(2,softmax)"},
    ),
    "restored": ("restored.try", {"X": PIXELS, "task": "autoencoder", "layers": "dense(2,tanh) dense(6,identity)"}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_tip_says_is_seen(case: str, tmp_path: Path) -> None:
    key, settings = CASES[case]
    path = sheetnet.network(tmp_path / "a.xlsx", **{"epochs": 6, "learning_rate": 0.05, **settings})
    check_tips(path, key)


def test_what_a_tip_for_a_trained_model_says_is_seen(tmp_path: Path) -> None:
    model = LogisticRegression().fit(TABLE, KINDS)
    check_tips(sheetnet.from_model(model, TABLE, tmp_path / "a.xlsx"), "open.try")


def check_tips(path: Path, key: str) -> None:
    """Try every tip that stands in a workbook."""
    workbook, tips = Recalculated(path), load_tips("table_network", key)
    assert tips
    for tip in tips:
        assert tip.why is not None
        assert tip.trials
        for trial in tip.trials:
            after = workbook.after(trial.changes)
            wrong = [claim for claim in trial.claims if not holds(claim, after, workbook.before)]
            assert not wrong, f"{tip.text.say('en')}\nafter {trial.changes}: not so: {wrong}"
