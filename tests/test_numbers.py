"""Numbers in what people read, and numbers as people write them."""

from __future__ import annotations

import pytest

from sheetnet.catalogue import LESSONS, find
from sheetnet.errors import InputError
from sheetnet.listing import name_lines
from sheetnet.models.fields import Field
from sheetnet.texts import LANGUAGES
from sheetnet.texts.numbers import readable


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (-1e6, "−1,000,000"),
        (2_147_483_648, "2,147,483,648"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (1e-5, "0.00001"),
        (12345.678, "12,345.678"),
        (1e-16, "10⁻¹⁶"),
        (-5.25e18, "−5.25·10¹⁸"),
    ],
)
def test_numbers_are_written_as_people_read_them(number: float, written: str) -> None:
    assert readable(number) == written


def test_so_many_digits_as_are_asked_for() -> None:
    assert readable(-1234.5678, 6) == "−1,234.57"


def test_what_is_allowed_is_said_in_such_numbers() -> None:
    field = Field(vary=(0, 1))
    assert field.describe().say("en") == "allowed: −1,000,000 to 1,000,000"
    assert field.describe().say("zh") == "允许范围：−1,000,000 至 1,000,000"
    with pytest.raises(InputError, match="x is 2000000; allowed: −1,000,000 to 1,000,000"):
        field.check_number("x", 2_000_000)
    assert Field(choices=(0.0, 1.0)).describe().say("en") == "allowed: 0, 1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_has_a_number_of_programs(language: str) -> None:
    lines = [line for lesson in LESSONS for line in name_lines(lesson, language)]
    assert [line for line in lines if "e+" in line or "e-" in line or " -" in line] == []


def test_a_number_that_is_copied_from_a_message_is_read() -> None:
    assert find("gradient_descent").make({"start_x": "−2.5"}).inputs()["start_x"] == -2.5
