"""What befalls a program: signals, full disks, closed streams. One line, an exit code, nothing left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sheetnet

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and devices of POSIX")
FULL = Path("/dev/full")


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "sheetnet", *map(str, words)]


def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which $SHEETNET is the command."""
    variables = {**os.environ, "SHEETNET": f"{sys.executable} -m sheetnet", **environment}
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=variables, check=False)


@pytest.mark.skipif(not FULL.exists(), reason="a system without /dev/full")
@pytest.mark.parametrize("words", ["list", "verify {path}", "map {path} --json"])
def test_a_full_disk_behind_the_output_is_one_line(words: str, descent: Path) -> None:
    result = run(f"$SHEETNET {words.format(path=descent)} > /dev/full")
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert "No space left on device" in result.stderr


@pytest.mark.parametrize(
    ("redirection", "words", "code"),
    [(">&-", "verify {path}", 0), (">&-", "verify nowhere.xlsx", 2), ("2>&-", "verify {path}", 0),
     ("2>&-", "verify nowhere.xlsx", 2), ("2>/dev/full", "verify nowhere.xlsx", 2), (">&- 2>&-", "list", 0)],
)  # fmt: skip
def test_closed_streams_change_no_exit_code(redirection: str, words: str, code: int, descent: Path) -> None:
    result = run(f"$SHEETNET {words.format(path=descent)} {redirection}")
    assert result.returncode == code
    assert "Traceback" not in result.stdout + result.stderr


def test_whoever_stops_reading_is_told_no_more() -> None:
    result = run("$SHEETNET list | head -1")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 1


def test_a_file_that_may_not_be_so_large_is_one_line_and_not_there(tmp_path: Path) -> None:
    result = run(f"ulimit -f 8; $SHEETNET build gradient --out {tmp_path}")
    assert result.returncode == 2
    assert "cannot write" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_soffice_that_is_no_program_is_one_line(descent: Path, tmp_path: Path) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("no program")
    fake.chmod(0o755)
    result = run(f"$SHEETNET verify {descent} --engine libreoffice", SHEETNET_SOFFICE=str(fake))
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("sheetnet: ")


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_running_and_nothing_behind(number: int, built, tmp_path: Path) -> None:
    path = built("backprop", epochs=5, check_samples=0)
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    words = command("verify", path, "--engine", "libreoffice")
    process = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    while not list(tmp_path.glob("sheetnet-*/user")):  # LibreOffice has begun
        assert process.poll() is None, "it was too quick"
        time.sleep(0.05)
    process.send_signal(number)
    assert process.wait(timeout=30) == 128 + number
    assert not [entry.name for entry in tmp_path.iterdir() if entry.name.startswith("sheetnet")]
    assert not [line for line in running() if str(tmp_path) in line]


def running() -> list[str]:
    """Return the command lines of all processes."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(entry.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue  # it has ended meanwhile
    return lines


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_a_whole_file_or_none(tmp_path: Path) -> None:
    """At random moments; the next build cleans up."""
    path, generator = tmp_path / "cnn.xlsx", random.Random(3)
    for _ in range(4):
        process = subprocess.Popen(command("build", "cnn", "--out", tmp_path, "--no-verify"), stdout=subprocess.DEVNULL)
        time.sleep(generator.uniform(0.2, 1.5))
        process.kill()
        process.wait()
        if path.exists():
            assert sheetnet.verify(path).ok
    sheetnet.build("cnn", path)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
