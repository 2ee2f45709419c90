"""Models from strangers: whatever is wrong with one is said in one line, and nothing is written."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from click.testing import CliRunner
from onnx import TensorProto, helper, numpy_helper

from sheetnet.cli import main
from sheetnet.errors import InputError, SheetnetError
from sheetnet.frameworks import onnx_file
from sheetnet.frameworks.graph_laid_open import onnx_settings
from tests.operator_graph.small import WEIGHTS, small

SAMPLES = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5]])
node = helper.make_node


def outside(place: str) -> onnx.ModelProto:
    """Return a model whose weights lie in a file elsewhere."""
    weights = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[2, 3], data_location=TensorProto.EXTERNAL)
    weights.external_data.add(key="location", value=place)
    return small(constants=[weights])


def vast() -> onnx.ModelProto:
    """Return a model that says of its weights that they are 8 GB."""
    return small(constants=[TensorProto(name="w", data_type=1, dims=[40_000, 50_000], raw_data=b"0000")])


def subgraph() -> onnx.ModelProto:
    return small([node("If", ["x"], ["y"], then_branch=small().graph, else_branch=small().graph)])


REFUSED: dict[str, tuple[onnx.ModelProto, str]] = {
    "another file": (outside("/etc/passwd"), "lie in another file"),
    "another folder": (outside("../../secret.bin"), "lie in another file"),
    "vast": (vast(), "sheetnet reads up to 2,000,000|more than 2,000,000"),
    "too few": (small(constants=[TensorProto(name="w", data_type=1, dims=[2, 3], raw_data=b"0000")]), "as many"),
    "words": (small(constants=[helper.make_tensor("w", TensorProto.STRING, [1], [b"=1+1"])]), "are none"),
    "not a number": (small(constants=[numpy_helper.from_array(WEIGHTS * np.nan, "w")]), "constant_gemm_1_weights"),
    "cycle": (small([node("Add", ["x", "y"], ["a"]), node("Relu", ["a"], ["y"])]), "cycle"),
    "itself": (small([node("Add", ["x", "y"], ["y"])]), "cycle"),
    "nothing gives it": (small([node("Add", ["x", "ghost"], ["y"])]), "'ghost' somewhere, which nothing gives"),
    "unknown operator": (small([node("Odd", ["x"], ["y"], name="/m/")]), r"node '/m/' \(Odd\): sheetnet does not"),
    "other domain": (small([node("Gelu", ["x"], ["y"], domain="com.microsoft")]), "is of 'com.microsoft'"),
    "attribute of ours": (small([node("Softmax", ["x"], ["y"], flattened=1)]), "its attribute flattened is none"),
    "unprintable": (small([node("A\nB\x1b", ["x"], ["y"])]), r"\(A\?B\?\)"),
    "unknown attribute": (small([node("Relu", ["x"], ["y"], name="r", up=1.0)]), r"'r' \(Relu\): its attribute up"),
    "attribute of another kind": (small([node("Softmax", ["x"], ["y"], axis=1.5)]), "axis"),
    "attribute is none": (small([node("Elu", ["x"], ["y"], alpha=float("inf"))]), "alpha is inf"),
    "no such axis": (small([node("Softmax", ["x"], ["y"], axis=7)]), "axis=7 is none of the 2 axes"),
    "subgraph": (subgraph(), "is neither a number nor a word"),
    "old version": (small(version=5), "version 5 of ONNX's operators"),
    "version to come": (small(version=999), "version 999 of ONNX's operators"),
    "shapes": (small([node("MatMul", ["x", "w"], ["y"])]), r"mat_mul_1 \(MatMul\): the matrices do not fit"),
    "second output": (
        small([node("Dropout", ["x"], ["d", "m"]), node("Add", ["d", "m"], ["y"])]),
        "more than its first output is used",
    ),
    "shape is computed": (small([node("Reshape", ["x", "x"], ["y"])]), "its new shape is computed"),
    "whole shape taken": (small([node("Reshape", ["x", "s"], ["y"])], [
        numpy_helper.from_array(np.array([10**9, 10**9]), "s")]), "not as many entries"),
    "vast by its parts": (
        small([node("Concat", ["w"] * 400_000, ["v"], axis=0), node("MatMul", ["x", "v"], ["y"])]),
        "gives up to 2,400,000 constants",
    ),
    "vast by repetition": (
        small([node("Gather", ["s", "s"], ["v"]), node("Add", ["x", "v"], ["y"])], [
            numpy_helper.from_array(np.zeros(2000, dtype=np.int64), "s")]),
        "gives up to 4,000,000 constants",
    ),
    "vast step by step": (
        small([
            node("Concat", ["s" if n == 0 else f"v{n}"], [f"v{n + 1}"], axis=0) for n in range(5)
        ] + [node("Add", ["x", "v5"], ["y"])], [numpy_helper.from_array(np.zeros(500_000, dtype=np.float32), "s")]),
        "constants made of others",
    ),
    "constants that do not fit": (
        small([node("Concat", ["w", "s"], ["v"], axis=0), node("MatMul", ["x", "v"], ["y"])], [
            numpy_helper.from_array(WEIGHTS, "w"), numpy_helper.from_array(np.zeros(2), "s")]),
        "the constants that it takes do not fit",
    ),
    "window": (small([node("MaxPool", ["x"], ["y"], kernel_shape=[10**6])]), "sizes are 1 to 1000"),
    "no input": (small([node("Identity", ["w"], ["y"])]), "does not depend on what the model takes"),
    "nothing": (onnx.ModelProto(), "no nodes"),
    "too many nodes": (small([node("Relu", ["x"], [f"v{n}"]) for n in range(2001)]), "2,001"),
    "other samples": (small(taken=["N", 4]), "have shape 3 each; the model takes 4"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_with_a_model_is_said_in_one_line(case: str) -> None:
    model, said = REFUSED[case]
    with pytest.raises(SheetnetError, match=said) as refused:
        onnx_settings(model, SAMPLES)
    assert "\n" not in str(refused.value)


def test_a_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "vast.onnx"
    with path.open("wb") as file:
        file.truncate(2**30)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(InputError, match="1,073,741,824 bytes"):
        onnx_file.read_onnx(path)


def test_every_beginning_of_a_file_is_refused_or_read(tmp_path: Path) -> None:
    whole = small().SerializeToString()
    for length in range(0, len(whole), 5):
        (path := tmp_path / "part.onnx").write_bytes(whole[:length])
        with pytest.raises(InputError) as refused:
            onnx_settings(path, SAMPLES)
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("broken", ["part", "external", "missing", "column", "text"])
def test_the_command_says_it_in_one_line_and_writes_nothing(broken: str, tmp_path: Path) -> None:
    model, table, out = tmp_path / "m.onnx", tmp_path / "t.csv", tmp_path / "o.xlsx"
    content = outside("../w.bin").SerializeToString() if broken == "external" else small().SerializeToString()
    if broken != "missing":
        model.write_bytes(content[:40] if broken == "part" else content)
    table.write_text("a,b,c,kind\n1,2,3,u\n4,5,6,v\n" if broken == "text" else "a,b,c\n1,2,3\n")
    more = ["--target", "d"] if broken == "column" else []
    result = CliRunner().invoke(main, ["explain", str(model), "--samples", str(table), "--out", str(out), *more])
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1
    assert not out.exists()


def test_nothing_is_run_that_the_answer_does_not_need() -> None:
    """A terabyte of zeros that nobody asks for."""
    sizes = numpy_helper.from_array(np.array([10**6, 10**6]), "s")
    graph = small([node("ConstantOfShape", ["s"], ["vast"]), node("Relu", ["x"], ["y"])], [sizes])
    settings = onnx_settings(graph, SAMPLES[:, :1] * [1, 0, 1])
    assert [str(each) for each in settings["nodes"]] == ["relu_1=Relu(samples)"]  # type: ignore[attr-defined]
    assert settings["source"] == "model"  # it was run, and has answered


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(InputError, match=r"pip install 'sheetnet\[onnx\]'"):
        onnx_file.read_onnx("model.onnx")


def test_foreign_names_stay_text(tmp_path: Path) -> None:
    """Names of nodes and columns are other people's words."""
    model = small([node("Relu", ["x"], ["y"], name="=HYPERLINK(1);a=b, c\n")])
    (tmp_path / "m.onnx").write_bytes(model.SerializeToString())
    (tmp_path / "t.csv").write_text('"=1+1",@b,"c; d"\n1,2,3\n')
    arguments = ["explain", str(tmp_path / "m.onnx"), "--samples", str(tmp_path / "t.csv")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "m.xlsx").exists()
