"""What a file says beside its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheetnet.xlsx.read.charts import StoredChart
from sheetnet.xlsx.read.contents import StoredName
from sheetnet.xlsx.read.stored import StoredSheet


@dataclass(frozen=True)
class Facts:
    """What a file says beside its cells.

    Args:
        names: Its defined names.
        hidden: The sheets that are hidden.
        calculation: How it is calculated: attributes of the element ``calcPr``, by name.
        formats: The number format of each cell format.
        charts: The charts of each sheet.
        outside: Where it leads outside of itself, but for links that somebody must click on.
        macros: Whether it brings a program along.
    """

    names: Sequence[StoredName] = ()
    hidden: frozenset[str] = frozenset()
    calculation: Mapping[str, str] = field(default_factory=dict)
    formats: Sequence[str] = ()
    charts: Mapping[str, Sequence[StoredChart]] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    macros: bool = False


@dataclass(frozen=True)
class StoredFile:
    """A workbook as a file stores it.

    Args:
        sheets: The cells of its sheets, by name, in order.
        facts: What it says beside them.
    """

    sheets: dict[str, StoredSheet]
    facts: Facts
