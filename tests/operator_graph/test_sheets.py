"""The sheets of a model laid open: nothing is cut off, what is chosen stands on the first screen, words fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sheetnet.catalogue import find
from sheetnet.texts import LANGUAGES
from sheetnet.workbook import Book
from tests.lessons.test_first_screen import off_the_first_screen
from tests.lessons.test_words_fit import cut_off

RANDOM = np.random.default_rng(0)
PICTURES: dict[str, Any] = {
    "nodes": "conv_1=Conv(samples,w,b|pads:1x1x1x1) gelu_1=Gelu(conv_1) max_pool_1=MaxPool(gelu_1|kernel_shape:2x2|"
    "strides:2x2) batch_normalization_1=BatchNormalization(max_pool_1,b,b,b,v) flatten_1=Flatten("
    "batch_normalization_1) gemm_1=Gemm(flatten_1,g) softmax_1=Softmax(gemm_1)",
    "samples": RANDOM.uniform(size=(5, 1, 8, 8)),
    "constants": {"w": RANDOM.normal(size=(3, 1, 3, 3)), "b": [0.1, 0.2, 0.3], "v": [1.0, 2.0, 3.0],
                  "g": RANDOM.normal(size=(48, 3))},
    "classes": ("cat", "dog", "a rather long name of a class"),
    "truth": "classes", "source": "model", "labels": [0, 1, 2, 0, 1],
}  # fmt: skip
ROWS: dict[str, Any] = {
    "nodes": "layer_normalization_1=LayerNormalization(samples,s) concat_1=Concat(samples,layer_normalization_1) "
    "gemm_1=Gemm(concat_1,g) elu_1=Elu(gemm_1|alpha:0.25)",
    "samples": RANDOM.normal(size=(40, 3)),
    "constants": {"s": [1.0, 2.0, 3.0], "g": RANDOM.normal(size=(6, 1))},
    "columns": ("height above the sea", "b", "temperature"),
    "truth": "numbers", "labels": np.zeros(40),
    "titles": ["/net/norm/LayerNormalization_of_the_first_block", "", "c", "d"],
}  # fmt: skip
MODELS = {"example": {}, "pictures": PICTURES, "rows": ROWS}


def book_of(name: str) -> Book:
    lesson = find("operator_graph")
    return lesson.book(lesson.make(MODELS[name]))


@pytest.mark.parametrize("name", MODELS)
def test_no_words_are_cut_off(name: str) -> None:
    book = book_of(name)
    book.check()
    assert not cut_off(book)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MODELS)
def test_what_matters_is_on_the_first_screen(name: str, language: str) -> None:
    pages = (page for page in book_of(name).pages if page.key != "map")
    assert {page.key: found for page in pages if (found := [*off_the_first_screen(page, language)])} == {}


def test_rows_of_a_table_are_no_pictures() -> None:
    words = [label.content for page in book_of("rows").pages for label in page.labels]
    said = " ".join(text.say("en").lower() for text in words if not isinstance(text, (int, float)))
    assert not [word for word in ("picture", "image", "paint", "ink", "pixel") if word in said.split()]
