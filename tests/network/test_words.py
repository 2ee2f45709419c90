"""What a network's workbook says is true of the network that was built, not only of the book's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.check import read_workbook
from sheetnet.lessons.update_rules import UPDATE_RULES
from sheetnet.texts.subscripts import lowered
from sheetnet.xlsx.read.reader import read
from tests.workbooks import MAP_TAB

XOR = {"images": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": [[1, 0], [0, 1], [0, 1], [1, 0]], "epochs": 3}
CONVOLUTIONS = "conv(2,3x3,1,1,tanh) maxpool(2,2,first) conv(2,2x2,1,0,relu) avgpool(2,1) dense(3,sigmoid)"


def said(path: Path) -> str:
    texts = {text for sheet in read(path).values() for text in sheet.texts}
    return "\n".join(sorted(texts))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_books_network_has_the_books_words(lang: str, tmp_path: Path) -> None:
    text = said(sheetnet.build("backprop", tmp_path / "x.xlsx", lang=lang, epochs=2, check_samples=0))
    assert ("handwritten 0 from 1" if lang == "en" else "手写的 0 和 1") in text
    assert "C = ½ Σ (t − a)²" in text
    assert "w ← w − η ∂CT/∂w" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("slug", "chosen", "true", "false"),
    [
        (
            "backprop",
            {"layers": "dense(3,tanh) dense(2,softmax)", "loss": "cross_entropy", "optimizer": "adam", **XOR},
            ["a = tanh z", "C = −Σ t ln a", "δ = a − t", "m ← β₁ m + (1 − β₁) g", "dense(3,tanh) → dense(2,softmax)"],
            ["½", "σ(z)", "w ← w − η", "handwritten", "手写", "64"],
        ),
        (
            "backprop",
            {"layers": "dense(2,sigmoid)", "loss": "cross_entropy", **XOR},
            ["C = −Σ (t ln a + (1 − t) ln(1 − a))", "w ← w − η ∂CT/∂w", "a = σ(z)"],
            ["½", "−Σ t ln a", "g = ∂CT/∂w"],
        ),
        (
            "backprop",
            {"layers": "dense(2,softmax)", "optimizer": "momentum", **XOR},
            ["C = ½ Σ (t − a)²", "δₙ = aₙ·((aₙ − tₙ) − Σ (a − t) a)", "v ← μ v + g"],
            ["σ(z)", "w ← w − η"],
        ),
        (
            "cnn_backprop",
            {"layers": CONVOLUTIONS, "epochs": 1, "check_samples": 0},
            ["a = tanh z", "a = max(0, z)", "P = max of a 2×2 block|P = 2×2 块的最大值", "P = mean of|平均值",
             "the first one alone|只有第一个", "δ = (a − t)·a(1 − a)"],
            ["in a convolutional network", "every one of them", "每一个都得到", "three 3×3 filters", "三个 3×3"],
        ),
        (
            "neural_net",
            {"layers": "20,2"},
            ["302", "takes at most 200 variables|最多 200 个变量"],
            ["Solver filled in", "Press Solve", "点“求解”", "47", "Found by descent", "下降求得"],
        ),
    ],
    ids=["adam", "sigmoid", "softmax", "convolutions", "too large for the Solver"],
)  # fmt: skip
def test_another_network_is_described_as_it_is(
    slug: str, lang: str, chosen: dict[str, Any], true: list[str], false: list[str], tmp_path: Path
) -> None:
    text = said(sheetnet.build(slug, tmp_path / "x.xlsx", lang=lang, **chosen))
    assert not [words for words in true if not any(lowered(each) in text for each in words.split("|"))]
    assert not [words for words in false if words in text]


@pytest.mark.parametrize(
    ("slug", "chosen", "title"),
    [
        ("backprop", {"epochs": 1, "check_samples": 0}, "Backpropagation"),
        ("backprop", {"layers": "2", **XOR}, "Backpropagation in a network of your own"),
        ("neural_net", {"layers": "20,2"}, "A network of your own"),
        (
            "neural_net",
            {"layers": "2,2", "images": XOR["images"], "targets": XOR["targets"]},
            "A network of your own, fitted by the Solver",
        ),
    ],
)
def test_the_title_is_true_of_the_network(slug: str, chosen: dict[str, Any], title: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sheetnet.build(slug, tmp_path / "x.xlsx", **chosen))
    assert book.properties.title == book.worksheets[0]["B1"].value == title


def test_the_map_says_where_parameters_come_from(tmp_path: Path) -> None:
    subject = read_workbook(sheetnet.build("backprop", tmp_path / "x.xlsx", epochs=2, check_samples=1))
    constants = subject.sheets[MAP_TAB].constants
    equations = {constants[row, 1]: constants.get((row, 4)) for row, column in constants if column == 1 and row > 6}
    assert equations["hidden_weights"] == "w ← w − η ∂CT/∂w"
    assert equations["test_hidden_weights"] == "w ∈ {w₀, wn}"
    assert equations["check_hidden_weights"] == "w = w₀"
    assert equations["varied_hidden_bias"] == "w = w₀ ± h"
    assert equations["output_delta"] == "δ = (a − t)·a(1 − a)"


@pytest.mark.parametrize("rule", UPDATE_RULES)
def test_the_equation_of_every_update_rule_stands_on_its_sheet(rule: str, tmp_path: Path) -> None:
    text = said(sheetnet.build("backprop", tmp_path / "x.xlsx", layers="2", optimizer=rule, check_samples=0, **XOR))
    row = UPDATE_RULES[rule]
    for equation in row.equations if not row.in_a_line else [row.in_a_line]:
        assert lowered(equation) in text


SYMBOLS = {"z": "z{}", "activation": "a{}", "delta": "δ{}", "exponential": "e^(z{} − max)"}


@pytest.mark.parametrize(
    "layers",
    [
        "conv(2,3x3,1,1,tanh) maxpool(2) dense(3,sigmoid)",
        "avgpool(2) dense(1,tanh) dense(3,softmax)",
        "conv(3,2x2,2,0,relu) conv(2,2x2) dense(3,sigmoid)",
    ],
)
def test_units_are_numbered_where_their_cells_are(layers: str, tmp_path: Path) -> None:
    """The column before the bands says, from the first epoch to the last, what the bands hold; and nothing else."""
    few = {"images": np.zeros((2, 6, 6)), "targets": np.eye(3)[:2]}
    path = sheetnet.build("cnn_backprop", tmp_path / "x.xlsx", layers=layers, epochs=2, check_samples=0, **few)
    subject = read_workbook(path)
    expected: dict[int, str] = {}
    for name, entry in subject.map.entries.items():
        layer, _, kind = name.partition("_")
        if entry.sheet != "Training" or kind not in SYMBOLS or layer == "sample":
            continue
        rows = entry.cells()[0][:, 0]  # (epochs, units) or (epochs, rows, columns) or (epochs, channels, rows, columns)
        units = rows.shape[1] if rows.ndim != 3 else 1
        for epoch in rows.reshape(len(rows), units, -1)[:, :, 0]:
            for unit, row in enumerate(epoch):
                number = "₁₂₃"[unit] if units > 1 else ""
                expected[int(row)] = SYMBOLS[kind].format(number)
    bands = subject.map.entries["sample_targets"].column
    said = {
        row: str(text).split("  ")[-1].split(" = ")[0]  # beside the first of a layer stands its equation
        for (row, column), text in subject.sheets["Training"].constants.items()
        if column == bands - 1 and isinstance(text, str)
    }
    words = ("image x", "targets t", "at the end: a, C, right?", "cost C", "right?")
    others = {row for row, text in said.items() if text in words}
    assert {row: text for row, text in said.items() if row not in others} == expected
