"""Whether an answer is right, and which it is, as formulas.

Outputs count as equal within ``TIE_WIDTH``: by its last bit one is larger here, another there.
"""

from __future__ import annotations

from sheetnet.formula import Expression, call, count, where
from sheetnet.models.network import NO_ANSWER, TIE_WIDTH


def is_right(targets: Expression, outputs: Expression) -> Expression:
    """Return 1 if the answer is right: no output but the target's is the largest; a single output is within ½ of it."""
    if outputs.single:
        return where(call("ABS", outputs - targets) < 0.5 - TIE_WIDTH, 1, 0)
    largest = outputs >= call("MAX", outputs) - TIE_WIDTH
    return where(count(largest, targets < call("MAX", targets)) < 1, 1, 0)


def answer(class_labels: Expression, outputs: Expression) -> Expression:
    """Return the label of the largest output, ``NO_ANSWER`` where several tie; a single output says whether it is ½.

    The labels lie in a row.
    """
    if outputs.single:
        return where(outputs >= 0.5 - TIE_WIDTH, 1, 0)
    ties = count(outputs >= call("MAX", outputs) - TIE_WIDTH)
    label = call("INDEX", class_labels, 1, call("MATCH", call("MAX", outputs), outputs, 0))
    return where(ties > 1, NO_ANSWER, label)
