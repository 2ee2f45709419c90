"""Networks as graphs: what takes what, shapes, whose parameters, and what does not fit."""

from __future__ import annotations

import numpy as np
import pytest

from sheetnet.errors import InputError
from sheetnet.models.book_network import BACKPROP
from sheetnet.models.layer_text import parse_layers
from sheetnet.models.layers import Conv2D, Flatten
from sheetnet.models.network import INPUT, MOST_LAYERS, Network, Shape
from sheetnet.models.training import Training


def network(layers: str, *shape: int) -> Network:
    return Network(shape, parse_layers(layers))


def test_a_chain() -> None:
    chain = network("conv(3,2x3,2,1,relu) maxpool(2) flatten() dense(4) dense(2)", 8, 9)
    assert [(node.name, node.inputs, node.shape) for node in chain.nodes] == [
        ("convolution", (INPUT,), (3, 5, 5)),
        ("pooling", ("convolution",), (3, 2, 2)),
        ("hidden", ("pooling",), (4,)),
        ("output", ("hidden",), (2,)),
    ]
    assert chain.parameter_shapes == {
        "convolution_weights": (3, 2, 3),
        "convolution_bias": (3,),
        "hidden_weights": (4, 3, 2, 2),
        "hidden_bias": (4,),
        "output_weights": (2, 4),
        "output_bias": (2,),
    }
    assert (chain.output.name, chain.outputs, chain.shape_of(INPUT), chain.shape_of("pooling")) == (
        "output", 2, (8, 9), (3, 2, 2))  # fmt: skip


def test_names_are_numbered_where_there_are_several_of_a_kind() -> None:
    names = [
        node.name for node in network("dense(3) dense(3,name=mine) dense(3) add(mine) add(mine) dense(2)", 4).nodes
    ]
    assert names == ["hidden1", "mine", "hidden3", "sum1", "sum2", "output"]


def test_a_residual_connection() -> None:
    graph = network("dense(5,tanh,name=a) dense(5,tanh) add(a) dense(2,softmax)", 4)
    first, _, added, last = graph.nodes
    assert added.inputs == ("hidden2", "a")
    assert added.input_shapes == ((5,), (5,))
    assert [(node.name, place) for node, place in graph.consumers("a")] == [("hidden2", 0), ("sum", 1)]
    assert graph.consumers(first.name)[0][0] is graph.nodes[1]
    assert graph.consumers(last.name) == ()


def test_something_taken_twice_has_two_consumers() -> None:
    assert [place for _, place in network("add(input,input) dense(1)", 3).consumers(INPUT)] == [0, 1, 2]


def test_shared_parameters_stand_once_under_their_owners_name() -> None:
    graph = network("dense(3,name=a) dense(3,name=b) dense(3,share=b,name=c) dense(3,share=c) dense(1)", 3)
    assert [dict(node.parameters).get("weights") for node in graph.nodes] == [
        "a_weights", "b_weights", "b_weights", "b_weights", "output_weights"]  # fmt: skip
    assert list(graph.parameter_shapes) == [
        "a_weights", "a_bias", "b_weights", "b_bias", "output_weights", "output_bias"]  # fmt: skip


def test_flatten_leaves_no_trace() -> None:
    graph = network("conv(2,name=a) flatten(name=list) dense(3) dense(3,from=list) add(hidden1) dense(1)", 5, 5)
    assert [node.inputs for node in graph.nodes] == [
        (INPUT,), ("a",), ("a",), ("hidden2", "hidden1"), ("sum",)]  # fmt: skip
    assert Flatten().output_shape((2, 3, 4)) == (24,)


@pytest.mark.parametrize(
    ("layer", "shape", "expected"),
    [
        ("conv(2,3x2,stride=2x1)", (7, 7), (2, 3, 6)),
        ("conv(2,3x3,dilation=2)", (7, 6), (2, 3, 2)),
        ("conv(2,2x2,padding=1x0)", (3, 4, 4), (2, 5, 3)),
        ("maxpool(2)", (5, 5), (2, 2)),
        ("maxpool(3x2,stride=2x1,padding=1)", (3, 6, 6), (3, 3, 7)),
        ("avgpool(2,1)", (3, 4, 4), (3, 3, 3)),
        ("global_avgpool()", (3, 4, 4), (3,)),
        ("global_avgpool()", (4, 4), (1,)),
        ("add(input)", (2, 3), (2, 3)),
        ("concatenate(input)", (3,), (6,)),
        ("concatenate(input)", (2, 3), (2, 2, 3)),
        ("concatenate(input,input)", (2, 2, 3), (6, 2, 3)),
        ("dense(2)", (2, 2, 3), (2,)),
    ],
)
def test_shapes(layer: str, shape: Shape, expected: Shape) -> None:
    assert Network(shape, parse_layers(f"{layer} dense(1)")).nodes[0].shape == expected


@pytest.mark.parametrize(
    ("layers", "shape", "message"),
    [
        (
            "conv(3,7x7) dense(2)",
            (4, 3),
            r"layer 1, conv.*kernel \(7, 7\) is larger than the picture below it, \(4, 3\)",
        ),
        ("conv(3,3x3,dilation=2) dense(2)", (4, 5), r"kernel \(3, 3\) with dilation \(2, 2\) is larger .*, \(4, 5\)"),
        ("conv(3,2x2,0,0) dense(2)", (4, 3), "stride 0, dilation 1, padding 0; kernel, stride and dilation must be at"),
        ("conv(3,2x2,padding=2) dense(2)", (4, 3), r"padding \(2, 2\) is not smaller than the kernel"),
        ("maxpool(5) dense(2)", (4, 3), r"the block \(5, 5\) is larger than the picture below it, \(4, 3\)"),
        ("maxpool(3,padding=2) dense(2)", (4, 4), r"padding \(2, 2\); allowed are 0 to half the size \(3, 3\)"),
        ("maxpool(2,stride=1x0) dense(2)", (4, 4), r"stride \(1, 0\); both must be at least 1"),
        ("dense(3) conv(2) dense(2)", (4, 3), r"after input \(4, 3\) → dense\(3,sigmoid\) \(3,\): it needs a picture"),
        ("dense(3) maxpool(2) dense(2)", (4, 3), "it needs a picture"),
        ("global_avgpool() dense(2)", (4,), r"it needs a picture of rows and columns, but the input has shape \(4,\)"),
        ("dense(0) dense(2)", (4,), "0 units or filters; allowed are 1 to"),
        ("conv(1001,1x1) dense(2)", (4, 4), "1001 units or filters"),
        ("dense(3,tanh,slope=0.2) dense(2)", (4,), "slope 0.2 with activation tanh; it is for leaky_relu"),
        ("dense(3,softmax) dense(2)", (4,), "softmax is for the last layer"),
        ("conv(3,softmax) dense(2)", (4, 4), "softmax is for the last layer"),
        ("conv(2,2x2)", (4, 4), "it must be dense"),
        ("dense(2) flatten()", (4,), "it must be dense"),
        ("dense(2)", (4, 4, 4, 4), r"the input shape is \(4, 4, 4, 4\)"),
        ("dense(2)", (0,), r"the input shape is \(0,\)"),
        (f"{'dense(1) ' * (MOST_LAYERS + 1)}", (4,), "the network has 21 layers; allowed are 1 to 20"),
        ("dense(3,name=a) add(b) dense(3,name=b) dense(1)", (3,), "layer 'b' stands later; allowed are input, a"),
        ("dense(3,name=conv_a) add(conv_b) dense(1)", (3,), "'conv_b' does not exist; .*; did you mean conv_a"),
        ("dense(3,from=b) dense(1)", (3,), "layer 'b' does not exist; allowed are input"),
        ("dense(3,name=a) add(a,from=a,name=b) concatenate(b,c) dense(1)", (3,), "layer 'c' does not exist"),
        ("dense(3) add(hidden,from=sum) dense(1)", (3,), "layer 'sum' stands later"),
        ("dense(3,share=a) dense(1)", (3,), "'a' is no layer with weights before it; there are none"),
        ("dense(3,name=a) add(a,name=b) dense(3,share=b) dense(1)", (3,), "'b' is no layer with weights before it"),
        ("dense(3,name=a) dense(3,share=a) dense(1)", (4,), r"they are .*\(3, 4\).*, its own .*\(3, 3\)"),
        ("conv(2,4x4,name=a) dense(2,from=input,share=a) add(output) dense(1)", (4, 4), "as its own would be"),
        ("dense(3) dense(2,from=input) dense(1)", (4,), r"nothing takes what dense\(3,sigmoid\), named hidden1, gives"),
        ("dense(3) add(input) dense(1)", (4,), r"the shapes must be equal; they are \(3,\), \(4,\)"),
        ("conv(2,2x2) concatenate(input) dense(1)", (4, 4), r"the shapes are \(2, 3, 3\), \(4, 4\)"),
        ("dense(2) concatenate(input) dense(1)", (4, 4), r"lists of units go with lists"),
        ("conv(2,2x2) flatten() concatenate(input) dense(1)", (4, 4), "for a dense layer or dropout; leave flatten"),
        ("conv(2,2x2) flatten() conv(2,2x2) dense(1)", (4, 4), "for a dense layer"),
        ("dense(3,name=a) dense(3,name=a) dense(1)", (4,), "layer name 'a' is taken"),
        ("dense(3,name=input) dense(1)", (4,), "layer name 'input' is taken"),
        ("dense(3,name=output) dense(1)", (4,), "'output' is taken, so layer 2 cannot have it; nobody has named it"),
        ("dense(3,name=a) dense(3,name=test_a) dense(1)", (4,), "layer name 'test_a' begins with 'test_'"),
        ("conv(2,2x2,padding=1,name=a) conv(2,2x2,dilation=2,from=input,share=a) dense(1)", (1, 5, 5), "same dilation"),
        ("dense(3,name=Hidden) dense(1)", (4,), "layer name 'Hidden'"),
        ("dense(3,name=a b) dense(1)", (4,), "layer name 'a b'"),
        ("dense(3,name=1st) dense(1)", (4,), "layer name '1st'"),
    ],
)
def test_what_does_not_fit_is_refused(layers: str, shape: Shape, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Network(shape, parse_layers(layers))


def test_a_window_reaches_over_its_gaps() -> None:
    assert Conv2D(1, (3, 2), dilation=(2, 3)).reach == (5, 4)


def test_without_a_gradient_check_its_size_does_not_count() -> None:
    images, targets = np.zeros((4, 64)), np.eye(10)[:4]
    model = Training(BACKPROP, images=images, targets=targets, layers="dense(32,relu) dense(10)", epochs=1)
    assert model.parameter_count > 1414  # a check of so many, each raised and lowered, is too large for a workbook
    assert model.checked_samples == 0
