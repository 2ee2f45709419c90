"""Random rows of cells: well formed, mostly, and mostly with attributes that nobody gives them."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tests.fuzz.formulas import cells, formulas, numbers

FIRST_ROW = 40
"""Below all rows of the lesson."""
VALUES = (
    *(
        "1",
        "-1.5",
        "1e5",
        "",
        " 1 ",
        "nan",
        "inf",
        "1_0",
        "1e999",
        "0x1",
        "#N/A",
        "TRUE",
        "2024-01-01",
        "a",
        "表",
        "_x000D_",
        "0",
    ),
    *("5", "99999999999", "-1"),
)
ADDRESSES = ("A1", "XFD1048576", "XFE1", "A0", "", "40", "A", "a40", "$A$40", "A40:B41", "B6", "I14", "Α40", "AAAA1")
KINDS = ("n", "s", "str", "b", "e", "inlineStr", "d", "z", "")
FORMULA_KINDS = ("shared", "array", "dataTable", "normal", "x")
RANGES = ("A40", "A40:C42", "A40:A1000000", "A1:XFD1048576", "C42:A40", "nowhere", "", "I14:K16", "A:A")
OTHERS = ("extLst", "x", "row", "c", "v", "f", "is", "t", "sheetData", "worksheet", "e:c")


def element(tag: str, attributes: dict[str, str], content: str) -> str:
    """Write an element; its content is XML."""
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    bound = ' xmlns:e="urn:e"' if ":" in tag else ""
    return f"<{tag}{bound}{written}>{content}</{tag}>" if content else f"<{tag}{bound}{written}/>"


def _attributes(**choices: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=choices)


def _sampled(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


values = st.builds(element, st.just("v"), st.just({}), st.one_of(_sampled(*VALUES), numbers).map(escape))
_texts = st.builds(element, st.just("t"), st.just({}), _sampled(*VALUES).map(escape))
_runs = st.builds(element, _sampled("r", "rPh"), st.just({}), _texts)
strings = st.builds(element, st.just("is"), st.just({}), st.lists(st.one_of(_texts, _runs), max_size=3).map("".join))
written = st.builds(
    element,
    st.just("f"),
    _attributes(t=_sampled(*FORMULA_KINDS), ref=_sampled(*RANGES), si=_sampled("0", "1", "-1", "x"), r1=cells),
    formulas.map(escape),
)
others = st.builds(element, _sampled(*OTHERS), _attributes(r=_sampled(*ADDRESSES)), st.one_of(st.just(""), values))
cell_contents = st.lists(st.one_of(values, values, written, strings, others), max_size=3).map("".join)


@st.composite
def _row(draw: st.DrawFn, number: int) -> str:
    inner = ""
    for column in "ABC"[: draw(st.integers(0, 3))]:
        attributes = draw(_attributes(t=_sampled(*KINDS), s=_sampled("0", "1", "-1", "99999", "x")))
        chosen = draw(
            st.one_of(
                st.just(f"{column}{number}"), st.just(f"{column}{number}"), _sampled(*ADDRESSES), cells, st.none()
            )
        )
        inner += element("c", attributes | ({} if chosen is None else {"r": chosen}), draw(cell_contents))
    inner += draw(st.one_of(st.just(""), st.just(""), others))
    chosen = draw(
        st.one_of(st.just(str(number)), st.just(str(number)), _sampled("0", "-1", "6", "1048577", "x", ""), st.none())
    )
    return element("row", {} if chosen is None else {"r": chosen}, inner)


@st.composite
def _rows(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 4))
    return "".join(draw(_row(FIRST_ROW + number)) for number in range(count))


@st.composite
def _torn(draw: st.DrawFn) -> str:
    """Take a piece out of well-formed rows."""
    text = draw(_rows())
    first = draw(st.integers(0, len(text)))
    return text[:first] + text[first + draw(st.integers(1, 30)) :]


rows: st.SearchStrategy[str] = st.one_of(_rows(), _rows(), _rows(), _torn())
"""Rows of a sheet as XML, from row 40 on."""
