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
from coursewright.cli.terminal import coloured, columns, tell_error
from coursewright.lint.config.making import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.findings import Tally
from coursewright.lint.run import Run
from coursewright.lint.select import split_words
from coursewright.reporters.summary import VARIES, exit_code, summary
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
    profile: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    fail_on: str = ""
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
    policies = Policies(_choices(options))
    run = _plan(options, Linter(policies.of, _today(options.today)), policies)
    policies.check_words(file for job in run.jobs for file in job.wanted)
    if len(run.jobs) > FEW:
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()
    write = sys.stdout.write
    code = (_json if options.form == "json" else _text)(run, options, policies, write)
    for error in run.errors:
        tell_error(error)
    return code


def _choices(options: LintOptions) -> Choices:
    if options.config is not None and options.isolated:
        raise UsageError("--config and --isolated exclude each other.", "Keep one of them.")
    if options.config is not None and not options.config.is_file():
        raise UsageError(f"--config: there is no file {options.config}.", "Check the path.")
    return Choices(
        select=options.select,
        ignore=options.ignore,
        profile=tuple(split_words(options.profile)),
        fail_on=options.fail_on,
        config=Path(os.path.abspath(options.config)) if options.config is not None else None,  # noqa: PTH100
        isolated=options.isolated,
    )


def _plan(options: LintOptions, linter: Linter, policies: Policies) -> Run:
    if Path("-") not in options.paths:
        if options.stdin_filename is not None:
            raise UsageError(
                "--stdin-filename names what standard input stands for.", "Give `-` as the path, too."
            )
        return Run.of_paths(options.paths or (Path(),), linter, policies.excluded)
    if len(options.paths) > 1:
        raise UsageError(
            "`-` stands alone: standard input is checked by itself.",
            "Run the other paths in a second command.",
        )
    name = options.stdin_filename or Path("stdin.module.yaml")
    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    return Run.of_bytes(data, Path(os.path.abspath(name)), linter)  # noqa: PTH100 - keeps symbolic links


def _text(run: Run, options: LintOptions, policies: Policies, write: Callable[[str], object]) -> int:
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
    fail_on, limit = policies.limit()
    if not options.quiet:
        last = summary(tally, fail_on or VARIES, len(run.errors), report.entries, limit)
        write(("\n" if options.statistics and tally.total else "") + report.last_line(last) + "\n")
    return exit_code(tally, fail_on or VARIES, len(run.errors))


def _json(run: Run, options: LintOptions, policies: Policies, write: Callable[[str], object]) -> int:
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
    code = exit_code(tally, policies.limit()[0] or VARIES, len(run.errors))
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
