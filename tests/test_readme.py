"""README tells the truth: its table is the catalogue, its commands exist."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sheetnet.catalogue import LESSONS
from sheetnet.cli import main
from tests.tools.pictures import LARGEST, PICTURES

README = Path(__file__).parent.parent / "README.md"


def table() -> str:
    """Return the rows of the table of lessons."""
    rows = [f"| `{x.slug}` | {x.title.say('en')} / {x.title.say('zh')} | {x.change.say('en')} |" for x in LESSONS]
    return "\n".join(rows)


def test_the_table_of_lessons_is_the_catalogue() -> None:
    assert table() in README.read_text(encoding="utf-8"), "run python -m tests.test_readme to write the table anew"


def test_every_command_it_shows_exists() -> None:
    shown = set(re.findall(r"^sheetnet (\w+)", README.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert shown <= set(main.commands)
    assert {"list", "open", "build", "verify", "map"} <= shown


def test_its_pictures_are_there_and_small() -> None:
    shown = re.findall(r"!\[.+?\]\((.+?)\)", README.read_text(encoding="utf-8"))
    assert shown == [f"docs/{picture.slug}.png" for picture in PICTURES]
    assert all((README.parent / name).stat().st_size <= LARGEST for name in shown)


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    old = re.search(r"(?<=\|---\|---\|---\|\n)(LESSONS|\| `.*?)(?=\n\n## )", text, flags=re.DOTALL)
    if old is None:
        sys.exit("README.md has no table of lessons")
    README.write_text(text.replace(old[0], table()), encoding="utf-8")
