"""What came of an example: all well, or a failure with a signature, so that one failure is told once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.expected import Expected, verdict
from tests.hostile.trial import Outcome, Trials

SECONDS = 30.0
BYTES = 1_000_000_000
SLOW = 5.0
"""Seconds beyond which an example is not made smaller: that takes hundreds of trials."""


class Failure(Exception):
    """An example that shows a fault of the check's.

    Args:
        signature: What is wrong, the same for examples that show the same.
        outcome: What came of it.
    """

    def __init__(self, signature: str, outcome: Outcome) -> None:
        super().__init__(signature)
        self.signature = signature
        self.outcome = outcome


@dataclass
class Judge:
    """Tries examples and counts what comes of them.

    Args:
        trials: Runs the commands.
        folder: Where examples lie that failed.
        counts: How often what came of an example, by its kind.
        known: Failures that were told already.
    """

    trials: Trials
    folder: Path
    counts: Counter[str] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)

    def hear(self, kind: str, content: bytes) -> None:
        """Try one example.

        Args:
            kind: What it is called.
            content: The file.

        Raises:
            Failure: It shows a fault that was not told before, and that is quick to show.
        """
        path = self.folder / "example.xlsx"
        path.write_bytes(content)
        outcome = self.trials.run(["verify", path], SECONDS, compare=path)
        signature = failure(outcome)
        self.counts[f"{kind}: {signature or came_to(outcome, path)}"] += 1
        if not signature or signature in self.known:
            return
        if outcome.seconds > SLOW:
            self.keep(Failure(signature, outcome))
        else:
            raise Failure(signature, outcome)

    def keep(self, found: Failure) -> None:
        """Keep the last example under a name of its own, with what came of it."""
        self.known.add(found.signature)
        name = re.sub(r"\W+", "-", found.signature)[:80].strip("-")
        (self.folder / "example.xlsx").replace(self.folder / f"{name}.xlsx")
        said = (
            f"{found.signature}\n{found.outcome.seconds:.1f} s, {found.outcome.bytes / 1e6:.0f} MB\n{found.outcome}\n"
        )
        (self.folder / f"{name}.txt").write_text(said, encoding="utf-8")


def failure(outcome: Outcome) -> str:
    """Return what is wrong with what came of an example; empty if nothing is."""
    if outcome.late:
        return "not finished in time"
    if outcome.died:
        return "the process died"
    if outcome.trace:
        last = outcome.trace.strip().splitlines()
        frames = [line.strip() for line in last if "/sheetnet/" in line]
        return f"{last[-1][:100]} in {frames[-1].rpartition('/')[2] if frames else 'nothing of ours'}"
    if verdict(outcome) is None:
        return f"exit code {outcome.code} and no line of ours: {_without_details(outcome.err)}"
    if outcome.bytes > BYTES:
        return "too much memory"
    if outcome.disagreement:
        return f"readers disagree: {_without_details(outcome.disagreement)}"
    return ""


def reached(counts: Counter[str], kind: str) -> float:
    """Return the share of a kind's examples that got as far as the engine."""
    of_kind = {what: count for what, count in counts.items() if what.startswith(f"{kind}: ")}
    far = sum(count for what, count in of_kind.items() if ": accepted" in what or "could not recalculate" in what)
    return far / max(1, sum(of_kind.values()))


def came_to(outcome: Outcome, path: Path) -> str:
    """Return in a few words what came of an example that is all right."""
    found = verdict(outcome)
    if found == Expected.REFUSED:
        return f"refused: {_without_details(outcome.err.replace(str(path), 'FILE'))}"
    return "accepted, all right" if found == Expected.RIGHT else "accepted, differences"


def _without_details(line: str) -> str:
    """Return a message without what differs from example to example."""
    line = re.sub(r"'[^']*'|\"[^\"]*\"", "…", line.strip().removeprefix("sheetnet: "))
    line = re.sub(r"\b(\w+!)?[A-Z]{1,3}\d+\b", "CELL", line)
    line = re.sub(r"\b(to|calls|with a|into) .*", r"\1 …", line.partition(": =")[0])
    return re.sub(r"\d[\d,.]*", "#", line)[:70]
