"""Shared formulas: the same formula in every cell as if it had been written out, and never one that Excel refuses."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest

import sheetnet
from sheetnet.errors import WorkbookError
from sheetnet.formula import Index
from sheetnet.models.fields import Field
from sheetnet.texts import literal
from sheetnet.workbook import Book, Role, Tensor, down, right
from sheetnet.xlsx.read.reader import read
from sheetnet.xlsx.read.stored import SharedFormula
from sheetnet.xlsx.write import sharing
from sheetnet.xlsx.write.poisoned_copy import write_poisoned_copy
from sheetnet.xlsx.write.saver import save
from tests.engines.test_engines import RECALCULATING, engine

__all__ = ["engine"]  # the fixture

LESSONS: dict[str, dict[str, object]] = {
    "cnn_backprop": {
        "layers": "conv(2,2x2,2,1,tanh) maxpool(2,1,first) dense(3,sigmoid)",
        "images": np.round(np.random.default_rng(0).random((3, 6, 6)), 3),
        "targets": np.eye(3),
        "epochs": 2,
        "check_samples": 1,
    },
    "backprop": {"layers": "3,2", "epochs": 2, "optimizer": "adam", "check_samples": 1},
    "optimizers": {},
    "convolution": {"stride": 2, "padding": 1},
    "regression": {"steps": 4},
    "descent_variants": {"epochs": 2},
}


def built(slug: str, path: Path, smallest: int, monkeypatch: pytest.MonkeyPatch, **choices: object) -> Path:
    monkeypatch.setattr(sharing, "SMALLEST", smallest)
    return sheetnet.build(slug, path, **{**LESSONS[slug], **choices})


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Return every formula as openpyxl, which knows nothing of our indices, carries it from cell to cell."""
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    return {(cell.parent.title, cell.coordinate): getattr(cell.value, "text", cell.value) for cell in cells}


def sheets_xml(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return {name: archive.read(name).decode() for name in names}


@pytest.mark.slow
@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=pytest.mark.long if slug.endswith("backprop") else ()) for slug in LESSONS]
)
def test_sharing_changes_no_formula(slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = built(slug, tmp_path / "shared.xlsx", 1, monkeypatch)
    written_out = built(slug, tmp_path / "written_out.xlsx", 10**9, monkeypatch)
    assert any('t="shared"' in xml for xml in sheets_xml(shared).values())
    assert not any('t="shared"' in xml for xml in sheets_xml(written_out).values())
    expected = formulas(written_out)
    assert formulas(shared) == expected
    ours = read(shared)
    for (title, address), text in expected.items():
        cell = openpyxl.utils.cell.coordinate_to_tuple(address)
        assert ours[title].formula_at(cell) == text


@pytest.mark.parametrize("slug", LESSONS)
def test_what_excel_asks_of_shared_formulas(slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for xml in sheets_xml(built(slug, tmp_path / "shared.xlsx", 1, monkeypatch)).values():
        seen: dict[str, openpyxl.worksheet.cell_range.CellRange] = {}
        for cell, attributes, text in re.findall(r'<c r="(\w+)"[^>]*><f t="shared"([^>]*?)(?:/>|>(.*?)</f>)', xml):
            number = re.findall(r'si="(\d+)"', attributes)[0]
            if text:
                assert "!" not in text, "another sheet"
                assert number not in seen, "a number twice"
                seen[number] = openpyxl.worksheet.cell_range.CellRange(re.findall(r'ref="([^"]+)"', attributes)[0])
                assert seen[number].coord.split(":")[0] == cell, "the text stands in the first cell"
            row, column = openpyxl.utils.cell.coordinate_to_tuple(cell)
            area = seen[number]  # a cell that comes before its text is a KeyError here
            assert area.min_row <= row <= area.max_row
            assert area.min_col <= column <= area.max_col
        assert sorted(map(int, seen)) == list(range(len(seen)))


def numbers(name: str, size: int) -> Tensor:
    """Return a column of numbers that the reader may change."""
    values = np.arange(size, dtype=np.float64)
    return Tensor(name, (down(size),), literal(name), Role.INPUT, values=values, allowed=Field(-1e9, 1e9))


def test_small_ranges_and_references_to_other_sheets_are_written_out(tmp_path: Path) -> None:
    book = Book("gradient_descent", {})
    pages = [book.page(key, literal(key)) for key in ("one", "two")]
    size = sharing.SMALLEST
    x = numbers("x", size)
    here = Tensor("here", (down(size),), literal("h")).fill(lambda i: x[i] * 2)
    few = Tensor("few", (down(size - 1),), literal("f")).fill(lambda i: x[i] * 3)
    there = Tensor("there", (down(size),), literal("t")).fill(lambda i: x[i] * 4)
    for page, tensor, column in ((0, x, 1), (0, here, 3), (0, few, 5), (1, there, 3)):
        pages[page].put(tensor, 2, column)
    values = {tensor.name: np.arange(tensor.shape[0]) for tensor in (here, few, there)}
    save(book, values, tmp_path / "x.xlsx", "en")
    kinds = {title: {type(f) for f in sheet.formulas} for title, sheet in read(tmp_path / "x.xlsx").items()}
    assert kinds == {"one": {SharedFormula, str}, "two": {str}}
    stored = read(tmp_path / "x.xlsx")["one"]
    shared, own = ({type(stored.formulas[n]) for n in stored.formula[stored.columns == column]} for column in (3, 5))
    assert (shared, own) == ({SharedFormula}, {str})


def test_an_index_that_moves_references_otherwise_splits_the_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "SMALLEST", 1)
    book = Book("gradient_descent", {})
    page = book.page("one", literal("one"))
    x, y = numbers("x", 6), Tensor("y", (down(3), right(4)), literal("y"))
    i, j = Index("i", 3), Index("j", 4)
    y[i, j] = x[i * 2] + x[i * 2 + 1]
    page.put(x, 2, 1)
    page.put(y, 2, 3)
    save(book, {"y": np.arange(6).reshape(3, 2).sum(1)[:, None].repeat(4, 1)}, tmp_path / "x.xlsx", "en")
    found = read(tmp_path / "x.xlsx")["one"].formulas
    groups = {f.number: (f.first, f.range, f.text) for f in found if isinstance(f, SharedFormula)}
    assert groups == {
        0: ((2, 3), "C2:F2", "=$A2+$A3"),
        1: ((3, 3), "C3:F3", "=$A4+$A5"),
        2: ((4, 3), "C4:F4", "=$A6+$A7"),
    }


def test_a_comparison_with_an_aggregate_of_fixed_rows_is_written_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of a training's right answers: shared, a commercial engine computes them wrongly."""
    path = built("backprop", tmp_path / "x.xlsx", 1, monkeypatch)
    counted = re.compile(r"SUMPRODUCT\(.*MAX\([A-Z]+\$")
    cells = [found for xml in sheets_xml(path).values() for found in re.findall(r"<f([^>]*)>([^<]*)</f>", xml)]
    kinds = {attributes for attributes, text in cells if counted.search(text)}
    assert kinds == {""}
    others = {"shared" in attributes for attributes, text in cells if "SUMPRODUCT" in text and "MAX" not in text}
    assert True in others


@pytest.mark.slow
@pytest.mark.parametrize("engine", RECALCULATING, indirect=True)
def test_every_engine_carries_them_itself(engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = built("cnn_backprop", tmp_path / "x.xlsx", 1, monkeypatch, check_samples=0)
    write_poisoned_copy(read(path), tmp_path / "copy.xlsx")
    assert any('t="shared"' in xml for xml in sheets_xml(tmp_path / "copy.xlsx").values())
    report = sheetnet.verify(path, engine=engine.name)
    assert report.ok, report.differences[:3]


def changed(path: Path, target: Path, pattern: str, replacement: str) -> Path:
    """Copy a workbook with one place of its sheets changed."""
    done = 0
    with ZipFile(path) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith(".xml") else source.read(name)
            if name.startswith("xl/worksheets/sheet") and not done:
                content, done = re.subn(pattern, replacement, str(content), count=1)
            copy.writestr(name, content)
    assert done == 1
    return target


def test_a_wrong_shared_formula_is_found_in_all_its_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = built("backprop", tmp_path / "x.xlsx", 1, monkeypatch)
    wrong = changed(path, tmp_path / "wrong.xlsx", r"<f (t=.shared. ref=[^>]*>)IF\(", r"<f \1-IF(")
    differences = sheetnet.verify(wrong).differences
    tensors = {difference.tensor.split("[")[0] for difference in differences}
    cells = {difference.cell for difference in differences if difference.tensor.startswith("hidden_activation")}
    assert "hidden_activation" in tensors
    assert len(cells) == 3 * 64 * 3  # three units, every image, the start and two updates


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r'(<f t="shared" ref="[^"]*" si=")\d+"', r'\g<1>99999"'),  # the others of its group are left alone
        (r'(<f t="shared") ref="[^"]*"', r"\1"),
        (r'(<f t="shared") ref="[^"]*"', r'\1 ref="here"'),
        (r'<c r="([A-Z]+)\d+"', r'<c r="\g<1>99999999"'),
        (r'<c r="[A-Z]+\d+"', '<c r="ZZZ1"'),
    ],
)
def test_a_damaged_sheet_is_one_clear_error(
    pattern: str, replacement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = built("backprop", tmp_path / "x.xlsx", 1, monkeypatch)
    with pytest.raises(WorkbookError, match="cannot be read"):
        sheetnet.verify(changed(path, tmp_path / "damaged.xlsx", pattern, replacement))
