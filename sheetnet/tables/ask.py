"""What a command asks for: a table with options, or a description; and the settings that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sheetnet.errors import InputError, unknown
from sheetnet.models.table_network import TableNetwork
from sheetnet.tables.read import read_table
from sheetnet.tables.samples import AUTOENCODER, samples_of
from sheetnet.tables.spec import EXAMPLES, Spec, read_spec, write_example


@dataclass(frozen=True)
class Asked:
    """What somebody asks for.

    Args:
        source: A table, or a description that ends in .toml.
        target: The column that is to be told.
        task: See ``samples_of``; likewise the next ones.
        validation: The share of the rows that is kept.
        seed: Of what is drawn.
        settings: Settings of the network by name, as people write them.
        out: Where the workbook goes.
        columns: The columns to learn from, with commas between.
    """

    source: Path
    target: str | None
    task: str | None
    validation: float
    seed: int
    settings: Mapping[str, object]
    out: Path | None
    columns: str | None = None


def settings_for(asked: Asked) -> tuple[Path, dict[str, object]]:
    """Return where the workbook goes and all settings of its network.

    Raises:
        InputError: Something is missing, unknown or not allowed.
        LimitError: The workbook would be too large.
    """
    spec = _spec(asked)
    seed = int(str((spec.settings or {}).get("seed", asked.seed)))
    samples = samples_of(
        read_table(spec.data), spec.target, task=spec.task, validation=spec.validation, seed=seed, columns=spec.columns
    )
    settings = {"seed": seed, **(spec.settings or {}), **samples.settings()}
    TableNetwork.from_names(settings)  # what it refuses is refused before anything is built
    path = asked.out or spec.out or spec.data.with_suffix(".xlsx")
    if path.suffix.lower() != ".xlsx":
        raise InputError(f"{path} does not end in .xlsx, so no spreadsheet would open it")
    return path, settings


def example_of(kind: str, folder: Path) -> Path:
    """Write an example; see ``write_example``.

    Raises:
        InputError: There is no such example.
    """
    if kind not in EXAMPLES:
        raise unknown(kind, "is no example", EXAMPLES)
    return write_example(kind, folder)


def _spec(asked: Asked) -> Spec:
    if asked.source.suffix.lower() == ".toml":
        if asked.target is not None or asked.columns is not None or asked.settings:
            raise InputError(f"{asked.source} says everything itself: write the options into it")
        return read_spec(asked.source, TableNetwork.fields())
    if asked.target is None and asked.task != AUTOENCODER:
        raise InputError("say with --target COLUMN which column is to be told")
    columns = None if asked.columns is None else tuple(name.strip() for name in asked.columns.split(","))
    return Spec(asked.source, asked.target, None, asked.task, asked.validation, columns, asked.settings)
