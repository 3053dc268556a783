"""`coursewright lint`."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright import __version__
from coursewright.cli.progress import Progress
from coursewright.lint.engine import Linter
from coursewright.lint.findings import Tally
from coursewright.lint.run import Run
from coursewright.lint.select import choose
from coursewright.reporters.summary import exit_code, summary
from coursewright.spec.discover import repository_root
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN_COLUMNS = 100
"""The width of a report that goes to a file or a pipe."""


@dataclass(frozen=True, slots=True)
class LintOptions:
    """What the command was asked for."""

    paths: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    form: str = "text"
    quiet: bool = False
    statistics: bool = False
    stdin_filename: Path | None = None
    today: str | None = None


def run_lint(options: LintOptions) -> int:
    """Check what was asked for, print the report, and return the exit code."""
    linter = Linter(choose(options.select, options.ignore), _today(options.today))
    run = _plan(options, linter)
    tally = Tally()
    write = sys.stdout.write
    code = _json(run, tally, options, write) if options.form == "json" else _text(run, tally, options, write)
    for error in run.errors:
        sys.stderr.write(f"coursewright: {error}\n")
    return code


def _plan(options: LintOptions, linter: Linter) -> Run:
    if Path("-") not in options.paths:
        if options.stdin_filename is not None:
            raise UsageError(
                "--stdin-filename names what standard input stands for.", "Give `-` as the path, too."
            )
        return Run.of_paths(options.paths or (Path(),), linter)
    if len(options.paths) > 1:
        raise UsageError(
            "`-` stands alone: standard input is checked by itself.",
            "Run the other paths in a second command.",
        )
    name = options.stdin_filename or Path("stdin.module.yaml")
    return Run.of_bytes(sys.stdin.buffer.read(), Path(os.path.abspath(name)), linter)  # noqa: PTH100


def _text(run: Run, tally: Tally, options: LintOptions, write: Callable[[str], object]) -> int:
    from coursewright.reporters.text import TextReport  # noqa: PLC0415 - only one of the formats is needed

    columns = shutil.get_terminal_size((PLAIN_COLUMNS, 24)).columns if sys.stdout.isatty() else PLAIN_COLUMNS
    report = TextReport(Path.cwd(), columns, coloured=_coloured())
    with Progress(len(run.jobs)) as progress:
        for course in run:
            tally.add(course)
            for text in report.course(course):
                progress.clear()
                write(text)
            progress.step()
    code = exit_code(tally, options.fail_on, len(run.errors))
    if options.statistics:
        names = {rule.meta.code: rule.meta.name for rule in choose(("all",))}
        write(report.statistics(tally, names))
    if not options.quiet:
        write(summary(tally, options.fail_on, len(run.errors), report.entries) + "\n")
    return code


def _json(run: Run, tally: Tally, options: LintOptions, write: Callable[[str], object]) -> int:
    from coursewright.reporters.json_report import JsonReport  # noqa: PLC0415

    here = Path.cwd()
    report = JsonReport(repository_root(here) or here, __version__)
    write(report.start())
    with Progress(len(run.jobs)) as progress:
        for course in run:
            tally.add(course)
            for text in report.course(course):
                write(text)
            progress.step()
    code = exit_code(tally, options.fail_on, len(run.errors))
    write(report.end(tally, code, run.errors))
    return code


def _today(written: str | None) -> dt.date | None:
    """Return the day asked for, else that of SOURCE_DATE_EPOCH, else None for the clock's."""
    if written is not None:
        try:
            return dt.date.fromisoformat(written)
        except ValueError:
            raise UsageError(f"--today: `{written}` is no date.", "Write it as 2026-09-21.") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date() if epoch.isdigit() else None


def _coloured() -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set; FORCE_COLOR wins over the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
