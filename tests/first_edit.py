"""What a reader sees after a first edit in LibreOffice: the file opened as it is, an input changed, nothing else done.

A check asks for a hard recalculation; a reader does not. LibreOffice then computes what depends on the changed cell, as
far as it knows of it, and shows for all others what the file stores. A macro does as the reader does, for all files in
one process, and saves what is seen, before and after a hard recalculation.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from sheetnet.engines.libreoffice import APPLICATION
from sheetnet.engines.limits import Limits

WITHIN = Limits(seconds=300, bytes=4 * 10**9)
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edits"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits"
 script:language="StarBasic">{code}</script:module>
"""
_CODE = """
Sub Main
{calls}
  StarDesktop.terminate()
End Sub

Sub Edit(source As String, sheet As String, cell As String, value As Double, seen As String, recalculated As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim xlsx(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  xlsx(0).Name = "FilterName"
  xlsx(0).Value = "Calc MS Excel 2007 XML"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  document.Sheets.getByName(sheet).getCellRangeByName(cell).setValue(value)
  document.storeToURL(seen, xlsx())
  document.calculateAll()
  document.storeToURL(recalculated, xlsx())
  document.close(True)
End Sub
"""


@dataclass(frozen=True)
class Edit:
    """One edit of one workbook.

    Args:
        path: The workbook.
        sheet: The sheet of an input.
        cell: Its address on the sheet.
        value: The number that is typed there.
    """

    path: Path
    sheet: str
    cell: str
    value: float


def make(edits: Sequence[Edit], folder: Path) -> list[tuple[Path, Path]]:
    """Make each edit in its workbook, which is left as it is.

    Args:
        edits: The edits.
        folder: Where the results go.

    Returns:
        For each edit the workbook as it is seen, and as it is after a hard recalculation.
    """
    results = [(folder / f"{n}-seen.xlsx", folder / f"{n}-recalculated.xlsx") for n in range(len(edits))]
    calls = [_call(edit, *result) for edit, result in zip(edits, results, strict=True)]
    with tempfile.TemporaryDirectory(prefix="sheetnet-profile-") as profile:
        # Its first start makes the profile, with an empty library of macros in the place of whatever is there.
        _start(profile, "--terminate_after_init")
        library = Path(profile) / "user" / "basic" / "Standard"
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        code = escape(_CODE.format(calls="\n".join(calls)))
        (library / "Edits.xba").write_text(_MODULE.format(code=code), encoding="utf-8")
        said = _start(profile, "macro:///Standard.Edits.Main")
    missing = [path.name for pair in results for path in pair if not path.is_file()]
    assert not missing, f"LibreOffice made no {missing[0]}: {said}"
    return results


def _start(profile: str, task: str) -> str:
    """Start LibreOffice in a profile, and return what it said last."""
    arguments = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", task]
    return APPLICATION.run(arguments, Path(profile), WITHIN)


def _call(edit: Edit, seen: Path, recalculated: Path) -> str:
    words = [edit.path.as_uri(), edit.sheet, edit.cell, edit.value, seen.as_uri(), recalculated.as_uri()]
    return "  Edit(" + ", ".join(f'"{word}"' if isinstance(word, str) else repr(word) for word in words) + ")"
