"""What is said of a sheet, with what its layers add to that."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.models.table_network import TableNetwork
from sheetnet.texts import Text, Texts


def said_about(texts: Texts, key: str, also: Sequence[str]) -> Text:
    """Return the paragraph below a title, with what is to be said of these settings besides."""
    found = texts[key]
    for each in also:
        found = texts["also.joined"].format(first=found, then=texts[f"also.{each}"])
    return found


def kinds_of(model: TableNetwork) -> set[str]:
    """Return the kinds of layers that there are."""
    return {node.layer.kind for node in model.network.nodes}


def said_of_layers(model: TableNetwork) -> list[str]:
    """Return the keys of what is to be said of layers that work otherwise in a training."""
    return [kind for kind in ("dropout", "batchnorm") if kind in kinds_of(model)]
