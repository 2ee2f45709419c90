"""Excel's Solver model, filled in: hidden names of one sheet that Excel reads when its Solver dialogue opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sheetnet.errors import LimitError
from sheetnet.formula import SheetNames
from sheetnet.formula.template import column_letters, quoted

if TYPE_CHECKING:
    from sheetnet.workbook.tensor import Tensor

MOST_VARIABLES = 200
_SETTINGS = {
    "typ": "2",  # minimise
    "val": "0",
    "eng": "1",  # GRG Nonlinear
    "neg": "2",  # variables may be negative
    "num": "0",  # no constraints
    "ver": "3",
    "cvg": "0.0001",
    "drv": "1",
    "est": "1",
    "itr": "2147483647",
    "mip": "2147483647",
    "mni": "30",
    "mrt": "0.075",
    "msl": "2",
    "nod": "2147483647",
    "nwt": "1",
    "pre": "0.000001",
    "rbv": "1",
    "rlx": "2",
    "rsd": "0",
    "scl": "1",
    "sho": "2",
    "ssz": "100",
    "tim": "2147483647",
    "tol": "0.01",
}


@dataclass(frozen=True)
class SolverModel:
    """What Excel's Solver is to do: minimise one cell by changing others, GRG Nonlinear, without constraints.

    Args:
        objective: A tensor of one cell.
        variables: The parameters to change, all on the same sheet as the objective.
    """

    objective: Tensor
    variables: tuple[Tensor, ...]

    def names(self, sheet_names: SheetNames) -> dict[str, str]:
        """Return Excel's hidden names with their values.

        Raises:
            LimitError: More than 200 variables.
        """
        count = sum(int(tensor.cells()[0].size) for tensor in self.variables)
        if count > MOST_VARIABLES:
            raise LimitError(f"Excel's Solver changes at most {MOST_VARIABLES} cells; this network has {count}")
        adjusted = ",".join(address for tensor in self.variables for address in addresses(tensor, sheet_names))
        return {
            "solver_adj": adjusted,
            "solver_opt": addresses(self.objective, sheet_names)[0],
            **{f"solver_{key}": value for key, value in _SETTINGS.items()},
        }


def addresses(tensor: Tensor, sheet_names: SheetNames) -> list[str]:
    """Return a tensor's cells as absolute addresses of few rectangles."""
    sheet = quoted(sheet_names[tensor.place.page])
    return [
        f"{sheet}!${column_letters(left)}${top}"
        + ("" if (top, left) == (bottom, right) else f":${column_letters(right)}${bottom}")
        for top, left, bottom, right in rectangles(tensor)
    ]


def fills_rectangle(tensor: Tensor) -> bool:
    """Tell whether a tensor's cells fill one rectangle."""
    rows, columns = tensor.cells()
    return bool((np.ptp(rows) + 1) * (np.ptp(columns) + 1) == rows.size)


def rectangles(tensor: Tensor) -> list[tuple[int, int, int, int]]:
    """Cover a tensor's cells by few rectangles: first row, first column, last row, last column of each."""
    rows, columns = tensor.cells()
    return _joined(sorted(zip(rows.ravel().tolist(), columns.ravel().tolist(), strict=True)))


def _joined(cells: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Cover sorted cells by few rectangles: runs along rows, then equal runs of adjacent rows joined."""
    rows: list[list[int]] = []
    for row, column in cells:
        if rows and rows[-1][0] == row and rows[-1][3] == column - 1:
            rows[-1][3] = column
        else:
            rows.append([row, column, row, column])
    joined: list[list[int]] = []
    open_runs: dict[tuple[int, int, int], list[int]] = {}  # by the row below, first and last column
    for run in rows:
        above = open_runs.pop((run[0], run[1], run[3]), None)
        if above is None:
            joined.append(above := run)
        above[2] = run[2]
        open_runs[above[2] + 1, above[1], above[3]] = above
    return [(top, left, bottom, right) for top, left, bottom, right in joined]
