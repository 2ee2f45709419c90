"""Every concept of the notes is seen where the table says: in live cells of the sheet that it names."""

from __future__ import annotations

from functools import lru_cache

import pytest

from sheetnet.catalogue import find
from sheetnet.workbook import Tensor
from tests.lessons.concepts import CONCEPTS
from tests.workbooks import model_of, small


@lru_cache
def sheets(slug: str) -> dict[str, dict[str, Tensor]]:
    """Return the tensors of a lesson by the key of their sheet and by name."""
    book = find(slug).book(model_of(slug, **small(slug)))
    return {page.key: {tensor.name: tensor for tensor in page.tensors} for page in book.pages}


@pytest.mark.parametrize(("concept", "slug", "sheet", "names"), CONCEPTS, ids=lambda value: str(value)[:60])
def test_a_concept_is_live_on_its_sheet(concept: str, slug: str, sheet: str, names: tuple[str, ...]) -> None:
    there = sheets(slug)[sheet]
    assert names, concept
    assert [name for name in names if name not in there] == []
    assert [name for name in names if not there[name].role.editable and not there[name].rules] == []


def test_the_table_is_sorted_and_says_nothing_twice() -> None:
    assert [slug for _, slug, _, _ in CONCEPTS] == sorted(slug for _, slug, _, _ in CONCEPTS)
    assert len({concept for concept, *_ in CONCEPTS}) == len(CONCEPTS)
