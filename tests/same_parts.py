"""Whether two folders of workbooks have identical parts; run as ``python -m tests.same_parts FOLDER FOLDER``.

Parts are compared, not bytes: deflate differs between builds of zlib.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile


def parts(path: Path) -> dict[str, bytes]:
    """Return the contents of a workbook by part."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def differences(first: Path, second: Path) -> list[str]:
    """Name what differs between two folders of workbooks."""
    names = {path.relative_to(folder) for folder in (first, second) for path in folder.rglob("*.xlsx")}
    found = []
    for name in sorted(names):
        if not ((first / name).is_file() and (second / name).is_file()):
            found.append(f"{name} is in one folder only")
        elif parts(first / name) != parts(second / name):
            found.append(f"{name} has other parts")
    return found


if __name__ == "__main__":
    found = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(found) or "the workbooks are what the code builds")
    sys.exit(bool(found))
