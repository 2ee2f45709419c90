"""What a reader sees before they scroll: every single input, and a beginning of the first chart."""

from __future__ import annotations

import pytest

from sheetnet.catalogue import LESSONS, Lesson
from sheetnet.texts import LANGUAGES
from sheetnet.workbook.screen import first_screen
from tests.workbooks import small


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_inputs_and_the_first_chart_are_on_the_first_screen(lesson: Lesson, language: str) -> None:
    missing = []
    for page in lesson.book(lesson.make(small(lesson.slug))).pages:
        last_row, last_column = first_screen(page, language)
        inputs = [tensor for tensor in page.tensors if tensor.role.editable and not tensor.axes]
        places = {tensor.name: (tensor.place.row, tensor.place.column) for tensor in inputs}
        places |= {chart.chart.title.say("en"): (chart.row, chart.column) for chart in page.charts[:1]}
        missing += [name for name, (row, column) in places.items() if row > last_row or column > last_column]
    assert not missing
