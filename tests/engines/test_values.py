"""Cells and what is in them, as arrays; jobs and replies as bytes; limits by size."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from sheetnet.engines import CellError, Cells, CellValue, CellValues
from sheetnet.engines.base import LONGEST_TEXT
from sheetnet.engines.frames import write_array, write_header
from sheetnet.engines.limits import Costs, Limits
from sheetnet.engines.messages import Job, Reply, read_job, read_reply, write_job, write_reply
from sheetnet.errors import InputError

MIXED: list[CellValue] = [1.5, "words", True, CellError("#NUM!"), None, -0.0, "words", False, 2.0]


def listed(values: CellValues) -> list[CellValue]:
    return [values.value(n) for n in range(len(values.numbers))]


def test_numbers_are_numbers_and_the_rest_is_what_it_is() -> None:
    values = CellValues.of(MIXED)
    assert listed(values) == MIXED
    assert np.isnan(values.numbers).tolist() == [not isinstance(value, float) for value in MIXED]
    assert list(values.others) == sorted(values.others)


def test_a_text_or_a_truth_value_that_reads_as_a_number_is_none() -> None:
    assert listed(CellValues.of(["1.5", True, 1.5])) == ["1.5", True, 1.5]


def test_a_long_text_is_cut() -> None:
    assert listed(CellValues.of(["x" * 100_000])) == ["x" * LONGEST_TEXT]


@pytest.mark.parametrize("sizes", [[9], [1, 3, 5], [4, 0, 5], [0, 9, 0]])
def test_parts_hold_what_the_whole_holds(sizes: list[int]) -> None:
    parts = CellValues.of(MIXED).split(sizes)
    assert [len(part.numbers) for part in parts] == sizes
    assert [value for part in parts for value in listed(part)] == MIXED


@pytest.mark.parametrize("sizes", [[9], [1, 3, 5], [4, 0, 5], [0, 9, 0]])
def test_parts_joined_are_the_whole(sizes: list[int]) -> None:
    whole = CellValues.joined(CellValues.of(MIXED).split(sizes))
    assert listed(whole) == MIXED
    assert list(whole.others) == sorted(whole.others)


def test_cells_may_be_given_one_by_one() -> None:
    cells = Cells.at([(1, 2), (30, 4)])
    assert (cells.rows.tolist(), cells.columns.tolist()) == ([1, 30], [2, 4])
    assert len(Cells.at([]).rows) == 0


WANTED = {"Data": Cells.at([(n, 1) for n in range(1, 10)]), "数据": Cells.at([(5, 5)]), "empty": Cells.at([])}
VALUES = {"Data": CellValues.of(MIXED), "数据": CellValues.of([7.0]), "empty": CellValues.of([])}


class Pipe(io.BytesIO):
    """Passes on a few bytes at a time, as pipes do."""

    def readinto(self, buffer: memoryview) -> int:
        return super().readinto(buffer[:3])

    def write(self, data: memoryview) -> int:
        return super().write(data[:5])


def test_a_job_arrives_as_it_was_sent() -> None:
    pipe = Pipe()
    write_job(pipe, Job("ironcalc", Path("ä b.xlsx"), Limits(1.5, 10**9), WANTED))
    pipe.seek(0)
    job = read_job(pipe)
    assert (job.engine, job.path, job.limits) == ("ironcalc", Path("ä b.xlsx"), Limits(1.5, 10**9))
    assert {title: cells.rows.tolist() for title, cells in job.wanted.items()} == {
        title: cells.rows.tolist() for title, cells in WANTED.items()
    }
    assert read_job(pipe) is None


def sent(reply: Reply) -> Pipe:
    pipe = Pipe()
    write_reply(pipe, reply)
    pipe.seek(0)
    return pipe


def test_values_arrive_as_they_were_sent() -> None:
    reply = read_reply(sent(Reply(VALUES, last=True)), WANTED)
    assert {title: listed(values) for title, values in reply.values.items()} == {
        title: listed(values) for title, values in VALUES.items()
    }
    assert reply.last


def test_a_failure_arrives_as_it_was_sent() -> None:
    assert read_reply(sent(Reply({}, "it is tired")), WANTED).failed == "it is tired"


def test_a_reply_that_breaks_off_is_the_end() -> None:
    pipe = sent(Reply(VALUES))
    pipe.truncate(len(pipe.getvalue()) - 1)
    with pytest.raises(EOFError):
        read_reply(pipe, WANTED)


@pytest.mark.parametrize(("odd", "position"), [(2, 0), (-1, 0), (1, 1), (1, -1)])
def test_a_reply_about_other_cells_is_none(odd: int, position: int) -> None:
    pipe = Pipe()
    write_header(pipe, {"failed": "", "last": False, "odd": {"数据": odd}, "kinds": [None]})
    write_array(pipe, np.zeros(1), np.dtype("<f8"))
    write_array(pipe, np.full(abs(odd), position), np.dtype("<i4"))
    write_array(pipe, np.zeros(abs(odd)), np.dtype("<i4"))
    pipe.seek(0)
    with pytest.raises(ValueError, match=r"of 1"):
        read_reply(pipe, {"数据": WANTED["数据"]})


def test_a_header_of_any_length_is_not_waited_for() -> None:
    pipe = Pipe()
    write_array(pipe, np.array([2**60]), np.dtype("<i8"))
    pipe.seek(0)
    with pytest.raises(ValueError, match="header"):
        read_reply(pipe, WANTED)


COSTS = Costs(20, megabytes=600, microseconds_per_byte=1, memory_per_byte=16, microseconds_per_operand=2)


def test_limits_grow_with_the_file(descent: Path, tmp_path: Path) -> None:
    (tmp_path / "no_archive.xlsx").write_bytes(b"nothing")
    assert COSTS.limits(tmp_path / "no_archive.xlsx") == Limits(20, 600_000_000)
    assert COSTS.limits(tmp_path / "not_there.xlsx") == Limits(20, 600_000_000)
    found = COSTS.limits(descent)
    assert found.seconds > 20.1
    assert found.bytes > 600_000_000 + 16 * descent.stat().st_size


def test_large_ranges_are_given_time_in_a_large_file_only(descent: Path, tmp_path: Path) -> None:
    (tmp_path / "no_archive.xlsx").write_bytes(b"nothing")
    assert COSTS.limits(tmp_path / "no_archive.xlsx", work=10**8) == Limits(20, 600_000_000)
    without = COSTS.limits(descent).seconds
    assert COSTS.limits(descent, work=10**6).seconds == pytest.approx(without + 2)
    assert COSTS.limits(descent, work=10**12).seconds < without + 1000


def test_limits_are_raised_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEETNET_LIMITS", "2.5")
    assert COSTS.limits(Path("not there")) == Limits(50, 1_500_000_000)


@pytest.mark.parametrize("text", ["many", "0", "-1", "nan", "inf", "1e9"])
def test_a_variable_that_is_no_factor_is_named(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("SHEETNET_LIMITS", text)
    with pytest.raises(InputError, match=f"SHEETNET_LIMITS is '{text}'"):
        COSTS.limits(Path("not there"))
