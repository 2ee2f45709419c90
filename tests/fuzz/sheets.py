"""Random rows of cells: well formed, mostly, and mostly with attributes that nobody gives them."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tests.fuzz.formulas import cells, formulas
from tests.fuzz.weighted import weighted

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
NUMBERS = ("0", "1", "-1", "6", "1048577", "99999999999", "x", "")
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


def _value(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(element, st.just("v"), st.just({}), texts.map(escape))


def _written(attributes: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[str]:
    return st.builds(element, st.just("f"), attributes, formulas.map(escape))


def _cell(kind: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[dict[str, str], str]]:
    return content.map(lambda inner: ({"t": kind} if kind else {}, inner))


plain = st.floats(-1e9, 1e9).map(repr)
_texts = st.builds(element, st.just("t"), st.just({}), _sampled(*VALUES).map(escape))
_runs = st.builds(element, _sampled("r", "rPh"), st.just({}), _texts)
strings = st.builds(element, st.just("is"), st.just({}), st.lists(st.one_of(_texts, _runs), max_size=3).map("".join))
_small = _sampled("A40", "A40:B41", "C40:C43", "B41:C42").map(lambda ref: {"t": "array", "ref": ref})
_leader = st.just({"t": "shared", "ref": "A40:C43", "si": "0"})
good = st.one_of(
    _cell("", _value(plain)),
    _cell("s", _value(st.integers(0, 80).map(str))),
    _cell("b", _value(_sampled("0", "1"))),
    _cell("e", _value(_sampled("#N/A", "#REF!", "#DIV/0!"))),
    _cell("inlineStr", strings),
    _cell("str", st.builds("{}{}".format, _written(st.just({})), _value(_sampled("a", "")))),
    _cell("", st.builds("{}{}".format, _written(st.just({})), _value(plain))),
    _cell("", _written(_leader)),
    _cell("", st.just('<f t="shared" si="0"/>')),
    _cell("", _written(_small)),
    _cell("", st.just("")),
)
_odd_formula = _written(_attributes(t=_sampled(*FORMULA_KINDS), ref=_sampled(*RANGES), si=_sampled(*NUMBERS), r1=cells))
others = st.builds(element, _sampled(*OTHERS), _attributes(r=_sampled(*ADDRESSES)), _value(plain))
odd = st.tuples(
    _attributes(t=_sampled(*KINDS), s=_sampled(*NUMBERS)),
    st.lists(st.one_of(_value(_sampled(*VALUES)), _odd_formula, strings, others), max_size=3).map("".join),
)
contents = weighted((5, good), (1, odd))


@st.composite
def _row(draw: st.DrawFn, number: int) -> str:
    inner = ""
    for column in "ABC"[: draw(st.integers(0, 3))]:
        attributes, content = draw(contents)
        right, wrong = st.just({"r": f"{column}{number}"}), _sampled(*ADDRESSES).map(lambda where: {"r": where})
        inner += element("c", draw(weighted((12, right), (1, st.just({})), (1, wrong))) | attributes, content)
    inner += draw(weighted((12, st.just("")), (1, others)))
    right, wrong = st.just({"r": str(number)}), _sampled(*NUMBERS).map(lambda where: {"r": where})
    return element("row", draw(weighted((12, right), (1, st.just({})), (1, wrong))), inner)


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


rows: st.SearchStrategy[str] = weighted((9, _rows()), (1, _torn()))
"""Rows of a sheet as XML, from row 40 on."""
