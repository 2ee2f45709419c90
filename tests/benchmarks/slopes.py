"""How the cost of building and checking grows with epochs, samples and layers, as exponents: wanted is 1.05 at most.

A network of equal dense layers is trained; one of the three sizes grows, the others stay. Each size is built by a
process of its own and checked by ``python -m sheetnet verify``: seconds are the processor's, those of the engine's
process included, and memory is that of all processes together. What is fixed (the start, the imports, a small
workbook) is measured as a workbook of size 1, and subtracted; see ``fit``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.apart import command
from tests.benchmarks.check import verify
from tests.benchmarks.fit import exponent
from tests.benchmarks.processes import weighed
from tests.benchmarks.report import Line
from tests.benchmarks.run import Run

WANTED = 1.05
USUAL = {"epochs": 50, "samples": 24, "layers": 3}
GROWING = {
    "epochs": (1, 25, 50, 100, 200),
    "samples": (1, 12, 24, 48, 96),
    "layers": (1, 4, 8, 16, 32),
}
"""The sizes, one of which grows while the others are as usual; the smallest is for what is fixed."""
SMALL = {"epochs": (1, 3, 6), "samples": (1, 3, 6), "layers": (1, 2, 4)}
INPUTS, UNITS, OUTPUTS = 12, 6, 2
RATE = 0.01
"""Of learning; a larger one magnifies rounding from epoch to epoch, which the check would look into."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What one thing costs as one size grows.

    Args:
        work: ``build`` or ``check``.
        axis: Which size grows.
        sizes: The sizes, the first of them for what is fixed.
        seconds: The processor's.
        megabytes: The most memory.
    """

    work: str
    axis: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    megabytes: tuple[float, ...]


def lines(run: Run) -> Iterator[Line]:
    """Measure, and return what was found."""
    growths = [growth for axis in GROWING for growth in _measured(run, axis)]
    for growth in growths:
        what = f"{growth.work}, {growth.axis} {growth.sizes[1]} to {growth.sizes[-1]}: exponent of"
        yield Line(f"{what} time", exponent(growth.sizes, growth.seconds), "", "wanted", WANTED)
        yield Line(f"{what} memory", exponent(growth.sizes, growth.megabytes), "", "wanted", WANTED)
    if run.plot is not None:
        from tests.benchmarks.plot import save_plot

        save_plot(growths, run.plot)


def train(path: str, epochs: int, samples: int, layers: int) -> None:
    """Build the workbook of a training."""
    import numpy as np

    import sheetnet

    images = np.random.default_rng(0).uniform(0.1, 0.9, (samples, INPUTS)).round(3)
    targets = np.eye(OUTPUTS)[np.arange(samples) % OUTPUTS]
    chain = " ".join([f"dense({UNITS},tanh)"] * layers + [f"dense({OUTPUTS})"])
    settings: dict[str, Any] = {"layers": chain, "epochs": epochs, "images": images, "targets": targets}
    sheetnet.build("backprop", path, **settings, learning_rate=RATE, check_samples=0)


def _measured(run: Run, axis: str) -> Iterator[Growth]:
    """Build and check a workbook of each size."""
    sizes = (SMALL if run.small else GROWING)[axis]
    files = {size: run.folder / f"{axis}{size}.xlsx" for size in sizes}
    yield _grown(run, "build", axis, {size: _build(files[size], axis, size) for size in sizes})
    yield _grown(run, "check", axis, {size: verify(files[size]) for size in sizes})


def _build(path: Path, axis: str, size: int) -> list[str]:
    return command(train, path, *(USUAL | {axis: size}).values())


def _grown(run: Run, work: str, axis: str, commands: Mapping[int, list[str]]) -> Growth:
    """Measure the commands for all sizes."""
    tasks = {f"{axis} {size}": partial(weighed, commands[size]) for size in commands}
    found = run.interleaved(f"slopes: {work}", tasks).values()
    seconds = tuple(min(spent.processor for spent, _ in repeated) for repeated in found)
    megabytes = tuple(max(memory.together for _, memory in repeated) for repeated in found)
    return Growth(work, axis, tuple(commands), seconds, megabytes)
