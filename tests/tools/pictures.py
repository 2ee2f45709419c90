"""Pictures of sheets for README: built, printed by LibreOffice, cut to what is on them.

Run ``python -m tests.tools.pictures docs/``. Needs LibreOffice and pdftoppm (Debian: libreoffice-calc, poppler-utils).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np

import sheetnet
from sheetnet.engines.libreoffice import convert

LARGEST = 120_000
"""Bytes that a picture may have."""
SHARPNESS = (190, 160, 130, 110, 90, 75, 60)
"""Dots an inch, tried one after the other until a picture is small enough."""
MARGIN = 8
"""Pixels left around what is on a page."""


@dataclass(frozen=True)
class Picture:
    """One sheet that README shows: all of it, or that share of its height which stands at the top."""

    slug: str
    sheet: str
    share: float = 1


PICTURES = (Picture("gradient_descent", "Bowl", share=0.62), Picture("backprop", "Test"), Picture("cnn", "Test"))


def alone(path: Path, sheet: str, target: Path) -> Path:
    """Copy a workbook so that one sheet is printed: LibreOffice leaves out what is hidden and has no print area.

    The sheet that is open is never hidden, so the one that is wanted is opened.
    """
    with ZipFile(path) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            copy.writestr(name, _printed(content.decode(), sheet) if name == "xl/workbook.xml" else content)
    return target


def _printed(workbook: str, sheet: str) -> str:
    for number, tag in enumerate(re.findall(r"<sheet .*?>", workbook)):
        if f'name="{sheet}"' in tag:
            workbook = re.sub(r'activeTab="\d+"', f'activeTab="{number}"', workbook)
        else:
            workbook = workbook.replace(tag, tag.replace('state="visible"', 'state="hidden"'))
    for area in re.findall(r'<definedName [^>]*name="_xlnm.Print_Area".*?</definedName>', workbook):
        if f">'{sheet}'!" not in area:
            workbook = workbook.replace(area, "")
    return workbook


def drawn(pdf: Path, target: Path, sharpness: int, share: float) -> None:
    """Draw the first page, or a share of it from the top, without the white around what is on it."""
    program = ["pdftoppm", "-f", "1", "-l", "1", "-r", str(sharpness)]
    page = subprocess.run([*program, str(pdf)], check=True, capture_output=True).stdout
    left, top, right, bottom = _inked(page)
    cut = ["-x", str(left), "-y", str(top), "-W", str(right - left), "-H", str(int(share * (bottom - top)))]
    subprocess.run([*program, *cut, "-png", "-singlefile", str(pdf), str(target.with_suffix(""))], check=True)


def _inked(page: bytes) -> tuple[int, int, int, int]:
    """Return where something is on a page, which is a picture in the format PPM: left, top, right, bottom."""
    _, width, height, _, pixels = page.split(maxsplit=4)
    dots = np.frombuffer(pixels[-3 * int(width) * int(height) :], np.uint8).reshape(int(height), int(width), 3)
    rows, columns = np.nonzero((dots < 250).any(axis=2))
    left, top = max(columns.min() - MARGIN, 0), max(rows.min() - MARGIN, 0)
    return int(left), int(top), int(columns.max()) + MARGIN, int(rows.max()) + MARGIN


def make(picture: Picture, folder: Path) -> Path:
    """Build a workbook and make the picture of its sheet."""
    target = folder / f"{picture.slug}.png"
    with tempfile.TemporaryDirectory() as scratch:
        built = sheetnet.build(picture.slug, Path(scratch) / f"{picture.slug}.xlsx")
        single = alone(built, picture.sheet, Path(scratch) / "single.xlsx")
        pdf = convert(single, Path(scratch), "pdf")
        for sharpness in SHARPNESS:
            drawn(pdf, target, sharpness, picture.share)
            if target.stat().st_size <= LARGEST:
                return target
    raise ValueError(f"{target} has {target.stat().st_size} bytes; {LARGEST} are allowed")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for picture in PICTURES:
        target = make(picture, folder)
        print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
