"""Check many files: find their courses, load each, run the rules, one report after the other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coursewright.lint.config.document import ConfigError
from coursewright.spec.discover import Job, assign, plan
from coursewright.spec.errors import CoursewrightError, InternalError, UnreadableInputError
from coursewright.spec.load import Document, let_go, load_documents, read_document
from coursewright.spec.occasion import UNSAID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from coursewright.lint.engine import Linter
    from coursewright.lint.findings import CourseReport
    from coursewright.spec.model import Course
    from coursewright.spec.occasion import Occasion


class Checker:
    """Checks one job after the other; `errors` fills with what could not be checked.

    `occasion` is what is said about the run of the courses from outside.
    """

    def __init__(
        self, linter: Linter, known: Mapping[Path, Document] | None = None, occasion: Occasion = UNSAID
    ) -> None:
        self.errors: list[CoursewrightError] = []
        self._linter = linter
        self._known = known or {}
        self._occasion = occasion

    def reports(self, job: Job) -> Iterator[CourseReport]:
        """Yield the report of a course, and of each wanted file that the course did not get as far as."""
        yield from (report for report, _ in self.courses(job))

    def courses(self, job: Job) -> Iterator[tuple[CourseReport, Course]]:
        """Yield what `reports` yields, each with its course, which lasts until the next one is asked for."""
        waiting = [job]
        while waiting:
            one = waiting.pop(0)
            checked = self._check(one)
            if checked is not None:
                report, course = checked
                reached = {source.path for source in course.sources}
                yield report, course  # with the trees still there, which tell its findings from each other
                let_go(course)
                waiting += _left_over(one, reached)

    def _check(self, job: Job) -> tuple[CourseReport, Course] | None:
        """Check one course; it says which files it got as far as.

        What keeps it from being checked must not cost the findings of the others.
        """
        try:
            document = self._known.get(job.file) or read_document(job.file)
            course = load_documents(document, known=self._known, occasion=self._occasion)
            report = self._linter.lint(course, job.wanted)
        except (UnreadableInputError, ConfigError) as error:
            self.errors.append(error)
        except Exception as error:
            if os.environ.get("COURSEWRIGHT_TRACEBACK"):
                raise
            self.errors.append(InternalError(error, job.file))
        else:
            return report, course
        return None


class Run:
    """A run over the courses of some paths: iterate over it for their reports.

    Meanwhile `errors` fills with what could not be checked.
    """

    def __init__(self, jobs: list[Job], checker: Checker, errors: Sequence[CoursewrightError] = ()) -> None:
        self.jobs = jobs
        self.checker = checker
        checker.errors += errors

    @classmethod
    def of_paths(
        cls, paths: Sequence[Path], linter: Linter, excluded: Callable[[Path], bool] | None = None
    ) -> Run:
        """Plan a run over files and folders. Raise `NothingToCheckError` where they hold no spec."""
        planned = plan(paths, excluded) if excluded is not None else plan(paths)
        return cls(planned.jobs, Checker(linter), planned.errors)

    @property
    def errors(self) -> list[CoursewrightError]:
        """What could not be checked, as far as the run has come."""
        return self.checker.errors

    def __iter__(self) -> Iterator[CourseReport]:
        for job in self.jobs:
            yield from self.checker.reports(job)


def text_job(data: bytes, path: Path) -> tuple[Job, dict[Path, Document]]:
    """Return the job of checking a text that stands for the file at `path`, and that text as a document."""
    job = next(job for job in assign([path]) if path in job.wanted)
    return Job(job.file, {path}, job.listed), {path: read_document(path, data)}


def _left_over(job: Job, reached: set[Path]) -> list[Job]:
    """Return the wanted files that the course did not get as far as: they are checked by themselves.

    A course file with a fault may not be able to say what its modules are, and a module may not open.
    """
    missed = job.wanted - reached
    return [Job(path, {path}) for path in sorted(missed) if os.path.lexists(path)] if missed else []
