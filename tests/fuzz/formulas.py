"""Random formulas: mostly such as people write, some that nobody would."""

from __future__ import annotations

from hypothesis import strategies as st

from sheetnet.formula.functions import ALLOWED
from tests.fuzz.weighted import weighted

FOREIGN = (
    "LET",
    "LAMBDA",
    "SEQUENCE",
    "REPT",
    "OFFSET",
    "INDIRECT",
    "RAND",
    "XLOOKUP",
    "TEXT",
    "NOSUCH",
    "_xlfn.SORT",
    "é",
)
ODD_NUMBERS = ("1E308", "1E-320", "9" * 400, ".5", "5.", "1E", "0x1", "1_0", "٣", "1e5", "-0")
ODD_REFERENCES = (
    *(
        "XFD1048576",
        "A0",
        "XFE1",
        "$B$6",
        "b6",
        "Blocks!B6",
        "'Blocks'!B6:G11",
        "Nowhere!A1",
        "Start:Map!A1",
        "[1]S!A1",
    ),
    *(
        "A:A",
        "1:1",
        "$B:C",
        "A1:XFD1048576",
        "B6:B6:B7",
        "R1C1",
        "R[1]C",
        "T[x]",
        "T[[#All],[x]]",
        "feature_map",
        "#REF!",
        "I14",
    ),
)
WORDS = ('"a"', '""', '"say ""it"""', '"表"', "TRUE", "FALSE", "#N/A", "#DIV/0!", "{1,2;3,4}", "{1}", '{"a",TRUE}')
OPERATORS = ("+", "-", "*", "/", "^", "&", "=", "<>", "<=", ">", " ", ":", "%+", "--")
TOKENS = (*OPERATORS, *"(){}[],;!'\"@#%$ \n\t|\\", "SUM(", "IF(", "B6", "A1:B2", "1", '"a"', "\u202e", "\x85")

cells = st.builds("{}{}".format, st.sampled_from("BCDEFGI"), st.integers(5, 16))
areas = st.builds("{}:{}".format, cells, cells)
numbers = weighted(
    (3, st.integers(0, 99).map(str)), (2, st.floats(0, 1e9).map(repr)), (1, st.sampled_from(ODD_NUMBERS))
)
leaves = weighted(
    (3, cells), (2, areas), (2, numbers), (1, st.sampled_from(ODD_REFERENCES)), (1, st.sampled_from(WORDS))
)
functions = weighted((9, st.sampled_from(sorted(ALLOWED))), (1, st.sampled_from(FOREIGN)))


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}{}{}".format, inner, st.sampled_from(OPERATORS), inner),
        st.builds(lambda name, arguments: f"{name}({','.join(arguments)})", functions, st.lists(inner, max_size=4)),
        st.builds("({})".format, inner),
        st.builds(lambda sign, times, text: sign * times + text, st.sampled_from("-+"), st.integers(1, 70), inner),
        st.builds(lambda text, times: text + "%" * times, inner, st.integers(1, 5)),
    )


trees = st.recursive(leaves, _grown, max_leaves=25)
chains = st.builds(
    lambda first, sign, text, times: first + times * (sign + text),
    *(leaves, st.sampled_from(OPERATORS), leaves, st.integers(1, 600)),
)
nests = st.builds(
    lambda before, text, after, times: before * times + text + after * times,
    *(
        st.sampled_from(["(", "-(", "{", "SUM(", "IF(1,", "ABS(-"]),
        leaves,
        st.sampled_from([")", "", ",0)"]),
        st.integers(1, 200),
    ),
)
junk = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)
free = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@st.composite
def _broken(draw: st.DrawFn) -> str:
    """Take a piece out of a good formula, or put one into it."""
    text = draw(trees)
    first = draw(st.integers(0, len(text)))
    return text[:first] + draw(st.sampled_from(["", *TOKENS])) + text[first + draw(st.integers(0, 3)) :]


formulas: st.SearchStrategy[str] = weighted((6, trees), (1, st.one_of(_broken(), chains, nests, junk, free)))
"""Formulas without the leading ``=``, as text."""
