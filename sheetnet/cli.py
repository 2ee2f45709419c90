"""The command line: words in, exit codes out. 0 all well, 1 a check failed, 2 bad input."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sheetnet import catalogue, terminal
from sheetnet.ending import one_line_errors
from sheetnet.errors import EngineError, InputError, SheetnetError
from sheetnet.progress import interruptible, shown_progress
from sheetnet.texts import LANGUAGES

if TYPE_CHECKING:
    from sheetnet.jobs.build import BuildJob
    from sheetnet.jobs.check import CheckJob, Findings
    from sheetnet.jobs.parallel import Workers
    from sheetnet.lint.finding import Finding

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT_ENGINE = "ironcalc"


def _who_works(command: Command) -> Command:
    """Add the options that say who does the jobs."""
    jobs = click.option(
        "--jobs", type=click.IntRange(min=1), metavar="N", help="How many files at once.  [default: one a core]"
    )
    scheduler = click.option(
        "--scheduler", metavar="tcp://HOST:PORT",
        help="Let the workers of a dask scheduler do it; they must see the files under the same paths.",
    )  # fmt: skip
    return jobs(scheduler(command))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sheetnet")
def main() -> None:
    """Learn deep learning in a spreadsheet: workbooks of live formulas, every cell cross-checked against NumPy."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Mathematics has symbols that some terminals' encodings lack; show a ? rather than fail.
            stream.reconfigure(errors="replace")


@main.command(name="list")
@click.argument("slug", required=False)
@click.option(
    "--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="Language of the titles."
)
def list_(slug: str | None, lang: str) -> None:
    """Show the lessons with what their reader can change; of one lesson, every name that --set takes."""
    from sheetnet.listing import lesson_lines, name_lines

    with one_line_errors():
        for line in lesson_lines(lang) if slug is None else name_lines(catalogue.find(slug), lang):
            click.echo(line)


@main.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Build every lesson, and index.xlsx, which lists them.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files.  [default: workbooks/LANG]")
@click.option(
    "--lang", "languages", type=click.Choice(list(LANGUAGES)), multiple=True, default=("en",), show_default=True,
    help="Language of the workbooks; may be given twice.",
)  # fmt: skip
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting or an input of the lesson.")
@click.option("--overwrite", is_flag=True, help="Replace files that somebody has edited, too.")
@click.option("--no-verify", is_flag=True, help="Do not cross-check with the embedded engine.")
@_who_works
def build(
    slugs: Sequence[str],
    every: bool,
    out: Path | None,
    languages: Sequence[str],
    settings: Sequence[str],
    overwrite: bool,
    no_verify: bool,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Build workbooks (SLUG.xlsx) and cross-check every cell of them."""
    with one_line_errors(), interruptible(lambda: "the workbooks that are there are whole"):
        from sheetnet.jobs.build import BuildJob
        from sheetnet.jobs.course import write_courses
        from sheetnet.jobs.parallel import Workers
        from sheetnet.models.assignment import choices

        lessons, chosen = _chosen(slugs, every), choices(settings)
        _check_choices(lessons, chosen)
        workers = Workers.chosen(jobs, scheduler)
        engine = None if no_verify else DEFAULT_ENGINE
        tasks = [
            BuildJob(lesson.slug, workers.path(folder / f"{lesson.slug}.xlsx"), lang, chosen, overwrite, engine)
            for lang, folder in _folders(out, languages).items()
            for lesson in lessons
        ]
        findings = _found(tasks, workers)
        if every:
            write_courses(_folders(out, languages), overwrite)
        if no_verify:
            click.echo("\n".join(str(task.path) for task in tasks if task.path not in findings.refused))
        sys.exit(terminal.print_findings(findings))


@main.command(name="open")
@click.argument("slug")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="Its language.")
def open_(slug: str, lang: str) -> None:
    """Open a lesson's workbook (or "index", the list of them), and build it first if it is not in workbooks/LANG."""
    with one_line_errors(), interruptible(lambda: "the workbook is there or not, but not half of it"):
        from sheetnet.jobs.course import there

        path = there(slug, Path("workbooks") / lang, lang)
        click.echo(path)
        if click.launch(str(path)) != 0:
            raise InputError(f"no program here opens {path}: open it in Excel or LibreOffice yourself")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--engine", default=DEFAULT_ENGINE, show_default=True, metavar="NAME",
              help="ironcalc, libreoffice, gnumeric, formualizer, formulon, cached, or all installed.")  # fmt: skip
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change an input in a copy first.")
@click.option("--perturb", type=click.IntRange(min=1), metavar="N", help="Check N times with random inputs.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the random inputs.")
@click.option("--any-function", is_flag=True, help="Let formulas call functions that are not portable.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects, one a check.")
@_who_works
def verify(
    files: Sequence[Path],
    engine: str,
    changes: Sequence[str],
    perturb: int | None,
    seed: int,
    any_function: bool,
    as_json: bool,
    jobs: int | None,
    scheduler: str | None,
) -> None:
    """Recalculate workbooks and compare every cell with the NumPy reference."""
    with one_line_errors(), interruptible(lambda: "no file was changed"):
        from sheetnet.jobs.check import Draws, check_jobs
        from sheetnet.jobs.parallel import Workers
        from sheetnet.models.assignment import parse

        if changes and perturb is not None:
            raise InputError("--set and --perturb exclude each other: perturb draws all inputs at random")
        workers = Workers.chosen(jobs, scheduler)
        draws = None if perturb is None else Draws.all(perturb, seed)
        paths = [workers.path(path) for path in files]
        engines = _engines(engine)
        at_once = workers.count(len(paths) * len(engines) * (perturb or 1))
        tasks = check_jobs(paths, engines, parse(changes), draws, at_once, any_function)
        sys.exit(terminal.print_findings(_found(tasks, workers, quiet=as_json), as_json))


@main.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the files and summary.csv.")
@_who_works
def batch(plan: Path, out: Path, jobs: int | None, scheduler: str | None) -> None:
    """Build and cross-check a workbook for each row of PLAN, a CSV with columns lesson, settings, language, name.

    The same command goes on where it was interrupted: what is finished is not done again. With --scheduler the folder
    OUT must be one that all machines see.
    """
    with one_line_errors():
        from sheetnet.jobs.batch import Batch
        from sheetnet.jobs.parallel import Workers
        from sheetnet.jobs.plan import read_plan

        workers = Workers.chosen(jobs, scheduler)
        with shown_progress(1) as progress:
            progress.tell(f"reading {plan}")
            planned = read_plan(plan)
        whole = Batch(planned, out)
        with interruptible(whole.how_far), shown_progress(len(planned)) as progress:
            whole.run(workers, progress)
        sys.exit(terminal.print_batch(whole))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects, one a finding.")
def lint(files: Sequence[Path], as_json: bool) -> None:
    """Look for what values do not show: charts, labels, formats, names; of any .xlsx, what not every program reads."""
    with one_line_errors():
        from sheetnet.check.look import lint_file

        found: dict[Path, list[Finding]] = {}
        refused: dict[Path, str] = {}
        for path in files:
            try:
                found[path] = lint_file(path)
            except SheetnetError as error:  # the other files are looked at all the same
                refused[path] = str(error)
        sys.exit(terminal.print_look(found, refused, as_json))


@main.command()
@click.argument("source", metavar="DATA.csv|SPEC.toml", required=False, type=click.Path(path_type=Path))
@click.option("--target", metavar="COLUMN", help="The column that is to be told.")
@click.option("--layers", metavar="LAYERS", help='Such as "dense(8,tanh) dense(3,softmax)".')
@click.option("--loss", metavar="NAME", help="half_squared or cross_entropy.")
@click.option("--optimizer", metavar="NAME", help="sgd, momentum, nesterov, adagrad, rmsprop or adam.  [default: adam]")
@click.option("--epochs", metavar="N", help="How often every row is seen.  [default: 30]")
@click.option("--batch-size", metavar="N", help="Rows a step; 0 takes all of them.  [default: 0]")
@click.option("--validation", type=float, default=0.0, metavar="SHARE", help="Rows kept for validation, such as 0.2.")
@click.option("--task", metavar="NAME", help="classification or regression, where it is not what the column says.")
@click.option("--columns", metavar="A,B,…", help="The columns to learn from.  [default: all but the target]")
@click.option("--picture", metavar="ROWSxCOLUMNS", help="The columns are the pixels of pictures, such as 8x8.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of what is drawn.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Any other setting, such as schedule=cosine."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Where the workbook goes.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="Its language.")
@click.option("--overwrite", is_flag=True, help="Replace a file that somebody has edited, too.")
@click.option(
    "--example",
    metavar="KIND",
    help="Write classification, regression, images or autoencoder as SPEC.toml with its table.",
)
def network(
    source: Path | None, target: str | None, validation: float, task: str | None, seed: int, settings: Sequence[str],
    columns: str | None, out: Path | None, lang: str, overwrite: bool, example: str | None, **common: str | None,
) -> None:  # fmt: skip
    """Build a workbook in which a network learns from a table of your own, and cross-check every cell of it."""
    with one_line_errors(), interruptible(lambda: "the workbook is there or not, but not half of it"):
        from sheetnet.jobs.build import BuildJob
        from sheetnet.jobs.parallel import Workers
        from sheetnet.models.assignment import choices
        from sheetnet.tables.ask import Asked, example_of, settings_for

        if example is not None:
            click.echo(example_of(example, Path()))
            return
        if source is None:
            raise click.UsageError("name a table or a description, or write one with --example classification")
        chosen = {**choices(settings), **{name: value for name, value in common.items() if value is not None}}
        asked = Asked(source, target, task, validation, seed, chosen, out, columns)
        path, made = settings_for(asked)
        task_ = BuildJob("table_network", path, lang, made, overwrite, DEFAULT_ENGINE)
        findings = _found([task_], Workers.chosen(1, None))
        sys.exit(terminal.print_findings(findings))


@main.command()
@click.argument("model", metavar="MODEL.onnx", type=click.Path(path_type=Path))
@click.option("--samples", required=True, type=click.Path(path_type=Path), metavar="DATA.csv", help="What goes in.")
@click.option("--target", metavar="COLUMN", help="The column that says what is true; else the model's own answers.")
@click.option("--rows", type=click.IntRange(min=1), metavar="N", help="Take the first N rows.  [default: all]")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Where the workbook goes.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="Its language.")
@click.option("--overwrite", is_flag=True, help="Replace a file that somebody has edited, too.")
def explain(
    model: Path, samples: Path, target: str | None, rows: int | None, out: Path | None, lang: str, overwrite: bool
) -> None:
    """Lay a trained model open: a workbook with every weight and every number on the way to its answers."""
    with one_line_errors(), interruptible(lambda: "the workbook is there or not, but not half of it"):
        from sheetnet.frameworks.explained import Explained
        from sheetnet.jobs.build import BuildJob
        from sheetnet.jobs.parallel import Workers

        path, settings = Explained(model, samples, target, rows, out).settings()
        task = BuildJob("operator_graph", path, lang, settings, overwrite, DEFAULT_ENGINE)
        sys.exit(terminal.print_findings(_found([task], Workers.chosen(1, None))))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--epoch", type=click.IntRange(min=0), metavar="N", help="After which epoch.  [default: the last]")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True,
              help="Where they go: .npz, .json or .safetensors.")  # fmt: skip
def params(file: Path, epoch: int | None, out: Path) -> None:
    """Write the weights and biases of a workbook's network to a file, as they stand in its cells."""
    with one_line_errors():
        from sheetnet.loaded.weights import write_weights
        from sheetnet.loaded.workbook import LAST, LoadedWorkbook

        write_weights(LoadedWorkbook(file).parameters(LAST if epoch is None else epoch), out)
        click.echo(out)


@main.command(name="map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print an object instead of a table.")
def map_(file: Path, as_json: bool) -> None:
    """Show where a workbook keeps each tensor."""
    with one_line_errors():
        from sheetnet.check.read import read_workbook
        from sheetnet.listing import map_lines, map_object

        stored = read_workbook(file).map
        lines = [json.dumps(map_object(stored), ensure_ascii=False, indent=1)] if as_json else map_lines(stored)
        for line in lines:
            click.echo(line)


def _chosen(slugs: Sequence[str], every: bool) -> list[catalogue.Lesson]:
    if every == bool(slugs):
        raise click.UsageError("name the lessons to build, or give --all (sheetnet list shows the lessons)")
    return list(catalogue.LESSONS) if every else [catalogue.find(slug) for slug in dict.fromkeys(slugs)]


def _check_choices(lessons: Sequence[catalogue.Lesson], choices: dict[str, str]) -> None:
    """Refuse before anything is built what one of the lessons would refuse, and say which."""
    for lesson in lessons:
        try:
            lesson.make(choices)
        except SheetnetError as error:
            raise InputError(f"{lesson.slug}: {error}") from None


def _folders(out: Path | None, languages: Sequence[str]) -> dict[str, Path]:
    """Return the folder for each language: one for all, only if there is one."""
    each = list(dict.fromkeys(languages))
    return {lang: out if out is not None and len(each) == 1 else (out or Path("workbooks")) / lang for lang in each}


def _engines(name: str) -> list[str]:
    """Return the names of the engines that are meant, which can run here."""
    from sheetnet.engines import chosen

    engines = chosen(name)
    for engine in engines:
        if reason := engine.unavailable():
            raise EngineError(reason)
    return [engine.name for engine in engines]


def _found(jobs: Sequence[BuildJob | CheckJob], workers: Workers, quiet: bool = False) -> Findings:
    """Do jobs with a line on the terminal; return what came of them, in their order."""
    from sheetnet.jobs.check import Findings
    from sheetnet.jobs.parallel import run_all

    with shown_progress(len(jobs), quiet) as progress, closing(run_all(jobs, workers, progress)) as outcomes:
        by_number = dict(outcomes)
    return Findings.of([job.path for job in jobs], [by_number[number] for number in range(len(jobs))])
