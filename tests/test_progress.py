"""Progress where somebody looks, and what Ctrl-C does."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from sheetnet.progress import interruptible, shown_progress


def test_an_interruption_says_how_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(SystemExit) as end, interruptible(lambda: "3 of 4 are done"):
        signal.raise_signal(signal.SIGINT)
    assert end.value.code == 130
    assert capsys.readouterr().err == "sheetnet: interrupted; 3 of 4 are done\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interruption_that_python_loses_is_not_lost() -> None:
    """What is raised while an object is removed, Python prints and forgets; here a test forgets it."""

    def work() -> None:
        with interruptible(lambda: ""), shown_progress(2) as progress:
            with suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            progress.advance()

    with pytest.raises(SystemExit):
        work()
    with interruptible(lambda: ""), shown_progress(2) as progress:
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
