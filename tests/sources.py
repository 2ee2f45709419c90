"""The package's own source files, parsed once, for tests that read rules of the house from the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import sheetnet

ROOT = Path(sheetnet.__file__).parent


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Path]:
    """Return all modules of the package by their dotted names."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path) -> set[str]:
    """Return the dotted names that a file imports anywhere in it."""
    return {name for node in ast.walk(parsed(path)) for name in _names(node)}


def needed(module: str) -> set[str]:
    """Return the package's modules that must be there before a module is: what it imports when it is imported.

    Imports for the type checker and inside functions are left out: they bring no module in. A package comes before the
    modules in it, so that those are no circle.
    """
    names = {name for node in _executed(parsed(modules()[module])) for name in _names(node)}
    found = {name if name in modules() else name.rpartition(".")[0] for name in names} & modules().keys()
    packages = {name.rsplit(".", depth)[0] for name in found for depth in range(1, name.count(".") + 1)}
    return found | {package for package in packages if not f"{module}.".startswith(f"{package}.")}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """Go through what runs when a module is imported."""
    for child in ast.iter_child_nodes(node):
        typing_only = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        if not typing_only and not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield child
            yield from _executed(child)
