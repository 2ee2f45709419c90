"""What the sheets of all images say first: where each kind of cell begins, and how the work behind a check is read."""

from __future__ import annotations

import pytest

from sheetnet.catalogue import find
from sheetnet.formula.template import cell_address
from sheetnet.texts import Text
from sheetnet.workbook.page import Page
from tests.workbooks import SHORT, model_of


def pages(slug: str) -> dict[str, Page]:
    book = find(slug).book(model_of(slug, **SHORT))
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


def test_what_the_solver_may_change_has_one_colour() -> None:
    model = find("neural_net").make({})
    (page,) = (page for page in find("neural_net").book(model).pages if page.key == "train")
    coloured = {heat.tensor.name for heat in page.heat_maps}
    assert "hidden_activation" in coloured
    assert not coloured & {"hidden_weights", "output_weights"}
