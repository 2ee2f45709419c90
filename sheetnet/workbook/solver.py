"""Excel's Solver model, filled in: hidden names of one sheet that Excel reads when its Solver dialogue opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sheetnet.errors import LimitError
from sheetnet.formula import SheetNames
from sheetnet.formula.template import absolute_range, quoted
from sheetnet.workbook.rectangles import Cell, Rectangle, rectangles, rectangles_by_columns

if TYPE_CHECKING:
    from sheetnet.workbook.tensor import Tensor

MOST_VARIABLES = 200
LONGEST = 254
"""Characters that the box of the Solver's dialogue takes; where more cells lie apart, they get a name."""
VARIABLES = "variables"
"""That name, on the Solver's sheet."""
_READ_OTHERWISE = ("R", "C", "RC", "TRUE", "FALSE")
"""Words that are no name of a sheet unless they are quoted: rows, columns, truth values."""
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
        cells = self._cells()
        if len(cells) > MOST_VARIABLES:
            raise LimitError(f"Excel's Solver changes at most {MOST_VARIABLES} cells; this network has {len(cells)}")
        changed = self._areas(cells, sheet_names)
        return {
            "solver_adj": changed if len(changed) <= LONGEST else f"{self._sheet(sheet_names)}!{VARIABLES}",
            "solver_opt": self._areas(_cells(self.objective), sheet_names),
            **{f"solver_{key}": value for key, value in _SETTINGS.items()},
        }

    def visible_names(self, sheet_names: SheetNames) -> dict[str, str]:
        """Return the name of the variables, if they lie in more areas than the dialogue's box can hold."""
        changed = self._areas(self._cells(), sheet_names)
        return {VARIABLES: changed} if len(changed) > LONGEST else {}

    def _cells(self) -> list[Cell]:
        return [cell for tensor in self.variables for cell in _cells(tensor)]

    def _areas(self, cells: list[Cell], sheet_names: SheetNames) -> str:
        sheet = self._sheet(sheet_names)
        covers = rectangles(cells), rectangles_by_columns(cells)
        return min((",".join(f"{sheet}!{absolute_range(*each)}" for each in cover) for cover in covers), key=len)

    def _sheet(self, sheet_names: SheetNames) -> str:
        """Return the sheet as Excel writes it: quoted only where it must be."""
        name = sheet_names[self.objective.place.page]
        return name if name.isalpha() and name.upper() not in _READ_OTHERWISE else quoted(name)


def addresses(tensor: Tensor, sheet_names: SheetNames) -> list[str]:
    """Return a tensor's cells as absolute addresses of few rectangles."""
    sheet = quoted(sheet_names[tensor.place.page])
    return [f"{sheet}!{absolute_range(*rectangle)}" for rectangle in tensor_rectangles(tensor)]


def fills_rectangle(tensor: Tensor) -> bool:
    """Tell whether a tensor's cells fill one rectangle."""
    rows, columns = tensor.cells()
    return bool((np.ptp(rows) + 1) * (np.ptp(columns) + 1) == rows.size)


def tensor_rectangles(tensor: Tensor) -> list[Rectangle]:
    """Cover a tensor's cells by few rectangles."""
    return rectangles(_cells(tensor))


def _cells(tensor: Tensor) -> list[Cell]:
    rows, columns = tensor.cells()
    return list(zip(rows.ravel().tolist(), columns.ravel().tolist(), strict=True))
