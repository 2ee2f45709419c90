"""Six update rules on one valley, side by side: each rule in its own columns, all paths and curves together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetnet.formula import Expression, Index, Operand, as_expression
from sheetnet.lessons import update_rules
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.update_rules import CONSTANT_SYMBOLS, SYMBOLS, UPDATE_RULES
from sheetnet.models.optimizers import RULES, Optimizers
from sheetnet.texts import Text, Texts, literal
from sheetnet.workbook import Book, Chart, Look, Role, Series, Tensor, add_cover, add_map, down
from sheetnet.workbook.arrange import Caption, ChartBox, Column, Element, Form, Gap, Table, below, beside
from sheetnet.workbook.look import WALKED

AXES = ("x", "y")
CHART = (8.0, 10.5)
"""Both charts stand beside the rules on one screen."""


def book(model: Optimizers) -> Book:
    """Write the settings with the results of all rules, and the walks.

    Args:
        model: The valley, the start, and the rules' numbers.

    Returns:
        The book, complete.
    """
    result = Book("optimizers", model.settings())
    texts, valley = result.texts, _Valley(model, result.texts)
    walks = {rule: _Walk(model, valley, rule, texts) for rule in RULES}
    ends = (walk.z[model.steps] for walk in walks.values())
    final = Quantities(model, texts).row(
        "final_z", *ends, axis=down(len(walks)), role=Role.LOSS, look=Look("0.00E+00"), equation="zₙ"
    )
    add_sheet(result, "rules", _rules(valley, walks, final, texts))
    equation = "z = x² + c·y²        ∂z/∂x = 2x        ∂z/∂y = 2c·y        xᵢ₊₁ = xᵢ − Δxᵢ"
    add_sheet(result, "walks", _steps(valley, walks, texts), equation=equation)
    add_map(result)
    add_cover(result)
    return result


class _Valley:
    """The valley z = x² + c·y², where all walks start in it, and the numbers that rules take.

    Args:
        model: Their numbers, and how many steps are taken.
        texts: The lesson's texts.
    """

    def __init__(self, model: Optimizers, texts: Texts) -> None:
        q, look = Quantities(model, texts), Look("0.0###########")
        self.curvature = q.input("curvature", symbol="c")
        self.start = {axis: q.input(f"start_{axis}", symbol=f"{axis}₀") for axis in AXES}
        self.constants = {name: q.input(name, symbol=s, look=look) for name, s in CONSTANT_SYMBOLS.items()}
        self.number = q.counter("step_number", model.steps + 1)
        self.twice = {"x": as_expression(2), "y": 2 * self.curvature}  # ∂z/∂x = 2 x and ∂z/∂y = 2c y

    def height(self, x: Operand, y: Operand) -> Expression:
        """Return z at a place."""
        # Not x²: a power of a tiny number is an error in LibreOffice, a product is 0.
        return x * x + self.curvature * (y * y)


@dataclass(frozen=True)
class _Coordinate:
    """One coordinate of a walk, an entry a step.

    Args:
        place: Where the step begins.
        gradient: The slope there.
        states: What the rule remembers once it has seen the gradient, by name.
        step: What is subtracted.
    """

    place: Tensor
    gradient: Tensor
    states: Mapping[str, Tensor]
    step: Tensor


class _Walk:
    """The walk of a rule.

    Args:
        model: How many steps are taken.
        valley: Where it walks.
        rule: The update rule.
        texts: The lesson's texts.
    """

    def __init__(self, model: Optimizers, valley: _Valley, rule: str, texts: Texts) -> None:
        self.rule, self._valley, self._steps = rule, valley, model.steps
        self._quantities = Quantities(model, texts, prefix=f"{rule}_")
        self.rate = self._quantities.input("rate", symbol="η")
        self.x, self.y = (self._coordinate(axis) for axis in AXES)
        self.z = self._column("z", "z = x² + c·y²", Role.LOSS)
        self.z.fill(lambda k: valley.height(self.x.place[k], self.y.place[k]))

    def _coordinate(self, axis: str) -> _Coordinate:
        place = self._column(axis, f"{axis}ᵢ₊₁ = {axis}ᵢ − Δ{axis}ᵢ")
        gradient = self._column(f"gradient_{axis}")
        gradient.fill(lambda k: self._valley.twice[axis] * place[k])
        states = {name: self._state(name, axis, gradient) for name in UPDATE_RULES[self.rule].states}
        step = self._step(axis, gradient, states)
        i = Index("i", self._steps)
        place[0], place[i + 1] = self._valley.start[axis], place[i] - step[i]
        return _Coordinate(place, gradient, states, step)

    def _state(self, name: str, axis: str, gradient: Tensor) -> Tensor:
        i, constants = Index("i", self._steps), self._valley.constants
        state = self._column(f"{name}_{axis}", UPDATE_RULES[self.rule].states[name].equation)
        state[0] = update_rules.next_state(self.rule, name, None, gradient[0], constants)
        state[i + 1] = update_rules.next_state(self.rule, name, state[i], gradient[i + 1], constants)
        return state

    def _step(self, axis: str, gradient: Tensor, states: Mapping[str, Tensor]) -> Tensor:
        k, constants = Index("k", self._steps + 1), self._valley.constants
        after = {name: state[k] for name, state in states.items()}
        step = self._column(f"step_{axis}", UPDATE_RULES[self.rule].full_equation)
        step[k] = update_rules.step(self.rule, gradient[k], after, self._valley.number[k] + 1, self.rate, constants)
        return step

    def _column(self, name: str, equation: str = "", role: Role = Role.COMPUTED) -> Tensor:
        return self._quantities.tensor(name, down(self._steps + 1), equation=equation, role=role, look=WALKED)


def _rules(valley: _Valley, walks: Mapping[str, _Walk], final: Tensor, texts: Texts) -> Element:
    """Arrange the numbers to change and the rules with their results below each other, and both charts beside them."""
    table = Table(
        Column([_name(rule, texts) for rule in walks], [texts["columns.rule"]]),
        Column([UPDATE_RULES[rule].equation for rule in walks], [texts["columns.step"]], style="equation"),
        Column([walk.rate for walk in walks.values()], ["η"]),
        Column(final, [texts["columns.final"]]),
    )
    numbers = below(Form(valley.curvature, *valley.start.values()), table, Form(*valley.constants.values()))
    return beside(numbers, ChartBox(_height_chart(valley, walks, texts)), ChartBox(_path_chart(walks, texts)))


def _height_chart(valley: _Valley, walks: Mapping[str, _Walk], texts: Texts) -> Chart:
    number = valley.number
    return Chart(
        texts["charts.cost"],
        texts["charts.step"],
        literal("z"),
        [Series(_name(rule, texts), number[...], walk.z[...]) for rule, walk in walks.items()],
        y_log=True,
        x_limits=(0, number.shape[0] - 1),
        y_format="0E+00",
        size=CHART,
    )


def _path_chart(walks: Mapping[str, _Walk], texts: Texts) -> Chart:
    paths = [
        Series(_name(rule, texts), walk.x.place[...], walk.y.place[...], marker=True) for rule, walk in walks.items()
    ]
    return Chart(texts["charts.path"], literal("x"), literal("y"), paths, size=CHART)


def _steps(valley: _Valley, walks: Mapping[str, _Walk], texts: Texts) -> Element:
    """Arrange the walks beside each other, each below its rule's name and equations; the first column is held fast."""
    numbers = below(Gap(), Gap(), Table(Column(valley.number, ["i"]), held=1), gap=0)
    return beside(numbers, *(_block(walk, texts) for walk in walks.values()))


def _block(walk: _Walk, texts: Texts) -> Element:
    equations = "     ".join(UPDATE_RULES[walk.rule].equations)
    return below(Caption(_name(walk.rule, texts), "heading"), Caption(equations, "equation"), _table(walk), gap=0)


def _table(walk: _Walk) -> Table:
    pairs = list(zip(AXES, (walk.x, walk.y), strict=True))
    return Table(
        *(Column(c.place, [axis]) for axis, c in pairs),
        *(Column(c.gradient, [f"∂z/∂{axis}"]) for axis, c in pairs),
        *(Column(state, [f"{SYMBOLS[name]} ({axis})"]) for axis, c in pairs for name, state in c.states.items()),
        *(Column(c.step, [f"Δ{axis}"]) for axis, c in pairs),
        Column(walk.z, ["z"]),
    )


def _name(rule: str, texts: Texts) -> Text:
    return texts[f"rules.{rule}"]
