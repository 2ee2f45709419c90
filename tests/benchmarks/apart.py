"""A function in a process of its own, so that nothing that was done before it counts: memory, imports, garbage.

The process runs ``python -m tests.benchmarks.apart MODULE:FUNCTION [ARGUMENT, …]`` and prints what comes back in JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tests.benchmarks.processes import timed


def command(function: Callable[..., Any], *arguments: object) -> list[str]:
    """Return the command that calls a function.

    Args:
        function: A function of a module, whose import takes no time worth counting.
        *arguments: Plain data, and paths, which it gets as text.
    """
    name = f"{function.__module__}:{function.__qualname__}"
    return [sys.executable, "-m", "tests.benchmarks.apart", name, json.dumps(arguments, default=str)]


def called(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function in a process of its own and return what it returns: plain data."""
    return json.loads(timed(command(function, *arguments)).output.splitlines()[-1])


def _main(name: str, arguments: str) -> None:
    module, function = name.split(":")
    print(json.dumps(getattr(import_module(module), function)(*json.loads(arguments))))


if __name__ == "__main__":
    _main(*sys.argv[1:])
