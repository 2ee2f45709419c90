"""Workbooks as no program writes them: single parts of a file changed as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sheetnet.check.look import lint_file
from sheetnet.lint.finding import Finding


def replaced(path: Path, folder: Path, changes: Mapping[str, tuple[str, str]]) -> Path:
    """Copy a file with a regular expression replaced in some of its parts; each must match.

    Args:
        path: The file.
        folder: Where the copy goes, under the same name.
        changes: Pattern and replacement by the name of the part.
    """
    copy = folder / path.name
    with ZipFile(path) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in changes:
                pattern, new = changes[entry.filename]
                text, count = re.subn(pattern, new, content.decode())
                assert count, f"{pattern} is not in {entry.filename}"
                content = text.encode()
            target.writestr(entry.filename, content)
    return copy


def without(path: Path, folder: Path, part: str) -> Path:
    """Copy a file without one of its parts."""
    copy = folder / path.name
    with ZipFile(path) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        assert part in source.namelist()
        for entry in source.infolist():
            if entry.filename != part:
                target.writestr(entry.filename, source.read(entry))
    return copy


def errors(path: Path) -> list[Finding]:
    """Return the errors that a look at a file finds."""
    return [finding for finding in lint_file(path) if finding.error]


def remarks(path: Path) -> list[Finding]:
    """Return the remarks that a look at a file finds."""
    return [finding for finding in lint_file(path) if not finding.error]


def rules(findings: Iterable[Finding]) -> set[str]:
    """Return the rules that found something."""
    return {finding.rule for finding in findings}
