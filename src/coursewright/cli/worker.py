"""What checks one course after the other, in this process or in another: all that a run imports late."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.lint.config.document import ConfigError
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.runs.run import Checker
from coursewright.lint.runs.sweep import Outcome, Piece
from coursewright.lint.runs.tally import Tally
from coursewright.lint.silence.baseline_file import BaselineError
from coursewright.lint.silence.baselines import Baselines, hide
from coursewright.reporters.paths import from_here
from coursewright.reporters.reporter import maker
from coursewright.spec.witness import made_of, watched

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.cli.order import Order
    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.discover import Job
    from coursewright.spec.documents import Document

SELDOM = 50_000
"""Objects that may wait before the garbage collector looks: courses are let go without it."""


def hire(order: Order, known: dict[Path, Document] | None = None) -> Callable[[Job], Outcome]:
    """Return what checks a job. Raise `UsageError` for words of the command line that name no rule."""
    if order.many:
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()
    policies = Policies(order.choices)
    policies.check_words(order.files)
    baselines = Baselines(policies.baseline)

    def excluded(path: Path) -> bool:
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
    made = maker(order.shape)
    here = Path(order.shape.here)

    def check(job: Job) -> Outcome:
        linter.clock.asked = False
        checker = Checker(linter, known)
        tally = Tally()
        pieces: list[Piece] = []
        with watched() as evidence:
            for report in checker.reports(job):
                tally.add(report)
                if order.baseline:
                    missed = baselines.without(report.findings)
                    tally.unlisted.update((str(one.path), str(one.root)) for one in missed)
                pieces.append(made.piece(report))
        wanted = sorted(job.wanted)
        if followed := [one for one in checker.errors if isinstance(one, ConfigError | BaselineError)]:
            tally.unchecked = len(wanted) - tally.files - len(checker.errors) + len(followed)
        for path in (job.file, *job.listed, *wanted):
            evidence |= policies.evidence(path.parent)
            if order.baseline:
                evidence |= baselines.evidence(path.parent)
        asked = order.today.isoformat() if linter.clock.asked else ""
        said, written = policies.notes((job.file, *wanted))
        notes = (
            *said,
            *(f"{from_here(one.source.path, here)}:{one.span.start.line}: {one.message}" for one in written),
        )
        return Outcome(tally.data(), tuple(pieces), evidence, asked, tuple(checker.errors), notes)

    return check


def _web() -> WebLinks:
    from coursewright.lint.web_links import WebLinks  # noqa: PLC0415 - only where the network is asked for

    return WebLinks()
