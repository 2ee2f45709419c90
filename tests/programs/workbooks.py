"""Every workbook, kept small, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheetnet.catalogue import LESSONS
from sheetnet.texts import LANGUAGES
from tests.workbooks import Builder, small

ALL = [(lesson.slug, lang) for lang in LANGUAGES for lesson in LESSONS]
every_workbook = pytest.mark.parametrize(("slug", "lang"), ALL)


def workbook(built: Builder, slug: str, lang: str) -> Path:
    """Return one of them."""
    return built(slug, lang, **small(slug))
