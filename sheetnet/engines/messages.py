"""What a child process and its parent tell each other: a header in JSON, then arrays as bytes; data, never code.

A job asks for cells; a reply has their values, or says why there are none::

    {"engine": "ironcalc", "path": "x.xlsx", "seconds": 20, "bytes": 600000000, "sheets": {"Data": 3}} rows columns
    {"failed": "", "last": false, "odd": {"Data": 1}, "kinds": [{"error": "#NUM!"}]} numbers positions which
    {"failed": "it needed more than 600 MB", "last": true}

Of the cells that hold no number, ``positions`` tells where they are and ``which`` of the ``kinds`` each holds: a
diverged training has the same error in 100,000s of cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import Any

import numpy as np

from sheetnet.engines.base import CellError, Cells, CellValues, Other, Values, Wanted
from sheetnet.engines.frames import read_array, read_header, write_array, write_header
from sheetnet.engines.limits import Limits

_INTEGER, _NUMBER = np.dtype("<i4"), np.dtype("<f8")


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What a child is to do.

    Args:
        engine: Which engine recalculates.
        path: The file.
        limits: The time and memory it may take.
        wanted: The cells whose values are asked for.
    """

    engine: str
    path: Path
    limits: Limits
    wanted: Wanted


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """What a child has to say.

    Args:
        values: The values that were asked for; empty if it failed.
        failed: Why there are no values; empty if there are.
        last: The child ends after this reply.
    """

    values: Values
    failed: str = ""
    last: bool = False


def write_job(stream: RawIOBase, job: Job) -> None:
    """Write a job for a child."""
    sheets = {title: len(cells.rows) for title, cells in job.wanted.items()}
    header = {"engine": job.engine, "path": str(job.path), "sheets": sheets}
    write_header(stream, header | {"seconds": job.limits.seconds, "bytes": job.limits.bytes})
    for cells in job.wanted.values():
        write_array(stream, cells.rows, _INTEGER)
        write_array(stream, cells.columns, _INTEGER)


def read_job(stream: RawIOBase) -> Job | None:
    """Read the next job, or None at the end of the file: the parent wants no more."""
    try:
        header = read_header(stream)
    except EOFError:
        return None
    wanted = {
        title: Cells(read_array(stream, size, _INTEGER), read_array(stream, size, _INTEGER))
        for title, size in header["sheets"].items()
    }
    return Job(header["engine"], Path(header["path"]), Limits(header["seconds"], header["bytes"]), wanted)


def write_reply(stream: RawIOBase, reply: Reply) -> None:
    """Write what became of a job."""
    kinds = dict.fromkeys(value for found in reply.values.values() for value in found.others.values())
    numbered = {kind: n for n, kind in enumerate(kinds)}
    header: dict[str, Any] = {"failed": reply.failed, "last": reply.last, "kinds": list(map(_packed, kinds))}
    write_header(stream, header | {"odd": {title: len(found.others) for title, found in reply.values.items()}})
    for found in reply.values.values():
        write_array(stream, found.numbers, _NUMBER)
        write_array(stream, np.array(list(found.others)), _INTEGER)
        write_array(stream, np.array([numbered[value] for value in found.others.values()]), _INTEGER)


def read_reply(stream: RawIOBase, wanted: Wanted) -> Reply:
    """Read what became of a job.

    Args:
        stream: Where the child writes.
        wanted: The cells that were asked for, which tell how many numbers are to come.

    Raises:
        EOFError: The child has ended.
        ValueError: These are no values of those cells.
        LookupError: Likewise.
    """
    header = read_header(stream)
    if header["failed"]:
        return Reply({}, str(header["failed"]), bool(header["last"]))
    kinds = [_unpacked(kind) for kind in header["kinds"]]
    values = {}
    for title, cells in wanted.items():
        numbers = read_array(stream, len(cells.rows), _NUMBER)
        values[title] = CellValues(numbers, _read_others(stream, numbers.size, int(header["odd"][title]), kinds))
    return Reply(values, last=bool(header["last"]))


def _read_others(stream: RawIOBase, size: int, odd: int, kinds: list[Other]) -> dict[int, Other]:
    if not 0 <= odd <= size:
        raise ValueError(f"{odd} of {size} cells hold no number")
    positions, which = read_array(stream, odd, _INTEGER), read_array(stream, odd, _INTEGER)
    if odd and not 0 <= positions.min() <= positions.max() < size:
        raise ValueError(f"cell {positions.max()} of {size}")
    return {n: kinds[kind] for n, kind in zip(positions.tolist(), which.tolist(), strict=True)}


def _packed(kind: Other) -> object:
    return {"error": kind.code} if isinstance(kind, CellError) else kind


def _unpacked(packed: Any) -> Other:
    if isinstance(packed, dict):
        return CellError(str(packed["error"]))
    return packed if packed is None or isinstance(packed, bool) else str(packed)
