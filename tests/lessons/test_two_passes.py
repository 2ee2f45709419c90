"""Equations first, places second: who writes formulas knows no place, who arranges writes no formula."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sheetnet

LESSONS = Path(sheetnet.__file__).parent / "lessons"
NETWORK = LESSONS / "network"
PLACES = {"put", "Place", "widths", "labels"}
"""What an explicit place needs."""
SETTINGS_OF_A_PAGE = {"print_area", "frozen"}
"""An arrangement sets them; reading a name like these is something else: a network has frozen layers."""


def placed(source: str) -> set[str]:
    """Return the attributes that place something: used at all, or set on a page."""
    attributes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)]
    used = {node.attr for node in attributes}
    changed = {node.attr for node in attributes if not isinstance(node.ctx, ast.Load)}
    return used & PLACES | changed & SETTINGS_OF_A_PAGE


def imports(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.module for node in tree if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", sorted(LESSONS.rglob("*.py")), ids=lambda path: str(path.relative_to(LESSONS)))
def test_a_lesson_places_nothing_by_hand(path: Path) -> None:
    assert not placed(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("page.frozen = (1, 0)", {"frozen"}),
        ("page.print_area = (1, 1, 9, 9)", {"print_area"}),
        ("page.widths[3] = 9.0", {"widths"}),
        ("page.put(tensor, 1, 1)", {"put"}),
        ("Texts(frozen=model.frozen)", set()),
    ],
)
def test_placing_by_hand_is_seen(source: str, found: set[str]) -> None:
    assert placed(source) == found


@pytest.mark.parametrize(
    "path", [p for p in sorted(NETWORK.glob("*.py")) if not p.stem.endswith("_book")], ids=lambda p: p.stem
)
def test_the_equations_of_networks_know_no_arrangement(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith("sheetnet.workbook.arrange")}
    assert not {name for name in imports(path) if name.startswith("sheetnet.lessons.network.sheets")}


@pytest.mark.parametrize("path", sorted((NETWORK / "sheets").glob("*.py")), ids=lambda path: path.stem)
def test_the_sheets_of_networks_write_no_formula(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith("sheetnet.formula")}
