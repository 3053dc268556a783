"""Check many files: find their courses, load each, run the rules, one report after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.discover import Job, assign, plan
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.load import Document, load_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.lint.engine import Linter
    from coursewright.lint.findings import CourseReport


class Run:
    """A run over the courses of some paths. Iterate over it; `errors` fills with what could not be opened."""

    def __init__(self, jobs: list[Job], linter: Linter, errors: list[UnreadableInputError]) -> None:
        self.jobs = jobs
        self.errors = errors
        self._linter = linter
        self._known: dict[Path, Document] = {}

    @classmethod
    def of_paths(cls, paths: Sequence[Path], linter: Linter) -> Run:
        """Plan a run over files and folders. Raise `NothingToCheckError` where they hold no spec."""
        planned = plan(paths)
        return cls(planned.jobs, linter, planned.errors)

    @classmethod
    def of_bytes(cls, data: bytes, path: Path, linter: Linter) -> Run:
        """Plan a run over one text, as it came, that stands for the file at `path`."""
        run = cls(assign([path]), linter, [])
        run._known[path] = read_document(path, data)
        return run

    def __iter__(self) -> Iterator[CourseReport]:
        for job in self.jobs:
            try:
                document = self._known.get(job.file) or read_document(job.file)
            except UnreadableInputError as error:
                self.errors.append(error)
                continue
            course = load_documents(document, known=self._known)
            yield self._linter.lint(course, job.wanted)
