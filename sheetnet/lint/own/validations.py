"""What inputs take when somebody types: gone, or another rule than the lesson's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from sheetnet.lint.areas import rectangles, written
from sheetnet.lint.finding import Finding
from sheetnet.lint.subject import Own, Subject
from sheetnet.models.fields import SMALLEST, Field
from sheetnet.workbook.solver import tensor_rectangles
from sheetnet.xlsx.read.setup import Validation
from sheetnet.xlsx.read.stored import Rectangle

RULE = "input rule"
_DIGITS = 1e-12


def validations(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find inputs that take other numbers than the lesson allows, or any."""
    for page, sheet in subject.pages():
        rules = [(area, rule) for rule in sheet.setup.validations for area in rectangles(rule.cells)]
        for tensor in page.tensors:
            if tensor.allowed is None:
                continue
            for cells in tensor_rectangles(tensor):
                met = [(area, rule) for area, rule in rules if _meet(area, cells)]
                yield from _judged(own.names[page], tensor.name, cells, met, tensor.allowed)


def _judged(
    title: str, name: str, cells: Rectangle, met: Sequence[tuple[Rectangle, Validation]], allowed: Field
) -> Iterator[Finding]:
    wrong = [rule for _, rule in met if not _is(rule, allowed)]
    if wrong:
        first = " and ".join(filter(None, (wrong[0].first[:40], wrong[0].second[:40])))
        what = f"{name} takes {wrong[0].kind} {wrong[0].operator} {first} instead of what is allowed: {_shown(allowed)}"
        yield Finding(title, written(cells), RULE, what, "put the rule back, or build the workbook anew")
    elif not _covered(cells, [area for area, _ in met]):
        what = f"{name} takes anything; allowed is {_shown(allowed)}"
        yield Finding(title, written(cells), RULE, what, "put the rule back, or build the workbook anew", error=False)


def _is(rule: Validation, allowed: Field) -> bool:
    if allowed.choices:
        given = [_number(choice) for choice in rule.first.strip('"').split(",")]
        return rule.kind == "list" and _near(sorted(given), sorted(map(float, allowed.choices)))
    kind = "whole" if allowed.whole else "decimal"
    low = max(allowed.low, SMALLEST) if allowed.strict_low and allowed.low == 0 else allowed.low
    limits = [_number(rule.first), _number(rule.second)]
    return rule.kind == kind and rule.operator == "between" and _near(limits, [low, allowed.high])


def _near(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return len(found) == len(wanted) and all(
        math.isclose(a, b, rel_tol=_DIGITS) for a, b in zip(found, wanted, strict=True)
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _shown(allowed: Field) -> str:
    return allowed.describe().say("en")


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _covered(cells: Rectangle, areas: Sequence[Rectangle]) -> bool:
    """Tell whether rectangles that do not overlap cover all cells."""
    top, left, bottom, right = cells
    shared = [(min(bottom, b) - max(top, t) + 1) * (min(right, r) - max(left, x) + 1) for t, x, b, r in areas]
    return sum(shared) >= (bottom - top + 1) * (right - left + 1)
