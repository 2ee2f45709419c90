"""No ###: each number fits its column as it is shown, at the defaults and after whatever a text lets a reader try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.models.assignment import Assignment, assigned, parse
from sheetnet.models.model import Model
from sheetnet.texts import LANGUAGES, Text, literal
from sheetnet.workbook.book import Book
from sheetnet.workbook.look import ERROR
from sheetnet.workbook.number_format import ticks, with_minus, without_negative_zero
from sheetnet.workbook.page import Page
from sheetnet.workbook.styles import STYLES
from sheetnet.workbook.tensor import Tensor
from sheetnet.workbook.text_size import characters, display_width
from tests.lessons.shown import HUGE, HUGE_FORMAT, LARGE, LARGE_FORMAT, shown
from tests.lessons.test_tips import trials
from tests.workbooks import NETWORKS, SHORT, model_of

MARGIN = 0.4
"""Of a cell, in characters: what a number may take of the five pixels beside its column's digits."""
DISTINCT = 200
"""Numbers of a tensor that are looked at: the longest to write are among the least and the largest."""


def too_wide(book: Book, values: Mapping[str, np.ndarray], language: str) -> Iterator[str]:
    """Go through the tensors of which a number does not fit its column."""
    for page in book.pages:
        for tensor in page.tensors:
            found = widest(page, tensor, np.asarray(values.get(tensor.name, tensor.values)), language)
            if found is not None:
                yield found


def widest(page: Page, tensor: Tensor, numbers: np.ndarray, language: str) -> str | None:
    """Return what is shown of the number that lacks most room; None if all fit."""
    style = tensor.look.style or tensor.role.value
    if STYLES[style].shrinks:
        return None
    rows, columns = tensor.cells()
    room = min(
        room_of(page, *place) for place in set(zip(rows.ravel().tolist(), columns.ravel().tolist(), strict=True))
    )
    texts = {cell_text(tensor, number, language) for number in extremes(numbers)}
    lacking = [text for text in texts if characters(literal(text), style) > room + MARGIN]
    return f"{page.key}: {tensor.name} shows {max(lacking, key=display_width)} in {room}" if lacking else None


def room_of(page: Page, row: int, column: int) -> float:
    """Return the width of a cell, or of those that are merged with it."""
    merged = {(top, left): right for top, left, _, right in page.merged}
    return page.width_of(column, merged.get((row, column), column))


def extremes(numbers: np.ndarray) -> list[float]:
    """Return a tensor's finite numbers, of many those that are longest to write."""
    distinct = np.unique(numbers[np.isfinite(numbers)])
    if len(distinct) <= DISTINCT:
        return [float(number) for number in distinct]
    return [float(number) for number in (*distinct[: DISTINCT // 2], *distinct[-DISTINCT // 2 :])]


def cell_text(tensor: Tensor, number: float, language: str) -> str:
    look = tensor.look.number_format
    number_format = look.say(language) if isinstance(look, Text) else look
    if tensor.look.runs_away and abs(number) > LARGE:
        number_format = LARGE_FORMAT if abs(number) <= HUGE else HUGE_FORMAT
    return shown(number, with_minus(number_format))


def after(model: Model, changes: list[Assignment]) -> Model:
    """Return a model after changes; one number for a whole array fills it."""
    shapes = {name: np.shape(values) for name, values in model.inputs().items()}
    return assigned(model, [filled(change, shapes[change.name]) for change in changes])


def filled(change: Assignment, shape: tuple[int, ...]) -> Assignment:
    if change.index is not None or "," in change.value:
        return change
    return Assignment(change.name, None, ",".join([change.value] * int(np.prod(shape))))


@pytest.mark.parametrize("slug", [lesson.slug for lesson in LESSONS])
def test_numbers_fit_their_columns(slug: str) -> None:
    lesson, model = find(slug), model_of(slug, **(SHORT if slug in NETWORKS else {}))
    book = lesson.book(model)
    models = [model]
    if slug not in NETWORKS:  # what is tried in a training needs all of its epochs
        models += [after(model, parse(trial.changes)) for _, trial in trials(slug) if trial.changes]
    found = {
        each
        for m in models
        for language in LANGUAGES
        for each in too_wide(book, lesson.trace(m) | m.inputs(), language)
    }
    assert sorted(found) == []


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (-1.25, "0.0000", "-1.2500"),
        (12345.678, "#,##0.0", "12,345.7"),
        (0.5, "0.0###", "0.5"),
        (1.23456, "0.0###", "1.2346"),
        (0.00012, "0.0E+00", "1.2E-04"),
        (-0.125, "0.0%", "-12.5%"),
        (1.0, '[=1]"✓ holds";[=0]"✗ fails";0', "✓ holds"),
        (0.0, '[=1]"✓ holds";[=0]"✗ fails";0', "✗ fails"),
        (0.0001, '[>=0.0005].000;[<=-0.0005]-.000;"·"', "·"),
        (-0.25, '[>=0.0005].000;[<=-0.0005]-.000;"·"', "-.250"),
        (-2.0, '0.00;"–"', "–"),
        (3.0, '"+"0.00', "+3.00"),
        (0.0, ERROR.number_format, "0"),
        (0.00001234, ERROR.number_format, "1.2E-05"),
        (3.0, ERROR.number_format, "3.0000"),
        (-0.25, with_minus("0.00"), "−0.25"),
        (-0.25, with_minus('0.000;-0.000;"·"'), "−0.250"),
        (-0.25, with_minus("[>=0.05]0.0;[<=-0.05]-0.0;·"), "−0.2"),
        (-0.06, with_minus(without_negative_zero(1)), "−0.1"),
        (-0.04, with_minus(without_negative_zero(1)), "0.0"),
        (0.04, with_minus(without_negative_zero(1)), "0.0"),
        (0.06, with_minus(without_negative_zero(1)), "0.1"),
        (-0.25, with_minus('"= σ("0.00")";"= σ(-"0.00")"'), "= σ(−0.25)"),
        (-2.0, with_minus('0.00;"–"'), "–"),
        (20_000.0, ticks(None, log=False), "20,000"),
        (2.0, ticks(None, log=False), "2"),
        (0.001, ticks(None, log=True), "0.001"),
        (1_000_000.0, ticks(None, log=True), "1,000,000"),
        (1e-12, ticks(None, log=True), "1E-12"),
        (123456.789, "General", "123457"),
    ],
)
def test_numbers_are_shown_as_spreadsheets_do(number: float, number_format: str, text: str) -> None:
    assert shown(number, number_format) == text


def test_a_number_that_does_not_fit_is_found() -> None:
    lesson = find("gradient")
    book = lesson.book(model_of("gradient"))
    values = lesson.trace(model_of("gradient"))
    assert list(too_wide(book, values, "en")) == []
    values["gradient_x"] = np.array(-123456789.0)
    assert [each.split(" shows ")[0] for each in too_wide(book, values, "en")] == ["directions: gradient_x"]
