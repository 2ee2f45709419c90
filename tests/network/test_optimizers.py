"""``optimizer=`` in a training: every rule agrees in the sheet, and stays live."""

from __future__ import annotations

from pathlib import Path

import pytest

import sheetnet
from sheetnet.models.update_rules import UPDATE_RULES
from tests.workbooks import Builder, small


@pytest.mark.long
@pytest.mark.parametrize("rule", UPDATE_RULES)
@pytest.mark.parametrize("slug", ["backprop", "cnn_backprop"])
def test_every_rule_trains_a_network(rule: str, slug: str, built: Builder) -> None:
    path = built(slug, **small(slug) | {"epochs": 4, "check_samples": 0, "optimizer": rule, "learning_rate": 0.01})
    assert sheetnet.verify(path).ok
    assert sheetnet.verify(path, changes=["learning_rate=0.03"]).ok


def test_one_epoch_has_no_second_state(tmp_path: Path) -> None:
    path = sheetnet.build("backprop", tmp_path / "x.xlsx", epochs=1, check_samples=0, optimizer="adam")
    assert sheetnet.verify(path).ok
