"""From paths to plans: the courses that are to be looked at, one at a time, as their configurations say."""

from __future__ import annotations

import datetime as dt
import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright import __version__
from coursewright.cli.given import config_file, today
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.runs.run import Checker
from coursewright.lint.silence.baselines import Baselines, hide
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.broken import broken_files
from coursewright.spec.discover import Job, absolute, plan
from coursewright.spec.errors import CoursewrightError, InternalError, UnreadableInputError, UsageError
from coursewright.spec.occasion import UNSAID, Occasion
from coursewright.views.plan import Focus, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.findings import CourseReport
    from coursewright.reporters.views.portrait import Portrait
    from coursewright.spec.model import Course

__all__ = ["Looking", "Wish", "looked_at", "starting", "weeks"]

_WEEKS = re.compile(r"(\d{1,3})(?:\s*(?:-|–|\.\.)\s*(\d{1,3}))?")


class Wish(NamedTuple):
    """What somebody wants to look at: the words of the command line, as they were typed."""

    paths: tuple[Path, ...] = ()
    module: str = ""
    week: str = ""
    starts: str = ""
    today: str | None = None
    config: Path | None = None
    isolated: bool = False
    occasion: Occasion | None = None
    """What is said about the run of the course beside, or instead of, its first day."""


class Looking:
    """The courses of some paths as plans: iterate over it once; only one course is in memory at a time.

    A module that a course lists is looked at as the part of its course that it is: its rows are those of the
    module, its weeks and links those of the course. Meanwhile `errors` fills with what could not be read.
    Raises `UsageError` for words that mean nothing, and `NothingToCheckError` where the paths hold no spec.
    """

    def __init__(self, wish: Wish) -> None:
        if wish.config is not None and wish.isolated:
            raise UsageError("--config and --isolated exclude each other.", "Keep one of them.")
        self._focus = Focus(wish.module, weeks(wish.week))
        self._policies = Policies(Choices(config=config_file(wish.config), isolated=wish.isolated))
        baselines = Baselines(self._policies.baseline)
        linter = Linter(
            self._policies.of,
            today(wish.today),
            excluded=self._policies.excluded,
            hold=partial(hide, of=baselines.of),
        )
        self._checker = Checker(linter, occasion=wish.occasion or starting(wish.starts))
        planned = plan(wish.paths or (Path(),), self._policies.excluded)
        self.jobs = planned.jobs
        self.errors = self._checker.errors
        self.errors += planned.errors
        self.base = _folder(next(iter(wish.paths), Path()))

    def __iter__(self) -> Iterator[Plan]:
        without: list[UsageError] = []
        shown = False
        for job in self.jobs:
            for report, course in self._checker.courses(self._whole(job)):
                if not _is_asked_for(job, course):
                    continue
                try:
                    focused = self._plan(course, report, self._focused(job, course))
                    _check_weeks(focused)
                except UsageError as error:  # another course may have what is asked for
                    without.append(error)
                    continue
                shown = True
                yield focused
                self.errors += (
                    UnreadableInputError(
                        f"{from_here(one.source.path, Path.cwd())}, line {one.line}: {one.message}",
                        "What could not be read is not shown.",
                        one.source.path,
                    )
                    for one in broken_files(course)
                )
        if without and not shown:
            raise without[0]

    def _plan(self, course: Course, report: CourseReport, focus: Focus) -> Plan:
        policy = self._policies.of(course.sources[0].path)
        return Plan(course, report, focus, policy)

    def _whole(self, job: Job) -> Job:
        """Return a job whose findings are those of the whole course, less what the configuration excludes."""
        every = {one for one in job.listed if not self._policies.excluded(one)}
        return Job(job.file, job.wanted | every | {job.file}, job.listed)

    def _focused(self, job: Job, course: Course) -> Focus:
        """Return the focus: where one module of a course was named, it is that module."""
        if self._focus.module or course.implicit or job.file in job.wanted or len(job.wanted) > 1:
            return self._focus
        named = next((one.id for one in course.modules if one.source.path in job.wanted), None)
        return self._focus._replace(module=named or "")


def looked_at(plan: Plan, views: Sequence[str], base: Path) -> Portrait:
    """Return views of a course, by default all; a fault of the tool says at which course it came up.

    Raises `UsageError` for the name of a view that is none.
    """
    from coursewright.reporters.views.portrait import portrait  # noqa: PLC0415 - exporting draws none

    try:
        return portrait(plan, views, base, __version__)
    except CoursewrightError:
        raise
    except Exception as error:
        if os.environ.get("COURSEWRIGHT_TRACEBACK"):
            raise
        raise InternalError(error, plan.course.path) from error


def _is_asked_for(job: Job, course: Course) -> bool:
    """Whether a course holds a file that was named; a faulty course may not get as far as its modules."""
    return any(source.path in job.wanted for source in course.sources)


def _check_weeks(plan: Plan) -> None:
    """Raise `UsageError` where the course has none of the weeks that are looked at."""
    asked = plan.focus.weeks
    if asked is None:
        return
    everywhere = Plan(plan.course, focus=plan.focus._replace(weeks=None)) if plan.focus.module else plan
    steps = [step for step in plan.all_steps.sorted_out(()) if step.module in {None, *everywhere.modules}]
    if any(plan.shows_step(step) for step in steps):
        return
    numbers = sorted({step.number for step in steps if step.number is not None})
    words = f"week {asked[0]}" if asked[0] == asked[1] else f"weeks {asked[0]} to {asked[1]}"
    hint = (
        f"Its weeks go from {numbers[0]} to {numbers[-1]}."
        if len(numbers) > 1
        else f"Its only week is {numbers[0]}."
        if numbers
        else "None of its units says its week."
    )
    raise UsageError(f"The course has no {words}.", hint)


def weeks(written: str) -> tuple[int, int] | None:
    """Return the weeks that `--week` names, the first and the last; None for an empty text.

    Raises `UsageError` for what is no week.
    """
    if not written:
        return None
    found = _WEEKS.fullmatch(written.strip())
    if found is None:
        raise UsageError(f"--week: `{written}` is no week.", "Write it as 3, or several as 3-4.")
    first = int(found[1])
    last = int(found[2]) if found[2] else first
    if last < first:
        raise UsageError(f"--week: `{written}` ends before it begins.", f"Write `{last}-{first}`.")
    return first, last


def starting(written: str) -> Occasion:
    """Return a run that starts on the day that `--starts` names. Raise `UsageError` for what is no day."""
    if not written:
        return UNSAID
    try:
        return Occasion(dt.date.fromisoformat(written))
    except ValueError:
        raise UsageError(f"--starts: `{written}` is no date.", "Write it as 2026-09-21.") from None


def _folder(path: Path) -> Path:
    place = absolute(path)
    return place if place.is_dir() else place.parent
