"""Programs on the machine: looked for, limited, ended with all that they started; a damaged file is told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import sheetnet
from sheetnet.engines import find
from sheetnet.engines.application import Application
from sheetnet.engines.gnumeric import APPLICATION as GNUMERIC
from sheetnet.engines.gnumeric import convert
from sheetnet.engines.libreoffice import APPLICATION as LIBREOFFICE
from sheetnet.engines.limits import Limits
from sheetnet.errors import EngineError

BOTH = [LIBREOFFICE, GNUMERIC]
WITHIN = Limits(seconds=20, bytes=10**9)
only_posix = pytest.mark.skipif(os.name != "posix", reason="its programs are scripts of a POSIX shell")
Script = Callable[[Application, str], None]


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Puts a script in the place of a program."""

    def put(application: Application, text: str) -> None:
        path = tmp_path / application.program
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv(application.variable, str(path))

    return put


@pytest.mark.parametrize("application", BOTH, ids=lambda application: application.program)
def test_a_missing_program_says_how_to_install_it(
    application: Application, descent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(application.variable, "/nowhere/program")
    with pytest.raises(EngineError, match=rf"apt-get install \w+.*set {application.variable} to the path") as failed:
        sheetnet.verify(descent, engine=application.title.lower())
    assert "\n" not in str(failed.value)


@only_posix
@pytest.mark.parametrize("application", BOTH, ids=lambda application: application.program)
def test_what_is_no_program_is_one_line(application: Application, descent: Path, instead: Script) -> None:
    instead(application, "\x7fELF is no program\n")
    with pytest.raises(EngineError, match=application.title) as failed:
        sheetnet.verify(descent, engine=application.title.lower())
    assert "\n" not in str(failed.value)


@only_posix
@pytest.mark.parametrize("application", BOTH, ids=lambda application: application.program)
def test_a_program_that_makes_nothing_is_quoted(application: Application, descent: Path, instead: Script) -> None:
    instead(application, "#!/bin/sh\necho first\necho last words\necho\n")
    with pytest.raises(EngineError, match=r"could not open .* \(last words\): it is damaged, or"):
        sheetnet.verify(descent, engine=application.title.lower())


@only_posix
def test_a_late_program_ends_with_what_it_started(tmp_path: Path, instead: Script) -> None:
    number = tmp_path / "number"
    instead(GNUMERIC, f"#!/bin/sh\nsleep 600 &\necho $! > {number}\nwait\n")
    with pytest.raises(EngineError, match="did not finish within 1 seconds"):
        GNUMERIC.run([], tmp_path / "x.xlsx", Limits(seconds=1, bytes=10**9))
    assert ended(int(number.read_text()))


def ended(number: int) -> bool:
    """Tell whether a process is gone, be it that nobody has asked for its end yet."""
    for _ in range(100):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{number}/stat")
        if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.gnumeric
def test_gnumeric_takes_no_text_for_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "words.xlsx").write_text("1,2\n3,4\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    with pytest.raises(EngineError, match=r"Gnumeric could not open words\.xlsx"):
        convert(tmp_path / "words.xlsx", tmp_path / "out", WITHIN)


@pytest.mark.gnumeric
def test_gnumeric_is_limited_in_memory(descent: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="it needed more than 20 MB"):
        convert(descent, tmp_path, Limits(seconds=20, bytes=20_000_000))


@pytest.mark.gnumeric
def test_gnumeric_leaves_settings_and_language_of_its_user_alone(
    descent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert sheetnet.verify(descent, engine="gnumeric").ok
    assert list(home.iterdir()) == []


@pytest.mark.gnumeric
def test_gnumeric_computes_with_more_digits_than_a_double_has(tmp_path: Path) -> None:
    """It is a witness of its own: 0.1 added up ten times is 1 here, and not elsewhere."""
    from sheetnet.engines.base import Cells
    from sheetnet.xlsx.write.poisoned_copy import write_poisoned_copy
    from tests.workbooks import stored

    contents = {(1, 1): "=(0.1+0.1+0.1+0.1+0.1+0.1+0.1+0.1+0.1+0.1-1)*1E9"}
    write_poisoned_copy(stored(tmp_path, "S", contents), tmp_path / "sum.xlsx")
    found = find("gnumeric").recalculate(tmp_path / "sum.xlsx", {"S": Cells.at([(1, 1)])})["S"].value(0)
    assert isinstance(found, float)
    assert abs(found) < 1e-9
