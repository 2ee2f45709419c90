"""The command line: exit codes, one line for a mistake, machine-readable output."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from sheetnet.catalogue import LESSONS
from sheetnet.cli import main
from sheetnet.engines import ENGINES
from tests.workbooks import address, cell, edited


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_every_command_and_option_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert isinstance(parameter, click.Argument) or parameter.help, f"{name} {parameter.name}"


def test_the_help_of_verify_names_every_engine() -> None:
    output = run("verify", "--help").output
    assert not [name for name in ENGINES if name not in output]


def test_list_names_every_lesson() -> None:
    for lang in ("en", "zh"):
        output = run("list", "--lang", lang).output
        for lesson in LESSONS:
            assert lesson.slug in output
            assert lesson.title.say(lang) in output


def test_list_of_one_lesson_names_what_set_takes() -> None:
    output = run("list", "backprop").output
    for words in ("layers", "cross_entropy", "learning_rate", "above 0, up to 10", "initial_hidden_weights", "3×4×3"):
        assert words in output
    assert run("list", "backprob").exit_code == 2


def test_one_bad_file_does_not_stop_the_others(descent: Path, tmp_path: Path) -> None:
    rate = cell(descent, "learning_rate")
    negative = edited(descent, tmp_path, {rate: -3})
    (tmp_path / "noise.xlsx").write_bytes(b"no zip")
    result = run("verify", tmp_path / "noise.xlsx", descent, negative, descent)
    assert result.exit_code == 2
    assert "2 checks" in result.output
    assert "noise.xlsx is not an .xlsx workbook" in result.output
    assert f"{negative.name}: {rate}: learning_rate is -3.0; allowed: above 0" in result.output
    rows = json.loads(run("verify", negative, descent, "--json").stdout)
    assert [row["ok"] for row in rows] == [True, False]
    assert rate in rows[1]["error"]


def test_an_edited_workbook_is_not_overwritten(descent: Path, tmp_path: Path) -> None:
    target = edited(descent, tmp_path, {cell(descent, "learning_rate"): 0.3})
    before = target.read_bytes()
    words = ["build", "gradient_descent", "--out", tmp_path, "--no-verify"]
    refused = run(*words)
    assert refused.exit_code == 2
    assert "last saved by Microsoft Excel" in refused.output
    assert target.read_bytes() == before
    assert run(*words, "--overwrite").exit_code == 0
    assert target.read_bytes() != before
    assert run(*words).exit_code == 0  # what sheetnet wrote, it may replace


def test_a_setting_that_one_lesson_lacks_is_told_before_anything_is_built(tmp_path: Path) -> None:
    result = run("build", "gradient_descent", "pooling", "--set", "learning_rate=0.2", "--out", tmp_path)
    assert result.exit_code == 2
    assert "pooling: learning_rate is neither" in result.output
    assert not list(tmp_path.iterdir())


def test_build_makes_and_checks(tmp_path: Path) -> None:
    result = run("build", "gradient_descent", "--out", tmp_path, "--set", "steps=4", "--set", "learning_rate=0.2")
    assert result.exit_code == 0, result.output
    assert "0 mismatches" in result.output
    assert (tmp_path / "gradient_descent.xlsx").is_file()


def test_build_in_both_languages_makes_two_folders(tmp_path: Path) -> None:
    result = run("build", "gradient_descent", "--lang", "en", "--lang", "zh", "--out", tmp_path, "--no-verify")
    assert result.exit_code == 0, result.output
    assert sorted(path.parent.name for path in tmp_path.rglob("*.xlsx")) == ["en", "zh"]


def test_verify_json_has_the_promised_keys(descent: Path) -> None:
    result = run("verify", descent, "--json")
    (report,) = json.loads(result.output)
    keys = {"workbook", "lesson", "engine", "cells", "tensors", "max_abs_error", "max_rel_error", "mismatches", "ok"}
    assert keys <= report.keys()
    assert (result.exit_code, report["ok"], report["mismatches"], report["lesson"]) == (0, True, 0, "gradient_descent")


def test_a_failed_check_exits_with_1_and_names_the_cell(descent: Path, tmp_path: Path) -> None:
    place = cell(descent, "x", 2)
    wrong = edited(descent, tmp_path, {place: f"={address(descent, 'x', 1)}"})
    result = run("verify", wrong)
    assert result.exit_code == 1
    assert place in result.output
    report = json.loads(run("verify", wrong, "--json").output)[0]
    assert not report["ok"]
    assert place in {f"{difference['sheet']}!{difference['cell']}" for difference in report["differences"]}


def test_perturb_is_seeded(descent: Path) -> None:
    first, again, other = (
        json.loads(run("verify", descent, "--perturb", 2, "--seed", seed, "--json").output) for seed in (1, 1, 2)
    )
    assert len(first) == 2
    assert first == again
    assert first[0]["changes"] != other[0]["changes"]
    assert all(report["ok"] for report in first + other)


def test_set_and_perturb_exclude_each_other(descent: Path) -> None:
    result = run("verify", descent, "--set", "learning_rate=0.2", "--perturb", 1)
    assert result.exit_code == 2
    assert "exclude each other" in result.output


def test_set_checks_a_changed_copy(descent: Path) -> None:
    assert run("verify", descent, "--set", "learning_rate=1.1", "--set", "start_x=-2").exit_code == 0


def test_map_tells_where_things_are(descent: Path) -> None:
    assert cell(descent, "learning_rate") in run("map", descent).output
    said = json.loads(run("map", descent, "--json").output)
    rate = {"name": "learning_rate", "sheet": "Bowl", "cell": address(descent, "learning_rate")}
    assert rate.items() <= said["tensors"][0].items()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "gradient_decent"], "is not a lesson"),
        (["build", "gradient_descent", "--set", "learning_rate=abc"], "learning_rate is 'abc'"),
        (["build", "gradient_descent", "--set", "learning_rate=0"], "allowed: above 0"),
        (["build", "gradient_descent", "--set", "start_x=1e308"], "start_x is 1e+308"),
        (["build", "gradient_descent", "--set", "start_x=nan"], "start_x is nan"),
        (["build", "gradient_descent", "--set", "steps=2.5"], "whole numbers"),
        (["build", "gradient_descent", "--set", "momentum=1"], "neither a setting nor an input"),
        (["build", "gradient_descent", "--set", "momentum"], "is not an assignment"),
        (["build", "regression", "--set", "heights=1,2"], "heights takes 7 numbers, not 2"),
        (["build", "regression", "--set", "heights=1,1,1,1,1,1,1"], "points that differ"),
        (["verify", "nowhere.xlsx"], "is not there"),
        (["verify", "pyproject.toml"], "is not an .xlsx workbook"),
        (["map", "pyproject.toml"], "is not an .xlsx workbook"),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_code_2(words: list[str], message: str, tmp_path: Path) -> None:
    result = run(*words, *(["--out", tmp_path] if words[0] == "build" else []))
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_set_on_a_setting_says_to_build(descent: Path) -> None:
    result = run("verify", descent, "--set", "steps=7")
    assert result.exit_code == 2
    assert "set it when building" in result.output


def test_an_unknown_engine_is_a_mistake(descent: Path) -> None:
    assert run("verify", descent, "--engine", "excel").exit_code == 2


def test_the_map_tells_how_axes_wrap(tmp_path: Path) -> None:
    """From the Map alone the cell of sample 17 is found: it begins the second line of pictures."""
    assert run("build", "backprop", "--set", "epochs=1", "--set", "check_samples=0", "--out", tmp_path).exit_code == 0
    said = json.loads(run("map", tmp_path / "backprop.xlsx", "--json").output)
    axis = next(tensor for tensor in said["tensors"] if tensor["name"] == "images")["axes"][0]
    assert axis == {"size": 64, "down": 0, "right": 4, "wrap": 16, "line": 8}


def test_lint_finds_what_values_do_not_show(descent: Path, tmp_path: Path) -> None:
    hidden = edited(descent, tmp_path, lambda workbook: setattr(workbook["Bowl"], "sheet_state", "hidden"))
    assert run("lint", descent).output == f"{descent}: no findings\n"
    assert run("lint", descent).exit_code == 0
    result = run("lint", hidden, tmp_path / "nowhere.xlsx", descent)
    assert result.exit_code == 2
    assert "Bowl" in result.output
    assert "nowhere.xlsx is not there" in result.output
    assert run("lint", hidden).exit_code == 1
    rows = json.loads(run("lint", hidden, "--json").stdout)
    assert {"workbook", "sheet", "place", "rule", "what", "remedy", "error"} == rows[0].keys()
