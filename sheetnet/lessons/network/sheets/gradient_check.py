"""The two sheets of the gradient check: the table of results, and the work behind it."""

from __future__ import annotations

from sheetnet.lessons.network.data import DELTA, Samples
from sheetnet.lessons.network.gradient_check import GradientCheckEquations
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.lessons.panel import tips_of
from sheetnet.lessons.sheets import add_sheet
from sheetnet.workbook import Book, Chart, Series
from sheetnet.workbook.arrange import (
    Bands,
    Caption,
    ChartBox,
    Column,
    Element,
    Form,
    Head,
    Link,
    Strip,
    Table,
    below,
    beside,
)

TIPS, WHERE = 62.0, 56.0
"""Width of the tips, and of the words below the chart, in characters."""
SIZE = (9.0, 8.3)
GUIDE = 92.0
"""Width of what is said of the work, in characters: it stands left of the images."""


def add_gradient_check(
    book: Book, check: GradientCheckEquations, samples: Samples, start: dict[str, Recurring], texts: NetworkTexts
) -> None:
    """Add the two sheets.

    Args:
        book: The book.
        check: The equations.
        samples: The images and targets that are looked at.
        start: The parameters at which the gradient is checked.
        texts: The labels.
    """
    about = texts["about.check"].format(samples=check.model.checked_samples, count=check.count)
    agree = Caption(texts["check.agree"], "tip", WHERE, stretch=1, by_lines=True)
    remark = [Caption(texts["check.ties"], "paragraph")] if check.left_out else []
    numbers: Element = Form(check.step, check.largest, *check.left_out[1:])
    tips = tips_of(book, "check", width=TIPS) if check.model.is_the_books else None
    numbers = numbers if tips is None else beside(numbers, tips)
    where = Caption(texts["check.unhide"], "reason", WHERE, stretch=1, by_lines=True)
    body = below(numbers, *remark, beside(_table(check, start, texts), below(_chart(check, texts), agree, where)))
    add_sheet(book, "check", body, about=about, texts=texts.table)
    base = _base(check, samples, texts, _guide(book, check, texts))
    work = below(base, _varied(check, base, texts), gap=2)
    add_sheet(book, "check_work", work, texts=texts.table, default_width=DELTA).hidden = True


def _guide(book: Book, check: GradientCheckEquations, texts: NetworkTexts) -> Element:
    """Say how the work is read, and lead back to its results and on to its first two runs."""
    tips = tips_of(book, "check_work", width=GUIDE) if check.model.is_the_books else None
    links = (("check.back", check.numeric[0]), ("check.first_runs", check.entry[0]))
    return below(
        Caption(texts["check.guide"], "paragraph", GUIDE, stretch=1, by_lines=True),
        *(Caption(texts[words], "link", target=target) for words, target in links),
        *([] if tips is None else [tips]), gap=0,
    )  # fmt: skip


def _table(check: GradientCheckEquations, start: dict[str, Recurring], texts: NetworkTexts) -> Table:
    links = [Link(name, cell) for name, cell in check.entries(start)]
    return Table(
        Column(check.number, [texts["check.numbered"]]),
        Column(links, [texts["check.parameter"]]),
        Column(check.raised, ["C_T(w + h)"]),
        Column(check.lowered, ["C_T(w − h)"]),
        Column(check.numeric, [texts["check.numeric"]]),
        Column(check.backprop, [texts["check.backprop"]]),
        Column(check.difference, [texts["check.difference"]]),
    )


def _chart(check: GradientCheckEquations, texts: NetworkTexts) -> ChartBox:
    """Draw one way over the other: where both agree, the dots lie on the line."""
    slopes, quotients = check.backprop[...], check.numeric[...]
    line = Series(texts["charts.both_equal"], slopes, slopes, "7F7F7F", width=1.0)
    dots = Series(texts["check.parameter"], slopes, quotients, line=False, marker=True, mark=6)
    chart = Chart(
        texts["charts.check"], texts["check.backprop"], texts["check.numeric"], [line, dots], size=SIZE, square=True,
        legend=False,
    )  # fmt: skip
    return ChartBox(chart)


def _base(check: GradientCheckEquations, samples: Samples, texts: NetworkTexts, guide: Element) -> Bands:
    judgement, forward = check.base, check.base.forward
    numbers = {name: Recurring(tensor) for name, tensor in check.numbers.items()}
    left_out = [Strip(tensor, [texts["row.left_out"]]) for tensor in check.left_out[:1]]
    backward = [*bands.backward_strips(forward), *left_out]
    return Bands(
        strips=[*bands.forward_strips(forward), *bands.judgement_strips(judgement), *backward],
        groups=[
            bands.group(forward, forward.parameters, bands.PARAMETERS),
            bands.group(forward, check.backward.gradients, bands.GRADIENTS),
            *bands.flipped_groups(forward),
            bands.group(forward, numbers, texts["check.numbers"]),
        ],
        unit_labels=bands.unit_labels(forward),
        titles=[texts["row.base"]],
        heads=bands.heads(judgement),
        on_top=bands.sample_strips(samples, texts),
        samples=check.model.checked_samples,
        corner=guide,
    )


def _varied(check: GradientCheckEquations, base: Bands, texts: NetworkTexts) -> Bands:
    judgement, forward, runs = check.varied, check.varied.forward, 2 * check.count
    kinds = texts["row.raised"], texts["row.lowered"]
    return Bands(
        strips=[*bands.forward_strips(forward), *bands.judgement_strips(judgement)],
        groups=[bands.group(forward, forward.parameters, bands.PARAMETERS)],
        unit_labels=bands.unit_labels(forward),
        titles=[kinds[run % 2].format(number=run // 2 + 1) for run in range(runs)],
        heads=[*bands.heads(judgement), Head(texts["row.moved"], check.entry), Head("±h", check.move)],
        blocks=runs,
        samples=check.model.checked_samples,
        remedy=lambda most: "use a smaller network, or check_samples=0 for no gradient check",
        outlined=True,
        like=base,
    )
