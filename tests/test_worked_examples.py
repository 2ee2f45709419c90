"""The worked examples run, word for word as they stand in the documents, in an empty folder; each workbook is right."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import sheetnet
from sheetnet.cli import main
from sheetnet.tables.spec import EXAMPLES

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS: dict[str, str] = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
PICTURES = ("images", "autoencoder")
RUN = [
    pytest.param(name, marks=pytest.mark.long if any(f"--example {kind}" in text for kind in PICTURES) else ())
    for name, text in SECTIONS.items()
]


def run(language: str, block: str) -> None:
    """Do what a block says, as somebody would who types it."""
    if language == "python":
        exec(compile(block, "an example", "exec"), {})
        return
    for line in block.splitlines():
        program, *words = shlex.split(line, comments=True)
        assert program == "sheetnet"
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
        assert "example" in line or "0 mismatches" in result.output


@pytest.mark.parametrize("name", RUN)
def test_it_runs_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(SECTIONS[name])
    assert blocks
    for language, block in blocks:
        run(language, block)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_kind_is_shown(kind: str) -> None:
    assert f"sheetnet network --example {kind}\nsheetnet network {kind}.toml\n" in TEXT


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SECTIONS)
def test_libreoffice_agrees(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for language, block in BLOCK.findall(SECTIONS[name]):
        run(language, block)
    workbooks = sorted(tmp_path.glob("*.xlsx"))
    assert workbooks
    for path in workbooks:
        report = sheetnet.verify(path, engine="libreoffice")
        assert report.ok, (path.name, report.differences[:3])
