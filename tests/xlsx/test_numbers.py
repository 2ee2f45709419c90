"""Numbers in the rules of a sheet: the digits that Excel would write."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from sheetnet import catalogue
from sheetnet.xlsx.write.numbers import excel_number
from tests.workbooks import Builder, small


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1e-100, "1E-100"),
        (1e-5, "1E-5"),
        (-2.5e20, "-2.5E+20"),
        (1e6, "1000000"),
        (0.1 + 0.2, "0.3"),
        (3.0, "3"),
        (0.0, "0"),
    ],
)
def test_a_number_is_written_as_excel_writes_it(value: float, written: str) -> None:
    assert excel_number(value) == written


@pytest.mark.parametrize("slug", [lesson.slug for lesson in catalogue.LESSONS])
def test_no_rule_of_a_sheet_has_a_number_in_another_form(slug: str, built: Builder) -> None:
    found = [number for xml in sheets(built(slug, **small(slug))) for number in re.findall(r"<formula\d?>(.*?)<", xml)]
    numbers = [number for number in found if not number.startswith('"') and "=" not in number]  # a comparison is none
    assert numbers
    assert [number for number in numbers if number != excel_number(float(number))] == []


def sheets(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return [archive.read(name).decode() for name in names]
