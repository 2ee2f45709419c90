"""Random changes of a good workbook's parts, and of the archive that they are packed in."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

from tests.fuzz.weighted import weighted
from tests.hostile.package import MAP, RELATIONSHIPS, SHEET, STRINGS, WORKBOOK, Change, Parts, part, without

Flip: TypeAlias = tuple[float, int, bool]
"""A place of the archive as a share of its length, the bits that change there, or whether the rest is cut off."""
VALUES = (
    *(
        "",
        "0",
        "1",
        "-1",
        "x",
        "99999999999",
        "1e999",
        "nan",
        "A1",
        "XFD1048577",
        "A1:XFD1048576",
        "rId1",
        "rId99",
        "../../etc/passwd",
    ),
    *(
        "/xl/worksheets/sheet1.xml",
        "file:///etc/passwd",
        "All cells",
        "Blocks",
        "shared",
        "array",
        "s",
        "inlineStr",
        "External",
        "&amp;",
        "&a;",
    ),
    *("a" * 1_000, "表", "_x0000_", "1" * 400, "'", "]]>"),
)
SNIPPETS = (
    *(
        "<x/>",
        "<!-- x -->",
        "<?x?>",
        "<![CDATA[1]]>",
        "<!DOCTYPE x>",
        "&lt;",
        "&#0;",
        "</row>",
        "<row/>",
        "<c/>",
        "<v>7</v>",
        "<f>1+1</f>",
    ),
    *(
        '<c r="B6"><v>7</v></c>',
        '<f t="shared" si="0"/>',
        '<f t="array" ref="A1:C3">1</f>',
        '<sheet name="x"/>',
        "<si/>",
        "<sheetData/>",
    ),
    *(
        '<Relationship Id="rId1" Target="x" Type="y"/>',
        "\x01",
        "\ufeff",
        "<e:c xmlns:e='u'/>",
        '<row r="6"><c r="B6"><v>7</v></c></row>',
    ),
)
_ATTRIBUTE = re.compile(rb'="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_TAG = re.compile(rb"<[^<>]+>")
_START = re.compile(rb"<(\w+)\b[^<>]*?(/?)>")


def _edited(name: str, pattern: re.Pattern[bytes], group: int, share: float, new: Callable[[bytes], bytes]) -> Change:
    """Return the change of one place of a part that a pattern matches, given by its share of all such places."""

    def change(parts: Parts) -> Parts:
        content = parts.get(name, b"")
        found = list(pattern.finditer(content))
        if not found:
            return parts
        match = found[int(share * len(found))]
        return {**parts, name: content[: match.start(group)] + new(match[group]) + content[match.end(group) :]}

    return change


def _repeated(name: str, share: float, times: int) -> Change:
    """Return the change that leaves an element of a part out, or repeats it; any but the outermost one."""

    def change(parts: Parts) -> Parts:
        content = parts.get(name, b"")
        found = list(_START.finditer(content))[1:]
        if not found:
            return parts
        match = found[int(share * len(found))]
        closing = b"</" + match[1] + b">"
        end = match.end() if match[2] else content.find(closing, match.end()) + len(closing)
        return {**parts, name: content[: match.start()] + times * content[match.start() : end] + content[end:]}

    return change


def _cut(name: str, share: float) -> Change:
    return lambda parts: {**parts, name: parts.get(name, b"")[: int(share * len(parts.get(name, b"")))]}


def _flipped(name: str, share: float, bits: int) -> Change:
    def change(parts: Parts) -> Parts:
        content = bytearray(parts.get(name) or b"x")
        content[int(share * len(content))] ^= bits
        return {**parts, name: bytes(content)}

    return change


def _swapped(one: str, other: str) -> Change:
    return lambda parts: {**parts, one: parts.get(other, b""), other: parts.get(one, b"")}


names = weighted(
    (4, st.just(SHEET)),
    (1, st.sampled_from([MAP, WORKBOOK, RELATIONSHIPS, STRINGS])),
    (1, st.sampled_from(["xl/styles.xml", "[Content_Types].xml", "docProps/app.xml"])),
)
shares = st.floats(0, 1, exclude_max=True)
_new_values = st.sampled_from(VALUES).map(lambda text: lambda old: text.encode())
_snippets = st.sampled_from(SNIPPETS).map(lambda text: lambda old: old + text.encode())
_repeats = st.sampled_from([0, 2, 3, 2_000]).map(lambda times: lambda old: times * old)

_gentle = (
    st.builds(_edited, names, st.just(_ATTRIBUTE), st.just(1), shares, _new_values),
    st.builds(_edited, names, st.just(_TEXT), st.just(1), shares, _new_values),
    st.builds(_repeated, names, shares, st.sampled_from([0, 2, 3, 500])),
)
_rough = (
    st.builds(_edited, names, st.just(_TAG), st.just(0), shares, _snippets),
    st.builds(_edited, names, st.just(_TAG), st.just(0), shares, _repeats),
    st.builds(_flipped, names, shares, st.integers(1, 255)),
    st.builds(_cut, names, shares),
    st.builds(without, names),
    st.builds(_swapped, names, names),
    st.builds(part, st.sampled_from(["xl/more.xml", "../evil.xml", SHEET.upper(), ""]), st.just(b"<x/>")),
)
changes: st.SearchStrategy[Change] = weighted((4, st.one_of(_gentle)), (1, st.one_of(_rough)))
"""Mostly such that the XML stays well formed, so that most examples get beyond the parser."""


def packed(parts: Parts) -> bytes:
    """Pack parts into an archive."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name or "x", content)
    return buffer.getvalue()


def _torn(archive: bytes, share: float, bits: int, cut: bool) -> bytes:
    archive = archive or b"x"
    place = int(share * len(archive))
    return archive[:place] + (b"" if cut else bytes([archive[place] ^ bits]) + archive[place + 1 :])


def changed(parts: Parts, made: list[Change], flips: list[Flip]) -> bytes:
    """Return a workbook with some changes of its parts, and then of its bytes."""
    for change in made:
        parts = change(parts)
    archive = packed(parts)
    for share, bits, cut in flips:
        archive = _torn(archive, share, bits, cut)
    return archive


_flip = st.tuples(shares, st.integers(1, 255), weighted((4, st.just(False)), (1, st.just(True))))
flips: st.SearchStrategy[list[Flip]] = weighted((14, st.just([])), (1, st.lists(_flip, min_size=1, max_size=3)))
