"""Parts lie where Excel puts them, and name each other as it does: programs that ask for no more find everything."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from zipfile import ZipFile

import ironcalc
import pytest

from sheetnet import catalogue
from sheetnet.xlsx.write.layout import place, with_relative_targets
from tests.workbooks import Builder, small

SLUGS = [lesson.slug for lesson in catalogue.LESSONS]


def targets(path: Path) -> dict[str, list[str]]:
    """Return, for each part that names others, their paths as they are written; other files are none of them."""
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".rels")]
        roots = {name: ElementTree.fromstring(archive.read(name)) for name in names}
    return {
        name: [each.attrib["Target"] for each in root if each.attrib.get("TargetMode") != "External"]
        for name, root in roots.items()
    }


def homes(path: Path) -> set[str]:
    """Return the parts that are named, as paths within the file."""
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(name), "..", target))
        for name, named in targets(path).items()
        for target in named
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_targets_are_relative_and_lead_to_every_part(slug: str, built: Builder) -> None:
    path = built(slug, **small(slug))
    assert [each for named in targets(path).values() for each in named if each.startswith("/")] == []
    with ZipFile(path) as archive:
        written = {name for name in archive.namelist() if not name.endswith((".rels", "[Content_Types].xml"))}
    assert homes(path) == written


def test_notes_and_charts_lie_where_excel_puts_them(regression: Path) -> None:
    assert targets(regression)["xl/worksheets/_rels/sheet2.xml.rels"] == [
        "../drawings/drawing2.xml", "../comments1.xml", "../drawings/vmlDrawing1.vml",
    ]  # fmt: skip
    assert targets(regression)["xl/drawings/_rels/drawing1.xml.rels"] == ["../charts/chart1.xml"]
    assert targets(regression)["xl/_rels/workbook.xml.rels"][0] == "worksheets/sheet1.xml"


def test_every_part_has_its_kind(regression: Path) -> None:
    with ZipFile(regression) as archive:
        kinds = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        listed = {each.attrib["PartName"][1:] for each in kinds if "PartName" in each.attrib}
        assert listed <= {*archive.namelist()}
        assert "xl/comments1.xml" in listed


def test_elements_have_the_prefixes_that_excel_gives_them(regression: Path) -> None:
    with ZipFile(regression) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "<xdr:wsDr " in texts["xl/drawings/drawing1.xml"]
    assert "<c:chartSpace " in texts["xl/charts/chart1.xml"]
    assert "<v:shape " in texts["xl/drawings/vmlDrawing1.vml"]
    assert "<x:ClientData " in texts["xl/drawings/vmlDrawing1.vml"]
    assert [name for name, text in texts.items() if "ns0:" in text] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_ironcalc_loads_the_file_as_it_is(slug: str, built: Builder) -> None:
    path = built(slug, **small(slug))
    ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")


def test_a_target_is_named_as_seen_from_its_part() -> None:
    def renamed(target: str) -> str:
        xml = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{target}</Relationships>'
        (found,) = ElementTree.fromstring(with_relative_targets("xl/worksheets/_rels/sheet1.xml.rels", xml))
        return found.attrib["Target"]

    assert renamed('<Relationship Id="a" Target="/xl/comments/comment12.xml" Type="t"/>') == "../comments12.xml"
    assert renamed('<Relationship Id="a" Target="/xl/worksheets/sheet2.xml" Type="t"/>') == "sheet2.xml"
    assert renamed('<Relationship Id="a" Target="elsewhere.xml" Type="t"/>') == "elsewhere.xml"
    assert place("xl/worksheets/sheet1.xml") == "xl/worksheets/sheet1.xml"
