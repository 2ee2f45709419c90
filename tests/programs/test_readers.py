"""Libraries that people read workbooks with find in every cell what sheetnet's own reader finds there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.applications import needs
from tests.programs.contents import NOTHING, Content, differences, ours, spelled
from tests.programs.readers import READERS, Reader
from tests.programs.workbooks import every_workbook, workbook
from tests.workbooks import Builder

every_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


@every_reader
@every_workbook
def test_values_and_formulas_are_the_same(slug: str, lang: str, reader: Reader, built: Builder) -> None:
    needs(reader.missing())
    path = workbook(built, slug, lang)
    assert differences(ours(path), reader.read(path), reader.formulas) == []


@every_reader
def test_a_reading_of_a_workbook_is_no_reading_of_another(reader: Reader, built: Builder) -> None:
    needs(reader.missing())
    mine, theirs = ours(built("gradient_descent", steps=5)), reader.read(built("gradient_descent", steps=6))
    assert differences(mine, theirs, reader.formulas) != []


def test_a_cell_that_differs_is_named(descent: Path) -> None:
    mine = ours(descent)
    computed = [(title, address) for title, cells in mine.items() for address in cells if cells[address].formula]
    title, address = computed[7]
    found = mine[title][address]
    for other in (NOTHING, replace(found, value=0.5), replace(found, formula="=A1"), Content(None, found.value)):
        (line,) = differences(mine, {**mine, title: {**mine[title], address: other}})
        assert line.startswith(f"{title}!{address} ")
    assert differences(mine, dict(reversed(mine.items()))) != []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("='My data'!A1 + 1E-09", "='My data'!A1+0.000000001", True),
        ("=Data!A1*2", "='Data'!A1*2.0", True),
        ('=IF(A1>0,"a b","c")', '=IF(A1>0,"ab","c")', False),
        ("=A1-(B1-C1)", "=A1-B1-C1", False),
        ("=A1", "=$A$1", False),
        ("=A1", None, False),
    ],
)
def test_a_formula_is_the_same_in_another_spelling(one: str, other: str | None, alike: bool) -> None:
    assert (spelled(one) == spelled(other)) is alike
