"""The check goes one way: each step knows those before it, and none after it."""

from __future__ import annotations

import ast
from pathlib import Path

import sheetnet.check

FOLDER = Path(sheetnet.check.__file__).parent
STEPS = (
    "difference",
    "perturb",
    "guard",
    "read",
    "lacking",
    "divergence",
    "rounding",
    "expect",
    "recalculate",
    "structure",
    "compare",
    "explain",
    "look",
    "stale",
    "report",
    "shown",
    "run",
)


def test_every_module_is_a_step() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == {"__init__", *STEPS}


def test_a_step_imports_earlier_ones_only() -> None:
    for number, step in enumerate(STEPS):
        tree = ast.parse((FOLDER / f"{step}.py").read_text(encoding="utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        used = {module.split(".")[2] for module in modules if module.startswith("sheetnet.check.")}
        assert used <= {*STEPS[:number]}, f"{step} imports {sorted(used - {*STEPS[:number]})}"
        assert "sheetnet.check" not in modules, f"{step} imports the whole room"
