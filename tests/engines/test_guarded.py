"""What a formula does to an engine it does to a child process; the next file gets another one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from sheetnet.engines import Cells, CellValue, Engine, find
from sheetnet.engines.embedded import EMBEDDED
from sheetnet.engines.formualizer import Formualizer
from sheetnet.engines.guarded import CHILD, Guarded
from sheetnet.engines.ironcalc import IronCalc
from sheetnet.engines.libreoffice import convert
from sheetnet.engines.limits import Costs, Limits
from sheetnet.errors import EngineError
from tests.workbooks import edited

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory, and tells of a parent's end")
Writer = Callable[[str], Path]
A1 = {"S": Cells.at([(1, 1)])}
NESTED = {"powers": "^".join("1" * 4000), "braces": "{" * 8000, "brackets": "(" * 4000 + "1" + ")" * 4000}
LARGE = {"products": "SUMPRODUCT(B1:XFD1048576,B1:XFD1048576)", "sum": "SUM(B1:XFD1048576)"}


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    """Writes a file with a formula in A1, and a number in the last cell of the sheet; it stores no computed value."""

    def write(formula: str, copies: int = 1) -> Path:
        workbook = openpyxl.Workbook()
        workbook.active.title = "S"
        workbook.active.cell(1_048_576, 16_384).value = 3.0
        for row in range(1, copies + 1):
            workbook.active.cell(row, 1).value = f"={formula}"
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
        workbook.save(path)
        return path

    return write


@pytest.fixture
def endless(written: Writer) -> Path:
    """A file that takes minutes, and little memory."""
    return written("SUMPRODUCT(C1:Z20000*C1:Z20000)", copies=1000)


def value(engine: Engine, path: Path) -> CellValue:
    return engine.recalculate(path, A1)["S"].value(0)


_NOT_BY_SIZE = {"microseconds_per_byte": 0.0, "memory_per_byte": 0.0, "microseconds_per_operand": 0.0}


def with_costs(engine: type[IronCalc] | type[Formualizer], **costs: float) -> Guarded:
    """Return an engine that may take little."""
    changed = engine()
    changed.costs = Costs(**_NOT_BY_SIZE | {"seconds": 20.0, "megabytes": 600.0} | costs)
    return Guarded(changed)


@pytest.mark.parametrize("name", NESTED)
def test_a_formula_nested_too_deeply_is_an_error_and_the_next_file_is_recalculated(written: Writer, name: str) -> None:
    with pytest.raises(
        EngineError, match=r"^ironcalc could not recalculate 0\.xlsx: it crashed \(.+\), which a formula"
    ):
        value(find("ironcalc"), written(NESTED[name]))
    assert value(find("ironcalc"), written("1+1")) == 2.0


@on_linux
@pytest.mark.parametrize("name", LARGE)
def test_a_formula_over_a_whole_sheet_is_an_error_and_the_next_file_is_recalculated(written: Writer, name: str) -> None:
    with pytest.raises(EngineError, match=r"^ironcalc could not recalculate 0\.xlsx: it needed more than 200 MB: look"):
        value(with_costs(IronCalc, megabytes=200), written(LARGE[name]))
    assert value(find("ironcalc"), written("1+1")) == 2.0


@on_linux
def test_threads_of_an_engine_are_limited_too(written: Writer) -> None:
    engine = with_costs(Formualizer, megabytes=200)
    if engine.unavailable():
        pytest.skip("no formualizer")
    with pytest.raises(EngineError, match="it needed more than 200 MB"):
        value(engine, written(LARGE["sum"]))


def test_a_formula_that_takes_forever_is_an_error_and_the_next_file_is_recalculated(
    endless: Path, written: Writer
) -> None:
    with pytest.raises(EngineError, match=r"0\.xlsx: it did not finish within 1 seconds: look for formulas over"):
        value(with_costs(IronCalc, seconds=1), endless)
    assert value(find("ironcalc"), written("1+1")) == 2.0


@on_linux
def test_the_limit_of_memory_is_that_of_each_file(written: Writer) -> None:
    large = written("SUMPRODUCT(C1:Z100000,C1:Z100000)")
    assert value(with_costs(IronCalc, megabytes=600), large) == 0.0
    with pytest.raises(EngineError, match="it needed more than 100 MB"):
        value(with_costs(IronCalc, megabytes=100), large)
    assert value(with_costs(IronCalc, megabytes=600), large) == 0.0


@pytest.mark.libreoffice
@on_linux
def test_libreoffice_is_limited_too(written: Writer, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="more than 50 MB") as failed:
        convert(written("1+1"), tmp_path / "out", "xlsx", Limits(seconds=60, bytes=50_000_000))
    assert "\n" not in str(failed.value)


@pytest.mark.parametrize("name", ["ironcalc", "formualizer"])
def test_values_are_those_of_the_engine_itself(written: Writer, name: str) -> None:
    engine = find(name)
    if engine.unavailable():
        pytest.skip(f"no {name}")
    path = written('IF(ROW()<4,EXP(ROW()),IF(ROW()<6,1/0,IF(ROW()<8,"word "&ROW(),ROW()>8)))', copies=9)
    wanted = {"S": Cells.at([(row, column) for row in range(1, 11) for column in (1, 2)])}
    here, there = EMBEDDED[name].compute(path, wanted)["S"], engine.recalculate(path, wanted)["S"]
    assert here.numbers.tobytes() == there.numbers.tobytes()
    assert list(here.others.items()) == list(there.others.items())
    assert {type(found) for found in here.others.values()} >= {bool, str, type(None)}


def test_what_an_engine_prints_is_no_reply(written: Writer) -> None:
    path = written("1+1", copies=1000)
    bare = path.with_name("bare.xlsx")
    with ZipFile(path) as whole, ZipFile(bare, "w") as archive:
        for part in whole.namelist():
            archive.writestr(part, re.sub(rb"<v></v>|<v ?/>", b"", whole.read(part)))
    code = "import sys; from ironcalc import load_from_xlsx; load_from_xlsx(sys.argv[1])"
    said = subprocess.run([sys.executable, "-c", code, bare], check=True, capture_output=True, text=True).stdout
    assert said.count("Unexpected") == 1000  # it says a line for every formula without a stored value
    assert value(find("ironcalc"), bare) == 2.0


def test_one_child_does_all_files(written: Writer) -> None:
    value(find("ironcalc"), written("1+1"))
    first = CHILD.process
    value(find("ironcalc"), written("1+2"))
    assert CHILD.process is first


def test_a_child_that_was_killed_is_replaced(written: Writer) -> None:
    value(find("ironcalc"), written("1+1"))
    killed = CHILD.process
    os.kill(killed.pid, signal.SIGTERM)
    wait_until(lambda: not killed.alive())
    assert value(find("ironcalc"), written("1+2")) == 3.0


def test_threads_take_turns(written: Writer) -> None:
    paths = [written(f"1+{n}") for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda path: value(find("ironcalc"), path), paths)) == [1.0 + n for n in range(12)]


def test_a_missing_python_is_an_error(monkeypatch: pytest.MonkeyPatch, written: Writer) -> None:
    CHILD.end()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineError, match="no process can be started for an engine: No such file"):
        value(find("ironcalc"), written("1+1"))


# What follows runs in a process of its own, which is then ended, interrupted or forked.

_SCRIPT = """
import os, sys, threading, time
from pathlib import Path
from sheetnet.engines import Cells, find
from sheetnet.engines.guarded import CHILD

def value(path):
    return find("ironcalc").recalculate(Path(path), {"S": Cells.at([(1, 1)])})["S"].value(0)

def tell():
    while CHILD.process is None:
        time.sleep(0.01)
    print(CHILD.process.pid, flush=True)
"""


def script(text: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _SCRIPT + textwrap.dedent(text), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(3000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")


def runs(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@on_linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_idle_child_ends_with_its_parent(written: Writer, number: signal.Signals) -> None:
    with script("value(sys.argv[1]); tell(); time.sleep(60)", written("1+1")) as parent:
        child = int(parent.stdout.readline())
        assert runs(child)
        parent.send_signal(number)
    wait_until(lambda: not runs(child))


@on_linux
def test_a_busy_child_ends_with_its_parent(endless: Path) -> None:
    with script("threading.Thread(target=tell).start(); value(sys.argv[1])", endless) as parent:
        child = int(parent.stdout.readline())
        time.sleep(0.5)  # it reads the job first
        assert runs(child)
        parent.kill()
    wait_until(lambda: not runs(child))


@on_linux
def test_an_interrupted_check_leaves_no_process_and_no_file(endless: Path, descent: Path, tmp_path: Path) -> None:
    slow = edited(descent, tmp_path / "slow", {f"Bowl!ZZ{row}": "=SUM(YA1:YZ3900)" for row in range(1, 1000)})
    folder = tmp_path / "temporary"
    folder.mkdir()
    text = """
        import sheetnet
        threading.Thread(target=tell, daemon=True).start()
        sheetnet.verify(sys.argv[1])
    """
    with script(text, slow, TMPDIR=str(folder)) as parent:
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        assert list(folder.iterdir())
        parent.send_signal(signal.SIGINT)
        assert "KeyboardInterrupt" in parent.stderr.read()
    assert not runs(child)
    assert not list(folder.iterdir())


@on_linux
def test_a_fork_has_a_child_of_its_own(written: Writer) -> None:
    text = """
        first = value(sys.argv[1]), CHILD.process.pid
        fork = os.fork()
        again = value(sys.argv[2]), CHILD.process.pid
        if not fork:
            os._exit(again[0] != 3.0 or again[1] == first[1])
        assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 0
        assert first[0] == 2.0 and again == (3.0, first[1]), (first, again)
    """
    with script(text, written("1+1"), written("1+2")) as parent:
        said = parent.stderr.read()
    assert parent.returncode == 0, said


@on_linux
def test_a_daemonic_worker_may_recalculate(written: Writer) -> None:
    """Workers of dask and of multiprocessing's pools are daemonic; and the script has no guard around its main part."""
    text = """
        import multiprocessing
        with multiprocessing.get_context("fork").Pool(2) as pool:
            print(pool.map(value, sys.argv[1:]))
    """
    with script(text, written("1+1"), written("1+2")) as parent:
        assert parent.communicate()[0].strip() == "[2.0, 3.0]"


def test_the_child_imports_little() -> None:
    code = "import sys, sheetnet.engines.child; print([m for m in sys.modules if m in %r])"
    heavy = ("openpyxl", "pandas", "click", "rich", "defusedxml", "ironcalc", "formulon", "formualizer")
    said = subprocess.run([sys.executable, "-c", code % (heavy,)], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "[]"
