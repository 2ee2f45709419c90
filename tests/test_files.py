"""Files are there whole or not at all, as their owner wants them."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import sheetnet
from sheetnet.errors import WorkbookError
from sheetnet.files import remove_leftovers_of, replaced_whole
from sheetnet.jobs import build as jobs_build
from sheetnet.jobs.build import BuildJob
from sheetnet.jobs.job import Silent

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and locks of POSIX")
HOLDS = """
import sys, time
from pathlib import Path
from sheetnet.files import replaced_whole
with replaced_whole(Path(sys.argv[1])) as beside:
    beside.write_text("half")
    print(beside, flush=True)
    time.sleep(60)
"""


@POSIX
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = sheetnet.build("pooling", tmp_path / "x.xlsx")
    path.chmod(0o640)
    sheetnet.build("pooling", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@POSIX
def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    real = sheetnet.build("pooling", tmp_path / "there" / "real.xlsx")
    link = tmp_path / "link.xlsx"
    link.symlink_to(real)
    before = real.stat().st_ino
    sheetnet.build("pooling", link, lang="zh")
    assert link.is_symlink()
    assert real.stat().st_ino != before
    assert sheetnet.verify(link).ok


@POSIX
def test_what_a_killed_process_left_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    path = tmp_path / "[x].xlsx"
    with subprocess.Popen([sys.executable, "-c", HOLDS, path], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        part = Path(other.stdout.readline().strip())
        remove_leftovers_of(path)
        with replaced_whole(path) as beside:
            beside.write_text("whole")
        assert part.exists(), "another process is writing it"
        other.kill()
        other.wait()
    assert part.exists(), "nobody could clean up"
    remove_leftovers_of(path)
    with replaced_whole(path) as beside:
        beside.write_text("whole again")
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "whole again"


@POSIX
def test_a_build_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / ".x.k2j3.part").touch()
    (tmp_path / ".another.k2j3.part").touch()
    sheetnet.build("pooling", tmp_path / "x.xlsx")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".another.k2j3.part", "x.xlsx"]


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.ENOSPC, "free some space"), (errno.EACCES, "close it"), (errno.EROFS, "another folder")],
)
def test_the_advice_fits_the_reason(number: int, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(WorkbookError, match=advice), replaced_whole(tmp_path / "x.txt"):
        pass
    assert not list(tmp_path.iterdir())


def test_a_path_that_no_system_takes_is_one_line() -> None:
    for function in (lambda path: sheetnet.build("pooling", path), sheetnet.verify):
        with pytest.raises(WorkbookError):
            function("a\0b.xlsx")


def test_a_build_checks_the_file_that_it_has_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though another build puts another file into the same place meanwhile."""
    target, check = tmp_path / "x.xlsx", jobs_build.check_built

    def check_late(path: Path, engine: str, progress: Silent, called: Path) -> object:
        sheetnet.build("pooling", target)
        return check(path, engine, progress, called)

    monkeypatch.setattr(jobs_build, "check_built", check_late)
    checked = BuildJob("gradient", target, "en", {}, engine="ironcalc").run(Silent())
    assert [(report.lesson, report.workbook, report.ok) for report in checked.reports] == [
        ("gradient", str(target), True)
    ]
