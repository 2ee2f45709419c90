"""Solve a Solver lesson in LibreOffice, headless: hand Excel's hidden Solver model from the file to NLPSolver.

Run: ``python -m tests.tools.solve_with_libreoffice [neural_net]``. Needs the Debian packages libreoffice-calc,
libreoffice-nlpsolver, python3-uno and a Java runtime. The solver is unseeded, so only a bound on the cost is expected.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"  # the one that Debian's python3-uno belongs to

DRIVER = r"""
import sys, time, re
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet import SolverConstraint
from com.sun.star.table import CellAddress
path, pipe, adjust, objective = sys.argv[1:5]

def prop(name, value):
    p = PropertyValue(); p.Name = name; p.Value = value; return p

local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(60):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"); break
    except Exception:
        time.sleep(1)
manager = context.ServiceManager
desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (prop("Hidden", True),))
document.calculateAll()
names = list(document.Sheets.ElementNames)

def addresses(text):
    for part in text.split(","):
        sheet, where = part.rsplit("!", 1)
        sheet = sheet.strip("'").replace("''", "'")
        block = document.Sheets.getByName(sheet).getCellRangeByName(where.replace("$", ""))
        a = block.RangeAddress
        for row in range(a.StartRow, a.EndRow + 1):
            for column in range(a.StartColumn, a.EndColumn + 1):
                c = CellAddress(); c.Sheet, c.Column, c.Row = a.Sheet, column, row
                yield c

target = next(addresses(objective))
variables = tuple(addresses(adjust))
cell = document.Sheets.getByIndex(target.Sheet).getCellByPosition(target.Column, target.Row)
before = cell.Value
solver = manager.createInstanceWithContext("com.sun.star.comp.Calc.NLPSolver.DEPSSolverImpl", context)
solver.Document, solver.Objective, solver.Variables, solver.Maximize = document, target, variables, False
bounds = []
operators = [uno.Enum("com.sun.star.sheet.SolverConstraintOperator", name) for name in ("GREATER_EQUAL", "LESS_EQUAL")]
for variable in variables:
    for operator, bound in zip(operators, (-15.0, 15.0)):
        c = SolverConstraint(); c.Left, c.Operator, c.Right = variable, operator, bound
        bounds.append(c)
solver.Constraints = tuple(bounds)
for name, value in (("EnhancedSolverStatus", False), ("AssumeNonNegative", False)):
    try:
        solver.setPropertyValue(name, value)
    except Exception as error:
        print("no property", name, file=sys.stderr)
solver.solve()
for variable, value in zip(variables, solver.Solution):
    document.Sheets.getByIndex(variable.Sheet).getCellByPosition(variable.Column, variable.Row).Value = value
document.calculateAll()
print(f"variables {len(variables)}  C_T before {before:.6g}  after {cell.Value:.6g}")
document.close(True)
desktop.terminate()
"""


def main() -> None:
    """Build the lesson, read its Solver model, solve, print the cost before and after."""
    import openpyxl

    import sheetnet
    from sheetnet.engines.libreoffice import APPLICATION

    slug = sys.argv[1] if len(sys.argv) > 1 else "neural_net"
    with tempfile.TemporaryDirectory() as folder:
        path = sheetnet.build(slug, Path(folder) / f"{slug}.xlsx")
        names = openpyxl.load_workbook(path)["Fit"].defined_names
        pipe = f"sheetnet{Path(folder).name}"
        office = subprocess.Popen(
            [str(APPLICATION.find()), "--headless", "--norestore",
             f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
             f"--accept=pipe,name={pipe};urp;"]
        )  # fmt: skip
        try:
            model = [names[f"solver_{key}"].attr_text for key in ("adj", "opt")]
            subprocess.run([SYSTEM_PYTHON, "-c", DRIVER, str(path), pipe, *model], check=True)
        finally:
            office.terminate()


if __name__ == "__main__":
    main()
