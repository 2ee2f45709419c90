"""The valley and the walk of a rule in it: places, gradients, what the rule remembers, steps, heights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetnet.formula import Expression, Index, Operand, as_expression
from sheetnet.lessons import update_rules
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.update_rules import CONSTANT_SYMBOLS, UPDATE_RULES
from sheetnet.models.optimizers import Optimizers
from sheetnet.texts import Texts
from sheetnet.workbook import Look, Role, Tensor, down
from sheetnet.workbook.look import STEP, WALKED

AXES = ("x", "y")


class Valley:
    """The valley z = x² + c·y², where all walks start in it, and the numbers that rules take.

    Args:
        model: Their numbers, and how many steps are taken.
        texts: The lesson's texts.
    """

    def __init__(self, model: Optimizers, texts: Texts) -> None:
        q, look = Quantities(model, texts), Look("0.0##")
        self.curvature = q.input("curvature", symbol="c")
        self.start = {axis: q.input(f"start_{axis}", symbol=f"{axis}₀") for axis in AXES}
        self.constants = {
            name: q.input(name, symbol=s, look=STEP if name == "epsilon" else look)
            for name, s in CONSTANT_SYMBOLS.items()
        }
        self.number = q.counter("step_number", model.steps + 1)
        self.twice = {"x": as_expression(2), "y": 2 * self.curvature}  # ∂z/∂x = 2 x and ∂z/∂y = 2c y

    def height(self, x: Operand, y: Operand) -> Expression:
        """Return z at a place."""
        # Not x²: a power of a tiny number is an error in LibreOffice, a product is 0.
        return x * x + self.curvature * (y * y)


@dataclass(frozen=True)
class Coordinate:
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


class Walk:
    """The walk of a rule.

    Args:
        model: How many steps are taken.
        valley: Where it walks.
        rule: The update rule.
        texts: The lesson's texts.
    """

    def __init__(self, model: Optimizers, valley: Valley, rule: str, texts: Texts) -> None:
        self.rule, self._valley, self._steps = rule, valley, model.steps
        self._quantities = Quantities(model, texts, prefix=f"{rule}_")
        self.rate = self._quantities.input("rate", symbol="η")
        self.coordinates = {axis: self._coordinate(axis) for axis in AXES}
        self.z = self._column("z", "z = x² + c·y²", Role.LOSS)
        self.z.fill(lambda k: valley.height(*(coordinate.place[k] for coordinate in self.coordinates.values())))

    def _coordinate(self, axis: str) -> Coordinate:
        place = self._column(axis, f"{axis}ᵢ₊₁ = {axis}ᵢ − Δ{axis}ᵢ")
        gradient = self._column(f"gradient_{axis}")
        gradient.fill(lambda k: self._valley.twice[axis] * place[k])
        states = {name: self._state(name, axis, gradient) for name in UPDATE_RULES[self.rule].states}
        step = self._step(axis, gradient, states)
        i = Index("i", self._steps)
        place[0], place[i + 1] = self._valley.start[axis], place[i] - step[i]
        return Coordinate(place, gradient, states, step)

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
