"""Whether an engine's Python package is installed, without importing it."""

from __future__ import annotations

from importlib.util import find_spec


def missing_package(package: str, command: str) -> str | None:
    """Return a sentence that says how to install a package, or None if it is there."""
    return None if find_spec(package) else f"the engine {package} is not installed; install it with: {command}"
