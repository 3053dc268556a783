"""`coursewright lint`."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright import __version__
from coursewright.cli.progress import Progress
from coursewright.cli.terminal import coloured, columns, tell
from coursewright.lint.engine import Linter
from coursewright.lint.findings import Tally
from coursewright.lint.run import Run
from coursewright.lint.select import choose
from coursewright.reporters.summary import exit_code, summary
from coursewright.spec.discover import repository_root
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

FEW = 10
"""Courses up to which nothing is collected: memory is given back at the end in any case."""
SELDOM = 50_000
"""Objects that may wait before the garbage collector looks: courses are let go without it."""


class LintOptions(NamedTuple):
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
    if options.statistics and options.form == "json":
        raise UsageError(
            "--statistics goes with the text report.", "The JSON report has every finding to count."
        )
    linter = Linter(choose(options.select, options.ignore), _today(options.today))
    run = _plan(options, linter)
    if len(run.jobs) > FEW:
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()
    write = sys.stdout.write
    code = _json(run, options, write) if options.form == "json" else _text(run, options, write)
    for error in run.errors:
        tell(str(error))
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
    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    return Run.of_bytes(data, Path(os.path.abspath(name)), linter)  # noqa: PTH100 - keeps symbolic links


def _text(run: Run, options: LintOptions, write: Callable[[str], object]) -> int:
    from coursewright.reporters.text import TextReport  # noqa: PLC0415 - only one of the formats is needed

    on_terminal = sys.stdout.isatty()
    report = TextReport(Path.cwd(), columns(), coloured=coloured(), wrapped=on_terminal)
    tally = Tally()
    with Progress(len(run.jobs)) as progress:
        for course in run:
            tally.add(course)
            for text in report.course(course):
                progress.clear()
                write(text)
            progress.step()
    if options.statistics:
        write(report.statistics(tally))
    if not options.quiet:
        last = summary(tally, options.fail_on, len(run.errors), report.entries)
        write(("\n" if options.statistics and tally.total else "") + report.last_line(last) + "\n")
    return exit_code(tally, options.fail_on, len(run.errors))


def _json(run: Run, options: LintOptions, write: Callable[[str], object]) -> int:
    from coursewright.reporters.json_report import JsonReport  # noqa: PLC0415

    report = JsonReport(_base(options), __version__)
    tally = Tally()
    write(report.start())
    with Progress(len(run.jobs)) as progress:
        for course in run:
            tally.add(course)
            for text in report.course(course):
                progress.clear()
                write(text)
            progress.step()
    code = exit_code(tally, options.fail_on, len(run.errors))
    write(report.end(tally, code, run.errors))
    return code


def _base(options: LintOptions) -> Path:
    """Return the root of the repository that is checked, so that paths are the same wherever one stands."""
    named = options.stdin_filename or next(iter(options.paths), Path())
    first = Path(os.path.abspath(named))  # noqa: PTH100 - keeps symbolic links
    return repository_root(first if first.is_dir() else first.parent) or Path.cwd()


def _today(written: str | None) -> dt.date | None:
    """Return the day asked for, else that of SOURCE_DATE_EPOCH, else None for the clock's."""
    if written is not None:
        try:
            return dt.date.fromisoformat(written)
        except ValueError:
            raise UsageError(f"--today: `{written}` is no date.", "Write it as 2026-09-21.") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds since 1970.",
            "Unset it, or mend it.",
        ) from None
