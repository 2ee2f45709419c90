"""IronCalc takes a workbook as it is, with notes, drawings and styles, and computes what it does from a bare copy."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sheetnet.engines import Cells, Wanted
from sheetnet.engines.embedded import EMBEDDED
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.write.poisoned_copy import write_poisoned_copy
from tests.programs.workbooks import every_workbook, workbook
from tests.workbooks import Builder


@every_workbook
def test_it_computes_the_same_from_a_whole_workbook(slug: str, lang: str, built: Builder, tmp_path: Path) -> None:
    path, engine = workbook(built, slug, lang), EMBEDDED["ironcalc"]
    sheets = read(path)
    wanted: Wanted = {title: Cells(sheet.rows, sheet.columns) for title, sheet in sheets.items()}
    write_poisoned_copy(sheets, tmp_path / "copy.xlsx")
    whole, bare = engine.compute(path, wanted), engine.compute(tmp_path / "copy.xlsx", wanted)
    for title in sheets:
        np.testing.assert_array_equal(whole[title].numbers, bare[title].numbers)
        assert whole[title].others == bare[title].others
