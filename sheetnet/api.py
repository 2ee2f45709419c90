"""The Python API: build a lesson's workbook, check a workbook, read it back, build and check many."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sheetnet.errors import DivergenceWarning, InputError
from sheetnet.texts import check_language

if TYPE_CHECKING:
    import pandas as pd

    from sheetnet.check.report import Report
    from sheetnet.loaded.workbook import LoadedWorkbook


def build(
    slug: str, path: str | os.PathLike[str], *, lang: str = "en", overwrite: bool = False, **settings: object
) -> Path:
    """Write a lesson's workbook.

    Args:
        slug: The lesson, such as ``"gradient_descent"``; ``sheetnet list`` shows them.
        path: Where the .xlsx file goes; a file that sheetnet wrote is replaced, whole or not at all.
        lang: The language of its words: ``"en"``, ``"zh"``.
        overwrite: Replace any other file too, such as a workbook that somebody has edited and saved.
        **settings: Settings and inputs of the lesson by name, such as ``steps=50`` or ``learning_rate=0.3``.

    Returns:
        The path of the file.

    Raises:
        InputError: An unknown lesson, language or setting, or a value that is not allowed.
        LimitError: The workbook would be larger than a spreadsheet takes.
        WorkbookError: The file cannot be written, or it would replace a file that sheetnet did not write.

    Warns:
        DivergenceWarning: It is a training, and it diverges; its sheet shows and says so.

    Example:
        >>> import sheetnet, tempfile, pathlib
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> sheetnet.build("gradient_descent", folder / "descent.xlsx", learning_rate=0.3).name
        'descent.xlsx'
    """
    from sheetnet.jobs.build import make_way, written_after

    check_language(lang)
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise InputError(f"{target} does not end in .xlsx, so no spreadsheet would open it")
    make_way(target, overwrite)
    with written_after(slug, settings, target, lang) as written:
        if written.warning:
            warnings.warn(f"{target}: {written.warning}", DivergenceWarning, stacklevel=2)
    return target


def verify(
    path: str | os.PathLike[str],
    *,
    engine: str = "ironcalc",
    changes: str | Sequence[str] = (),
    any_function: bool = False,
) -> Report:
    """Recalculate a workbook with a spreadsheet engine and compare every cell with the NumPy reference.

    Args:
        path: An .xlsx file that sheetnet built, edited or not.
        engine: ``"ironcalc"`` (comes with sheetnet), ``"libreoffice"``, ``"formualizer"``, ``"formulon"``, or
            ``"cached"`` for the values that Excel or LibreOffice stored when they saved the file.
        changes: Inputs to change in a copy first, such as ``"learning_rate=0.3"`` or ``["start_x=1", "start_y=2"]``.
        any_function: Let formulas call functions that not every spreadsheet has.

    Returns:
        The report; ``report.ok`` says whether every cell agrees.

    Raises:
        WorkbookError: The file cannot be read, or sheetnet did not build it.
        InputError: An input cell or a change holds what is not allowed.
        EngineError: The engine is not installed or failed.

    Example:
        >>> import sheetnet, tempfile, pathlib
        >>> path = sheetnet.build("gradient_descent", pathlib.Path(tempfile.mkdtemp()) / "descent.xlsx")
        >>> sheetnet.verify(path, changes=["learning_rate=0.2"]).ok
        True
    """
    from sheetnet.check.read import read_workbook
    from sheetnet.check.run import check
    from sheetnet.engines import find
    from sheetnet.models.assignment import parse

    assignments = parse([changes] if isinstance(changes, str) else changes)
    return check(read_workbook(Path(path)), find(engine), assignments, any_function)


def load(path: str | os.PathLike[str]) -> LoadedWorkbook:
    """Read a workbook back, as it stands: also after somebody has trained, edited or solved it.

    Args:
        path: An .xlsx file that sheetnet built, and that Excel, LibreOffice or others may have saved since.

    Returns:
        The workbook; see ``LoadedWorkbook``.

    Raises:
        WorkbookError: The file cannot be read, or sheetnet did not build it.
        InputError: An input cell holds what is not allowed.

    Example:
        >>> import sheetnet, tempfile, pathlib
        >>> path = sheetnet.build("backprop", pathlib.Path(tempfile.mkdtemp()) / "net.xlsx", epochs=2, check_samples=0)
        >>> trained = sheetnet.load(path)
        >>> {name: values.shape for name, values in trained.parameters().items()}["hidden_weights"]
        (3, 4, 3)
        >>> trained.predict(trained.tensor("images")).shape
        (64, 2)
    """
    from sheetnet.loaded.workbook import LoadedWorkbook

    return LoadedWorkbook(Path(path))


def batch(
    plan: str | os.PathLike[str] | pd.DataFrame,
    out: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
) -> pd.DataFrame:
    """Build and check the workbooks of a plan on many cores or machines.

    What an earlier call has finished in the same folder is not done again, so a call that was interrupted is repeated.

    Args:
        plan: A CSV file, or a DataFrame, with one row a workbook and the columns ``lesson``, ``settings`` (such as
            ``learning_rate=0.3; steps=50``), ``language`` and ``name`` (of the file, without ``.xlsx``); the last three
            may be left out.
        out: The folder for the workbooks and for ``summary.csv``.
        jobs: How many at once, in processes of their own; one for each core if None.
        scheduler: The address of a dask scheduler whose workers do it instead, such as ``"tcp://10.0.0.1:8786"``. They
            must see the folder under the same path, and have the same version of sheetnet.

    Returns:
        The summary, one row a workbook in the order of the plan: what it was made from, its ``status`` (``"ok"``,
        ``"mismatch"`` or ``"failed"``), how many cells were compared, how many are wrong, the largest errors, the
        file's ``sha256`` and, of what failed, a ``message``.

    Raises:
        PlanError: Rows of the plan hold mistakes; nothing was built.
        InputError: The plan cannot be read.
        WorkersError: There is nobody to do it.
        WorkbookError: The folder cannot be written to.

    Example:
        >>> import pandas, sheetnet, tempfile
        >>> rates = pandas.DataFrame({"lesson": "gradient_descent", "settings": ["steps=3", "steps=4; start_x=2"]})
        >>> sheetnet.batch(rates, tempfile.mkdtemp(), jobs=1)["status"].tolist()
        ['ok', 'ok']
    """
    from sheetnet.jobs.batch import Batch
    from sheetnet.jobs.job import Silent
    from sheetnet.jobs.parallel import Workers
    from sheetnet.jobs.plan import parse_plan, read_plan
    from sheetnet.jobs.summary import to_frame

    if isinstance(plan, (str, os.PathLike)):
        rows = read_plan(Path(plan))
    else:
        rows = parse_plan(plan.to_csv(index=False), "the plan")
    whole = Batch(rows, Path(out))
    whole.run(Workers.chosen(jobs, scheduler), Silent())
    return to_frame(whole.rows)
