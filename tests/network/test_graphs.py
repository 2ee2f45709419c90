"""Networks that are graphs: residual connections, forks, shared weights, every layer and what it can be told.

Their workbooks train and verify; what the sheet's own gradient check finds is what backpropagation gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import find as find_drawn

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.layer_text import parse_layers
from sheetnet.models.layers import LAYERS
from tests.network.in_libreoffice import relearned
from tests.network.strategies import graph_settings, networks
from tests.workbooks import Builder


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::sheetnet.errors.DivergenceWarning")
@settings(max_examples=8)
@given(graph_settings())
def test_any_graph_of_layers_builds_and_verifies(built: Builder, chosen: dict[str, Any]) -> None:
    """Residual connections, forks, shared weights, every layer, activation, stride, dilation and padding."""
    report = sheetnet.verify(built("cnn_backprop", **chosen | {"epochs": 2, "check_samples": 0}))
    assert report.ok, report.differences[:3]


FIRST_FOUND = settings(phases=[Phase.generate])
"""Not the smallest one."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind, layer in LAYERS.items() if not layer.differs_in_training])
def test_every_kind_of_layer_is_drawn(kind: str) -> None:
    """A new kind that random graphs do not know is found here."""
    layers, _, _ = find_drawn(
        networks(), lambda drawn: kind in {layer.kind for layer in parse_layers(drawn[0])}, settings=FIRST_FOUND
    )
    assert layers


SPIRAL = {
    "images": np.random.default_rng(3).normal(size=(4, 2)).round(2),
    "targets": np.eye(2)[[0, 1, 0, 1]],
    "loss": "cross_entropy",
    "epochs": 3,
    "check_samples": 1,
}
PICTURES = {
    "images": np.random.default_rng(4).normal(size=(2, 2, 5, 6)).round(2),
    "targets": np.eye(2),
    "epochs": 2,
    "check_samples": 1,
}
GRAPHS = {
    "residual": SPIRAL | {"layers": "dense(5,tanh,name=a) dense(5,tanh) add(a) dense(2,softmax)"},
    "fork": SPIRAL
    | {"layers": "dense(3,silu,name=a) dense(2,elu,name=b) dense(3,gelu,from=a) concatenate(b) dense(2,softmax)"},
    "shared": SPIRAL | {"layers": "dense(4,tanh) dense(4,tanh,name=a) dense(4,softplus,share=a) dense(2,softmax)"},
    "from the input": SPIRAL | {"layers": "dense(2,tanh,name=a) add(input) dense(2,softmax)"},
    "dilated": PICTURES
    | {"layers": "conv(2,2x3,leaky_relu,slope=0.2,stride=2x1,padding=1x2,dilation=1x2) dense(2,sigmoid)"},
    "residual convolution": PICTURES
    | {
        "layers": "conv(2,3x3,relu,padding=1,name=a) conv(2,3x3,relu,padding=1) add(a) "
        "global_avgpool() dense(2,sigmoid)"
    },
    "channels joined": PICTURES
    | {
        "layers": "conv(1,3x3,tanh,padding=1,name=a) conv(2,1x1,sigmoid) concatenate(a) "
        "maxpool(3,stride=2,padding=1) dense(2,tanh)"
    },
    "padded mean": PICTURES | {"layers": "avgpool(2x3,stride=2,padding=1x1,count_padding=false) dense(2,identity)"},
}


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("graph", GRAPHS)
def test_graphs_train_and_verify(graph: str, built: Builder) -> None:
    report = sheetnet.verify(built("cnn_backprop", **GRAPHS[graph]))
    assert report.ok, report.differences[:3]


@pytest.mark.long
@pytest.mark.libreoffice
def test_graphs_train_in_libreoffice(built: Builder, tmp_path: Path) -> None:
    """Without the sheet of the gradient check, whose formulas are those of the training."""
    paths = [built("cnn_backprop", **chosen | {"check_samples": 0}) for chosen in GRAPHS.values()]
    for graph, report in zip(GRAPHS, relearned(paths, tmp_path), strict=True):
        assert report.ok, (graph, report.differences[:3])


@pytest.mark.parametrize("graph", GRAPHS)
def test_the_gradient_check_in_the_sheet_agrees_with_backpropagation(graph: str) -> None:
    """Where nothing ties, the difference quotients of the sheet are what backpropagation gives."""
    lesson = find("cnn_backprop")
    chosen = dict(GRAPHS[graph])
    chosen["layers"] = str(chosen["layers"]).replace("maxpool(3,", "maxpool(3,ties=first,")
    trace = lesson.trace(lesson.make(chosen))
    assert float(trace["check_largest"]) < 1e-5
