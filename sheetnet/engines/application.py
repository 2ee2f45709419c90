"""A spreadsheet program that is installed on the machine and converts a file when a command says so."""

from __future__ import annotations

import math
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheetnet.engines.limits import Costs, Limits
from sheetnet.errors import EngineError


@dataclass(frozen=True, slots=True)
class Application:
    """A program that opens a file, recalculates it and saves it.

    Args:
        title: Its name.
        program: The name of the command.
        variable: The environment variable that says where the command is, if it is not where commands are.
        install: How to install it, the commands by the systems that they are for.
        costs: What it may take for a file of some size.
        places: Where else the command may be.
    """

    title: str
    program: str
    variable: str
    install: str
    costs: Costs
    places: tuple[str, ...] = ()

    def find(self) -> str | None:
        """Return the path of the command, or None if it is not installed."""
        chosen = os.environ.get(self.variable)
        if chosen:
            return shutil.which(chosen)
        return shutil.which(self.program) or next((place for place in self.places if Path(place).is_file()), None)

    def unavailable(self) -> str | None:
        """Say that it is not installed and how to install it, or None if it is there."""
        return None if self.find() else self._missing

    @property
    def _missing(self) -> str:
        how = f"install it with: {self.install}; or set {self.variable} to the path of {self.program}"
        return f"{self.title} is not installed; {how}"

    def run(
        self, arguments: Sequence[str], path: Path, limits: Limits, environment: Mapping[str, str] | None = None
    ) -> str:
        """Run the command, and end it with all that it started when its time is over or when we are interrupted.

        Args:
            arguments: What the command is told.
            path: The file that it works on.
            limits: The time and, on Linux, the memory that it may take.
            environment: Variables that it is given besides our own.

        Returns:
            The last line that it said; empty if it said nothing.

        Raises:
            EngineError: It is not installed, cannot be started, or needed more time than it may.
        """
        program = self.find()
        if program is None:
            raise EngineError(self._missing)
        try:
            process = subprocess.Popen(
                _confined([program, *arguments], limits),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})},
                text=True,
                errors="replace",
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise EngineError(f"{self.title} cannot be started ({program}): {error.strerror}") from None
        try:
            output, _ = process.communicate(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise EngineError(f"{self.title} could not recalculate {path.name}: {limits.late}") from None
        finally:
            _end(process)
        return next((line.strip() for line in reversed(output.split("\n")) if line.strip()), "")

    def no_result(self, path: Path, said: str, limits: Limits) -> EngineError:
        """Return the error for a file of which it made nothing: it says the same of a damaged one and a large one."""
        reason = f"it is damaged, or {limits.full}"
        return EngineError(f"{self.title} could not open {path.name} ({said or 'it said nothing'}): {reason}")


def _confined(command: list[str], limits: Limits) -> list[str]:
    """Let a shell limit what a program may take before it becomes that program, and let it leave no core.

    The time of the processor is limited too: it ends a program whose parent was killed.
    """
    if sys.platform != "linux":
        return command
    script = 'ulimit -c 0 && ulimit -d "$0" && ulimit -t "$1" && shift && exec "$@"'
    return ["/bin/sh", "-c", script, str(limits.bytes // 1024), str(2 * math.ceil(limits.seconds)), *command]


def _end(process: subprocess.Popen[str]) -> None:
    """End a program that has not ended, and what it has started: soffice is a script that starts the program proper."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.communicate()
