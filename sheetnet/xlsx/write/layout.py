"""Where the parts of a file lie, and how they name each other: as Excel does it.

openpyxl keeps notes in a folder of their own and names parts from the root of the file. Both are allowed, and yet some
programs find such parts not at all, or stop there.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ElementTree

from openpyxl.xml.constants import CONTYPES_NS, PKG_REL_NS

_PLACES = {
    re.compile(r"^xl/comments/comment(\d+)\.xml$"): r"xl/comments\1.xml",
    re.compile(r"^xl/drawings/commentsDrawing(\d+)\.vml$"): r"xl/drawings/vmlDrawing\1.vml",
}
"""Of the parts that openpyxl puts elsewhere than Excel."""
_PREFIXES = {
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
"""Some programs look for an element with its prefix, not for its name."""


def place(name: str) -> str:
    """Return where Excel puts a part that openpyxl calls by this name."""
    for pattern, excels in _PLACES.items():
        name = pattern.sub(excels, name)
    return name


def with_relative_targets(name: str, relationships: str) -> str:
    """Name the targets of relationships as seen from the part that they belong to.

    Args:
        name: Of the part that holds the relationships, such as ``xl/worksheets/_rels/sheet1.xml.rels``.
        relationships: Its content.
    """
    root = _parsed(relationships, PKG_REL_NS)
    home = posixpath.dirname(posixpath.dirname(name))
    for relationship in root:
        target = relationship.attrib["Target"]
        if target.startswith("/"):
            relationship.set("Target", posixpath.relpath(place(target[1:]), home or "."))
    return ElementTree.tostring(root, encoding="unicode")


def with_places(_: str, content_types: str) -> str:
    """Name the parts in the list of their kinds by where they lie."""
    root = _parsed(content_types, CONTYPES_NS)
    for override in root.iter(f"{{{CONTYPES_NS}}}Override"):
        override.set("PartName", "/" + place(override.attrib["PartName"][1:]))
    return ElementTree.tostring(root, encoding="unicode")


def with_excels_prefixes(_: str, xml: str) -> str:
    """Write the elements of drawings and the shapes of notes with the prefixes that Excel gives them."""
    return excels_prefixes(ElementTree.fromstring(xml))


def excels_prefixes(root: ElementTree.Element) -> str:
    """Write elements with the prefixes that Excel gives them.

    All prefixes are declared at the root: Gnumeric passes over an element that declares its own.
    """
    for prefix, namespace in _PREFIXES.items():
        ElementTree.register_namespace(prefix, namespace)
    return ElementTree.tostring(root, encoding="unicode")


def _parsed(xml: str, namespace: str) -> ElementTree.Element:
    """Parse a part whose elements are written without a prefix."""
    ElementTree.register_namespace("", namespace)
    return ElementTree.fromstring(xml)
