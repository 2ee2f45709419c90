"""Six update rules on one valley, side by side: each rule in its own columns, all paths and curves together."""

from __future__ import annotations

from typing import Any

from sheetnet.formula import Index
from sheetnet.lessons import update_rules
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.lessons.table import Table
from sheetnet.models.optimizers import Optimizers
from sheetnet.models.update_rules import CONSTANTS, RULES, STATES
from sheetnet.texts import literal
from sheetnet.workbook import Book, Chart, Role, Series, Tensor, add_cover, add_map, down

TOP = 8


def book(model: Optimizers) -> Book:
    """Lay out the settings with the charts, and the walks.

    Args:
        model: The valley, the start, and the rules' numbers.

    Returns:
        The book, complete.
    """
    result = Book("optimizers", model.settings())
    _Rules(result, model).lay_out()
    add_map(result)
    add_cover(result)
    return result


class _Rules:
    """The two sheets of the lesson."""

    def __init__(self, book: Book, model: Optimizers) -> None:
        self.words, self.model = book.words, model
        self.front = open_page(book, "rules", across=14)
        equation = "z = x² + c·y²        ∂z/∂x = 2x        ∂z/∂y = 2c·y        xᵢ₊₁ = xᵢ − Δxᵢ"
        self.walks = open_page(book, "walks", equation, across=14)

    def lay_out(self) -> None:
        self._place_inputs()
        self._place_walks()
        self._place_results()
        self._place_charts()

    def _place_inputs(self) -> None:
        page, words = self.front, self.words
        form = Form(page, words, self.model, 2, 4, 5)
        self.curvature = form.input(4, "curvature", "c")
        self.start = [form.input(5, "start_x", "x₀"), form.input(6, "start_y", "y₀")]
        form = Form(page, words, self.model, 7, 9, 10)
        looks: dict[str, Any] = {"number_format": "0.0###########"}
        self.constants = {
            n: form.input(4 + k, n, s, **looks) for k, (n, s) in enumerate(update_rules.CONSTANT_SYMBOLS.items())
        }
        page.headers(10, 2, [words["columns.rule"], "", words["columns.step"], "η", words["columns.final"]])
        self.rates = {}
        for n, rule in enumerate(RULES):
            row, name = 11 + n, f"{rule}_rate"
            page.text(row, 2, words[f"rules.{rule}"])
            page.text(row, 4, update_rules.STEPS[rule].split(",")[0], "equation")
            self.rates[rule] = page.input(
                name,
                (row, 5),
                getattr(self.model, name),
                allowed=self.model.field(name),
                meaning=words["meaning.rate"],
                equation="η",
                number_format="0.0###",
            )
        page.widths |= {1: 2, 2: 20, 3: 4, 4: 26, 5: 12, 6: 16, 7: 22, 8: 8, 9: 6, 10: 14}
        page.print_area = (1, 1, 40, 20)

    def _place_walks(self) -> None:
        page, words = self.walks, self.words
        table = Table(page, words, TOP, 2, self.model.steps + 1)
        self.number = table.counter("step_number")
        self.paths: dict[str, tuple[Tensor, Tensor, Tensor]] = {}
        for rule in RULES:
            table.skip()
            page.width(table.column - 1, 3)
            page.text(TOP - 3, table.column, words[f"rules.{rule}"], "heading")
            equations = [update_rules.EQUATIONS[rule, state] for state in STATES[rule]]
            page.text(TOP - 2, table.column, "     ".join([*equations, update_rules.STEPS[rule]]), "equation")
            table.prefix = f"{rule}_"
            self.paths[rule] = self._walk(rule, table)
        page.default_width = 10
        page.widths |= {1: 2, 2: 6}
        page.frozen = (TOP - 1, 2)
        page.print_area = (1, 1, TOP + self.model.steps, table.column)

    def _walk(self, rule: str, table: Table) -> tuple[Tensor, Tensor, Tensor]:
        i, k = Index("i", self.model.steps), Index("k", self.model.steps + 1)
        constants = {name: self.constants[name] for name in CONSTANTS[rule]}
        places = [table.add(axis, axis, equation=f"{axis}ᵢ₊₁ = {axis}ᵢ − Δ{axis}ᵢ") for axis in "xy"]
        gradients = [table.add(f"gradient_{axis}", f"∂z/∂{axis}") for axis in "xy"]
        states = [self._states(rule, table, axis, gradients[n]) for n, axis in enumerate("xy")]
        steps = [table.add(f"step_{axis}", f"Δ{axis}", equation=update_rules.STEPS[rule]) for axis in "xy"]
        z = table.add("z", "z", role=Role.LOSS, equation="z = x² + c·y²")
        for n, (place, gradient, step) in enumerate(zip(places, gradients, steps, strict=True)):
            place[0], place[i + 1] = self.start[n], place[i] - step[i]
            gradient[k] = 2 * place[k] if n == 0 else 2 * self.curvature * place[k]
            now = {name: tensor[k] for name, tensor in states[n].items()}
            step[k] = update_rules.step(rule, gradient[k], now, self.number[k] + 1, self.rates[rule], constants)
        z[k] = places[0][k] ** 2 + self.curvature * places[1][k] ** 2
        return places[0], places[1], z

    def _states(self, rule: str, table: Table, axis: str, gradient: Tensor) -> dict[str, Tensor]:
        constants = {name: self.constants[name] for name in CONSTANTS[rule]}
        i = Index("i", self.model.steps)
        found = {}
        for name in STATES[rule]:
            equation = update_rules.EQUATIONS[rule, name]
            tensor = table.add(f"{name}_{axis}", f"{update_rules.SYMBOLS[name]} ({axis})", equation=equation)
            tensor[0] = update_rules.next_state(rule, name, None, gradient[0], constants)
            tensor[i + 1] = update_rules.next_state(rule, name, tensor[i], gradient[i + 1], constants)
            found[name] = tensor
        return found

    def _place_results(self) -> None:
        final = self.front.tensor(
            "final_z",
            (11, 6),
            [down(len(RULES))],
            role=Role.LOSS,
            meaning=self.words["meaning.final_z"],
            equation="zₙ",
            number_format="0.00E+00",
        )
        for n, rule in enumerate(RULES):
            final[n] = self.paths[rule][2][self.model.steps]

    def _place_charts(self) -> None:
        words, page = self.words, self.front
        costs = [Series(words[f"rules.{rule}"], self.number[...], self.paths[rule][2][...]) for rule in RULES]
        paths = [Series(words[f"rules.{r}"], self.paths[r][0][...], self.paths[r][1][...], marker=True) for r in RULES]
        page.charts.append(
            Chart(
                (19, 2),
                words["charts.cost"],
                words["charts.step"],
                literal("z"),
                costs,
                y_log=True,
                x_limits=(0, self.model.steps),
                y_format="0E+00",
                size=(15, 10),
            )
        )
        page.charts.append(Chart((19, 7), words["charts.path"], literal("x"), literal("y"), paths, size=(17, 10)))
