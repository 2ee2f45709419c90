"""Whether the committed workbooks are those of the present code; run as ``python -m tests.committed workbooks``.

What is committed is one file a lesson and language, and the list of them. A small one is what the code builds, part by
part. A large one is rebuilt in git for a release only, as every rebuild stays in the history; until then it has to
verify.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sheetnet
from sheetnet.catalogue import LESSONS
from sheetnet.course import FILE, write_course
from sheetnet.texts import LANGUAGES
from tests.same_parts import differing

LARGE = 1_000_000
"""Bytes."""


def faults(folder: Path) -> Iterator[str]:
    """Go through what is wrong in a folder of workbooks, such as ``en/pooling.xlsx``."""
    names = [*(f"{lesson.slug}.xlsx" for lesson in LESSONS), FILE]
    expected = {folder / language / name for name in names for language in LANGUAGES}
    for path in sorted(expected | {*folder.rglob("*.xlsx")}):
        if path not in expected:
            yield f"{path} belongs to no lesson"
        elif not path.is_file():
            yield f"{path} is missing"
        else:
            yield from (_large if path.stat().st_size > LARGE and path.name != FILE else _small)(path)


def _large(path: Path) -> Iterator[str]:
    report = sheetnet.verify(path)
    print(f"{path}: {report.cells:,} cells compared", flush=True)
    yield from (f"{path}: {difference}" for difference in report.differences[:5])


def _small(path: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        if path.name == FILE:
            built = write_course(Path(folder), path.parent.name)
        else:
            built = sheetnet.build(path.stem, Path(folder) / path.name, lang=path.parent.name)
        yield from (f"{path} differs from what the code builds in {part}" for part in differing(path, built))


def main(folder: Path) -> int:
    """Print what is wrong as it is found; return how much that is."""
    count = 0
    for fault in faults(folder):
        print(fault, flush=True)
        count += 1
    print(f"{count} faults")
    return count


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
