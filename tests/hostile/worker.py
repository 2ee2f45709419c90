"""The command line in a process that stays: one line of JSON in, one line out, for every command.

What it is given may make it crash, hang or take all memory: it is the process that may.
"""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from sheetnet.cli import main
from tests.hostile.oracle import disagreement

MOST_BYTES = 2_000_000_000
"""Of memory, so that nothing that goes wrong here takes the machine's; what is allowed is much less."""


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Run one command, and hold the reader against openpyxl if that is asked for."""
    out, err = io.StringIO(), io.StringIO()
    found: dict[str, Any] = {"code": None, "trace": ""}
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main.main(args=job["words"], prog_name="sheetnet")
    except SystemExit as end:
        found["code"] = end.code
    except BaseException:
        found["trace"] = traceback.format_exc()
    found |= {"out": out.getvalue(), "err": err.getvalue()}
    if job.get("compare") and not found["trace"]:
        found["disagreement"] = disagreement(job["compare"])
    return found


def limit_memory() -> None:
    """Take no more memory than is sensible, where the system can see to that."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, hard))


def serve() -> None:
    """Answer until the other side has nothing more to ask."""
    limit_memory()
    warnings.simplefilter("always", UserWarning)  # what is said of one file is said of the next one too
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # some engines print: their words are no replies
    for line in sys.stdin:
        replies.write(json.dumps(answer(json.loads(line))) + "\n")
        replies.flush()


if __name__ == "__main__":
    serve()
