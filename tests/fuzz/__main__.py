"""Throw random files at the check: ``python -m tests.fuzz --minutes 60 --seed 1``.

A failure is an exception that nobody caught, a process that died, more than 30 s or 1 GB, or two readers that disagree.
Files that fail are kept with what came of them; the exit code is 1 if there are any.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.judge import Judge, reached
from tests.fuzz.run import fuzz


def main() -> int:
    """Read the words, play, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: 1)")
    parser.add_argument("--seed", type=int, default=0, help="of the first round (default: 0)")
    parser.add_argument("--out", type=Path, default=Path(".hypothesis/fuzz"), help="folder for files that fail")
    parser.add_argument("--kind", action="append", default=[], help="package, sheet, spare formula or owned formula")
    words = parser.parse_args()
    judge = fuzz(words.minutes, words.seed, words.out, words.kind, tell=_tell)
    print(summary(judge))
    return 1 if judge.known else 0


def summary(judge: Judge) -> str:
    """Return how often what came of the examples, the most frequent first, how far they got, and the failures."""
    lines = [f"{count:>8}  {what}" for what, count in judge.counts.most_common()]
    kinds = sorted({what.partition(":")[0] for what in judge.counts})
    far = [f"{reached(judge.counts, kind):>8.0%}  of kind {kind!r} reached the engine" for kind in kinds]
    failures = [f"FAILED: {signature}" for signature in sorted(judge.known)]
    return "\n".join([*lines, *far, f"{judge.counts.total():>8}  examples", *failures])


def _tell(judge: Judge) -> None:
    print(f"{judge.counts.total()} examples, {len(judge.known)} failures", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
