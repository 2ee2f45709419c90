"""The standard's own tests of the operators: what is not refused is right, in NumPy and as a workbook."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

import sheetnet
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.reference.operator_graph import run
from tests.operator_graph.node_cases import NodeCase, node_cases, refusal

LEAST = 325
"""Of 468 tests so many are laid open; the others are refused, see ``REASONS``."""
REASONS = (
    "one or two axes",  # windows over three axes
    "lays open models of FLOAT",  # whole numbers
    "training",
    "min=2 is above max=1",
    "a spreadsheet is slow beyond",
    "there are 10,000 samples",
    "shape 0×",
    "up to 5 axes",
    "there must be samples",
    "allowed are 0 to",
    "it makes numbers of type",  # of whole numbers, or of eight bits
    "it takes input, operand; it was given",  # the largest of one or of three arrays
    "prelu_1 (PRelu): the arrays have no common shape",  # slopes as before version 7
    "attribute broadcast",  # likewise
)
SAMPLED = 16
"""Workbooks that are built and recalculated of them; ``tests.tools.onnx_node_cases`` does all."""


@pytest.mark.long
def test_what_is_not_refused_is_right(tmp_path: Path) -> None:
    """One test for all of it: to make the cases takes longer than to run them."""
    said = {case.name: refusal(case) for case in node_cases()}
    assert not {name: each for name, each in said.items() if each and not any(reason in each for reason in REASONS)}
    opened = [case for case in node_cases() if not said[case.name]]
    assert len(opened) >= LEAST
    assert not [case.name for case in opened if not case.agrees(answer(case.graph()))]
    for case in random.Random(0).sample(opened, SAMPLED):
        check(case, tmp_path / "case.xlsx")


def answer(graph: OperatorGraph) -> np.ndarray:
    return np.asarray(run(graph)[graph.output.name])


def check(case: NodeCase, path: Path) -> None:
    graph: OperatorGraph = case.graph()
    sheetnet.build("operator_graph", path, **case.settings())
    report = sheetnet.verify(path)
    assert report.ok, f"{case.name}: {report.to_frame()}"
    assert case.agrees(sheetnet.load(path).tensor(graph.output.name)), case.name
