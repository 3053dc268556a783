"""From the options of `coursewright lint` to its courses, checked one after the other."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.given import config_file, today
from coursewright.cli.lint.order import Order
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.excludes import Excludes
from coursewright.lint.runs.sweep import sweep
from coursewright.spec.discover import absolute, plan
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.cli.lint.options import LintOptions
    from coursewright.lint.runs.cache import Cache
    from coursewright.lint.runs.sweep import Outcome
    from coursewright.reporters.pieces import Shape
    from coursewright.spec.discover import Job
    from coursewright.spec.documents import Document
    from coursewright.spec.errors import CoursewrightError

_FEW = 10
"""Courses up to which nothing is collected: memory is given back at the end in any case."""


class Sweep(NamedTuple):
    """Courses that are checked one by one, by which order, and what could not be opened."""

    order: Order
    jobs: Sequence[Job]
    outcomes: Iterator[tuple[Job, Outcome]]
    errors: Sequence[CoursewrightError] = ()


def sweep_of(options: LintOptions, shapes: Sequence[Shape]) -> Sweep:
    """Plan a run, and begin it."""
    choices = _choices(options)
    if Path("-") in options.paths:
        return _of_stdin(options, choices, shapes)
    if options.stdin_filename is not None:
        raise UsageError(
            "--stdin-filename names what standard input stands for.", "Give `-` as the path, too."
        )
    planned = plan(options.paths or (Path(),), Excludes(choices))
    order = _order(options, choices, shapes, planned.jobs)
    found = sweep(
        planned.jobs, partial(_hire, order), cache=_cache(options, order), processes=options.processes
    )
    outcomes: Iterator[tuple[Job, Outcome]] = zip(planned.jobs, found, strict=True)
    if options.changed_since is not None:
        from coursewright.cli.lint.changes import changed, only_changed  # noqa: PLC0415 - seldom asked for

        outcomes = only_changed(outcomes, changed(options.changed_since, first_folder(options)))
    return Sweep(order, planned.jobs, outcomes, planned.errors)


def _of_stdin(options: LintOptions, choices: Choices, shapes: Sequence[Shape]) -> Sweep:
    from coursewright.lint.runs.run import text_job  # noqa: PLC0415

    name = options.stdin_filename or Path("stdin.module.yaml")
    job, known = text_job(piped(options), absolute(name))
    order = _order(options, choices, shapes, [job])
    check = _hire(order, known)
    return Sweep(order, [job], iter([(job, check(job))]))


def piped(options: LintOptions) -> bytes:
    """Return what comes by standard input. Raise `UsageError` where there are other paths, too."""
    if len(options.paths) > 1:
        raise UsageError(
            "`-` stands alone: standard input is checked by itself.",
            "Run the other paths in a second command.",
        )
    if options.data is not None:
        return options.data
    return sys.stdin.buffer.read() if sys.stdin is not None else b""


def _hire(order: Order, known: dict[Path, Document] | None = None) -> Callable[[Job], Outcome]:
    from coursewright.cli.lint.worker import hire  # noqa: PLC0415 - what is cached needs none of it

    return hire(order, known)


def _order(options: LintOptions, choices: Choices, shapes: Sequence[Shape], jobs: Sequence[Job]) -> Order:
    return Order(
        choices=choices,
        today=today(options.today),
        shapes=tuple(shapes),
        here=Path.cwd(),
        files=tuple(path for job in jobs for path in job.wanted) if options.select or options.ignore else (),
        many=len(jobs) > _FEW,
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


def first_folder(options: LintOptions) -> Path:
    """Return the folder of what was named first."""
    named = options.stdin_filename or next(iter(options.paths), Path())
    first = absolute(named)
    return first if first.is_dir() else first.parent
