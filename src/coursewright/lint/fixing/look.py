"""A course as it is read and judged at one moment, files or texts in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.runs.run import Checker

if TYPE_CHECKING:
    from coursewright.lint.engine import Linter
    from coursewright.lint.findings import Finding
    from coursewright.lint.fixing.texts import Texts
    from coursewright.spec.discover import Job
    from coursewright.spec.errors import CoursewrightError
    from coursewright.spec.source import Source


class Look(NamedTuple):
    """What there is to see: the findings that are reported, those and the silenced ones, and the files."""

    reported: tuple[Finding, ...]
    every: tuple[Finding, ...]
    sources: tuple[Source, ...]
    errors: tuple[CoursewrightError, ...]


def look(job: Job, linter: Linter, texts: Texts) -> Look:
    """Check a course with texts in place of some of its files."""
    checker = Checker(linter, texts)
    reported: list[Finding] = []
    every: list[Finding] = []
    sources: list[Source] = []
    for report, course in checker.courses(job):
        reported += report.findings
        every += (*report.findings, *(one.finding for one in report.silenced))
        sources += course.sources
    return Look(tuple(reported), tuple(every), tuple(sources), tuple(checker.errors))
