"""Where the slope is 0: a(x − m)² has an extremum at m, a(x − m)³ has none, though its slope is 0 there too."""

from __future__ import annotations

from dataclasses import dataclass

from sheetnet.formula import Expression, Index, call, where
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.derivative import EVEN, FLAT_POINTS, FLAT_REACH, FLAT_STEP, Derivative
from sheetnet.texts import Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, down
from sheetnet.workbook.arrange import ChartBox, Column, Element, Table, below, beside

EQUATION = "f(x) = a(x − m)²        f′(x) = 2a(x − m)        g(x) = a(x − m)³        g′(x) = 3a(x − m)²"
MIDDLE = FLAT_POINTS // 2
POWERS = {"square": 2, "cube": 3}
SYMBOLS = {"square": "f", "cube": "g"}
CHART = (9.5, 10.5)
HEIGHTS = {"flat": 8, "flat_slopes": 12}
"""What the charts show of y, on either side of 0: what a = 1 and a = −1 make of it, and a = 0 in the middle."""


def add_flat(book: Book, model: Derivative) -> None:
    """Add the sheet with a curve that has an extremum and one that has a saddle."""
    flat = _Flat(model, book.texts)
    left = panel(book, "flat", [flat.a, flat.m], flat.results)
    add_sheet(book, "flat", flat.arranged(left), equation=EQUATION)


@dataclass(frozen=True)
class _Curve:
    """Values and slopes of a curve, (points,) each; its slope at m, and what that means."""

    values: Tensor
    slopes: Tensor
    slope: Tensor
    kind: Tensor


class _Flat:
    """Both curves around the point m.

    Args:
        model: The factor a and the point m.
        texts: The lesson's texts.
    """

    def __init__(self, model: Derivative, texts: Texts) -> None:
        self._quantities, self._texts = Quantities(model, texts), texts
        q, i, points = self._quantities, Index("i", FLAT_POINTS - 1), down(FLAT_POINTS)
        self.a, self.m = q.input("flat_factor", symbol="a"), q.input("flat_point", symbol="m")
        self.offset = q.tensor("flat_offset", points, equation="x − m", look=Look("0.000"))
        self.offset[0], self.offset[i + 1] = -FLAT_REACH, self.offset[i] + FLAT_STEP
        self.x = q.tensor("flat_x", points, equation="x").fill(lambda k: self.m + self.offset[k])
        self.curves = {name: self._curve(name, power) for name, power in POWERS.items()}

    def _curve(self, name: str, power: int) -> _Curve:
        q, a, d, points, symbol = self._quantities, self.a, self.offset, down(FLAT_POINTS), SYMBOLS[name]
        values = q.tensor(f"{name}_value", points, equation=f"{symbol}(x)").fill(lambda k: a * d[k] ** power)
        slopes = q.tensor(f"{name}_slope", points, equation=f"{symbol}′(x)")
        slopes.fill(lambda k: power * a * (d[k] if power == 2 else d[k] ** (power - 1)))
        slope = q.result(f"{name}_slope_there", slopes[MIDDLE], f"{symbol}′(m)", role=Role.OUTPUT, zero=True)
        look = Look(self._texts[f"formats.{name}_kind"], "verdict", width=14)
        left, right = slopes[MIDDLE - 1], slopes[MIDDLE + 1]
        kind = q.result(f"{name}_kind", _kind(left, right), look=look, equation="f′ < 0, f′ > 0 ?", zero=name == "cube")
        return _Curve(values, slopes, slope, kind)

    @property
    def results(self) -> list[Tensor]:
        """The slopes at m, and what they mean."""
        return [cell for curve in self.curves.values() for cell in (curve.slope, curve.kind)]

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the charts of curves and slopes, and below them the table."""
        columns = [Column(self.x, ["x"]), Column(self.offset, ["x − m"])]
        for name, curve in self.curves.items():
            columns += [Column(curve.values, [f"{SYMBOLS[name]}(x)"]), Column(curve.slopes, [f"{SYMBOLS[name]}′(x)"])]
        values = {f"{SYMBOLS[name]}(x)": curve.values for name, curve in self.curves.items()}
        slopes = {f"{SYMBOLS[name]}′(x)": curve.slopes for name, curve in self.curves.items()}
        charts = ChartBox(self._chart("flat", values), self._chart("flat_slopes", slopes))
        return below(beside(left, charts), Table(*columns))

    def _chart(self, key: str, curves: dict[str, Tensor]) -> Chart:
        texts = self._texts
        series = [Series(literal(title), self.x[...], y[...], width=2.25) for title, y in curves.items()]
        if key == "flat":
            point = self.x[MIDDLE], self.curves["square"].values[MIDDLE]
            series.append(Series(texts["charts.flat_point"], *point, line=False, marker=True, color="009E73"))
        height = HEIGHTS[key]
        return Chart(
            texts[f"charts.{key}"], texts["charts.x"], texts["charts.y"], series,
            y_limits=(-height, height), y_step=height / 4, size=CHART,
        )  # fmt: skip


def _kind(left: Expression, right: Expression) -> Expression:
    """Say what a slope of 0 means by those beside it: 1 a minimum, −1 a maximum, 0 a saddle, or all is even."""
    falls_then_rises, rises_then_falls = call("AND", left < 0, right > 0), call("AND", left > 0, right < 0)
    even = call("AND", left.equals(0), right.equals(0))
    return where(falls_then_rises, 1, where(rises_then_falls, -1, where(even, EVEN, 0)))
