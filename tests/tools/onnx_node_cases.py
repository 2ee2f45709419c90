"""All of the standard's tests of the operators through workbooks: how many are right, how many are refused, and why.

python -m tests.tools.onnx_node_cases
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import sheetnet
from sheetnet.errors import SheetnetError
from tests.operator_graph.node_cases import node_cases


def main() -> int:
    """Build, recalculate and compare; return 1 if one is wrong."""
    found: Counter[str] = Counter()
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        for case in node_cases():
            try:
                name = case.graph().output.name
                sheetnet.build("operator_graph", path, overwrite=True, **case.settings())
            except SheetnetError as error:
                found[f"refused: {_reason(str(error))}"] += 1
                continue
            right = sheetnet.verify(path).ok and case.agrees(sheetnet.load(path).tensor(name))
            found["right" if right else "wrong"] += 1
            wrong += [] if right else [case.name]
    for what, count in found.most_common():
        print(f"{count:4}  {what}")
    print(*wrong, sep="\n")
    return len(wrong) > 0


def _reason(message: str) -> str:
    """Leave out names and numbers."""
    return re.sub(r"^.*?: ", "", re.sub(r"'[^']*'", "…", message.split(";")[0]))[:80]


if __name__ == "__main__":
    sys.exit(main())
