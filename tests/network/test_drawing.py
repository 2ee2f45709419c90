"""The drawing of a network: which networks have one, where its lines lead, and that they follow the weights."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.catalogue import find
from sheetnet.models.drawing import OUT_OF_SIGHT, SIDE, is_drawn
from sheetnet.models.fitted import Fitted
from sheetnet.reference.drawing import drawing
from tests.lessons.recalculated import Recalculated
from tests.workbooks import Builder


def made(slug: str = "neural_net", **values: object) -> Fitted:
    model = find(slug).make(values)
    assert isinstance(model, Fitted)
    return model


@pytest.mark.parametrize(
    ("slug", "layers", "drawn"),
    [
        ("neural_net", "3,2", True),
        ("neural_net", "50,2", False),
        ("neural_net", "3,3,3,3,2", False),
        ("cnn", "conv(3,3x3,1,0,sigmoid) maxpool(2,2,all) dense(3,sigmoid)", True),
        ("cnn", "conv(2,3x3,1,0,sigmoid) conv(2,2x2) global_avgpool() dense(3,sigmoid)", True),
    ],
)
def test_which_networks_are_drawn(slug: str, layers: str, drawn: bool) -> None:
    model = made(slug, layers=layers)
    assert is_drawn(model.network) == drawn
    (page,) = (page for page in find(slug).book(model).pages if page.key == "trained")
    assert bool(page.charts) == drawn


@pytest.mark.parametrize("slug", ["neural_net", "cnn"])
def test_the_cover_shows_the_drawing(slug: str) -> None:
    cover = find(slug).book(made(slug)).pages[0]
    (placed,) = cover.charts
    assert placed.chart.title.say("en").startswith("The network")


def test_a_line_leads_to_a_circle_only_where_its_weight_is_of_its_kind() -> None:
    model = made()
    found = drawing(model.network, model.trained)
    weights = model.trained["hidden_weights"].reshape(3, 12)
    pixels, units = found["drawing_input_y"], found["drawing_hidden_y"]
    for band, of_kind in (("plus_thick", weights >= 2), ("minus", (weights < 0) & (weights >= -2))):
        ends = found[f"drawing_hidden_{band}_y"][:, 1::2]
        assert np.array_equal(ends == pixels, of_kind | (units[:, None] == pixels))


def test_lines_between_maps_have_no_colour_and_lead_to_all_but_those_of_a_pooling() -> None:
    model = made("cnn")
    found = drawing(model.network, model.trained)
    assert not any("strength" in name or "plus_x" in name for name in found)
    assert found["drawing_pooling_link_x"].tolist() == [[2 - SIDE, 1 + SIDE, 2 - SIDE]] * 3
    assert found["drawing_output_link_y"][:, 1::2].tolist() == [found["drawing_pooling_y"].tolist()] * 3


def test_a_changed_weight_changes_its_line(built: Builder) -> None:
    workbook = Recalculated(built("neural_net"))
    after = workbook.after(["trained_hidden_weights[0,0,0]=-3"])
    assert after["drawing_hidden_strength"][0, 0] == -3
    assert after["drawing_hidden_plus_thick_x"][0, 1] == after["drawing_hidden_x"][0]
    assert after["drawing_hidden_minus_thick_x"][0, 1] == after["drawing_input_x"][0]


def test_every_weight_of_a_filter_has_one_square_in_its_colour(built: Builder) -> None:
    workbook = Recalculated(built("cnn"))
    kinds = ("minus_thick", "minus", "plus", "plus_thick")
    squares = np.stack([workbook.before[f"drawing_convolution_filter_{kind}"] for kind in kinds])
    assert ((squares < OUT_OF_SIGHT).sum(axis=0) == 1).all()
    after = workbook.after(["trained_convolution_weights[0,0,0]=3"])
    assert after["drawing_convolution_filter_plus_thick"][0, 0] == squares.min(axis=0)[0, 0]
    assert after["drawing_convolution_filter_minus"][0, 0] == OUT_OF_SIGHT
