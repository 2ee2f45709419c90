"""What every spreadsheet engine offers to the check: open a file, recalculate it, hand back cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from sheetnet.errors import EngineError


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value in a cell, such as ``#NUM!`` or ``#DIV/0!``."""

    code: str

    def __str__(self) -> str:
        return self.code


CellValue: TypeAlias = float | bool | str | CellError | None
"""A cell as an engine computed it: a number, a truth value, a text, an error, or nothing at all."""

Position: TypeAlias = tuple[int, int]
"""Row and column of a cell, both counted from 1."""

Wanted: TypeAlias = Mapping[str, Sequence[Position]]
"""For each sheet (by its name) the cells whose values are asked for."""

Values: TypeAlias = dict[str, list[CellValue]]
"""For each sheet the values, in the order in which they were asked for."""


@contextmanager
def failing_as(engine: str, path: Path) -> Iterator[None]:
    """Turn whatever an engine's package raises into an error of ours.

    A panic of a package written in Rust is no ``Exception`` but derives from ``BaseException`` directly.

    Raises:
        EngineError: The package failed.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise EngineError(f"{engine} could not recalculate {path.name}: {error}") from error


class Engine(Protocol):
    """A spreadsheet engine that recalculates an .xlsx file.

    Attributes:
        name: The word for it on the command line.
        lacks: Functions of the portable set that this engine does not have, or has wrong.
        recalculates: Whether it computes anything; else it only reads what a file stores.
    """

    name: str
    lacks: frozenset[str]
    recalculates: bool

    def unavailable(self) -> str | None:
        """Say why the engine cannot run here and how to install it, or None if it can."""

    def recalculate(self, path: Path, wanted: Wanted) -> Values:
        """Recalculate the whole file and return the values of the wanted cells.

        Args:
            path: An .xlsx file. Its stored values are not to be trusted.
            wanted: The cells asked for, by sheet.

        Returns:
            The values, by sheet, in the order of ``wanted``.

        Raises:
            EngineError: The engine is missing, failed, or took too long.
        """
