"""What is read off the text of a formula, whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetnet.errors import LimitError
from sheetnet.formula.limits import COLUMNS, ROWS
from sheetnet.formula.scan import Scan, scan
from sheetnet.formula.scans import Scans


@pytest.mark.parametrize(
    ("text", "functions"),
    [
        ("=1+A1", set()),
        ("=SUM(A1:A3)", {"SUM"}),
        ("=sum(A1)", {"SUM"}),
        ("=IF(A1>0,MAX(1,LOG10(2)),-MAX(3))", {"IF", "MAX", "LOG10"}),
        ("=_xlfn.STDEV.S(A1:A3)", {"STDEV.S"}),
        ("=_xlfn._xlws.SORT(A1:A3)", {"SORT"}),
        ("=SUM (A1)", {"SUM"}),
        ('="SUM("&A1', set()),
        ('="say ""SUM("""&ABS(1)', {"ABS"}),
        ("='SUM(1'!A1", set()),
        ("='it''s SUM('!A1", set()),
        ("=数据!A1+ABS(数据!A1:A2)", {"ABS"}),
        ("=Table[SUM(]", set()),
        ("=Table['[SUM(]", set()),
        ("=Table[[#This Row],[x]]+ABS(1)", {"ABS"}),
        ("=ABS(#REF!)+#N/A+#DIV/0!+#NAME?", {"ABS"}),
        ("=LET(x,1,x)", {"LET"}),
    ],
)
def test_functions_are_the_names_before_brackets(text: str, functions: set[str]) -> None:
    assert scan(text).functions == functions
    assert scan(text[1:]).functions == functions
    assert not scan(text).fault


@pytest.mark.parametrize(
    ("text", "depth", "nesting"),
    [
        ("=1", 0, 0),
        ("=1+1", 1, 0),
        ("=1+1+1", 2, 0),
        ("=1^1^1^1", 3, 0),
        ("=1=1=1", 2, 0),
        ("=1<=1<>1>=1", 3, 0),
        ('="a"&"b+c"&"d"', 2, 0),
        ("=----1", 4, 0),
        ("=1%%%%", 4, 0),
        ("=@A1#", 2, 0),
        ("=((1))", 2, 2),
        ("=-(-(1))", 4, 2),
        ("=ABS(ABS(ABS(1)))", 3, 3),
        ("=SUM(1+1,1+1,1+1)", 2, 1),
        ("=SUM(1+1+1,(1))", 3, 2),
        ("=(1+1)+1+1", 4, 1),
        ("={1,-2;3,4}", 2, 1),
        ("=1E-5+1E+5", 1, 0),
        ("='a-b-c'!A1+Table[a-b-c]", 1, 0),
        ("=IF(1,IF(1,IF(1,2,3)+1,3)+1,3)", 5, 3),
    ],
)
def test_every_operator_and_bracket_may_be_a_level(text: str, depth: int, nesting: int) -> None:
    assert (scan(text).depth, scan(text).nesting) == (depth, nesting)


@pytest.mark.parametrize(
    ("text", "largest", "total"),
    [
        ("=A1+B7", 1, 0),
        ("=SUM(A1:A3)", 3, 3),
        ("=SUM($B$2:D$4)", 9, 9),
        ("=SUM(D4:B2)", 9, 9),
        ("=SUM(a1:b2)", 4, 4),
        ("=SUM(A1:A3,B1:B3)", 3, 6),
        ("=SUM('my sheet'!A1:A3)+SUM(Data!A1:A3)", 3, 6),
        ("=SUM(Data!A1:Data!B3)", 6, 6),
        ("=SUM('D a'!A1:'D a'!B3)", 6, 6),
        ("=SUM(A:A)", ROWS, ROWS),
        ("=SUM($A:C)", 3 * ROWS, 3 * ROWS),
        ("=SUM(A:XFD)", ROWS * COLUMNS, ROWS * COLUMNS),
        ("=SUM(2:3)", 2 * COLUMNS, 2 * COLUMNS),
        ("=SUM($1:$1048576)", ROWS * COLUMNS, ROWS * COLUMNS),
        ("=SUM(A1:XFD1048576)", ROWS * COLUMNS, ROWS * COLUMNS),
        ("=SUM(A1:A999999*A1:XFD1)", 999_999 * COLUMNS, 999_999 + COLUMNS),  # a column times a row is a block
        ("=SUM(A1:A1000*{1,2,3})", 3000, 1000),
        ("=SUM({1,2,3;4,5,6})", 6, 0),
        ('="A1:A3"&Table[A1:A3]', 1, 0),
        ("=A1:A3 B1:C9", 18, 21),
    ],
)
def test_ranges_have_their_cells(text: str, largest: int, total: int) -> None:
    assert scan(text).cells(text) == (largest, total)


def test_a_range_with_one_dollar_grows_where_it_is_repeated() -> None:
    text = "=SUM(A$1:A1)+SUM(A$1:A$2)+SUM(A1:A2)+SUM($A1:B1)"
    assert scan(text).cells(text) == (4, 7)
    assert scan(text).cells(text, down=9) == (20, 16)
    assert scan(text).cells(text, down=9, right=3) == (50, 19)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("=(1", "a ( that nothing closes"),
        ("=SUM(1", "a ( that nothing closes"),
        ("=1)", "a ) that closes nothing"),
        ("=(1}", "a } that closes nothing"),
        ("={1,2", "a { that nothing closes"),
        ("={1,2)", "a ) that closes nothing"),
        ('="a', 'a " without its partner'),
        ('="a""', 'a " without its partner'),
        ("='a!A1", "a ' without its partner"),
        ("=Table[a", "a [ that nothing closes"),
        ("=Table[a]]", "a ] without its partner"),
        ("=Table['[a]", ""),
        ("=Table[[a]", "a [ that nothing closes"),
        ("=" + 8_191 * '"', 'a " without its partner'),
        ("=" + 8_191 * "(", "a ( that nothing closes"),
    ],
)
def test_brackets_and_quotes_have_partners(text: str, fault: str) -> None:
    assert scan(text).fault == fault


@pytest.mark.parametrize(
    "text",
    [
        "=[1]Sheet!A1",
        "=1+[2]!name",
        "='[1]My sheet'!A1",
        "=[book.xlsx]Sheet!A1",
        "='C:\\folder\\[book.xlsx]Sheet'!A1",
        "='http://example.org/[book.xlsx]Sheet'!A1",
        "='file:///etc/passwd'#$Sheet.A1",
        "=cmd|'/c calc'!A1",
        "=SUM(MSEXCEL|'\\..\\cmd.exe'!A1)",
        "=soffice|'a.ods'!'A1'",
    ],
)
def test_what_leads_out_of_the_workbook_is_seen(text: str) -> None:
    assert scan(text).outside


@pytest.mark.parametrize("text", ['="[1]Sheet!A1"', '="cmd|x"', "='a|b'!A1", "=Table[x]", "=R[1]C[1]", "=Bowl!A1"])
def test_what_stays_in_the_workbook_is_seen_too(text: str) -> None:
    assert scan(text) == Scan(ranges=scan(text).ranges)


@pytest.mark.parametrize("text", ["=A1:INDEX(A1:A9,3)", "=(A1):(B2)", "=A1:B2:C3", "=name:A1", "=OFFSET(A1,1,1):B2"])
def test_a_range_of_computed_cells_is_seen(text: str) -> None:
    assert scan(text).computed_range


@pytest.mark.parametrize("text", ["=SUM(First:Last!A1:B2)", "=SUM('First one:Last'!A1)", "=First:Last!A:A"])
def test_a_range_across_sheets_is_seen(text: str) -> None:
    assert scan(text).across_sheets
    assert not scan(text).computed_range


def test_arguments_are_counted_in_calls_alone() -> None:
    assert scan("=SUM(1,2,MAX(1,2,3,4),3)").arguments == 4
    assert scan("=SUM((A1,B2,C3,D4,E5))+SUM({1,2,3;4,5,6})").arguments == 1


@dataclass(frozen=True)
class Tree:
    """A formula with the true height of its tree."""

    text: str
    height: int


def joined(parts: tuple[Tree, str, Tree]) -> Tree:
    return Tree(f"{parts[0].text}{parts[1]}{parts[2].text}", 1 + max(parts[0].height, parts[2].height))


def called(parts: tuple[str, list[Tree]]) -> Tree:
    name, arguments = parts
    return Tree(f"{name}({','.join(a.text for a in arguments)})", 1 + max(a.height for a in arguments))


LEAVES = st.sampled_from(["1", "A1", "$B$2:C9", '"a-""(b"', "'a-b'!A1", "{1,2;3,4}", "#REF!", "1E-5", "Table[(]"])
TREES = st.recursive(
    LEAVES.map(lambda text: Tree(text, int(text.startswith("{")))),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "^", "&", "<=", "="]), inner).map(joined),
        st.tuples(st.sampled_from(["", "SUM", "_xlfn.T.TEST", "IF"]), st.lists(inner, min_size=1, max_size=4)).map(
            called
        ),
        inner.map(lambda tree: Tree(f"-{tree.text}", 1 + tree.height)),
        inner.map(lambda tree: Tree(f"{tree.text}%", 1 + tree.height)),
    ),
)


@given(TREES)
def test_no_tree_is_higher_than_it_is_said_to_be(tree: Tree) -> None:
    found = scan(f"={tree.text}")
    assert not found.fault
    assert not found.outside
    assert found.depth >= tree.height


@given(st.text(alphabet="A1$:!,;(){}[]\"'#%^&=<>|+-. \\/_@RCxd", max_size=60))
def test_every_text_can_be_read(text: str) -> None:
    found = scan(text)
    assert not (found.fault and found.outside)
    assert min(found.cells(text)) >= 0


@given(st.lists(TREES, max_size=6), st.randoms(use_true_random=False))
def test_many_texts_say_what_each_says_alone(trees: list[Tree], random: object) -> None:
    texts = [f"={tree.text}" for tree in trees]
    texts += ["".join(random.choice("123456789") if s.isdigit() else s for s in text) for text in texts]  # type: ignore[attr-defined]
    for text, found in zip(texts, Scans().of(texts), strict=True):
        alone = scan(text)
        assert (found.functions, found.depth, found.fault) == (alone.functions, alone.depth, alone.fault)
        assert found.cells(text) == alone.cells(text)


def test_functions_that_differ_in_digits_are_told_apart() -> None:
    found = Scans().of(["=LOG10(A1)", "=LOG22(A1)", "=LOG10(A2)", "=LOG22(A7)"])
    assert [set(one.functions) for one in found] == [{"LOG10"}, {"LOG22"}, {"LOG10"}, {"LOG22"}]


def test_formulas_that_differ_in_everything_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheetnet.formula.scans.MOST_SIGNS", 500)
    Scans().of([f"=ABS(A{number})" for number in range(100, 900)])
    with pytest.raises(LimitError, match="differ by more than their numbers"):
        Scans().of([f"=ABS({''.join(letters)}1)" for letters in product("ABCDEFGHI", repeat=2)])
