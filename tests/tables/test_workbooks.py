"""Workbooks of tables: right in every engine, with other people's words as names, and in words that fit."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

import sheetnet
from sheetnet.catalogue import find
from sheetnet.cli import main
from sheetnet.errors import InputError, LimitError, WorkbookError
from sheetnet.models.table_network import TableNetwork
from sheetnet.reference.table_network import trace
from sheetnet.tables.samples import Samples
from sheetnet.tables.spec import write_example
from sheetnet.texts import LANGUAGES

Tables: TypeAlias = Callable[..., Path]
"""From a case and a language to its workbook."""
GENERATOR = np.random.default_rng(0)
TABLE = pd.DataFrame(
    GENERATOR.normal(size=(17, 3)) * [1, 20, 0.1] + [0, 100, 5], columns=["x_1", '=HYPERLINK("a")', "C%;T, 长"]
)
KINDS = [["setosa", "=1+1", "c;d"][n] for n in GENERATOR.integers(0, 3, 17)]
PIXELS = pd.DataFrame(np.random.default_rng(1).integers(0, 17, (17, 6)))
NUMBERS = (TABLE["x_1"] ** 2).rename("y")
WINDOWS = "conv(2,2x2,tanh,padding=1) maxpool(2) dense(1,identity)"
CASES: dict[str, dict[str, Any]] = {
    "classes": {"y": KINDS, "epochs": 2},
    "batches": {"y": KINDS, "epochs": 2, "layers": "dense(4,tanh) dropout(0.3) dense(3,softmax)",
                "batch_size": 4, "validation": 0.25, "optimizer": "momentum",
                "weight_decay": 0.02, "clip_norm": 0.3, "patience": 1},
    "sigmoid": {"y": KINDS, "layers": "dense(3,identity) batchnorm(tanh) dense(3,sigmoid)", "optimizer": "rmsprop",
                "epochs": 2, "frozen": ["normalisation"]},
    "numbers": {"y": NUMBERS, "epochs": 3, "validation": 0.2, "schedule": "cosine", "optimizer": "nesterov",
                "weight_decay": 0.02, "weight_decay_kind": "decoupled"},
    "as it stands": {"y": NUMBERS, "standardise": False, "reduction": "sum", "learning_rate": 1e-5, "epochs": 2,
                     "layers": "dense(2,relu) dense(3,tanh) dense(1,identity)", "optimizer": "sgd"},
    "step": {"y": NUMBERS, "batch_size": 5, "epochs": 4, "schedule": "step", "schedule_epochs": 2, "warmup_epochs": 1,
             "optimizer": "adagrad"},
    "windows": {"y": NUMBERS, "picture": "2x3", "epochs": 1, "layers": WINDOWS, "validation": 0.2, "batch_size": 7},
    "windows, normalised": {"y": KINDS, "picture": "2x3", "epochs": 2, "batch_size": 6, "validation": 0.2,
                            "layers": "conv(2,2x2,identity,padding=1) batchnorm(tanh) maxpool(2) dropout(0.3) "
                                      "dense(3,identity) batchnorm(relu) dropout(0.2) dense(3,softmax)"},
    "normalised at once": {"y": NUMBERS, "picture": "2x3", "epochs": 1,
                           "layers": "batchnorm() dropout(0.2) conv(2,2x2,tanh) dense(1,identity)"},
    "restored": {"task": "autoencoder", "layers": "dense(2,tanh) dense(3,identity)", "epochs": 2, "batch_size": 5,
                 "validation": 0.2},
    "restored pictures": {"task": "autoencoder", "picture": "2x3", "layers": "dense(1,tanh) dense(6,identity)",
                          "epochs": 1},
    "restored by windows": {"task": "autoencoder", "picture": "3x2", "layers": "conv(2,2x1,tanh) dense(6,identity)",
                            "epochs": 1, "batch_size": 5, "validation": 0.2},
    "plane of classes": {"y": KINDS, "columns": ["x_1", "C%;T, 长"], "layers": "dense(3,softmax)", "epochs": 1},
    "plane of numbers": {"y": NUMBERS, "columns": ["x_1", "C%;T, 长"], "layers": "dense(1,identity)", "epochs": 1,
                         "standardise": False, "learning_rate": 1e-3},
    "texts": {"target": "C%;T, 长", "task": "regression", "epochs": 1, "layers": "dense(1,identity)"},
    "pictures": {"y": KINDS, "picture": "2x3", "epochs": 1, "layers": "batchnorm() dense(2,relu) dense(3,softmax)"},
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Build workbooks once, for tests that only read them."""
    folder = tmp_path_factory.mktemp("tables")

    def built(case: str, lang: str = "en") -> Path:
        path = folder / f"{case} {lang}.xlsx"
        table = PIXELS if "picture" in CASES[case] else TABLE.assign(kind=KINDS) if case == "texts" else TABLE
        return path if path.exists() else sheetnet.network(path, table, lang=lang, **CASES[case])

    return built


@pytest.mark.parametrize("case", CASES)
def test_every_cell_agrees(case: str, tables: Tables) -> None:
    report = sheetnet.verify(tables(case))
    assert report.ok, report
    assert report.cells > 500


def test_they_agree_after_changes(tables: Tables) -> None:
    path = tables("batches")
    changes = [
        "features[3,1]=140",
        "labels[0]=3",
        "mask_dropout[1,0,2]=1",
        "learning_rate=0.01",
        "order[0,0]=2",
        "initial_hidden_bias[1]=0.5",
    ]
    assert sheetnet.verify(path, changes=changes).ok


@pytest.mark.libreoffice
@pytest.mark.parametrize("case", ["batches", "numbers", "windows"])
def test_libreoffice_agrees(case: str, tables: Tables) -> None:
    assert sheetnet.verify(tables(case), engine="libreoffice").ok


def test_classes_are_shown_by_their_names(tables: Tables) -> None:
    """The cells hold numbers; a rule a class shows its name, of which nothing means anything to a number format."""
    sheets = openpyxl.load_workbook(tables("classes", "en"))
    loaded = sheetnet.load(tables("classes", "en"))
    for name, tab in (("told", "Answers"), ("labels", "Data"), ("worst_true", "Most wrong")):
        assert set(np.unique(loaded.tensor(name))) <= {1.0, 2.0, 3.0}
        rules = [
            rule for found in sheets[tab].conditional_formatting for rule in found.rules if rule.dxf and rule.dxf.numFmt
        ]
        shown = {(rule.formula[0], rule.dxf.numFmt.formatCode) for rule in rules if rule.operator == "equal"}
        assert shown >= {("1", '"=1+1"'), ("2", '"c;d"'), ("3", '"setosa"')}, name


def test_names_are_texts_in_every_cell_and_chart(tables: Tables) -> None:
    """Formulas of sheetnet's own never mention what other people wrote."""
    book = openpyxl.load_workbook(tables("batches"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    names = [cell for cell in cells if cell.value in ('=HYPERLINK("a")', "=1+1")]
    assert len(names) > 10
    assert {cell.data_type for cell in names} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f" and "HYPERLINK" in str(cell.value)]


def test_columns_of_texts_are_columns_of_0_and_1(tables: Tables) -> None:
    loaded = sheetnet.load(tables("texts"))
    table, numbers = loaded.tensor("features"), loaded.tensor("row_numbers").astype(int) - 1
    expected = np.array(KINDS)[numbers][:, None] == ["=1+1", "c;d", "setosa"]
    np.testing.assert_array_equal(table[:, 2:], expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ["batches", "numbers", "restored"])
def test_no_word_is_of_pictures(case: str, language: str, tables: Tables) -> None:
    book = openpyxl.load_workbook(tables(case, language))
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    pictures = {
        "en": ["image", "ink", "paint", "pixel", "digit", "picture"],
        "zh": ["图像", "笔画", "像素", "数字", "画"],
    }[language]
    words = {text: text if language == "zh" else text.lower().split() for text in said}
    assert [text for text in said for word in pictures if word in words[text]] == []
    if case != "batches":
        assert not [text for text in said if "accuracy" in text or "正确率" in text]


def test_examples_share_their_table(tmp_path: Path) -> None:
    for kind in ("images", "autoencoder"):
        write_example(kind, tmp_path)
    (tmp_path / "digits.csv").write_text("mine")
    (tmp_path / "images.toml").unlink()
    with pytest.raises(WorkbookError, match=r"digits\.csv is there already"):
        write_example("images", tmp_path)
    assert not (tmp_path / "images.toml").exists()


def test_options_do_what_a_description_does(tmp_path: Path) -> None:
    write_example("classification", tmp_path)
    options = ["--target", "species", "--epochs", "1", "--layers", "dense(3,softmax)", "--set", "learning_rate=0.1"]
    options += ["--set", "weight_decay=0.1"]
    result = CliRunner().invoke(main, ["network", str(tmp_path / "iris.csv"), *options])
    assert result.exit_code == 0, result.output
    loaded = sheetnet.load(tmp_path / "iris.xlsx")
    assert loaded.tensor("learning_rate") == loaded.tensor("weight_decay") == 0.1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["iris.csv"], "--target COLUMN"),
        (["iris.csv", "--target", "specis"], "did you mean species?"),
        (["iris.csv", "--target", "species", "--set", "epoks=3"], "did you mean epochs?"),
        (["iris.csv", "--target", "species", "--layers", "dense(2,softmax)"], "must have 3"),
        (["iris.csv", "--target", "species", "--loss", "mse"], "mse is called half_squared here"),
        (["iris.csv", "--target", "species", "--set", "lr=0.1"], "did you mean learning_rate?"),
        (["iris.csv", "--target", "species", "--out", "a.csv"], "does not end in .xlsx"),
        (["iris.csv", "--target", "species", "--set", "frozen=hiden"], "did you mean hidden?"),
        (["none.csv", "--target", "species"], "cannot read none.csv"),
        (["iris.csv", "--target", "species", "--columns", "petal length, petal"], "petal is no column of the table"),
        (["iris.csv", "--target", "species", "--task", "guess"], "task is 'guess'; choose one of"),
        (["iris.csv", "--target", "species", "--task", "autoencoder", "--layers", "dense(3)"], "for 4 columns it must"),
        (["wrong.toml"], "epoks is no key of wrong.toml; did you mean epochs?"),
        (["classification.toml", "--target", "species"], "says everything itself"),
        (["--example", "flowers"], "flowers is no example"),
        (["iris.csv", "--target", "species", "--picture", "8x8"], "has 64 pixels, but there are 4 columns"),
        (["iris.csv", "--target", "species", "--layers", "conv(2,2x2,relu) dense(3,softmax)"], "picture=8x8"),
        (["iris.csv", "--target", "species", "--picture", "big"], "rows and columns of the pictures, such as 8x8"),
        (["--example", "classification"], "is there already"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    description = write_example("classification", tmp_path)
    (tmp_path / "wrong.toml").write_text(description.read_text() + "\nepoks = 3\n")
    before = sorted(tmp_path.iterdir())
    result = CliRunner().invoke(main, ["network", *arguments])
    assert result.exit_code == 2
    assert said in result.output
    assert result.output.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_what_no_sheet_holds_is_refused_with_what_would_fit(tmp_path: Path) -> None:
    table, told = GENERATOR.normal(size=(5_000, 20)), GENERATOR.normal(size=5_000)
    with pytest.raises(LimitError, match=r"use epochs=[0-9]+ or fewer"):
        sheetnet.network(tmp_path / "large.xlsx", table, told, layers="dense(32,tanh) dense(1,identity)", epochs=1000)


def test_more_pictures_than_a_sheet_has_columns_for_are_refused(tmp_path: Path) -> None:
    pixels = GENERATOR.normal(size=(2_000, 64))
    with pytest.raises(LimitError, match="use up to 1,333 pictures, or dense layers alone"):
        sheetnet.network(tmp_path / "a.xlsx", pixels, pixels[:, 0], picture=(8, 8), layers=WINDOWS)


def test_a_column_without_spread_is_named(tmp_path: Path) -> None:
    table = TABLE.assign(same=3.0)
    with pytest.raises(InputError, match="'same' is 3 in every row"):
        sheetnet.network(tmp_path / "a.xlsx", table, NUMBERS)


def test_weights_go_out_and_in_again(tables: Tables, tmp_path: Path) -> None:
    path = tables("numbers")
    parameters = sheetnet.load(path).parameters()
    again = sheetnet.network(tmp_path / "again.xlsx", TABLE, **CASES["numbers"], parameters=parameters)
    for name, values in sheetnet.load(again).parameters(epoch=0).items():
        np.testing.assert_allclose(values, parameters[name], rtol=1e-14)


@pytest.mark.parametrize("case", ["numbers", "sigmoid", "batches"])
def test_predictions_are_what_the_workbook_tells(case: str, tables: Tables) -> None:
    """By running means, and with nothing left out."""
    loaded = sheetnet.load(tables(case))
    told = loaded.tensor("result_output_activation")
    np.testing.assert_allclose(loaded.predict(loaded.tensor("features")), told, rtol=1e-12)


def test_the_history_has_a_row_an_epoch(tables: Tables) -> None:
    loaded = sheetnet.load(tables("numbers"))
    assert list(loaded.history().columns) == ["cost", "validation"]
    assert list(loaded.history().index) == [1, 2, 3]


def test_every_setting_is_a_keyword() -> None:
    """Those that follow from X, y and the numbers that are given are not asked for."""
    derived = {"features", "labels", "classes", "own_row", "chosen_row", "clipping", "early_stopping"}
    derived |= {field.name for field in fields(Samples)}
    keywords = inspect.signature(sheetnet.network).parameters.values()
    assert TableNetwork.fields().keys() - derived <= {each.name for each in keywords}
    assert not [each for each in keywords if each.kind is each.VAR_KEYWORD]


def test_orders_and_masks_may_be_given(tmp_path: Path) -> None:
    masks, order = np.ones((2, 12, 3)), np.arange(17.0, 0, -1)[None]
    masks[1, 2, 0] = 0
    layers = "dense(3,tanh) dropout(0.4) dense(3,softmax)"
    build = partial(sheetnet.network, tmp_path / "a.xlsx", TABLE, KINDS, layers=layers, epochs=1, batch_size=12)
    with pytest.raises(InputError, match="mask_dropout has shape"):
        build(masks={"dropout": masks})
    path = build(order=order, masks={"dropout": masks[1:]})
    loaded = sheetnet.load(path)
    np.testing.assert_array_equal(loaded.tensor("batch_row")[0], order[0, :12])
    np.testing.assert_array_equal(loaded.tensor("mask_dropout"), masks[1:])


def test_without_a_table_there_are_flowers() -> None:
    model = find("table_network").make({})
    assert model.settings()["classes"] == "setosa,versicolor"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_ones_own_is_not_said_to_be_the_books(language: str, tables: Tables) -> None:
    book = openpyxl.load_workbook(tables("numbers", language), read_only=True)
    said = {str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert not [text for text in said if "Wakui" in text or "涌井" in text]
    assert [text for text in said if "sheetnet" in text]


def test_a_row_beyond_what_was_learned_is_answered_all_the_same_and_said_to_be_beyond() -> None:
    """The default row is the first of the table; made larger than any, it is beyond, and the check finds both alike."""
    model = find("table_network").make({"epochs": 1})
    largest = model.features[: model.training_rows].max(axis=0)
    own = np.append(largest[:-1], largest[-1] + 1)
    tensors = trace(find("table_network").make({"epochs": 1, "own_row": own}))
    np.testing.assert_array_equal(tensors["own_most"], largest)
    np.testing.assert_array_equal(tensors["own_beyond"], [0] * (len(own) - 1) + [1])
    marks = tensors["tried_mark"]
    assert marks.sum() == 1
    assert marks.argmax() == tensors["tried_shares"].argmax()
