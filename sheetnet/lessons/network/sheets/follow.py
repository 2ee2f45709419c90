"""The sheet Follow: one hidden unit forward, back and learning, pictures beside equations with their numbers put in."""

from __future__ import annotations

from sheetnet.lessons.network.film import FRAME
from sheetnet.lessons.network.follow import FollowEquations
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.texts import Text, literal, load_texts
from sheetnet.workbook import Book, Page, Tensor
from sheetnet.workbook.arrange import (
    Caption,
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
        (_section(texts["follow.forward"], _seen(follow)), _forward_equations(follow)),
        (_section(texts["follow.backward"], _sent_back(follow)), _backward_equations(follow, texts)),
        (_section(texts["follow.learn"], _learned(follow)), _learning_equations(follow, texts)),
    )
    body = beside(_left(book, follow, texts), steps)
    kept = (follow.kept_outputs, follow.kept_deltas, follow.kept_own, follow.kept_cost)
    aside = beside(Gap(FAR), *(Picture(tensor) for tensor in kept))
    return add_sheet(book, "follow", body, texts=texts.table, default_width=FRAME, aside=aside)


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


def _forward_equations(follow: FollowEquations) -> Element:
    return _equations(
        ("z = Σ w x + b", (follow.weighted, follow.bias), follow.z),
        ("a = σ(z) = 1/(1 + e⁻ᶻ)", (follow.put_in,), follow.a),
    )


def _sent_back(follow: FollowEquations) -> Element:
    """Arrange the outputs below each other, each with what it sends back."""
    columns = {"t": follow.targets, "a": follow.outputs, "δ": follow.deltas, "w": follow.sending, "w δ": follow.sent}
    return Table(*(Column(tensor, [symbol]) for symbol, tensor in columns.items()))


def _backward_equations(follow: FollowEquations, texts: NetworkTexts) -> Element:
    return _equations(
        (texts.equations.cost(), (), follow.cost),
        ("δ = (Σ w δ) · a(1 − a)", (follow.back, follow.slope), follow.delta),
    )


def _learned(follow: FollowEquations) -> Element:
    return beside(
        Picture(follow.shares, literal("δ x")), Picture(follow.gradient, literal("Σ δ x")),
        Picture(follow.learned, literal("w′")),
    )  # fmt: skip


def _learning_equations(follow: FollowEquations, texts: NetworkTexts) -> Element:
    first = Caption(texts["follow.first_weight"], "muted")
    numbers = (follow.before, follow.rate, follow.slope_of_cost)
    return below(_equations(("w′ = w − η Σ δ x", numbers, follow.after)), first, gap=0)


def _equations(*lines: tuple[str, tuple[Tensor, ...], Tensor]) -> Element:
    """Arrange equations in symbols, each above its numbers and what they come to."""
    rows: list[Element] = [Gap(1)]
    for symbols, numbers, result in lines:
        rows += [Caption(symbols, "equation"), Line(*numbers, result)]
    return below(*rows, gap=0)
