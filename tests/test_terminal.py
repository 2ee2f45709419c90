"""What the command line shows: one line a mistake, progress where somebody looks, and how it ends."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from sheetnet import terminal
from sheetnet.errors import InputError, PlanError


def test_a_mistake_is_one_line_without_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end, terminal.one_line_errors():
        raise InputError("steps\n is \x1b[31m0")
    assert end.value.code == 2
    assert capsys.readouterr().err == "sheetnet: steps is �[31m0\n"


def test_mistakes_of_a_plan_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), terminal.one_line_errors():
        raise PlanError(["line 2: a", "line 3: b"])
    assert capsys.readouterr().err.splitlines() == ["sheetnet: line 2: a", "sheetnet: line 3: b"]


def test_an_interruption_says_how_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(SystemExit) as end, terminal.interruptible(lambda: "3 of 4 are done"):
        signal.raise_signal(signal.SIGINT)
    assert end.value.code == 130
    assert capsys.readouterr().err == "sheetnet: interrupted; 3 of 4 are done\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interruption_that_python_loses_is_not_lost() -> None:
    """What is raised while an object is removed, Python prints and forgets; here a test forgets it."""

    def work() -> None:
        with terminal.interruptible(lambda: ""), terminal.shown_progress(2) as progress:
            with suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            progress.advance()

    with pytest.raises(SystemExit):
        work()
    with terminal.interruptible(lambda: ""), terminal.shown_progress(2) as progress:
        progress.advance()  # whoever comes next knows nothing of it


def verify(path: Path, *, watched: bool) -> tuple[str, str]:
    """Verify a file; return what stands on standard output and, if a terminal watches, what that shows."""
    shown, tty = pty.openpty()
    command = [sys.executable, "-m", "sheetnet", "verify", str(path)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    errors = tty if watched else subprocess.PIPE
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=errors, env=environment)
    os.close(tty)
    try:
        said = os.read(shown, 1_000_000) if watched else done.stderr
    finally:
        os.close(shown)
    return done.stdout.decode(), said.decode()


@pytest.mark.slow
def test_of_one_file_the_stages_are_shown_where_somebody_looks(descent: Path) -> None:
    told, said = verify(descent, watched=True)
    assert f"reading {descent.name}" in said
    assert f"recalculating {descent.name} with ironcalc" in said
    assert "1 check, " in told
    assert "reading" not in told


@pytest.mark.slow
def test_nothing_is_shown_where_nobody_looks(descent: Path) -> None:
    assert verify(descent, watched=False)[1] == ""
