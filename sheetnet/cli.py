"""The command line: words in, exit codes out. 0 all well, 1 a check failed, 2 bad input."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from sheetnet import catalogue
from sheetnet.errors import EngineError, InputError, SheetnetError
from sheetnet.texts import LANGUAGES

if TYPE_CHECKING:
    from sheetnet.check.report import Report
    from sheetnet.engines import Engine
    from sheetnet.models.assignment import Assignment

Step: TypeAlias = Callable[[str], None]
"""Shows what is done next."""
FAILED = 1
BAD_INPUT = 2
DEFAULT_ENGINE = "ironcalc"
WIDE = 160


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """Turn a user's mistake into one line and exit code 2."""
    try:
        yield
    except SheetnetError as error:
        click.echo(f"sheetnet: {' '.join(str(error).split())}", err=True)
        sys.exit(BAD_INPUT)


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
    with _one_line_errors():
        if slug is not None:
            _list_names(catalogue.find(slug), lang)
            return
        for lesson in catalogue.LESSONS:
            click.echo(f"{lesson.slug:<20} {lesson.title.say(lang)}: {lesson.change.say(lang)}")


@main.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Build every lesson.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files.  [default: workbooks/LANG]")
@click.option(
    "--lang", "languages", type=click.Choice(list(LANGUAGES)), multiple=True, default=("en",), show_default=True,
    help="Language of the workbooks; may be given twice.",
)  # fmt: skip
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A setting or an input of the lesson.")
@click.option("--overwrite", is_flag=True, help="Replace files that somebody has edited, too.")
@click.option("--no-verify", is_flag=True, help="Do not cross-check with the embedded engine.")
def build(
    slugs: Sequence[str],
    every: bool,
    out: Path | None,
    languages: Sequence[str],
    settings: Sequence[str],
    overwrite: bool,
    no_verify: bool,
) -> None:
    """Build workbooks (SLUG.xlsx) and cross-check every cell of them."""
    with _one_line_errors():
        lessons = _chosen(slugs, every)
        choices = _choices(settings)
        jobs = [(lesson.slug, (out or Path("workbooks") / lang) / f"{lesson.slug}.xlsx", lang)
                for lang in dict.fromkeys(languages) for lesson in lessons]  # fmt: skip
        if out is not None and len(set(languages)) > 1:
            jobs = [(slug, out / lang / path.name, lang) for slug, path, lang in jobs]
        _check_choices(lessons, choices)
        reports: list[Report] = []
        with _progress(len(jobs)) as step:
            for slug, path, lang in jobs:
                step(f"{slug} ({lang})")
                reports += _build_one(slug, path, lang, choices, not no_verify, overwrite)
        if no_verify:
            click.echo("\n".join(str(path) for _, path, _ in jobs))
        else:
            _finish(reports, as_json=False)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--engine", default=DEFAULT_ENGINE, show_default=True, metavar="NAME",
              help="ironcalc, libreoffice, gnumeric, formualizer, formulon, cached, or all installed.")  # fmt: skip
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change an input in a copy first.")
@click.option("--perturb", type=click.IntRange(min=1), metavar="N", help="Check N times with random inputs.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the random inputs.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects, one a check.")
def verify(
    files: Sequence[Path], engine: str, changes: Sequence[str], perturb: int | None, seed: int, as_json: bool
) -> None:
    """Recalculate workbooks and compare every cell with the NumPy reference."""
    with _one_line_errors():
        from sheetnet.engines import chosen
        from sheetnet.models.assignment import parse

        if changes and perturb is not None:
            raise InputError("--set and --perturb exclude each other: perturb draws all inputs at random")
        assignments, engines = parse(changes), chosen(engine)
        for one in engines:
            if reason := one.unavailable():
                raise EngineError(reason)
        reports: list[Report] = []
        refused: dict[Path, str] = {}
        with _progress(len(files) * len(engines) * (perturb or 1), quiet=as_json) as step:
            for path in files:
                try:
                    reports += _checked(path, engines, assignments, perturb, seed, step)
                except SheetnetError as error:  # the other files are checked all the same
                    refused[path] = " ".join(str(error).split())
        _finish(reports, as_json, refused)


@main.command(name="map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print an object instead of a table.")
def map_(file: Path, as_json: bool) -> None:
    """Show where a workbook keeps each tensor."""
    with _one_line_errors():
        from sheetnet.check.read import read_workbook
        from sheetnet.formula.template import cell_address

        stored = read_workbook(file).map
        rows = [
            {
                "name": entry.name,
                "role": entry.role.value,
                "meaning": entry.meaning,
                "equation": entry.equation,
                "sheet": entry.sheet,
                "cell": cell_address(entry.row, entry.column),
                "shape": list(entry.shape),
                "axes": [asdict(axis) for axis in entry.axes],
                "rtol": entry.rtol,
                "atol": entry.atol,
            }
            for entry in stored.entries.values()
        ]
        if as_json:
            whole = {"lesson": stored.slug, "language": stored.language, "settings": stored.settings, "tensors": rows}
            click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
            return
        for row in rows:
            shape = "×".join(map(str, stored.entries[str(row["name"])].shape)) or "1"
            click.echo(f"{row['name']:<32} {shape:>14}  {row['sheet']}!{row['cell']:<8} {row['meaning']}")


def _list_names(lesson: catalogue.Lesson, lang: str) -> None:
    """Print a lesson's settings and inputs with their defaults and what is allowed."""
    model = lesson.make()
    click.echo(f"{lesson.slug}: {lesson.title.say(lang)}")
    fields = model.fields()
    for name, value in model.settings().items():
        allowed = fields[name].describe().say(lang) if fields[name].choices or value.lstrip("-").isdigit() else ""
        click.echo(f"  {name:<24} setting  {value:<24} {allowed}".rstrip())
    for name, values in model.inputs().items():
        shown = f"{values:g}" if values.ndim == 0 else "×".join(map(str, values.shape)) + " numbers"
        click.echo(f"  {name:<24} input    {shown:<24} {model.field(name).describe().say(lang)}")


def _chosen(slugs: Sequence[str], every: bool) -> list[catalogue.Lesson]:
    if every == bool(slugs):
        raise click.UsageError("name the lessons to build, or give --all (sheetnet list shows the lessons)")
    return list(catalogue.LESSONS) if every else [catalogue.find(slug) for slug in dict.fromkeys(slugs)]


def _choices(settings: Sequence[str]) -> dict[str, str]:
    from sheetnet.models.assignment import parse

    choices = {}
    for assignment in parse(settings):
        if assignment.index is not None:
            raise InputError(
                f"{assignment.name}{list(assignment.index)}: when building, give all numbers: {assignment.name}=…"
            )
        choices[assignment.name] = assignment.value
    return choices


def _check_choices(lessons: Sequence[catalogue.Lesson], choices: Mapping[str, str]) -> None:
    """Refuse before anything is built what one of the lessons would refuse, and say which."""
    for lesson in lessons:
        try:
            lesson.make(choices)
        except SheetnetError as error:
            raise InputError(f"{lesson.slug}: {error}") from None


def _build_one(
    slug: str, path: Path, lang: str, choices: Mapping[str, str], verify: bool, overwrite: bool
) -> list[Report]:
    from sheetnet import api

    api.build(slug, path, lang=lang, overwrite=overwrite, **choices)
    return [api.verify(path, engine=DEFAULT_ENGINE)] if verify else []


def _checked(
    path: Path, engines: Sequence[Engine], changes: Sequence[Assignment], perturb: int | None, seed: int, step: Step
) -> Iterator[Report]:
    """Check one file with every engine."""
    from sheetnet.check.read import read_workbook
    from sheetnet.check.run import check, perturbed

    workbook = read_workbook(path)
    for engine in engines:
        if perturb is None:
            step(f"{path.name} ({engine.name})")
            yield check(workbook, engine, changes)
            continue
        for report in perturbed(workbook, engine, perturb, seed):
            step(f"{path.name} ({engine.name})")
            yield report


def _finish(reports: Sequence[Report], as_json: bool, refused: Mapping[Path, str] | None = None) -> None:
    """Print what was found, and end with the exit code that it asks for."""
    refused = refused or {}
    if as_json:
        rows = [report.to_dict() for report in reports]
        rows += [{"workbook": str(path), "ok": False, "error": why} for path, why in refused.items()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif reports:
        from rich.console import Console

        from sheetnet.check.report import summary

        # A pipe has no width: there the table takes what it needs.
        Console(width=None if sys.stdout.isatty() else WIDE).print(summary(reports))
        wrong = sum(report.mismatches for report in reports)
        cells = sum(report.cells for report in reports)
        checks = "1 check" if len(reports) == 1 else f"{len(reports)} checks"
        click.echo(f"{checks}, {cells:,} cells compared, {wrong:,} mismatches")
    for path, why in refused.items():
        click.echo(f"sheetnet: {why if str(path) in why else f'{path}: {why}'}", err=True)
    if refused:
        sys.exit(BAD_INPUT)
    if not all(report.ok for report in reports):
        sys.exit(FAILED)


@contextmanager
def _progress(total: int, quiet: bool = False) -> Iterator[Step]:
    """Show a bar on the terminal's error stream while long work goes on; nothing where nobody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("", total=total)
        started = False

        def step(what: str) -> None:
            nonlocal started
            bar.update(task, description=what, advance=1 if started else 0)
            started = True

        yield step
