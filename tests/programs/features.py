"""What a workbook has besides its cells, as far as its parts say: what a program that saves it may lose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree
from zipfile import ZipFile

Series: TypeAlias = tuple[str, ...]
"""The ranges that a series takes its numbers from, in order of the alphabet."""
_INTERNAL = ("_xlnm.", "_xlfn.")
"""Names that begin so belong to a program: print areas, titles, filters."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is in a workbook.

    Args:
        names: Defined names with what they mean, by their sheet's number (empty for the whole workbook) and name.
        charts: The series of every chart, sorted.
        counts: How many there are of other things, for which there is no more to say.
    """

    names: dict[tuple[str, str], str]
    charts: list[list[Series]]
    counts: Counter[str]


def features(path: Path) -> Features:
    """Read what is in a workbook."""
    with ZipFile(path) as archive:
        roots = [ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if _is_xml(name)]
    charts = sorted(_series(root) for root in roots if _word(root) == "chartSpace")
    (workbook,) = [root for root in roots if _word(root) == "workbook"]
    return Features(dict(_names(workbook)), charts, _counts(roots))


def _is_xml(name: str) -> bool:
    return name.startswith("xl/") and name.endswith(".xml")


def _word(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _names(workbook: ElementTree.Element) -> Iterator[tuple[tuple[str, str], str]]:
    for element in workbook.iter():
        if _word(element) == "definedName" and not element.get("name", "").startswith(_INTERNAL):
            yield (element.get("localSheetId", ""), element.get("name", "")), _bare(element.text or "")


def _series(chart: ElementTree.Element) -> list[Series]:
    found = [
        tuple(sorted(_bare(inner.text or "") for part in series if _word(part) != "tx" for inner in _named(part, "f")))
        for series in _named(chart, "ser")
    ]
    return sorted(found)


def _titles(chart: ElementTree.Element) -> int:
    """Count the series that have a title: some programs write it as it is, some as a reference to a text."""
    parts = [part for series in _named(chart, "ser") for part in series if _word(part) == "tx"]
    return sum(next(_named(part, "v"), None) is not None for part in parts)


def _named(element: ElementTree.Element, word: str) -> Iterator[ElementTree.Element]:
    return (inner for inner in element.iter() if _word(inner) == word)


def _bare(reference: str) -> str:
    """Write a reference or a number without what programs write differently."""
    text = reference.strip().removeprefix("=").replace("'", "").replace("$", "")
    try:
        return repr(float(text))
    except ValueError:
        return text


def _counts(roots: list[ElementTree.Element]) -> Counter[str]:
    found = (_counted(element) for root in roots for element in root.iter())
    counts = Counter(what for what in found if what is not None)
    counts["titles of series"] = sum(_titles(root) for root in roots)
    return counts


def _counted(element: ElementTree.Element) -> str | None:
    """Say what an element is, if it is to be counted."""
    word = _word(element)
    if word == "pane" and element.get("state", "").startswith("frozen"):
        return "frozen panes"
    if word == "definedName" and element.get("hidden") in ("1", "true"):
        return "hidden names"
    return _COUNTED.get(word)


_COUNTED = {
    "comment": "notes",
    "cfRule": "conditional formats",
    "dataValidation": "rules of input",
    "mergeCell": "merged cells",
    "hyperlink": "links",
    "cellStyle": "named styles",
}
