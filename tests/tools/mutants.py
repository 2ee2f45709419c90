"""Random mistakes in single formulas, and whether a check sees them: ``python -m tests.tools.mutants --count 50``.

A mutant differs from the lesson's formula in one operator, comparison, function, number or neighbour. It is seen by
its values, as the workbook stands or with those other inputs with which ``build`` checks it too, or, where no input
shows it, as an edited formula.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

import sheetnet
from sheetnet.catalogue import LESSONS
from sheetnet.check import StoredWorkbook, checks, read_workbook
from sheetnet.engines import find
from sheetnet.errors import SheetnetError
from sheetnet.formula.template import cell_address, place_of
from sheetnet.jobs.check import other_inputs
from tests.workbooks import small

SWAPS = {"+": "-", "-": "+", "*": "/", "/": "*", "<": "<=", ">": ">=", ">=": ">", "<=": "<", "=": "<>"}
FUNCTIONS = {"MAX": "MIN", "MIN": "MAX", "SUM": "AVERAGE", "AVERAGE": "SUM", "SIN": "COS", "COS": "SIN", "AND": "OR"}
_PLACE = re.compile(r"(?<![A-Z0-9$])(\$?)([A-Z]{1,3})(\$?)([0-9]+)(?![0-9(])")
_OPERATOR = re.compile(r"(?<=[\w)])(>=|<=|[-+*/<>=])")
_FUNCTION = re.compile("|".join(rf"\b{name}(?=\()" for name in FUNCTIONS))
_NUMBER = re.compile(r"(?<![\w$.])\d+(?:\.\d+)?(?![\w.])")


def mutant(formula: str, generator: random.Random) -> str | None:
    """Return a formula with one mistake, or None if there is no place for the kind that was drawn."""
    pattern, change = generator.choice(
        [(_OPERATOR, lambda m: SWAPS[m[0]]), (_FUNCTION, lambda m: FUNCTIONS[m[0]]),
         (_NUMBER, lambda m: repr(float(m[0]) + 1)), (_PLACE, lambda m: _neighbour(m, generator))]
    )  # fmt: skip
    places = list(pattern.finditer(formula, 1))
    if not places:
        return None
    match = generator.choice(places)
    return formula[: match.start()] + change(match) + formula[match.end() :]


def _neighbour(match: re.Match[str], generator: random.Random) -> str:
    row, column = place_of(match[2] + match[4])
    down = generator.choice([-1, 1])
    row, column = (max(1, row + down), column) if generator.random() < 0.5 else (row, max(1, column + down))
    letters = re.sub(r"\d", "", cell_address(row, column))
    return f"{match[1]}{letters}{match[3]}{row}"


def mutated(workbook: StoredWorkbook, generator: random.Random) -> StoredWorkbook:
    """Return a workbook with a mistake in one of its formulas."""
    while True:
        entry = generator.choice([entry for entry in workbook.map.entries.values() if not entry.role.editable])
        place = generator.choice(entry.places())
        sheet = workbook.sheets[entry.sheet]
        wrong = mutant(sheet.formula_at(place) or "", generator)
        if wrong is not None and wrong != sheet.formula_at(place):
            formula = sheet.formula.copy()
            formula[int(sheet.find(*np.array(place)))] = len(sheet.formulas)
            changed = replace(sheet, formula=formula, formulas=[*sheet.formulas, wrong])
            return replace(workbook, sheets={**workbook.sheets, entry.sheet: changed})


def seen(workbook: StoredWorkbook) -> str:
    """Say how a check sees a mutant."""
    changes = [(), *other_inputs(workbook)]
    try:
        for number, report in enumerate(checks(workbook, find("ironcalc"), changes)):
            if report.differences:
                return "by its values" if number == 0 else "with other inputs"
            if number == 0:
                edited = any(
                    finding.rule == "edited formula" or "formula" in finding.rule for finding in report.findings
                )
    except SheetnetError:
        return "refused"
    return "as an edited formula" if edited else "NOT SEEN"


def main() -> None:
    """Print how many mutants of each lesson were seen how."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=20, help="mutants of each lesson (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for lesson in LESSONS:
            path = sheetnet.build(lesson.slug, Path(folder) / f"{lesson.slug}.xlsx", **small(lesson.slug))
            workbook, generator = read_workbook(path), random.Random(chosen.seed)
            counts = Counter(seen(mutated(workbook, generator)) for _ in range(chosen.count))
            print(f"{lesson.slug:<20} {dict(counts)}", flush=True)
            total += counts
    print(f"{'all':<20} {dict(total)}")


if __name__ == "__main__":
    main()
