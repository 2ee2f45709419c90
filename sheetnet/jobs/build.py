"""Building one workbook, and checking it: the job of ``sheetnet build``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sheetnet import catalogue
from sheetnet.check.divergence import diverges_from, warning
from sheetnet.errors import SheetnetError, WorkbookError
from sheetnet.files import remove_leftovers_of
from sheetnet.jobs.check import Checked, check_built
from sheetnet.jobs.job import Progress
from sheetnet.xlsx.read.reader import application
from sheetnet.xlsx.write.parts import APPLICATION
from sheetnet.xlsx.write.saver import saved_after


@dataclass(frozen=True)
class BuildJob:
    """Build one workbook and cross-check every cell of it.

    Args:
        slug: The lesson.
        path: Where the .xlsx file goes.
        language: The language of its words.
        settings: Settings and inputs of the lesson by name, as people write them, or as values.
        overwrite: Replace a file that somebody has edited, too.
        engine: The engine that checks it, or None for no check.
    """

    slug: str
    path: Path
    language: str
    settings: Mapping[str, object]
    overwrite: bool = False
    engine: str | None = None

    @property
    def cost(self) -> float:
        """Its lesson's place in the catalogue."""
        return lesson_cost(self.slug)

    def run(self, progress: Progress) -> Checked:
        """Build the workbook, and check it if that is asked for."""
        make_way(self.path, self.overwrite)
        progress.tell(f"building {self.path.name} ({self.language})")
        with written_after(self.slug, self.settings, self.path, self.language) as written:
            # Another process may build into the same place: each checks what it has written itself.
            checked = Checked() if self.engine is None else self._checked(written.path, self.engine, progress)
            return replace(checked, warning=written.warning)

    def _checked(self, beside: Path, engine: str, progress: Progress) -> Checked:
        """Check the workbook; if the engine fails, it is there nevertheless."""
        try:
            return Checked((check_built(beside, engine, progress, called=self.path),))
        except SheetnetError as error:
            return Checked(refused=" ".join(str(error).split()))


def lesson_cost(slug: str) -> float:
    """Return roughly how long a lesson takes: its place in the catalogue, which ends with the trainings."""
    places = (n for n, lesson in enumerate(catalogue.LESSONS) if lesson.slug == slug)
    return float(next(places, len(catalogue.LESSONS)))


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook that is written.

    Args:
        path: Where it is until it is put into its place.
        warning: What is to be said of it, such as that its training diverges; empty if nothing is.
    """

    path: Path
    warning: str = ""


@contextmanager
def written_after(slug: str, settings: Mapping[str, object], path: Path, language: str) -> Iterator[Written]:
    """Write a lesson's workbook beside its place, and put it there, whatever is in its place, when the block ends well.

    Raises:
        InputError: An unknown lesson or setting, or a value that is not allowed.
        LimitError: The workbook would be larger than a spreadsheet takes.
        WorkbookError: The file cannot be written.
    """
    lesson = catalogue.find(slug)
    model = lesson.make(settings)
    book, values = lesson.book(model), lesson.trace(model)
    step = diverges_from(book.tensors(), values)
    saving = saved_after(book, values, path, language)
    del book, values  # they are large, and not needed once they are written
    with saving as beside:
        yield Written(beside, "" if step is None else warning(step))


def make_way(path: Path, overwrite: bool) -> None:
    """Make sure that nobody's work is replaced, and remove what a killed process left half written of a file.

    Raises:
        WorkbookError: There is a file that sheetnet did not write, and it is not to be overwritten.
    """
    writer = None if overwrite else other_writer(path)
    if writer is not None:
        raise WorkbookError(
            f"{path} was last saved by {writer}: build into another folder, or give --overwrite (in Python "
            "overwrite=True) to replace it"
        )
    remove_leftovers_of(path)


def other_writer(path: Path) -> str | None:
    """Return which program other than sheetnet saved a file last, or None if there is no file or sheetnet did.

    Whoever saves a workbook puts another name into it.

    Raises:
        WorkbookError: The file cannot be looked up.
    """
    try:
        if not path.exists():
            return None
    except OSError as error:
        raise WorkbookError(f"{path} cannot be written: {error.strerror}") from None
    try:
        writer = application(path)
    except WorkbookError:
        writer = ""
    return None if writer == APPLICATION else writer or "another program"
