"""Tables as people have them: delimiters, encodings, decimal commas; and what is wrong with some."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sheetnet.errors import InputError, LimitError
from sheetnet.tables import read
from sheetnet.tables.read import read_table
from sheetnet.tables.samples import samples_of


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "a,b,kind\n1,2.5,x\n3,4.5,y\n",
        "a;b;kind\r\n1;2,5;x\r\n3;4,5;y\r\n",
        "a\tb\tkind\n1\t2.5\tx\n3\t4.5\ty\n",
        '"a"|"b"|"kind"\n1|2.5|"x"\n3|4.5|"y"\n',
        "\ufeffa,b,kind\n1,2.5,x\n3,4.5,y\n",
        "a,b,kind\n1,2.5,x\n3,4.5,y\n".encode("utf-16"),
        "a,b,kind\n1, 2.5, x\n3, 4.5, y",
    ],
)
def test_every_way_to_write_a_table_is_read(content: str | bytes, tmp_path: Path) -> None:
    found = samples_of(read_table(written(tmp_path, content)), "kind")
    assert found.columns == ("a", "b")
    np.testing.assert_array_equal(found.features, [[1, 2.5], [3, 4.5]])
    assert found.classes == ("x", "y")
    np.testing.assert_array_equal(found.labels, [1, 2])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_names_are_read(encoding: str, tmp_path: Path) -> None:
    found = samples_of(read_table(written(tmp_path, "长度,种类\n1,甲\n2,乙\n".encode(encoding))), "种类")
    assert (found.columns, found.target, set(found.classes)) == (("长度",), "种类", {"甲", "乙"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n3,4,5\n", "Expected 2 fields in line 3, saw 3"),
        ("a,a,t\n1,2,x\n", "two columns are called 'a'"),
        ("a,,t\n1,2,x\n", "column 2 has no name"),
        ("", "no table"),
        ("a,t\n1,x\n,y\n", "'a' has no value in row 2"),
        ("a,t\n1,x\n2,\n", "'t' has no value in row 2"),
        ("a,t\n1,x\nlong,y\n", "'a' has 'long' in row 2, which is no number"),
        ("a,t\n1,x\ninf,y\n", "'a' has 'inf' in row 2"),
        ("a,t\n1,x\n2,x\n", "one class only, 'x'"),
        ("a,t\nred,x\nred,y\n", "'a' is 'red' in every row"),
        ("a,t\nred,x\n,y\n", "'a' has no value in row 2"),
        ("a,t\n" + "".join(f"w{n},{'xy'[n % 2]}\n" for n in range(21)), "21 different texts; up to 20"),
        ("a,t\n1,x\n", "has 1 rows"),
        ("a,t\n", "has 0 rows"),
        ("a,b\n1,x\n", "t is no column of the table; there are a, b"),
        ("t\nx\ny\n", "columns to learn from besides 't'"),
        (b"a,t\n1,\x00\n", "no text file"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(content: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises((InputError, LimitError)) as error:
        samples_of(read_table(written(tmp_path, content)), "t")
    assert said in str(error.value)


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="12 bytes; sheetnet reads up to 10"):
        read_table(written(tmp_path, "a,t\n1,x\n2,y\n"))


@pytest.mark.parametrize(
    ("told", "task", "classes"),
    [
        (["b", "a", "b"], None, ("a", "b")),
        ([10, 2, 10], None, ("2", "10")),
        ([True, False, True], None, ("False", "True")),
        ([0.5, 1.0, 2.0], None, ()),
        ([1, 2, 3], "regression", ()),
        ([0.5, 1.5, 0.5], "classification", ("0.5", "1.5")),
        (list(range(12)), None, ()),
    ],
)
def test_what_is_to_be_told_is_seen_from_the_column(told: list[object], task: str, classes: tuple[str, ...]) -> None:
    table = pd.DataFrame({"x": np.arange(float(len(told))), "t": told})
    assert samples_of(table, "t", task=task).classes == classes


def test_rows_for_validation_are_drawn_and_stand_last() -> None:
    table = pd.DataFrame({"x": np.arange(20.0), "t": np.arange(20.0) / 3})
    found, again = (samples_of(table, "t", validation=0.25, seed=3) for _ in range(2))
    assert found.validation == 5
    np.testing.assert_array_equal(found.features, again.features)
    rows = found.features[:, 0]
    assert sorted(rows) == list(range(20))
    assert list(rows[:15]) == sorted(rows[:15])
    assert list(rows[15:]) != list(range(15, 20))
    np.testing.assert_allclose(found.labels, rows / 3)


def test_rows_keep_the_numbers_that_their_table_has() -> None:
    table = pd.DataFrame({"x": np.arange(6.0), "t": list("ababab")}, index=[7, 3, 9, 20, 1, 5])
    own, counted = samples_of(table, "t", validation=0.3), samples_of(table.set_index(table["t"]), "t")
    np.testing.assert_array_equal(own.row_numbers, table.index[own.features[:, 0].astype(int)])
    np.testing.assert_array_equal(counted.row_numbers, np.arange(1, 7))


def test_classes_whose_names_are_numbers_keep_them() -> None:
    digits, names = (pd.DataFrame({"x": np.arange(3.0), "t": told}) for told in ([7, 0, 7], ["b", "7", "b"]))
    assert samples_of(digits, "t").labels.tolist() == [7, 0, 7]
    assert samples_of(names, "t").labels.tolist() == [2, 1, 2]
