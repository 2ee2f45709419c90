"""The two sheets of the gradient check: the table of results, and the work behind it."""

from __future__ import annotations

from sheetnet.lessons.network.data import NARROW, Samples
from sheetnet.lessons.network.gradient_check import GradientCheckEquations
from sheetnet.lessons.network.layers import LAYERS
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.sheets import bands
from sheetnet.lessons.network.words import NetworkWords
from sheetnet.lessons.sheets import add_sheet
from sheetnet.texts import literal
from sheetnet.workbook import Book, Chart, Series
from sheetnet.workbook.arrange import Bands, ChartBox, Column, Form, Head, Link, Table, Words, below, beside


def add_gradient_check(
    book: Book, check: GradientCheckEquations, samples: Samples, start: dict[str, Recurring], words: NetworkWords
) -> None:
    """Add the two sheets.

    Args:
        book: The book.
        check: The equations.
        samples: The images and targets that are looked at.
        start: The parameters at which the gradient is checked.
        words: The labels.
    """
    about = words["about.check"].format(samples=check.model.checked_samples, count=check.count)
    remark = [Words(words["check.ties"], "paragraph")] if _has_ties(check) else []
    body = below(*remark, Form(check.step, check.largest), beside(_table(check, start, words), _chart(check, words)))
    add_sheet(book, "check", body, about=about, words=words.texts)
    base = _base(check, samples, words)
    add_sheet(book, "check_work", below(base, _varied(check, base, words), gap=2), words=words.texts,
              default_width=NARROW)  # fmt: skip


def _has_ties(check: GradientCheckEquations) -> bool:
    """Tell whether a pooling gives δ to several cells that tie, which is more than the derivative."""
    layers = (node.layer for node in check.model.network.nodes)
    return not all(LAYERS[layer.kind].sends_back_derivative(layer) for layer in layers)


def _table(check: GradientCheckEquations, start: dict[str, Recurring], words: NetworkWords) -> Table:
    links = [Link(literal(name), cell) for name, cell in check.entries(start)]
    return Table(
        Column(check.number, [words["check.number"]]),
        Column(check.raised, ["C_T(w + h)"]),
        Column(check.lowered, ["C_T(w − h)"]),
        Column(check.numeric, [words["check.numeric"]]),
        Column(check.backprop, [words["check.backprop"]]),
        Column(check.difference, [words["check.difference"]]),
        Column(links, [words["check.parameter"]]),
    )


def _chart(check: GradientCheckEquations, words: NetworkWords) -> ChartBox:
    curve = Series(words["check.difference"], check.number[...], check.difference[...], line=False, marker=True)
    chart = Chart(
        words["charts.check"], words["check.number"], words["check.difference"], [curve],
        x_limits=(0, check.count + 1), y_format="0.0E+00", legend=False,
    )  # fmt: skip
    return ChartBox(chart)


def _base(check: GradientCheckEquations, samples: Samples, words: NetworkWords) -> Bands:
    passes = check.base
    numbers = {name: Recurring(tensor) for name, tensor in check.numbers.items()}
    return Bands(
        strips=[*bands.forward_strips(passes), *bands.judgement_strips(passes), *bands.backward_strips(passes)],
        groups=[
            bands.group(passes, passes.parameters, bands.PARAMETERS),
            bands.group(passes, passes.gradients, bands.GRADIENTS),
            *bands.flipped_groups(passes),
            bands.group(passes, numbers, words["check.numbers"]),
        ],
        unit_labels=bands.unit_labels(passes),
        titles=[words["row.base"]],
        heads=bands.heads(passes),
        on_top=bands.sample_strips(samples, words),
        samples=check.model.checked_samples,
    )


def _varied(check: GradientCheckEquations, base: Bands, words: NetworkWords) -> Bands:
    passes, runs = check.varied, 2 * check.count
    kinds = words["row.raised"], words["row.lowered"]
    return Bands(
        strips=[*bands.forward_strips(passes), *bands.judgement_strips(passes)],
        groups=[bands.group(passes, passes.parameters, bands.PARAMETERS)],
        unit_labels=bands.unit_labels(passes),
        titles=[kinds[run % 2].format(number=run // 2 + 1) for run in range(runs)],
        heads=[*bands.heads(passes), Head(words["row.moved"], check.entry), Head("±h", check.move)],
        blocks=runs,
        samples=check.model.checked_samples,
        remedy=lambda most: "use a smaller network, or check_samples=0 for no gradient check",
        outlined=True,
        like=base,
    )
