"""How the command line ends: one line a mistake."""

from __future__ import annotations

import pytest

from sheetnet.ending import one_line_errors
from sheetnet.errors import InputError, PlanError


def test_a_mistake_is_one_line_without_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end, one_line_errors():
        raise InputError("steps\n is \x1b[31m0")
    assert end.value.code == 2
    assert capsys.readouterr().err == "sheetnet: steps is �[31m0\n"


def test_mistakes_of_a_plan_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), one_line_errors():
        raise PlanError(["line 2: a", "line 3: b"])
    assert capsys.readouterr().err.splitlines() == ["sheetnet: line 2: a", "sheetnet: line 3: b"]
