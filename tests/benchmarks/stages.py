"""What each stage of a check takes: its pieces one after the other in one process, the engine among them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from sheetnet.engines import Values, Wanted


class Clock:
    """Counts the processor's seconds by stage; those before it is made are those of the imports."""

    def __init__(self) -> None:
        self.seconds = {"imports": time.process_time()}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of a block for a stage, but for that of the stages within it."""
        start, before = time.process_time(), sum(self.seconds.values())
        yield
        within = sum(self.seconds.values()) - before
        self.seconds[name] = time.process_time() - start - within


class TimedModel:
    """A workbook in IronCalc whose evaluation is timed; all else is as it is.

    Args:
        model: IronCalc's own.
        clock: What counts.
    """

    def __init__(self, model: Any, clock: Clock) -> None:
        self._model, self._clock = model, clock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def evaluate(self) -> None:
        """Recalculate every cell."""
        with self._clock.stage("engine: evaluate"):
            self._model.evaluate()


class TimedIronCalc:
    """IronCalc as an engine of the check, which works in this process, and whose stages are timed.

    Args:
        clock: What counts.
    """

    name = "ironcalc"
    lacks: frozenset[str] = frozenset()
    recalculates = True

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def unavailable(self) -> str | None:
        """It comes with sheetnet."""
        return None

    def recalculate(self, path: Path, wanted: Wanted, work: int = 0) -> Values:
        """Recalculate a file; see ``Engine``."""
        import ironcalc

        from sheetnet.engines.embedded import EMBEDDED

        load = ironcalc.load_from_xlsx

        def timed_load(*arguments: Any) -> TimedModel:
            with self._clock.stage("engine: load"):
                return TimedModel(load(*arguments), self._clock)

        with patch.object(ironcalc, "load_from_xlsx", timed_load), self._clock.stage("engine: read out"):
            return EMBEDDED["ironcalc"].compute(path, wanted)


def stages(source: str) -> dict[str, float]:
    """Check a workbook, and return the processor's seconds by stage."""
    import rich.console
    import rich.progress  # noqa: F401 - as the command line does

    import sheetnet.cli
    import sheetnet.jobs.parallel  # noqa: F401
    from sheetnet.check.compare import compare_all
    from sheetnet.check.expect import expect
    from sheetnet.check.guard import refuse_harmful
    from sheetnet.check.look import look_at
    from sheetnet.check.read import read_workbook
    from sheetnet.check.recalculate import file_for, recalculate
    from sheetnet.check.stale import stale_values
    from sheetnet.check.structure import structural_differences

    clock = Clock()
    with clock.stage("read"):
        workbook = read_workbook(Path(source))
    with clock.stage("guard"):
        refuse_harmful(workbook.sheets)
    with clock.stage("look"):
        seen = look_at(workbook)
    with clock.stage("reference"):
        expected = replace(expect(workbook), written=seen.book)
    with clock.stage("structure"):
        _ = workbook.functions
        structural_differences(workbook, expected.values.keys())
    engine = TimedIronCalc(clock)
    with clock.stage("copy"), file_for(engine, workbook) as copy:
        values = recalculate(workbook, engine, copy)
    with clock.stage("compare"):
        compare_all(list(workbook.map.entries.values()), values, expected, not_computed={})
    with clock.stage("stored values"):
        stale_values(workbook, values, expected)
    return clock.seconds


def engine_process() -> None:
    """Import what the engine's own process imports."""
    import ironcalc  # noqa: F401

    import sheetnet.engines.child  # noqa: F401
