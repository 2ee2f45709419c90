"""Whether two folders of workbooks are alike; run as ``python -m tests.same_parts FOLDER FOLDER``.

Parts are compared, not bytes: deflate differs between builds of zlib. A stored number, be it a formula's, an input's
or a chart's copy, may differ in its last digits: how NumPy adds up and computes an exponential depends on the
processor. All else is equal to the byte.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from zipfile import ZipFile

import numpy as np

NUMBER = re.compile(rb"(?:(?<=<v>)|(?<=<c:v>))[-+.\deE]+(?=</)")
"""What a cell holds or its formula gave, as it was when the workbook was written; charts keep copies."""
CLOSE = 1e-9
"""Of 1 + |value|: more than rounding does to a difference quotient, far less than any mistake."""


def parts(path: Path) -> dict[str, bytes]:
    """Return the contents of a workbook by part."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def alike(first: bytes, second: bytes) -> bool:
    """Whether two parts are equal but for the last digits of numbers in cells."""
    if first == second:
        return True
    if NUMBER.sub(b"", first) != NUMBER.sub(b"", second):
        return False
    one, other = (np.array([float(number) for number in NUMBER.findall(part)]) for part in (first, second))
    return bool((np.abs(one - other) <= CLOSE * (1 + np.abs(one))).all())


def differing(first: Path, second: Path) -> list[str]:
    """Name the parts in which two workbooks differ."""
    one, other = parts(first), parts(second)
    names = sorted(one.keys() | other.keys())
    return [name for name in names if not (name in one and name in other and alike(one[name], other[name]))]


def differences(first: Path, second: Path) -> list[str]:
    """Name what differs between two folders of workbooks."""
    names = {path.relative_to(folder) for folder in (first, second) for path in folder.rglob("*.xlsx")}
    found = []
    for name in sorted(names):
        if (first / name).is_file() and (second / name).is_file():
            found += [f"{name} differs in {part}" for part in differing(first / name, second / name)]
        else:
            found.append(f"{name} is in one folder only")
    return found


if __name__ == "__main__":
    found = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(found) or "the workbooks are alike")
    sys.exit(bool(found))
