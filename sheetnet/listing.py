"""What ``sheetnet list`` and ``sheetnet map`` show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sheetnet import catalogue
from sheetnet.texts.numbers import readable

if TYPE_CHECKING:
    from sheetnet.workbook.map import Map


def lesson_lines(language: str) -> Iterator[str]:
    """Go through the lessons: name, title, what their reader can change."""
    for lesson in catalogue.LESSONS:
        yield f"{lesson.slug:<20} {lesson.title.say(language)}: {lesson.change.say(language)}"


def name_lines(lesson: catalogue.Lesson, language: str) -> Iterator[str]:
    """Go through a lesson's settings and inputs with their defaults and what is allowed."""
    model = lesson.make()
    yield f"{lesson.slug}: {lesson.title.say(language)}"
    fields = model.fields()
    for name, value in model.settings().items():
        whole = value.lstrip("-").isdigit()
        allowed = fields[name].describe().say(language) if fields[name].choices or whole else ""
        yield f"  {name:<24} setting  {readable(int(value)) if whole else value:<24} {allowed}".rstrip()
    for name, values in model.inputs().items():
        shown = readable(values.item(), 6) if values.ndim == 0 else "×".join(map(str, values.shape)) + " numbers"
        yield f"  {name:<24} input    {shown:<24} {model.field(name).describe().say(language)}"


def map_object(stored: Map) -> dict[str, Any]:
    """Return what a workbook says of itself, as plain data for JSON."""
    from sheetnet.formula.template import cell_address

    tensors = [
        {
            "name": entry.name,
            "role": entry.role.value,
            "meaning": entry.meaning,
            "equation": entry.equation,
            "sheet": entry.sheet,
            "cell": cell_address(entry.row, entry.column),
            "shape": list(entry.shape),
            "axes": [asdict(axis) for axis in entry.axes],
            "rtol": entry.rtol,
            "atol": entry.atol,
        }
        for entry in stored.entries.values()
    ]
    return {"lesson": stored.slug, "language": stored.language, "settings": stored.settings, "tensors": tensors}


def map_lines(stored: Map) -> Iterator[str]:
    """Go through the tensors of a workbook: name, shape, place, meaning."""
    for row in map_object(stored)["tensors"]:
        shape = "×".join(map(str, row["shape"])) or "1"
        yield f"{row['name']:<32} {shape:>14}  {row['sheet']}!{row['cell']:<8} {row['meaning']}"
