"""Numbers that no cell can hold are refused by name."""

from __future__ import annotations

from typing import Any

import pytest

import sheetnet
from sheetnet.catalogue import find


@pytest.mark.parametrize(
    ("slug", "chosen", "message"),
    [
        ("backprop", {"epochs": 10**400}, "epochs is 1000"),
        ("backprop", {"images": [[10**400]], "targets": [[0, 1]]}, "images is not an array of numbers"),
        ("backprop", {"images": [[1 + 2j]], "targets": [[0, 1]]}, "images is not an array of numbers"),
        ("backprop", {"learning_rate": 1e-300}, "cannot be squared: use 1e-"),
        ("gradient_descent", {"start_x": float("nan")}, "start_x is nan"),
        ("gradient_descent", {"start_x": float("inf")}, "start_x is inf"),
        ("regression", {"heights": [1, float("nan"), 3], "weights": [1, 2, 3]}, r"heights\[1\] is nan"),
    ],
)
def test_no_numbers(slug: str, chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(sheetnet.SheetnetError, match=message):
        find(slug).make(chosen)


def test_soft_targets_of_a_cross_entropy_stay_between_0_and_1() -> None:
    model = find("backprop").make(
        {
            "layers": "dense(2,sigmoid)",
            "loss": "cross_entropy",
            "images": [[1, 0], [0, 1]],
            "targets": [[0.5, 1], [0, 1]],
        }
    )
    assert (model.field("targets").low, model.field("targets").high) == (0, 1)


def test_a_gradient_check_counts_as_cells_too() -> None:
    images, targets = [[1.0, 0.0]] * 500, [[1, 0]] * 500
    with pytest.raises(sheetnet.SheetnetError, match="use a smaller check_samples, or 0"):
        find("backprop").make(
            {"layers": "60,2", "epochs": 1, "images": images, "targets": targets, "check_samples": 500}
        )
