"""The rules of the house, read from the code itself."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from sheetnet.catalogue import LESSONS, Lesson
from tests.sources import ROOT, imported, modules, needed, parsed

LONGEST = 350
"""Lines of a module; most have 50 to 150."""
ROOMS_ALLOWED: dict[str, set[str]] = {
    "data": set(),
    "formula": {"errors", "formula"},
    "texts": {"errors", "texts"},
    "models": {"errors", "models", "texts"},
    "reference": {"models", "reference"},
    "workbook": {"errors", "formula", "models", "texts", "workbook"},
    "xlsx": {"errors", "files", "formula", "models", "texts", "workbook", "xlsx"},
    "lessons": {"errors", "formula", "lessons", "models", "texts", "workbook"},
    "lint": {"errors", "formula", "lint", "models", "texts", "workbook", "xlsx"},
    "engines": {"engines", "errors", "xlsx"},
    "check": {"catalogue", "check", "engines", "errors", "formula", "lint", "models", "workbook", "xlsx"},
    "tables": {"errors", "files", "models", "tables"},
    "frameworks": {"errors", "frameworks", "models", "tables"},
    "loaded": {"check", "engines", "errors", "files", "loaded", "models", "reference", "workbook"},
    "course": {"catalogue", "course", "formula", "texts", "workbook", "xlsx"},
    "jobs": {
        "catalogue",
        "check",
        "course",
        "engines",
        "errors",
        "files",
        "jobs",
        "models",
        "texts",
        "version",
        "xlsx",
    },
}


@pytest.mark.parametrize("room", ROOMS_ALLOWED)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        used = {name.split(".")[1] for name in imported(path) if name.startswith("sheetnet.")}
        assert used <= ROOMS_ALLOWED[room], f"{path.name} imports {sorted(used - ROOMS_ALLOWED[room])}"


def test_the_reference_uses_numpy_and_models_only() -> None:
    for path in (ROOT / "reference").rglob("*.py"):
        outside = {name.split(".")[0] for name in imported(path)} - {"sheetnet"}
        assert outside <= {
            "numpy",
            "__future__",
            "abc",
            "collections",
            "contextlib",
            "contextvars",
            "dataclasses",
            "types",
            "typing",
            "math",
            "functools",
            "itertools",
        }, path.name


def test_the_reference_computes_with_numbers_that_can_be_moved() -> None:
    """The check measures rounding by that, see ``reference.arithmetic``: an array made by NumPy itself stays put."""
    for path in (ROOT / "reference").rglob("*.py"):
        if path.name != "arithmetic.py":
            assert "numpy" not in imported(path), f"{path.name}: take np from sheetnet.reference.arithmetic"


def test_openpyxl_is_touched_in_one_room_only() -> None:
    for path in ROOT.rglob("*.py"):
        if "xlsx" not in path.relative_to(ROOT).parts:
            assert not any(name.split(".")[0] == "openpyxl" for name in imported(path)), path


def test_who_works_is_known_to_two_modules_only() -> None:
    for path in ROOT.rglob("*.py"):
        packages = {name.split(".")[0] for name in imported(path)}
        allowed = {"parallel.py": {"joblib"}, "cluster.py": {"joblib", "distributed"}}.get(path.name, set())
        assert packages & {"joblib", "dask", "distributed"} <= allowed, path


def test_models_do_no_arithmetic_of_a_lesson() -> None:
    forbidden = {"exp", "dot", "matmul", "einsum", "tanh", "log"}
    for path in (ROOT / "models").rglob("*.py"):
        names = {n.attr for n in ast.walk(parsed(path)) if isinstance(n, ast.Attribute)}
        assert not names & forbidden, path.name


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_every_row_of_the_catalogue_leads_somewhere(lesson: Lesson) -> None:
    model = lesson.make()
    assert type(model) is lesson.model
    for path in (lesson.book_path, lesson.trace_path):
        module, attribute = path.split(":")
        assert callable(getattr(import_module(f"sheetnet.{module}"), attribute))
    assert (lesson.network is None) or lesson.network.slug == lesson.slug


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Return the modules that reach each other, and any module that reaches itself."""
    reached = {module: set(needs) for module, needs in graph.items()}
    for through in graph:  # Warshall's algorithm
        for needs in reached.values():
            if through in needs:
                needs |= reached[through]
    found = {
        frozenset(m for m in needs if module in reached[m]) for module, needs in reached.items() if module in needs
    }
    return sorted(map(set, found), key=sorted)


def test_no_import_leads_in_a_circle() -> None:
    assert circles({module: needed(module) for module in modules()}) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": set(), "e": {"e"}}) == [{"a", "b", "c"}, {"e"}]


def test_every_room_has_its_rule() -> None:
    assert {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()} == ROOMS_ALLOWED.keys()


def test_modules_are_short() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def heavy_after(code: str) -> list[str]:
    """Return which heavy packages a fresh Python has imported after some code."""
    import subprocess
    import sys

    heavy = ("numpy", "openpyxl", "pandas", "ironcalc", "joblib", "distributed", "rich")
    code = f"{code}; import sys; print(*(m for m in {heavy} if m in sys.modules), sep='\\n')"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    return said.split()


def test_help_does_not_import_the_heavy_packages() -> None:
    assert heavy_after("import sheetnet.cli") == []


def test_one_check_does_not_import_what_others_need(descent: Path) -> None:
    """To import it takes as long as to check a small file."""
    arguments = ["verify", str(descent), "--json"]
    code = f"from click.testing import CliRunner; from sheetnet.cli import main; CliRunner().invoke(main, {arguments})"
    assert heavy_after(code) == ["numpy"]
