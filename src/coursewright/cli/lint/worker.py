"""What checks one course after the other, in this process or in another: all that a run imports late."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from functools import cache, partial
from os.path import dirname
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.lint.config.document import ConfigError
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.runs.run import Checker
from coursewright.lint.runs.sweep import Outcome, Piece
from coursewright.lint.runs.tally import joined, share_of
from coursewright.lint.silence.baselines import Baselines, hide
from coursewright.reporters.pieces import maker
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.witness import made_of, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from coursewright.cli.lint.order import Order
    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.discover import Job
    from coursewright.spec.documents import Document
    from coursewright.spec.errors import CoursewrightError
    from coursewright.spec.witness import Evidence

SELDOM = 50_000
"""Objects that may wait before the garbage collector looks: courses are let go without it."""


class Desk(NamedTuple):
    """What judges a course as an order says."""

    policies: Policies
    baselines: Baselines
    linter: Linter


def desk(order: Order) -> Desk:
    """Return what judges courses. Raise `UsageError` for words of the command line that name no rule."""
    policies = Policies(order.choices)
    policies.check_words(order.files)
    baselines = Baselines(policies.baseline)

    def excluded(path: Path) -> bool:
        if order.traced:
            made_of(policies.evidence(path.parent))
        return policies.excluded(path)

    linter = Linter(
        policies.of,
        order.today,
        web=_web() if order.web else None,
        excluded=excluded,
        ignores=order.ignores,
        hold=partial(hide, of=baselines.of) if order.baseline else None,
    )
    return Desk(policies, baselines, linter)


def hire(order: Order, known: dict[Path, Document] | None = None) -> Callable[[Job], Outcome]:
    """Return what checks a job. Raise `UsageError` for words of the command line that name no rule."""
    if order.many:
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()
    policies, baselines, linter = desk(order)
    makers = [maker(shape) for shape in order.shapes]
    noted: dict[tuple[str, ...], tuple[str, ...]] = {}

    @cache
    def evidence_of(folder: str) -> Evidence:
        own = baselines.evidence(Path(folder)) if order.baseline else {}
        return policies.evidence(Path(folder)) | own

    def notes_on(files: Sequence[Path]) -> tuple[str, ...]:
        folders = tuple(dict.fromkeys(map(dirname, files)))
        if folders not in noted:
            said, written = policies.notes(files)
            places = (
                (from_here(one.source.path, order.here), one.span.start.line, one.message) for one in written
            )
            noted[folders] = (*said, *(f"{path}:{line}: {message}" for path, line, message in places))
        return noted[folders]

    def check(job: Job) -> Outcome:
        linter.clock.asked = False
        checker = Checker(linter, known)
        shares: list[dict[str, Any]] = []
        pieces: list[tuple[Piece, ...]] = []
        unlisted: dict[str, str] = {}
        watch: AbstractContextManager[Evidence] = watched() if order.traced else nullcontext({})
        with watch as evidence:
            for report in checker.reports(job):
                shares.append(share_of(report))
                if order.baseline and report.findings:
                    missed = baselines.without(report.findings)
                    unlisted.update((str(one.path), str(one.root)) for one in missed)
                pieces.append(tuple(made.piece(report) for made in makers))
        tally = joined(shares)
        if unlisted:
            tally["unlisted"] = unlisted
        if checker.errors:
            tally["unchecked"] = _unchecked(job, tally, checker.errors)
        files = (job.file, *sorted(job.wanted))
        if order.traced:
            for folder in dict.fromkeys(map(dirname, (*files, *job.listed))):
                evidence |= evidence_of(folder)
        asked = order.today.isoformat() if linter.clock.asked else ""
        return Outcome(tally, tuple(pieces), evidence, asked, tuple(checker.errors), notes_on(files))

    return check


def _unchecked(job: Job, tally: dict[str, Any], errors: Sequence[CoursewrightError]) -> int:
    """Return how many files were not looked at because what decides about them cannot be read."""
    from coursewright.lint.silence.baseline_file import BaselineError  # noqa: PLC0415 - most repositories have none

    followed = [one for one in errors if isinstance(one, ConfigError | BaselineError)]
    if not followed:
        return 0
    return len(job.wanted) - int(tally.get("files", 0)) - len(errors) + len(followed)


def _web() -> WebLinks:
    from coursewright.lint.web_links import WebLinks  # noqa: PLC0415 - only where the network is asked for

    return WebLinks()
