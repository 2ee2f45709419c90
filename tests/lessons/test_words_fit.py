"""Words are not cut off: neither by a cell beside them that holds something, nor by the edge of the printed page.

Widths are those of the letters of the fonts that a workbook names.
"""

from __future__ import annotations

from typing import Any

import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.texts import LANGUAGES
from sheetnet.texts.subscripts import lowered
from sheetnet.workbook import Book
from sheetnet.workbook.page import Label, Page
from sheetnet.workbook.styles import STYLES, Style
from sheetnet.workbook.text_size import is_wide, pixels
from tests.lessons.letters import text_pixels
from tests.workbooks import NETWORKS, SHORT, model_of

MARGIN = 2
"""Pixels of a cell that words leave free at its edge."""
FAR = 1000
XOR = {"images": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": [[1, 0], [0, 1], [0, 1], [1, 0]]}
OWN: list[tuple[str, dict[str, Any]]] = [
    ("backprop", {"layers": "dense(3,tanh) dense(2,softmax)", "loss": "cross_entropy", "optimizer": "adam"}),
    ("cnn_backprop", {"layers": "conv(2,3x3,1,1,relu) maxpool(2,2,first) conv(2,2x2) dense(3,sigmoid)"}),
    ("neural_net", {"layers": "20,2"}),
    ("neural_net", XOR),
    ("backprop", XOR),
    ("backprop", XOR | {"layers": "dense(1,sigmoid) dense(2,softmax)", "optimizer": "momentum"}),
    ("convolution", {"stride": 2, "padding": 1}),
    (
        "table_network",
        {"layers": "dense(4,identity) batchnorm(relu) dropout(0.3) dense(2,softmax)", "batch_size": 2, "validation": 2,
         "patience": 2, "epochs": 4, "weight_decay": 0.01, "clip_norm": 0.5, "warmup_epochs": 1, "frozen": "hidden"},
    ),
]  # fmt: skip


def taken_cells(page: Page) -> set[tuple[int, int]]:
    taken = {(label.row, c) for label in page.labels for c in range(label.column, label.column + label.across)}
    for tensor in page.tensors:
        rows, columns = tensor.cells()
        taken |= set(zip(rows.ravel().tolist(), columns.ravel().tolist(), strict=True))
    return taken


def room_beside(page: Page, label: Label, taken: set[tuple[int, int]]) -> float:
    """Return the pixels into which a text that does not wrap can run before something stops it."""
    if STYLES[label.style].align == "center":
        return sum(pixels(page.width_of(c, c)) for _, c in label.cells) / label.down
    step = -1 if STYLES[label.style].align == "right" else 1
    edge = page.print_area[3] if page.print_area and label.column <= page.print_area[3] else FAR
    room, column = 0.0, label.column
    while 1 <= column <= edge and (column == label.column or (label.row, column) not in taken):
        room += pixels(page.width_of(column, column))
        column += step
    return room


def longest_word(text: str, style: Style) -> float:
    """Return the pixels of the longest word, which no line break makes narrower; between Chinese letters all may."""
    return max((text_pixels(word, style) for word in text.split() if not any(map(is_wide, word))), default=0.0)


def cut_off(book: Book) -> list[tuple[str, int, str]]:
    """Return page, row and words of what does not fit."""
    cut: list[tuple[str, int, str]] = []
    for page in book.pages:
        taken, right = taken_cells(page), page.print_area[3] if page.print_area else FAR
        for label in page.labels:
            style, end = STYLES[label.style], label.column + label.across - 1
            own = range(label.column, end + 1)
            if label.column <= right < end:
                cut.append((page.key, label.row, f"columns to {end}, printed to {right}"))
            if isinstance(label.content, (int, float)):
                continue
            for language in LANGUAGES:
                words = lowered(label.content.say(language))
                if style.wrap:
                    fits = longest_word(words, style) + MARGIN <= sum(pixels(page.width_of(c, c)) for c in own)
                else:
                    fits = text_pixels(words, style) + MARGIN <= room_beside(page, label, taken)
                if not fits:
                    cut.append((page.key, label.row, words))
    return cut


@pytest.mark.parametrize(
    ("slug", "chosen"), [*((lesson.slug, {}) for lesson in LESSONS), *OWN], ids=lambda value: str(value)
)
def test_no_words_are_cut_off(slug: str, chosen: dict[str, Any]) -> None:
    book = find(slug).book(model_of(slug, **(SHORT if slug in NETWORKS else {}) | chosen))
    book.check()
    assert not cut_off(book)


def test_the_estimate_finds_a_label_that_runs_into_its_neighbour() -> None:
    page = find("backprop").book(model_of("backprop", **SHORT)).pages[1]
    label = Label(page.print_area[2] - 1, 2, page.title, "title")  # type: ignore[index]
    blocked = {(label.row, 3)}
    assert room_beside(page, label, blocked) == pixels(page.widths[2])
    assert room_beside(page, label, set()) > 5 * pixels(page.widths[2])
