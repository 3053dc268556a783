"""Records for HTML reports, and the reports made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.lint.runs.tally import Tally
from coursewright.lint.severity import Severity
from coursewright.reporters.html.report import HtmlReport
from coursewright.reporters.record import (
    CourseRecord,
    Excerpt,
    FileRecord,
    Place,
    TaskRecord,
    Told,
)
from coursewright.reporters.reporter import RunRecord, Setting
from coursewright.reporters.shared.digest import digest

if TYPE_CHECKING:
    from coursewright.reporters.record import Trouble

SETTING = Setting("0.1.0", Path("/courses"), Path("/courses"))
RULES = (
    ("FUP001", "no-follow-up", "error"),
    ("FUP002", "no-monitoring", "warning"),
    ("TSK001", "missing-purpose", "warning"),
    ("INF003", "missing-overview", "info"),
    ("WRK002", "missing-duration", "info"),
)


def place(path: str = "m.module.yaml", line: int = 2, **more: object) -> Place:
    values: dict[str, object] = {"node": f"tasks[{line}]", "label": "", "written": "", **more}
    return Place(path, column=5, line=line, end_line=line, end_column=9, **values)  # type: ignore[arg-type]


def told(line: int = 2, rule: int = 2, path: str = "m.module.yaml", **more: object) -> Told:
    """Make a finding as the engine would."""
    code, name, severity = RULES[rule]
    values: dict[str, object] = {
        "message": f'Task "Measure {line}" (week 1) lacks what `{name}` asks for.',
        "why": "work that nobody can see the point of is not done (Howard 2021, practitioner)",
        "fix": "add `purpose:` with one sentence to the student on what they will be able to do with it",
        "minutes": 5 * (rule + 1),
        "place": place(path, line),
        "excerpt": Excerpt("  - {", f"id: task-{line}", ", kind: reading}", "tasks:", "  - {id: next}"),
        "on_purpose": "purpose",
        "fingerprint": f"{line:032x}",
        **more,
    }
    return Told(code, name, severity, **values)  # type: ignore[arg-type]


def homework(line: int = 4, path: str = "m.module.yaml") -> tuple[Told, Told]:
    """Make the findings that say that a task goes out and never comes back."""
    task = TaskRecord(path, f"tasks[{line}]", f"Task {line}")
    return told(line, 0, path, task=task), told(line, 1, path, task=task)


def course(*findings: Told, title: str = "A module", **more: object) -> CourseRecord:
    """Make a course of the modules that the findings stand in."""
    paths = dict.fromkeys([one.file for one in findings] or ["m.module.yaml"])
    files = tuple(FileRecord(path, "module", title) for path in paths)
    return CourseRecord(**{"files": files, "findings": findings, **more})  # type: ignore[arg-type]


def many(findings: int, each: int = 10) -> list[CourseRecord]:
    """Make modules of `each` findings, half of which share a fault."""
    return [
        course(
            *homework(1, path := f"modules/{number:04}.module.yaml"),
            *(told(line, line % 5 if line % 2 else 4, path) for line in range(2, each)),
            title=f"Module {number}",
        )
        for number in range(findings // each)
    ]


def run_of(*courses: CourseRecord, troubles: tuple[Trouble, ...] = ()) -> RunRecord:
    """Sum a run up as the command does."""
    tally = Tally()
    for one in courses:
        tally.files += len(one.files)
        tally.modules += sum(file.kind == "module" for file in one.files)
        tally.courses += sum(file.kind == "course" for file in one.files)
        tally.on_purpose += len(one.on_purpose)
        tally.ignored += sum(hushed.kind == "comment" for hushed in one.hushed)
        tally.hidden += sum(hushed.kind == "baseline" for hushed in one.hushed)
        tally.stale += sum(gone.gone for gone in one.gone)
        for finding in one.findings:
            tally.severities[Severity[finding.severity.upper()]] += 1
            tally.codes[finding.code] += 1
            tally.costs[finding.code] += finding.minutes
            tally.names[finding.code] = finding.name
            tally.minutes += finding.minutes
    said = digest(tally, "warning", errors=len(troubles), again=("coursewright", "lint"))
    return RunRecord(tally, 1, said, troubles)


def page_of(*courses: CourseRecord, troubles: tuple[Trouble, ...] = ()) -> str:
    """Return the report on courses."""
    report = HtmlReport(SETTING)
    parts = [report.start(), *map(report.course, courses), report.end(run_of(*courses, troubles=troubles))]
    return "".join(parts)
