"""Convolution by hand: flip the kernel, slide it along, multiply, add. Networks leave the flip out."""

from __future__ import annotations

from typing import Any

from sheetnet.formula import Affine, Index, call
from sheetnet.lessons.form import Form
from sheetnet.lessons.opening import open_page
from sheetnet.models.convolution import Convolution
from sheetnet.texts import Texts
from sheetnet.workbook import Axis, Book, Chart, Page, Role, Series, Tensor, add_cover, add_map, down, right

TOP = 12
SYMBOLS = {
    "convolved": "Σₖ fₖ gₙ₋ₖ",
    "moving_average": "Σₖ fₙ₋ₖ / m",
    "correlated": "Σₖ fₙ₊ₖ gₖ",
    "correlated_turned": "Σₖ fₙ₊ₖ g₋ₖ",
}
"""The equations of the sums."""


def book(model: Convolution) -> Book:
    """Lay out the row and the picture.

    Args:
        model: Signal, kernel, picture and filter.

    Returns:
        The book, complete.
    """
    result = Book("convolution", model.settings())
    _Row(result, model)
    _picture(result, model)
    add_map(result)
    add_cover(result)
    return result


class _Row:
    """One row of steps."""

    def __init__(self, book: Book, model: Convolution) -> None:
        self.words, self.model = book.words, model
        self.page = page = open_page(book, "row", "(f ∗ g)ₙ = Σₖ fₖ gₙ₋ₖ        (f ⋆ g)ₙ = Σₖ fₙ₊ₖ gₖ", across=16)
        size, reach = model.kernel.size, model.kernel.size - 1
        self.outputs = model.signal.size + reach
        # The signal has blanks on both sides, as many as the kernel reaches over: they count as 0.
        left = 4 + reach
        self.signal = self._input("signal", 5, left)
        self.kernel = self._input("kernel", 6, left)
        self.flipped = self._values("flipped_kernel", (8, left), [right(size)], "gₙ₋ₖ")
        for n in range(size):
            self.flipped[n] = self.kernel[size - 1 - n]
        self._slide()
        self._claim()
        page.widths |= {1: 2, 2: 24} | dict.fromkeys(range(3, 40), 8)
        page.print_area = (1, 1, TOP + self.outputs + 22, self.signal.last_column + 9)

    def _input(self, name: str, row: int, column: int) -> Tensor:
        meaning = self.words[f"meaning.{name}"]
        self.page.text(row, 2, meaning)
        values = getattr(self.model, name)
        return self.page.input(
            name, (row, column), values, [right(values.size)], allowed=self.model.field(name), meaning=meaning,
            equation="f" if name == "signal" else "g", number_format="0.0##",
        )  # fmt: skip

    def _values(self, name: str, at: tuple[int, int], axes: list[Axis], equation: str, **looks: Any) -> Tensor:
        meaning = self.words[f"meaning.{name}"]
        if at[0] < TOP - 1:
            self.page.text(at[0], 2, meaning)
        return self.page.tensor(name, at, axes, meaning=meaning, equation=equation, **looks)

    def _slide(self) -> None:
        """Write a row for every place of the kernel: the window, the products, the sums."""
        words, page, size = self.words, self.page, self.model.kernel.size
        n, k = Index("n", self.outputs), Index("k", size)
        reach = size - 1
        page.text(TOP - 2, 3, words["groups.window"], "subheader", across=size)
        page.text(TOP - 2, 4 + size, words["groups.products"], "subheader", across=size)
        page.text(TOP - 1, 2, words["columns.n"], "header")
        page.headers(TOP - 1, 3, [f"f {j + 1}" for j in range(size)])
        page.headers(TOP - 1, 4 + size, [f"· {j + 1}" for j in range(size)])
        for row in range(self.outputs):
            page.number(TOP + row, 2, row)
        axes = [down(self.outputs), right(size)]
        window = self._values("window", (TOP, 3), [*axes], "fₙ₋ₖ")
        window[n, k] = call(
            "SUM", self.signal.window((0,), 0, Affine.of(n) + k + -reach, (1, 1))
        )  # SUM of a blank is 0
        products = self._values("products", (TOP, 4 + size), [*axes], "fₖ gₙ₋ₖ")
        products[n, k] = window[n, k] * self.flipped[k]
        column = 5 + 2 * size
        self.sums: dict[str, Tensor] = {}
        for offset, name in enumerate(("convolved", "moving_average", "correlated", "correlated_turned")):
            page.text(TOP - 1, column + offset, words[f"columns.{name}"], "header")
            page.width(column + offset, 15)
            looks = {"role": Role.OUTPUT} if name == "convolved" else {}
            self.sums[name] = self._values(name, (TOP, column + offset), [down(self.outputs)], SYMBOLS[name], **looks)
        self.sums["convolved"][n] = call("SUM", products[n])
        self.sums["moving_average"][n] = call("SUM", window[n]) / size
        self.sums["correlated"][n] = call("SUMPRODUCT", window[n], self.kernel)
        self.sums["correlated_turned"][n] = call("SUMPRODUCT", window[n], self.flipped)
        self._chart(column)

    def _chart(self, column: int) -> None:
        words, page = self.words, self.page
        number = page.tensor("place", (TOP, column + 4), [down(self.outputs)], meaning=words["columns.n"],
                             number_format="0", style="counter")  # fmt: skip
        number[0] = 0
        if self.outputs > 1:
            n = Index("n", self.outputs - 1)
            number[n + 1] = number[n] + 1
        page.text(TOP - 1, column + 4, "n", "header")
        curves = [
            Series(words[f"columns.{name}"], number[...], self.sums[name][...], marker=True)
            for name in ("convolved", "moving_average", "correlated")
        ]
        page.charts.append(
            Chart((TOP + self.outputs + 1, 2), words["charts.row"], words["columns.n"], words["charts.value"], curves)
        )

    def _claim(self) -> None:
        column = self.signal.last_column + 3
        form = Form(self.page, self.words, self.model, column, column + 3, column + 5)
        convolved, turned = self.sums["convolved"], self.sums["correlated_turned"]
        most = call("MAX", call("MAX", convolved), -call("MIN", convolved))
        gap = call("SQRT", call("SUMPRODUCT", (convolved - turned) ** 2))
        form.claim(5, "relation_holds", "f ∗ g = f ⋆ g↻", gap <= 1e-9 * (1 + most))
        total = call("SUM", convolved)
        product = call("SUM", self.signal) * call("SUM", self.kernel)
        form.claim(
            6, "sum_holds", "Σ(f ∗ g) = Σf · Σg", call("ABS", total - product) <= 1e-9 * (1 + call("ABS", total))
        )


def _picture(book: Book, model: Convolution) -> None:
    words = book.words
    about = words["about.picture"].format(stride=model.stride, padding=model.padding)
    page = open_page(book, "picture", "zᵢⱼ = Σₗₘ wₗₘ x₍ᵢ₊ₗ₎₍ⱼ₊ₘ₎", across=24, about=about)
    top, pad = 7, model.padding
    rows, columns = model.picture.shape
    picture = _grid(page, words, model, "picture", (top + pad, 3 + pad))
    page.heat_map(picture, "pixels")
    _surround(page, (top, 3), (rows, columns), pad)
    column = 3 + columns + 2 * pad + 2
    weights = _grid(page, words, model, "filter", (top + pad, column), role=Role.PARAMETER, style="parameter")
    height, width = model.filter.shape
    turned = _result(page, words, "turned_filter", (top + pad + height + 3, column), (height, width), "w₍₋ᵢ₎₍₋ⱼ₎")
    for r in range(height):
        for c in range(width):
            turned[r, c] = weights[height - 1 - r, width - 1 - c]
    column += width + 2
    shape = model.output_shape
    i, j = Index("i", shape[0]), Index("j", shape[1])
    corner = (i * model.stride - pad, j * model.stride - pad)
    under = picture.window((0, 0), *corner, model.filter.shape)
    for name, kernel, row in (
        ("feature_map", weights, top + pad),
        ("convolved_map", turned, top + pad + max(shape[0], height) + 3),
    ):
        equation = "Σₗₘ wₗₘ x₍ᵢ₊ₗ₎₍ⱼ₊ₘ₎" if name == "feature_map" else "Σₗₘ wₗₘ x₍ᵢ₋ₗ₎₍ⱼ₋ₘ₎"
        found = _result(page, words, name, (row, column), shape, equation, role=Role.OUTPUT)
        found[i, j] = call("SUMPRODUCT", kernel, under)
        page.heat_map(found, "weights")
    page.default_width = 6.5
    page.widths |= {1: 2, 2: 4}
    page.print_area = (1, 1, top + pad + 2 * max(rows, *shape) + 8, column + max(shape[1], 8) + 2)


def _surround(page: Page, at: tuple[int, int], shape: tuple[int, int], pad: int) -> None:
    """Write the zeros around the picture, so that the padding can be seen."""
    rows, columns = shape[0] + 2 * pad, shape[1] + 2 * pad
    for r in range(rows):
        for c in range(columns):
            if not (pad <= r < rows - pad and pad <= c < columns - pad):
                page.number(at[0] + r, at[1] + c, 0)


def _grid(page: Page, words: Texts, model: Convolution, name: str, at: tuple[int, int], **looks: Any) -> Tensor:
    page.text(at[0] - 1 - (model.padding if name == "picture" else 0), at[1], words[f"meaning.{name}"], "heading")
    values = getattr(model, name)
    looks = {"style": "pixel"} | looks
    return page.input(
        name, at, values, [down(values.shape[0]), right(values.shape[1])], allowed=model.field(name),
        meaning=words[f"meaning.{name}"], number_format="General", **looks,
    )  # fmt: skip


def _result(
    page: Page, words: Texts, name: str, at: tuple[int, int], shape: tuple[int, int], equation: str, **looks: Any
) -> Tensor:
    page.text(at[0] - 1, at[1], words[f"meaning.{name}"], "heading")
    axes = [down(shape[0]), right(shape[1])]
    return page.tensor(
        name, at, axes, meaning=words[f"meaning.{name}"], equation=equation, number_format="0.0#", **looks
    )
