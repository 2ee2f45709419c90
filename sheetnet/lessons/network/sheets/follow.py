"""The sheet Follow: one hidden unit forward, back and learning, pictures beside equations with their numbers put in."""

from __future__ import annotations

from collections.abc import Sequence

from sheetnet.lessons.network.follow import FRAME, FollowEquations
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.follow import MOST_NUMBERS
from sheetnet.texts import Text, literal, load_texts
from sheetnet.workbook import Book, Chart, Page, Series, Tensor
from sheetnet.workbook.arrange import (
    Caption,
    ChartBox,
    Column,
    Element,
    Form,
    Gap,
    Line,
    Picture,
    Table,
    below,
    beside,
    grid,
)
from sheetnet.workbook.page import Target

LOW = 14.5
"""Height of the rows in points: all of it is on the first screen."""
COURSE = (7.0, 3.3)
"""Size of a chart, in centimetres: three stand beside each other below the equations."""
DOT, DOT_SIZE = "D62728", 8
FAR = 12
"""Columns before what stands aside."""
TIPS = 38.0
"""Width of the tips, in characters."""


def add_follow(book: Book, follow: FollowEquations, texts: NetworkTexts) -> Page:
    """Add the sheet.

    Args:
        book: The book.
        follow: The equations.
        texts: The labels.

    Returns:
        The sheet.
    """
    steps = grid(
        (_section(texts["follow.forward"], _seen(follow)), _forward_equations(follow, texts)),
        (_section(texts["follow.backward"], _sent_back(follow)), _backward_equations(follow, texts)),
        (_section(texts["follow.learn"], _learned(follow)), _learning_equations(follow, texts)),
    )
    body = beside(_left(book, follow, texts), below(steps, _courses(follow, texts), gap=0))
    courses = (follow.activation_course, follow.delta_course, follow.weight_course)
    kept = (
        *courses, follow.kept_outputs, follow.kept_deltas, follow.kept_own, follow.kept_activations, follow.kept_cost
    )  # fmt: skip
    aside = beside(Gap(FAR), *(Picture(tensor) for tensor in kept))
    return add_sheet(book, "follow", body, texts=texts.table, default_width=FRAME, default_height=LOW, aside=aside)


def _left(book: Book, follow: FollowEquations, texts: NetworkTexts) -> Element:
    """Arrange what is chosen, what to try, where to go on, and whether all agrees."""
    tips = tips_of(book, "follow", width=TIPS) if follow.training.model.is_the_books else None
    cost = follow.training.judgement.total_cost.tensor
    link = Caption(texts["follow.open"], "link", target=cost[0])
    choices = Form(load_texts("common")["panel.change"], follow.image, follow.epoch, follow.unit)
    return below(choices, *([] if tips is None else [tips]), link, Form(follow.agrees))


def _section(heading: Text, pictures: Element) -> Element:
    return below(Caption(heading, "heading"), pictures, gap=0)


def _seen(follow: FollowEquations) -> Element:
    return beside(
        Picture(follow.pixels, literal("x")), Picture(follow.weights, literal("w")),
        Picture(follow.products, literal("w · x")),
    )  # fmt: skip


def _forward_equations(follow: FollowEquations, texts: NetworkTexts) -> Element:
    pictures, at = follow.training.forward.layers[follow.hidden.name].pictures, _first_choice(follow)
    return _equations(
        texts, follow,
        ("z = Σ w x + b", (follow.weighted, follow.bias), follow.z, pictures["z"].tensor[at]),
        ("a = σ(z) = 1/(1 + e⁻ᶻ)", (follow.put_in,), follow.a, pictures["activation"].tensor[at]),
    )  # fmt: skip


def _sent_back(follow: FollowEquations) -> Element:
    """Arrange the outputs below each other, each with what it sends back."""
    columns = {"t": follow.targets, "a": follow.outputs, "δ": follow.deltas, "w": follow.sending, "w δ": follow.sent}
    return Table(*(Column(tensor, [symbol]) for symbol, tensor in columns.items()))


def _backward_equations(follow: FollowEquations, texts: NetworkTexts) -> Element:
    epoch, image, unit = _first_choice(follow)
    cost = follow.training.judgement.cost.tensor[epoch, image]
    delta = follow.training.forward.layers[follow.hidden.name].pictures["delta"].tensor[epoch, image, unit]
    return _equations(
        texts, follow,
        (texts.equations.cost(), tuple(follow.errors), follow.cost, cost),
        ("δ = (Σ w δ) · a(1 − a)", (follow.back, follow.slope), follow.delta, delta),
    )  # fmt: skip


def _learned(follow: FollowEquations) -> Element:
    return beside(
        Picture(follow.shares, literal("δ x")), Picture(follow.gradient, literal("Σ δ x")),
        Picture(follow.learned, literal("w′")),
    )  # fmt: skip


def _learning_equations(follow: FollowEquations, texts: NetworkTexts) -> Element:
    first = Caption(texts["follow.first_weight"], "muted")
    numbers, name = (follow.before, follow.rate, follow.slope_of_cost), follow.hidden.parameters["weights"]
    this_image = (follow.delta_put_in, follow.pixel)
    gradient, weight = follow.training.backward.gradients[name].tensor, follow.training.forward.parameters[name].tensor
    (epoch, _, unit), corner = _first_choice(follow), (0,) * (len(weight.shape) - 2)
    equations = _equations(
        texts, follow,
        ("∂C/∂w = δ x", this_image, follow.share, gradient[(epoch, unit, *corner)]),
        ("w′ = w − η Σ δ x", numbers, follow.after, weight[(epoch + 1, unit, *corner)]),
    )  # fmt: skip
    return below(equations, first, gap=0)


def _first_choice(follow: FollowEquations) -> tuple[int, int, int]:
    """Return the epoch, the image and the unit that are followed at first, counted from 0."""
    model = follow.training.model
    return int(model.follow_epoch), int(model.follow_image) - 1, int(model.follow_unit) - 1


def _courses(follow: FollowEquations, texts: NetworkTexts) -> Element:
    """Draw the unit's a, its δ and its first weight over the epochs, each with a dot where it is followed."""
    charts = (
        (follow.activation_course, follow.a, "a"),
        (follow.delta_course, follow.delta, "δ"),
        (follow.weight_course, follow.before, "w"),
    )
    return beside(*(ChartBox(_course(follow, texts, *chart)) for chart in charts))


def _course(follow: FollowEquations, texts: NetworkTexts, course: Tensor, now: Tensor, symbol: str) -> Chart:
    number, epochs = follow.training.number, follow.training.model.epochs
    curve = Series(literal(symbol), number[: course.shape[0]], course[...])
    dot = Series(texts["film.now"], follow.epoch[...], now[...], DOT, line=False, marker=True, mark=DOT_SIZE)
    return Chart(
        course.meaning, literal(""), literal(""), [curve, dot], x_limits=(0, epochs),
        x_step=max(1, round(epochs / 5)), legend=False, size=COURSE, tight=True,
    )  # fmt: skip


def _equations(
    texts: NetworkTexts, follow: FollowEquations, *lines: tuple[str, tuple[Tensor, ...], Tensor, Target]
) -> Element:
    """Arrange equations in symbols, each above its numbers, what they come to, and a link to where that is trained."""
    rows: list[Sequence[Element]] = []
    epoch, image, _ = _first_choice(follow)
    for symbols, numbers, result, cell in lines:
        symbol, free = symbols.split(" = ")[0], [None] * (MOST_NUMBERS - len(numbers))
        words = texts["follow.cell"].format(symbol=symbol, epoch=epoch, image=image + 1)
        rows += [(Caption(symbols, "equation"), Caption(words, "link", target=cell)), (Line(*numbers, *free, result),)]
    return below(Gap(1), *(beside(*row) for row in rows), gap=0)
