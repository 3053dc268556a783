"""The courses of two designs, each with its counterpart, compared one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.comparison.compare import compare
from coursewright.design.contents import as_written
from coursewright.lint.comparison import FindingsCompared, compared_findings, policies_elsewhere
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.document import ConfigError
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.reporters.diff.record import (
    CourseRecord,
    DiffRecord,
    Trouble,
    change_record,
    finding_record,
    stretches_of,
)
from coursewright.spec.broken import broken_files
from coursewright.spec.discover import plan
from coursewright.spec.errors import NothingToCheckError, UnreadableInputError
from coursewright.spec.load import let_go, load
from coursewright.spec.model import Module

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from coursewright.cli.diff.sides import Side
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course
    from coursewright.spec.source import Source

__all__ = ["compare_sides"]

_ONE_CONFIGURATION = "Both sides were checked by the configuration of the new one."


class _Loaded(NamedTuple):
    """A course of one side, with the files of it that could not be read, and why."""

    side: Side
    course: Course
    broken: dict[str, str]

    @property
    def id(self) -> str:
        """The id of the course, or of the module that stands alone."""
        return as_written(self.course).id or ""

    @property
    def title(self) -> str:
        """What it is called."""
        head = as_written(self.course)
        return head.title or head.id or self.course.path.name

    @property
    def local(self) -> str:
        """Its file, as it counts on both sides."""
        return self.side.local(self.course.path)

    @property
    def unread(self) -> bool:
        """Whether its own file could not be read."""
        return self.local in self.broken


def compare_sides(old: Side, new: Side, today: dt.date, config: Path | None, *, isolated: bool) -> DiffRecord:
    """Compare all courses of two designs.

    Raises `NothingToCheckError` where neither holds any.
    """
    return _Comparing(old, new, today, Choices(config=config, isolated=isolated)).record()


class _Comparing:
    def __init__(self, old: Side, new: Side, today: dt.date, choices: Choices) -> None:
        self._old, self._new = old, new
        self._today = today
        self._policies = Policies(choices)
        self._troubles: dict[Trouble, None] = {}
        self._notes: dict[str, None] = {}

    def record(self) -> DiffRecord:
        olds, news = self._courses(self._old), self._courses(self._new)
        if not olds and not news and not self._troubles:
            raise NothingToCheckError(
                f"There is no spec in {self._old.name} or in {self._new.name}.",
                "Specs are named course.yaml, module.yaml, NAME.course.yaml or NAME.module.yaml.",
            )
        courses = tuple(
            self._compared(one, other) for one, other in _pairs(olds, news) if self._is_asked_for(one, other)
        )
        for loaded in (*olds, *news):
            let_go(loaded.course)
        if any(course.new or course.fixed for course in courses):
            self._notes[_ONE_CONFIGURATION] = None
        return DiffRecord(
            self._old.name,
            self._new.name,
            courses,
            tuple(self._troubles),
            tuple(self._notes),
            self._old.is_copy,
        )

    def _is_asked_for(self, one: _Loaded | None, other: _Loaded | None) -> bool:
        """Whether a course is where somebody looks; elsewhere only counterparts were looked for."""
        return (other is not None and self._new.is_there) or (one is not None and self._old.is_there)

    def _courses(self, side: Side) -> list[_Loaded]:
        home = side.target if side.is_there else side.home
        try:
            planned = plan([home], lambda path: self._excluded(path, side))
        except NothingToCheckError:
            return []
        for error in planned.errors:
            self._trouble(side, error.path or home, error.message)
        found = []
        for job in planned.jobs:
            try:
                course = load(job.file)
            except UnreadableInputError as error:
                self._trouble(side, job.file, error.message)
                continue
            found.append(_Loaded(side, course, dict(_broken(course, side))))
        return found

    def _excluded(self, path: Path, side: Side) -> bool:
        if side.is_copy and path.is_relative_to(side.home):
            path = self._new.home / path.relative_to(side.home)
        return self._policies.excluded(path)

    def _compared(self, one: _Loaded | None, other: _Loaded | None) -> CourseRecord:
        for loaded in (one, other):
            if loaded is not None:
                for path, said in loaded.broken.items():
                    self._troubles[
                        Trouble(loaded.side.name, loaded.side.shown(loaded.side.home / path), said)
                    ] = None
        shown = other or one
        assert shown is not None  # noqa: S101 - one of the two is there
        path = shown.side.shown(shown.course.path)
        if one is None or other is None:
            return CourseRecord(shown.title, path, "dropped" if other is None else "added")
        if (one.course.implicit or other.course.implicit) and (one.unread or other.unread):
            return CourseRecord(shown.title, path)
        broken = {**one.broken, **other.broken}
        names = {
            source: loaded.side.local(source.path)
            for loaded in (one, other)
            for source in loaded.course.sources
        }

        def left_out(element: Element) -> bool:
            return bool(broken) and names.get(element.node.source, "") in broken

        comparison = compare(one.course, other.course, left_out)
        findings, kept = FindingsCompared(), None
        if not broken:
            findings, kept = self._findings(one, other, comparison.kept)
        olds, news = one.side.shown, other.side.shown
        whole = [change for change in comparison.changes if change.style == "told"]
        gone = stretches_of(one.was.element for one in whole if one.kind == "dropped" and one.was)
        come = stretches_of(one.now.element for one in whole if one.kind == "added" and one.now)
        return CourseRecord(
            shown.title,
            path,
            "compared",
            tuple(change_record(change, olds, news) for change in comparison.changes),
            tuple(finding_record(finding, news, come) for finding in findings.new),
            tuple(finding_record(finding, olds, gone) for finding in findings.fixed),
            kept,
        )

    def _findings(
        self, one: _Loaded, other: _Loaded, items: Sequence[tuple[Element, Element]]
    ) -> tuple[FindingsCompared, int | None]:
        """Compare what linting finds; a configuration that cannot be followed costs no more than that."""
        here, there = other.side.home, one.side.home
        policies_there = policies_elsewhere(self._policies.of, here, there)
        try:
            was = Linter(policies_there, self._today).lint(one.course).findings
            now = Linter(self._policies.of, self._today).lint(other.course).findings
        except ConfigError as error:
            told = "; ".join(fault.message for fault in error.faults)
            self._notes[f"Findings were not compared: {told}"] = None
            return FindingsCompared(), None
        files: dict[Source, Source] = {other.course.sources[0]: one.course.sources[0]}
        for before, after in items:
            if isinstance(before, Module) and isinstance(after, Module):
                files[after.source] = before.source
        found = compared_findings(was, now, files)
        return found, found.kept

    def _trouble(self, side: Side, path: Path, said: str) -> None:
        self._troubles[Trouble(side.name, side.shown(path), said)] = None


def _broken(course: Course, side: Side) -> Iterator[tuple[str, str]]:
    """Yield the files that never became a whole tree, and why."""
    for one in broken_files(course):
        yield side.local(one.source.path), f"line {one.line}: {one.message}"


def _pairs(old: Sequence[_Loaded], new: Sequence[_Loaded]) -> list[tuple[_Loaded | None, _Loaded | None]]:
    """Pair courses by file and id, by id, by file, and the only one with the only one; in the new order."""
    waiting, found = list(old), dict[int, _Loaded]()
    keys: tuple[Callable[[_Loaded], object], ...] = (
        lambda one: (one.local, one.id),
        lambda one: one.id or None,
        lambda one: one.local,
    )
    for key in keys:
        for number, other in enumerate(new):
            if number in found or key(other) is None:
                continue
            match = next((one for one in waiting if key(one) == key(other)), None)
            if match is not None:
                found[number] = match
                waiting.remove(match)
    if len(old) == len(new) == len(waiting) == 1:
        found[0] = waiting.pop()
    pairs: list[tuple[_Loaded | None, _Loaded | None]] = [
        (found.get(number), other) for number, other in enumerate(new)
    ]
    return pairs + [(one, None) for one in waiting]
