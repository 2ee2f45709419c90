"""The list of all lessons: a card each, with a link that leads there; and the command that opens a lesson."""

from __future__ import annotations

from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

from sheetnet.catalogue import LESSONS, find
from sheetnet.cli import main
from sheetnet.course import write_course
from sheetnet.texts import LANGUAGES, load_texts
from sheetnet.texts.course import order, places
from tests.workbooks import Builder, model_of, small


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_has_a_card_with_its_question_and_a_link(language: str, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_course(tmp_path, language)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink] == [f"{lesson.slug}.xlsx" for lesson in LESSONS]
    words = {cell.value for cell in cells}
    assert {load_texts(lesson.slug)["question"].say(language) for lesson in LESSONS} <= words


def test_the_order_of_the_course_is_that_of_the_lessons() -> None:
    assert order() == [lesson.slug for lesson in LESSONS]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("circle_area", {"Next: Derivative": "derivative.xlsx"}),
        (
            "partial_derivative",
            {
                "Before this: Derivative": "derivative.xlsx",
                "Next: Gradient": "gradient.xlsx",
                "In the book: sections 2-7 to 2-9": None,
            },
        ),
        (
            "cnn_backprop",
            {"Before this: A convolutional network": "cnn.xlsx", "In the book: sections 5-5 and 5-6": None},
        ),
    ],
)
def test_a_lesson_says_what_comes_before_and_next(slug: str, said: dict[str, str | None]) -> None:
    assert {text.say("en"): file for text, file in places(slug)} == said


def test_the_first_sheet_leads_to_the_workbooks_beside_it(built: Builder) -> None:
    sheet = openpyxl.load_workbook(built("gradient")).worksheets[0]
    targets = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [target for target in targets if target] == ["partial_derivative.xlsx", "taylor.xlsx"]


def test_that_stands_on_the_first_sheet_but_for_a_network_of_ones_own() -> None:
    for slug, settings, stands in (("gradient", {}, True), ("backprop", small("backprop"), False)):
        cover = find(slug).book(model_of(slug, **settings)).pages[0]
        assert ({file for _, file in places(slug)} <= {label.link for label in cover.labels} | {None}) == stands


def test_the_pictures_draw_what_the_lessons_show(tmp_path: Path, built: Builder) -> None:
    course = openpyxl.load_workbook(write_course(tmp_path, "en"))
    lesson = openpyxl.load_workbook(built("gradient_descent"), data_only=True)
    columns = list(course.worksheets[1].iter_cols())
    first = next(n for n, column in enumerate(columns) if column[3].value == "Gradient descent")
    column = next(column for column in columns[first:] if column[4].value == "x5")
    path = [cell.value for cell in column[5:] if cell.value is not None]
    assert path[:2] == [3, 2.4]
    assert path[0] in {cell.value for row in lesson["Bowl"].iter_rows() for cell in row}


def test_a_lesson_is_built_when_it_is_to_be_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", lambda path: opened.append(path) or 0)
    monkeypatch.chdir(tmp_path)
    for slug in ("pooling", "pooling", "index"):
        assert CliRunner().invoke(main, ["open", slug, "--lang", "zh"]).exit_code == 0
    path = Path("workbooks", "zh", "pooling.xlsx")
    assert opened == [str(path), str(path), str(path.with_name("index.xlsx"))]
    assert path.is_file()


def test_what_cannot_be_opened_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(click, "launch", lambda path: 1)
    monkeypatch.chdir(tmp_path)
    unknown, unopened = (CliRunner().invoke(main, ["open", slug]) for slug in ("polling", "pooling"))
    assert unknown.exit_code == unopened.exit_code == 2
    assert "pooling" in unknown.stderr
    assert "no program here opens" in unopened.stderr
    assert not Path("workbooks", "en", "polling.xlsx").exists()
