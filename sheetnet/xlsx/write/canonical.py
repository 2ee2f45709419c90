"""XML that does not depend on the library that wrote it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree


def canonical(xml: str) -> str:
    """Return XML in canonical form (C14N 2.0)."""
    return ElementTree.canonicalize(xml)


def parsed_in_order(xml: str) -> ElementTree.Element:
    """Parse XML that is written anew from its elements: their attributes come in the order of the canonical form.

    That is what remains of this form when somebody parses it, and takes a fraction of the time.
    """
    root = ElementTree.fromstring(xml)
    for element in root.iter():
        attributes = sorted(element.attrib.items())
        element.attrib.clear()
        element.attrib.update(attributes)
    return root
