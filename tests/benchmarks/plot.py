"""A picture of the slopes: time and memory over size, both scales logarithmic, so that an exponent is a steepness."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.fit import exponent
from tests.benchmarks.slopes import Growth

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLORS = {"epochs": "#1f77b4", "samples": "#d95f02", "layers": "#2ca02c"}
_LINES = {"build": ("--", "o"), "check": ("-", "s")}


def save_plot(growths: Sequence[Growth], path: Path) -> None:
    """Draw what was measured.

    Args:
        growths: What was measured.
        path: Where the picture goes; its ending says which kind it is.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 5), layout="constrained")
    time, memory = figure.subplots(1, 2)
    for growth in growths:
        _draw(time, growth, growth.seconds)
        _draw(memory, growth, growth.megabytes)
    _describe(time, "Time: seconds of the processor")
    _describe(memory, "Memory: megabytes")
    figure.savefig(path, dpi=120)


def _draw(panel: Axes, growth: Growth, costs: Sequence[float]) -> None:
    """Draw one line: what a size costs beyond what is fixed."""
    style, marker = _LINES[growth.work]
    label = f"{growth.work}, {growth.axis}: exponent {exponent(growth.sizes, costs):.2f}"
    above = [cost - costs[0] for cost in costs[1:]]
    panel.plot(growth.sizes[1:], above, style, marker=marker, color=_COLORS[growth.axis], label=label)


def _describe(panel: Axes, title: str) -> None:
    from matplotlib.ticker import ScalarFormatter

    panel.set(title=f"{title} beyond the fixed part", xscale="log", yscale="log", xlabel="epochs, samples or layers")
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(ScalarFormatter())
    panel.set_xticks([4, 8, 16, 32, 64, 128, 256])
    panel.minorticks_off()
    panel.grid(alpha=0.3)
    panel.legend(fontsize=9)
