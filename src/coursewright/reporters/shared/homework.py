"""The homework pattern, work that goes out and never comes back: reports for people have a heading for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias

from coursewright.design.homework_pattern import NEVER_TAKEN_UP, PATTERN, shows_pattern
from coursewright.reporters.shared.entry_words import explain
from coursewright.reporters.shared.fold import Entry, T, by_file, fold
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from coursewright.lint.findings import TaskName
    from coursewright.reporters.record import TaskRecord
    from coursewright.reporters.shared.fold import Foldable

    Task: TypeAlias = TaskName | TaskRecord

HEADING = "homework pattern"
TOPIC = "homework"
EXPLAIN = explain(TOPIC)
_NAMED = 4


def homework_tasks(findings: Iterable[Foldable]) -> list[Task]:
    """Return the tasks that go out and never come back.

    That is a task nothing takes up (FUP001) and that nobody reads, or answers, with a plan (FUP002, FUP004).
    """
    codes: dict[Task, set[str]] = {}
    for finding in findings:
        if finding.task is not None:
            codes.setdefault(finding.task, set()).add(finding.code)
    return [task for task, found in codes.items() if shows_pattern(found)]


class Sheet(NamedTuple, Generic[T]):
    """The findings of one file as people read them, folded.

    `tasks` are those of the file with the homework pattern, and `head` is the entry that the heading belongs
    above: the first that says of one of them that nothing takes it up.
    """

    findings: tuple[T, ...]
    entries: tuple[Entry[T], ...]
    tasks: tuple[Task, ...] = ()
    head: Entry[T] | None = None

    def is_part(self, entry: Entry[T]) -> bool:
        """Whether an entry is part of the pattern."""
        if not self.tasks or entry.first.code not in PATTERN:
            return False
        return any(finding.task in self.tasks for finding in entry.findings)

    def said(self, name: Callable[[str], str]) -> str:
        """Say what becomes of the tasks; `name` makes a title ready to be shown."""
        return homework_said([name(task.title or "untitled") for task in self.tasks])


def sheets(findings: Iterable[T]) -> dict[Hashable, Sheet[T]]:
    """Return the findings of a course file by file, in the order in which the files come."""
    found = tuple(findings)
    homework = homework_tasks(found)
    return {file: _sheet(here, homework) for file, here in by_file(found).items()}


def _sheet(findings: Sequence[T], homework: Iterable[Task]) -> Sheet[T]:
    entries = tuple(fold(findings))
    here = {finding.task for finding in findings if finding.code == NEVER_TAKEN_UP}
    tasks = tuple(task for task in homework if task in here)
    saying = (entry for entry in entries if entry.first.code == NEVER_TAKEN_UP)
    head = next((entry for entry in saying if any(one.task in tasks for one in entry.findings)), None)
    return Sheet(tuple(findings), entries, tasks, head)


def homework_said(titles: Sequence[str]) -> str:
    """Say what becomes of the tasks with these titles; they come ready to be shown."""
    names = [f'"{title}"' for title in titles]
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
    fate = (
        "goes out and never comes back: nothing takes it up again, and nobody is set to answer it."
        if len(titles) == 1
        else "go out and never come back: nothing takes them up again, and nobody is set to answer them."
    )
    return f"{listed(names)} {fate}"
