"""What the sheets of all images say first: where each kind of cell begins, and how the work behind a check is read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import sheetnet
from sheetnet.catalogue import find
from sheetnet.formula.template import cell_address
from sheetnet.lint.own.cells import HIDDEN
from sheetnet.texts import LANGUAGES, Text
from sheetnet.texts.tips import load_tips
from sheetnet.workbook.page import Page
from sheetnet.workbook.screen import first_screen
from tests.workbooks import SHORT, Builder, model_of


def pages(slug: str) -> dict[str, Page]:
    book = find(slug).book(model_of(slug, **(SHORT if "backprop" in slug else {})))
    return {page.key: page for page in book.pages}


def links(page: Page) -> dict[str, tuple[str, str]]:
    """Return where each of its words leads: the sheet's key and the cell."""
    found = {}
    for label in page.labels:
        to = label.destination()
        if to is not None and isinstance(label.content, Text):
            found[label.content.say("en")] = to[0].key, to[1]
    return found


def test_equations_of_a_training_lead_to_their_first_cells() -> None:
    page = pages("backprop")["training"]
    found, places = links(page), {tensor.name: tensor.place for tensor in page.tensors}
    for words, name in (("output  δ = (a − t)·a(1 − a)", "output_delta"), ("hidden  a = σ(z)", "hidden_activation")):
        assert found[words] == ("training", cell_address(places[name].row, places[name].column))


@pytest.mark.parametrize("slug", ["backprop", "cnn_backprop"])
def test_the_work_leads_back_to_the_check_and_holds_no_columns(slug: str) -> None:
    page = pages(slug)["check_work"]
    assert {"check", "check_work"} <= {key for key, _ in links(page).values()}
    assert page.frozen[0] > 0
    assert page.frozen[1] == 0


@pytest.mark.parametrize("slug", ["backprop", "cnn_backprop"])
def test_the_work_is_hidden_and_no_link_leads_there_from_elsewhere(slug: str) -> None:
    """In Excel a link to a hidden sheet does nothing."""
    every = pages(slug)
    assert [key for key, page in every.items() if page.hidden] == ["check_work"]
    assert not any(
        to == "check_work" for key, page in every.items() if not page.hidden for to, _ in links(page).values()
    )


def test_a_hidden_sheet_is_no_fault_and_another_is(built: Builder, tmp_path: Path) -> None:
    path = built("backprop", **SHORT)
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["Check work"]
    assert not [finding for finding in sheetnet.verify(path).findings if finding.rule == HIDDEN]
    book["Check work"].sheet_state, book["Training"].sheet_state = "visible", "hidden"
    book.save(tmp_path / "other.xlsx")
    found = sheetnet.verify(tmp_path / "other.xlsx").findings
    assert [finding.sheet for finding in found if finding.rule == HIDDEN] == ["Training"]


def test_weights_and_sums_are_coloured_by_sign_where_the_solver_works() -> None:
    page = pages("neural_net")["train"]
    coloured = {heat.tensor.name for heat in page.heat_maps}
    assert {"hidden_weights", "output_bias", "hidden_z", "hidden_activation"} <= coloured


@pytest.mark.parametrize(("slug", "lines"), [("neural_net", 8), ("cnn", 6)])
def test_all_answers_are_above_the_fold(slug: str, lines: int) -> None:
    page = pages(slug)["train"]
    (tiles,) = (tensor for tensor in page.tensors if tensor.name == "all_correct")
    assert tiles.place.last_row - tiles.place.row + 1 == lines
    last_row, last_column = first_screen(page, "en")
    assert (tiles.place.last_row <= last_row, tiles.place.last_column <= last_column) == (True, True)
    assert tiles.place.last_row <= page.frozen[0]


@pytest.mark.parametrize("slug", ["neural_net", "cnn"])
def test_trained_parameters_lie_as_those_of_fit_do_so_that_one_block_is_copied(slug: str) -> None:
    places = {tensor.name: tensor.place for page in pages(slug).values() for tensor in page.tensors}
    stored = [name for name in places if name.startswith("trained_")]
    moves = set()
    for name in stored:
        there, here = places[name], places[name.removeprefix("trained_")]
        assert there.runs == here.runs
        moves.add((here.row - there.row, here.column - there.column))
    assert len(stored) == 4
    assert len(moves) == 1
    lying = [places[name] for name in stored]
    first = min(place.row for place in lying), min(place.column for place in lying)
    last = max(place.last_row for place in lying), max(place.last_column for place in lying)
    tip, *_ = (tip.text for tip in load_tips(slug) if tip.page == "trained")
    onto = cell_address(*(at + by for at, by in zip(first, *moves, strict=True)))
    for language in LANGUAGES:
        assert f"{cell_address(*first)}:{cell_address(*last)}" in tip.say(language)
        assert f" {onto}" in tip.say(language)
