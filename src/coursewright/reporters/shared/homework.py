"""The homework pattern, work that goes out and never comes back: reports for people have a heading for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from coursewright.reporters.shared.summary import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.lint.findings import TaskName
    from coursewright.reporters.record import TaskRecord
    from coursewright.reporters.shared.fold import Entry, Foldable, T

    Task: TypeAlias = TaskName | TaskRecord

HEADING = "homework pattern"
EXPLAIN = "coursewright explain homework"
_NAMED = 4


def homework_tasks(findings: Iterable[Foldable]) -> list[Task]:
    """Return the tasks that go out and never come back.

    That is a task nothing takes up (FUP001) and that nobody reads, or answers, with a plan (FUP002, FUP004).
    """
    codes: dict[Task, set[str]] = {}
    for finding in findings:
        if finding.task is not None:
            codes.setdefault(finding.task, set()).add(finding.code)
    return [task for task, found in codes.items() if "FUP001" in found and found & {"FUP002", "FUP004"}]


def homework_in(findings: Sequence[Foldable], tasks: Iterable[Task]) -> list[Task]:
    """Return those of the tasks that the findings of one file say so of."""
    here = {finding.task for finding in findings if finding.code == "FUP001"}
    return [task for task in tasks if task in here]


def begins_homework(entry: Entry[T], tasks: Sequence[Task]) -> bool:
    """Whether the heading belongs above this entry, if no earlier one has it."""
    return any(finding.task in tasks for finding in entry.findings) if tasks else False


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
