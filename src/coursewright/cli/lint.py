"""`coursewright lint`."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright import __version__
from coursewright.cli.closing import close
from coursewright.cli.given import config_file, today
from coursewright.cli.order import Order
from coursewright.cli.outputs import Outputs, wanted
from coursewright.cli.progress import Progress
from coursewright.cli.terminal import tell, tell_errors
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.excludes import Excludes
from coursewright.lint.runs.sweep import Outcome, sweep
from coursewright.lint.runs.tally import Tally
from coursewright.reporters.reporter import RunRecord
from coursewright.reporters.shared.digest import digest
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.summary import exit_code, in_force
from coursewright.spec.discover import absolute, plan, repository_root
from coursewright.spec.errors import CoursewrightError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.lint.runs.cache import Cache
    from coursewright.reporters.pieces import Shape
    from coursewright.reporters.record import Trouble
    from coursewright.spec.discover import Job
    from coursewright.spec.documents import Document

_RETYPED = 3
"""Paths that somebody types once more."""
FEW = 10
"""Courses up to which nothing is collected: memory is given back at the end in any case."""


class LintOptions(NamedTuple):
    """What the command was asked for."""

    paths: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    fail_on: str = ""
    forms: tuple[str, ...] = ()
    quiet: bool = False
    statistics: bool = False
    stdin_filename: Path | None = None
    today: str | None = None
    changed_since: str | None = None
    web_links: bool = False
    ignores: bool = True
    baseline: bool = True
    cached: bool = True
    cache_folder: Path | None = None
    processes: int = 0


def run_lint(options: LintOptions) -> int:
    """Check what was asked for, write the reports, and return the exit code."""
    reports = wanted(options.forms)
    if options.statistics and not any(one.form.to_read for one in reports):
        raise UsageError(
            "--statistics goes with `text`, `concise` or `grouped`.", "Add one of them, or leave it out."
        )
    base = _base(options)
    outputs = Outputs(reports, __version__, base)
    try:
        jobs, outcomes, errors = _run(options, outputs.shapes)
        code = _report(options, outputs, base, jobs, outcomes, errors)
    except BaseException:
        outputs.abandon()
        raise
    return code


def _run(
    options: LintOptions, shapes: Sequence[Shape]
) -> tuple[Sequence[Job], Iterator[Outcome], list[CoursewrightError]]:
    """Plan a run, and return its jobs, what they come to one by one, and what could not be opened."""
    choices = _choices(options)
    if Path("-") in options.paths:
        return _of_stdin(options, choices, shapes)
    if options.stdin_filename is not None:
        raise UsageError(
            "--stdin-filename names what standard input stands for.", "Give `-` as the path, too."
        )
    planned = plan(options.paths or (Path(),), Excludes(choices))
    order = _order(options, choices, shapes, planned.jobs)
    outcomes = sweep(
        planned.jobs, partial(_hire, order), cache=_cache(options, order), processes=options.processes
    )
    if options.changed_since is not None:
        from coursewright.cli.changes import changed, only_changed  # noqa: PLC0415 - seldom asked for

        outcomes = only_changed(outcomes, changed(options.changed_since, _first_folder(options)))
    return planned.jobs, outcomes, list(planned.errors)


def _of_stdin(
    options: LintOptions, choices: Choices, shapes: Sequence[Shape]
) -> tuple[Sequence[Job], Iterator[Outcome], list[CoursewrightError]]:
    from coursewright.lint.runs.run import text_job  # noqa: PLC0415

    if len(options.paths) > 1:
        raise UsageError(
            "`-` stands alone: standard input is checked by itself.",
            "Run the other paths in a second command.",
        )
    name = options.stdin_filename or Path("stdin.module.yaml")
    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    job, known = text_job(data, absolute(name))
    check = _hire(_order(options, choices, shapes, [job]), known)
    return [job], iter([check(job)]), []


def _hire(order: Order, known: dict[Path, Document] | None = None) -> Callable[[Job], Outcome]:
    from coursewright.cli.worker import hire  # noqa: PLC0415 - what is cached needs none of it

    return hire(order, known)


def _order(options: LintOptions, choices: Choices, shapes: Sequence[Shape], jobs: Sequence[Job]) -> Order:
    return Order(
        choices=choices,
        today=today(options.today),
        shapes=tuple(shapes),
        here=Path.cwd(),
        files=tuple(path for job in jobs for path in job.wanted) if options.select or options.ignore else (),
        many=len(jobs) > FEW,
        traced=_is_kept(options) or options.changed_since is not None,
        web=options.web_links,
        ignores=options.ignores,
        baseline=options.baseline,
    )


def _cache(options: LintOptions, order: Order) -> Cache | None:
    """Return where results are kept, if they are."""
    if not _is_kept(options):
        return None
    from coursewright.lint.runs.cache import Cache, cache_folder, fingerprint  # noqa: PLC0415
    from coursewright.lint.runs.installed import stamp  # noqa: PLC0415

    folder = options.cache_folder or cache_folder()
    if folder is None:
        return None
    return Cache(
        folder,
        fingerprint(stamp(), order.choices, order.shapes, order.here, order.ignores, order.baseline),
        order.today,
    )


def _is_kept(options: LintOptions) -> bool:
    """Whether results are kept; what the web says is not."""
    return options.cached and not options.web_links


def _choices(options: LintOptions) -> Choices:
    if options.config is not None and options.isolated:
        raise UsageError("--config and --isolated exclude each other.", "Keep one of them.")
    config = config_file(options.config)
    profile = tuple(name.strip() for names in options.profile for name in names.split(",") if name.strip())
    if options.profile and not profile:
        raise UsageError("--profile names no profile.", "Give one or several, or leave it out.")
    return Choices(
        select=options.select,
        ignore=options.ignore,
        profile=profile,
        fail_on=options.fail_on,
        config=config,
        isolated=options.isolated,
    )


def _report(
    options: LintOptions,
    outputs: Outputs,
    base: Path,
    jobs: Sequence[Job],
    outcomes: Iterator[Outcome],
    errors: list[CoursewrightError],
) -> int:
    """Write the reports course by course, and return the exit code."""
    tally = Tally()
    notes: dict[str, None] = {}
    failed = {str(error): error for error in errors}
    outputs.start()
    with Progress(len(jobs)) as progress:
        for outcome in outcomes:
            tally.join(outcome.tally)
            notes |= dict.fromkeys(outcome.notes)
            failed |= {str(error): error for error in outcome.errors}
            for pieces in outcome.pieces:
                outputs.course(pieces, progress.clear)
            progress.step()
    errors = list(failed.values())
    told = (*notes, *_renamed(tally))
    run = _ended(options, tally, base, errors, told)
    outputs.end(run)
    _tell(told, errors)
    close(outputs, run, statistics=options.statistics, quiet=options.quiet)
    return run.exit_code


def _ended(
    options: LintOptions,
    tally: Tally,
    base: Path,
    errors: Sequence[CoursewrightError],
    notes: tuple[str, ...],
) -> RunRecord:
    fail_on, limit = in_force(tally, options.fail_on)
    found: tuple[Trouble, ...] = ()
    if errors:
        from coursewright.reporters.troubles import troubles  # noqa: PLC0415 - most runs have none

        found = troubles(errors, base)
    ended = digest(
        tally,
        fail_on,
        limit=limit,
        errors=len(errors),
        unchecked=_unchecked(tally, errors),
        again=_again(options),
    )
    if options.changed_since is not None and not tally.files and not errors:
        said = f"Nothing to check here has changed since `{flat(options.changed_since)}`."
        ended = ended._replace(read=said)
    return RunRecord(tally, exit_code(tally, fail_on, len(errors)), ended, found, notes)


def _again(options: LintOptions) -> list[str] | None:
    """Return the words that run the same check again; None for what came by standard input.

    A hook names many files; then the folder that one stands in is checked.
    """
    if Path("-") in options.paths:
        return None
    paths = options.paths if len(options.paths) <= _RETYPED else ()
    words = ["coursewright", "lint", *map(_typed, paths)]
    words += ["--config", options.config.as_posix()] if options.config is not None else []
    words += ["--isolated"] if options.isolated else []
    for option, values in (
        ("--profile", options.profile),
        ("--select", options.select),
        ("--ignore", options.ignore),
    ):
        words += [word for value in values for word in (option, value)]
    words += ["--changed-since", options.changed_since] if options.changed_since is not None else []
    words += [] if options.ignores else ["--no-ignores"]
    words += [] if options.baseline else ["--no-baseline"]
    words += ["--web-links"] if options.web_links else []
    words += ["--fail-on", options.fail_on] if options.fail_on else []
    words += ["--today", options.today] if options.today is not None else []
    return words


def _typed(path: Path) -> str:
    """Return a path as it can be typed: one that begins with a dash would be taken for an option."""
    word = path.as_posix()
    return f"./{word}" if word.startswith("-") else word


def _tell(notes: Sequence[str], errors: Sequence[CoursewrightError]) -> None:
    """Say on standard error what does not belong in the report, between this and its summary."""
    if not notes and not errors:
        return
    sys.stdout.flush()
    for note in notes:
        tell(f"note: {note}")
    tell_errors(errors)
    if sys.stdout.isatty() and sys.stderr.isatty():
        sys.stderr.write("\n")
    sys.stderr.flush()


def _renamed(tally: Tally) -> Iterator[str]:
    """Ask about files that a baseline lists and that are gone, if something is new in others."""
    if not tally.unlisted:
        return
    from coursewright.cli.baseline import renamed  # noqa: PLC0415 - seldom needed
    from coursewright.lint.silence.baseline_file import read_baseline  # noqa: PLC0415

    for path, root in sorted(tally.unlisted.items()):
        with suppress(CoursewrightError):  # it was read a moment ago
            if told := renamed(read_baseline(Path(path), Path(root))):
                yield told


def _unchecked(tally: Tally, errors: Sequence[CoursewrightError]) -> str:
    if not errors:
        return ""
    from coursewright.reporters.shared.complaint import unchecked  # noqa: PLC0415 - most runs have nothing to complain of

    return unchecked(errors, tally.unchecked)


def _base(options: LintOptions) -> Path:
    """Return the root of the repository that is checked, so that paths are the same wherever one stands."""
    return repository_root(_first_folder(options)) or Path.cwd()


def _first_folder(options: LintOptions) -> Path:
    named = options.stdin_filename or next(iter(options.paths), Path())
    first = absolute(named)
    return first if first.is_dir() else first.parent
