"""The engines that are Python packages: each computes in the process that imports it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sheetnet.engines.base import Values, Wanted
from sheetnet.engines.formualizer import Formualizer
from sheetnet.engines.formulon import Formulon
from sheetnet.engines.ironcalc import IronCalc
from sheetnet.engines.limits import Costs


class Embedded(Protocol):
    """An engine that computes in the process that imports it, and can take that process down with it.

    Attributes:
        name: The word for it on the command line.
        lacks: Functions of the portable set that this engine does not have, or has wrong.
        costs: What it may take for a file of some size.
    """

    name: str
    lacks: frozenset[str]
    costs: Costs

    def unavailable(self) -> str | None:
        """Say why the engine cannot run here and how to install it, or None if it can."""

    def compute(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate a file here and now; any exception that the package raises is let through.

        Args:
            path: An .xlsx file.
            wanted: The cells asked for, by sheet.

        Returns:
            The values, by sheet, in the order of ``wanted``.
        """


EMBEDDED: dict[str, Embedded] = {engine.name: engine for engine in (IronCalc(), Formualizer(), Formulon())}
"""All of them by name."""
