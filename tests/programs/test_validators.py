"""Microsoft's own validator finds no fault in what is written; beside openxml-audit, which tests/xlsx has."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.applications import needs
from tests.programs import npm
from tests.programs.validators import VERSIONS, faults
from tests.programs.workbooks import every_workbook, workbook
from tests.workbooks import Builder


@pytest.mark.parametrize("version", VERSIONS)
@every_workbook
def test_the_open_xml_sdk_finds_no_fault(slug: str, lang: str, version: str, built: Builder) -> None:
    needs(npm.missing())
    assert faults(workbook(built, slug, lang), version) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_it_finds_a_fault_that_is_there(version: str, descent: Path, tmp_path: Path) -> None:
    needs(npm.missing())
    wrong = tmp_path / "wrong.xlsx"
    with ZipFile(descent) as whole, ZipFile(wrong, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content = content.replace(b"<sheetData>", b"<sheetDatum/><sheetData>")
            archive.writestr(name, content)
    assert faults(wrong, version) != []
