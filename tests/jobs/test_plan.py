"""The plan of a batch: what it takes, and that every mistake is reported with its line before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheetnet.errors import InputError, PlanError
from sheetnet.jobs import plan as plan_module
from sheetnet.jobs.plan import Planned, parse_plan, read_plan


def mistakes(text: str) -> list[str]:
    with pytest.raises(PlanError) as caught:
        parse_plan(text, "plan.csv")
    return list(caught.value.mistakes)


def test_a_row_is_a_workbook() -> None:
    text = 'name,lesson,settings,language\nfast,gradient_descent,"learning_rate=0.3; steps=5",zh\n'
    settings = {"learning_rate": "0.3", "steps": "5"}
    assert parse_plan(text, "plan.csv") == [Planned("fast", "gradient_descent", "zh", settings, line=2)]


def test_only_the_lesson_is_needed() -> None:
    first, second = parse_plan("lesson\npooling\n\npooling\n", "plan.csv")
    assert first == Planned("pooling_000001", "pooling", "en", {}, line=2)
    assert (second.name, second.line) == ("pooling_000002", 4)


def test_numbers_with_commas_stand_in_quotes() -> None:
    layers = "layers=5,4,2; epochs=1; check_samples=0"
    (row,) = parse_plan(f'lesson,settings\nbackprop,"{layers}"\n', "plan.csv")
    assert row.settings["layers"] == "5,4,2"
    assert row.settings_text() == layers


def test_all_bad_rows_are_listed_with_their_lines() -> None:
    text = 'lesson,settings,name\npoling,,a\npooling,,b\n"pooling",,\n\npooling,steps=3,c\npooling,,B\n'
    found = mistakes(text)
    assert [line.partition(":")[0] for line in found] == [f"plan.csv, line {n}" for n in (2, 6, 7)]
    for said, line in zip(
        ("did you mean pooling", "steps is neither", "name 'B' is that of line 3"), found, strict=True
    ):
        assert said in line


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("gradient_descent,learning_rate=0,en,a", "learning_rate is 0.0; allowed: above 0"),
        ("gradient_descent,learning_rate,en,a", "'learning_rate' is not an assignment"),
        ("gradient_descent,steps=3;steps=4,en,a", "steps is given twice"),
        ("regression,heights[0]=3,en,a", "heights[0]: when building, give all numbers"),
        ("pooling,,fr,a", "language 'fr' is not known"),
        ("pooling,,en,../a", "name '../a' holds '/': it is a file's name, not a path"),
        ("pooling,,en,a\\b", r"name 'a\\b' holds '\\'"),
        ("pooling,,en,C:a", "name 'C:a' holds ':'"),
        ("pooling,,en,.records", "begins or ends with a point"),
        ("pooling,,en,a.", "begins or ends with a point"),
        ("pooling,,en,nul", "is a device on Windows"),
        ("pooling,,en,Com1.old", "is a device on Windows"),
        ("pooling,,en,\x1b[2J", r"name '\x1b[2J' holds '\x1b'"),
        (f"pooling,,en,{'é' * 101}", "is too long; up to 200 bytes"),
        ("pooling,,en,a,b", "5 cells, but 4 columns"),
    ],
)
def test_a_bad_row_says_what_is_wrong(row: str, message: str) -> None:
    (found,) = mistakes(f"lesson,settings,language,name\n{row}\n")
    assert found.startswith("plan.csv, line 2: ")
    assert message in found


def test_names_that_are_one_file_on_some_systems_are_one_name() -> None:
    """As macOS does, which takes a letter and its accent for one letter, and capitals for small letters."""
    composed, apart = "caf\N{LATIN SMALL LETTER E WITH ACUTE}", "CAFE\N{COMBINING ACUTE ACCENT}"
    (found,) = mistakes(f"lesson,name\npooling,{composed}\npooling,{apart}\n")
    assert found.startswith("plan.csv, line 3: name")


def test_a_default_name_may_be_taken() -> None:
    assert "is that of line 2" in mistakes("lesson,name\npooling,pooling_000002\npooling,\n")[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the first line names the columns: lesson, settings, language, name"),
        ("lesson;settings\npooling;\n", "separate columns by commas"),
        ("lesson,rate\npooling,3\n", "'rate' is not a column; there are lesson, settings, language, name"),
        ("lesson,lesson\npooling,pooling\n", "column lesson is there 2 times"),
        ("lesson\n", "has no rows"),
        ('lesson,settings\npooling,"a"b\n', "line 2: "),
        (f"lesson,settings\npooling,{'x' * 200_000}\n", "line 2: field larger than field limit"),
    ],
)
def test_a_table_that_is_no_plan_says_so(text: str, message: str) -> None:
    (found,) = mistakes(text)
    assert message in found


def test_a_plan_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("lesson\n" + "pooling\n" * 4, encoding="utf-8")
    monkeypatch.setattr(plan_module, "MOST_ROWS", 3)
    with pytest.raises(PlanError, match="more than 3 rows"):
        read_plan(path)
    monkeypatch.setattr(plan_module, "MOST_BYTES", 20)
    with pytest.raises(InputError, match="larger than 20 bytes"):
        read_plan(path)


def test_a_plan_as_spreadsheets_save_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes("\ufefflesson,name\r\npooling,été\r\n".encode())
    assert [row.name for row in read_plan(path)] == ["été"]
    path.write_bytes("lesson,name\npooling,été\n".encode("latin-1"))
    with pytest.raises(InputError, match="not text in UTF-8"):
        read_plan(path)


def test_a_plan_that_is_not_there_says_so(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(InputError, match="is not there, or is no file"):
            read_plan(path)
