"""Check many files: find their courses, load each, run the rules, one report after the other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coursewright.lint.config.document import ConfigError
from coursewright.spec.discover import Job, assign, plan
from coursewright.spec.errors import CoursewrightError, InternalError, UnreadableInputError
from coursewright.spec.load import Document, let_go, load_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from coursewright.lint.engine import Linter
    from coursewright.lint.findings import CourseReport


class Run:
    """A run over the courses of some paths: iterate over it for their reports, each good until the next.

    Meanwhile `errors` fills with what could not be checked.
    """

    def __init__(self, jobs: list[Job], linter: Linter, errors: Sequence[CoursewrightError] = ()) -> None:
        self.jobs = jobs
        self.errors: list[CoursewrightError] = list(errors)
        self._linter = linter
        self._known: dict[Path, Document] = {}

    @classmethod
    def of_paths(
        cls, paths: Sequence[Path], linter: Linter, excluded: Callable[[Path], bool] | None = None
    ) -> Run:
        """Plan a run over files and folders. Raise `NothingToCheckError` where they hold no spec."""
        planned = plan(paths, excluded) if excluded is not None else plan(paths)
        return cls(planned.jobs, linter, planned.errors)

    @classmethod
    def of_bytes(cls, data: bytes, path: Path, linter: Linter) -> Run:
        """Plan a run over one text that stands for the file at `path`; only that is reported on."""
        run = cls(assign([path]), linter)
        for job in run.jobs:
            job.wanted &= {path}
        run._known[path] = read_document(path, data)
        return run

    def __iter__(self) -> Iterator[CourseReport]:
        for job in self.jobs:
            waiting = [job]
            while waiting:
                one = waiting.pop(0)
                checked = self._check(one)
                if checked is not None:
                    report, reached = checked
                    yield report
                    waiting += _left_over(one, reached)

    def _check(self, job: Job) -> tuple[CourseReport, set[Path]] | None:
        """Check one course and return the files it got as far as.

        What keeps it from being checked must not cost the findings of the others.
        """
        try:
            document = self._known.get(job.file) or read_document(job.file)
            course = load_documents(document, known=self._known)
            report = self._linter.lint(course, job.wanted)
            reached = {source.path for source in course.sources}
            let_go(course)
        except UnreadableInputError as error:
            self.errors.append(error)
        except ConfigError as error:
            if error not in self.errors:
                self.errors.append(error)
        except Exception as error:
            if os.environ.get("COURSEWRIGHT_TRACEBACK"):
                raise
            self.errors.append(InternalError(error, job.file))
        else:
            return report, reached
        return None


def _left_over(job: Job, reached: set[Path]) -> list[Job]:
    """Return the wanted files that the course did not get as far as: they are checked by themselves.

    A course file with a fault may not be able to say what its modules are, and a module may not open.
    """
    return [Job(path, {path}) for path in sorted(job.wanted - reached) if os.path.lexists(path)]
