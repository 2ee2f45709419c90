"""Equations first, places second: who writes formulas knows no place, who arranges writes no formula."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sheetnet

LESSONS = Path(sheetnet.__file__).parent / "lessons"
NETWORK = LESSONS / "network"
PLACES = {"put", "Place", "widths", "print_area", "frozen", "labels"}
"""What an explicit place needs."""


def attributes(path: Path) -> set[str]:
    return {
        node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)
    }


def imports(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.module for node in tree if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", sorted(LESSONS.rglob("*.py")), ids=lambda path: str(path.relative_to(LESSONS)))
def test_a_lesson_places_nothing_by_hand(path: Path) -> None:
    assert not attributes(path) & PLACES


@pytest.mark.parametrize(
    "path", [p for p in sorted(NETWORK.glob("*.py")) if not p.stem.endswith("_book")], ids=lambda p: p.stem
)
def test_the_equations_of_networks_know_no_arrangement(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith("sheetnet.workbook.arrange")}
    assert not {name for name in imports(path) if name.startswith("sheetnet.lessons.network.sheets")}


@pytest.mark.parametrize("path", sorted((NETWORK / "sheets").glob("*.py")), ids=lambda path: path.stem)
def test_the_sheets_of_networks_write_no_formula(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith("sheetnet.formula")}
