"""What is gathered for people, and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint.api import Severity
from coursewright.lint.findings import CourseReport, Mark
from coursewright.reporters.shared.fold import NAMED, fold
from coursewright.reporters.shared.homework import homework_tasks
from coursewright.reporters.text import TextReport
from coursewright.spec.source import Position, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.lint.findings import Finding


def sizes(findings: list[Finding]) -> list[int]:
    return [len(entry.findings) for entry in fold(findings)]


def test_three_of_a_rule_in_a_file_are_one_entry(finding: Callable[..., Finding]) -> None:
    assert sizes([finding(2), finding(3)]) == [1, 1]
    assert sizes([finding(2), finding(3), finding(4)]) == [3]
    assert sizes([finding(2), finding(3), finding(4), finding(5, code="TSK002")]) == [3, 1]


def test_another_severity_or_file_is_another_entry(finding: Callable[..., Finding]) -> None:
    assert sizes([finding(2), finding(3), finding(4, severity=Severity.INFO)]) == [1, 1, 1]
    elsewhere = Mark(
        Source(Path("/courses/n.module.yaml"), "x\n" * 9), Span(Position(5, 1), Position(5, 2)), ""
    )
    assert sizes([finding(2), finding(3), finding(4, mark=elsewhere)]) == [1, 1, 1]


def test_entries_stand_where_their_first_finding_does(finding: Callable[..., Finding]) -> None:
    entries = fold([finding(9), finding(3, code="TSK002"), finding(11), finding(10)])
    assert [(entry.first.code, entry.first.mark.span.start.line) for entry in entries] == [
        ("TSK002", 3),
        ("TSK001", 9),
    ]


@pytest.mark.parametrize("code", ["SPC001", "SPC002", "SPC003"])
def test_what_cannot_be_read_is_folded_only_if_it_is_the_same(
    code: str, finding: Callable[..., Finding]
) -> None:
    """Three mistakes of three kinds need three messages."""
    different = [finding(line, code=code, message=f"`{line}` is not a key.") for line in (2, 3, 4)]
    assert sizes(different) == [1, 1, 1]
    assert sizes([finding(line, code=code) for line in (2, 3, 4)]) == [3]
    assert sizes([finding(line, code=code, fix=f"write {line}") for line in (2, 3, 4)]) == [1, 1, 1]


def test_stumbles_are_folded_only_if_they_are_the_same(finding: Callable[..., Finding]) -> None:
    assert sizes([finding(line, crash=True, message=f"{line}") for line in (2, 3, 4)]) == [1, 1, 1]
    assert sizes([finding(line, crash=True) for line in (2, 3, 4)]) == [3]


def text_of(findings: list[Finding], columns: int = 100) -> list[str]:
    whole = CourseReport(tuple(findings), (), 1, 1, is_course=False)
    return "".join(TextReport(Path("/courses"), columns).course(whole)).splitlines()


def test_others_are_named_by_unit_eight_and_then_counted(finding: Callable[..., Finding]) -> None:
    findings = [
        finding(line, unit="Unit one" if line < 7 else "Unit two", subject=f"Task {line}")
        for line in range(2, 16)
    ]
    (entry,) = fold(findings)
    assert [(unit, len(found)) for unit, found in entry.others()] == [
        ("Unit one", 4),
        ("Unit two", NAMED - 4),
    ]
    assert entry.unnamed == 5
    assert entry.minutes == 14 * 5
    shown = text_of(findings)
    assert shown[0].endswith("Something is missing. (And 13 more in this file.)")
    assert shown[4:9] == [
        '  = also: Unit one: "Task 3" (line 3), "Task 4" (line 4), "Task 5" (line 5), "Task 6" (line 6)',
        '  = also: Unit two: "Task 7" (line 7), "Task 8" (line 8), "Task 9" (line 9), "Task 10" (line 10)',
        "  = also: and 5 more",
        "  = why: it matters (Howard 2021, practitioner)",
        "  = fix: add it (about 5 min each, 1 h 10 min in all)",
    ]


def test_units_are_named_once(finding: Callable[..., Finding]) -> None:
    findings = [finding(line, unit=f"Unit {line}", subject=f"Unit {line}") for line in (2, 3, 4)]
    assert '  = also: "Unit 3" (line 3), "Unit 4" (line 4)' in text_of(findings)


def test_what_has_no_name_is_called_by_its_node(finding: Callable[..., Finding]) -> None:
    assert "  = also: tasks[3] (line 3), tasks[4] (line 4)" in text_of([finding(line) for line in (2, 3, 4)])


def test_long_names_are_cut(finding: Callable[..., Finding]) -> None:
    findings = [finding(line, subject="word " * 40, unit="unit " * 40) for line in (2, 3, 4)]
    shown = " ".join(text_of(findings))
    assert shown.count("…") == 3


HOMEWORK = """\
module: m
support_model: led
tasks:
  - {id: one, title: "Read, then\\n write", kind: quiz}
  - {id: two, kind: quiz, monitoring: {by: tutor, looks_for: the gap}}
  - {id: three, kind: quiz, monitoring: {by: tutor}, feedback: {addresses: the gap}}
  - id: four
    kind: quiz
    monitoring: {by: tutor, looks_for: the gap}
    feedback: {addresses: the gap}
  - {id: five, kind: reading}
"""


def homework(report: CourseReport) -> list[str | None]:
    return [task.node.rpartition("[")[2].rstrip("]") for task in homework_tasks(report.findings)]


def test_homework_is_what_goes_out_and_never_comes_back(report: Callable[..., Any]) -> None:
    """Never taken up, and either not read with a plan or not answered with one."""
    assert homework(report(HOMEWORK, "FUP001,FUP002,FUP004")) == ["one", "two", "three"]
    assert homework(report(HOMEWORK, "FUP001")) == []
    assert homework(report(HOMEWORK, "FUP002,FUP004")) == []
    assert homework(report(HOMEWORK, "FUP001,FUP004")) == ["one", "two"]


def test_homework_heads_its_findings(report: Callable[..., Any]) -> None:
    shown = "".join(TextReport(Path("/courses")).course(report(HOMEWORK, "FUP001,FUP002,FUP004,OUT001")))
    assert shown.count("homework pattern") == 1
    assert (
        'm.module.yaml: homework pattern: "Read, then write", "two" and "three" go out and never come back: '
        "nothing takes them up again, and nobody is set to answer them.\n"
        "  = more: coursewright explain homework\n\n"
    ) in shown
    assert shown.index("OUT001") < shown.index("homework pattern") < shown.index("FUP001")


def test_one_and_many(report: Callable[..., Any]) -> None:
    task = "  - {{id: t{0}, title: Task {0}, kind: quiz}}\n"

    def heading(count: int) -> str:
        spec = "module: m\ntasks:\n" + "".join(task.format(n) for n in range(count))
        shown = "".join(TextReport(Path("/courses")).course(report(spec, "FUP001,FUP002")))
        return shown.partition("\n")[0].partition("homework pattern: ")[2]

    assert heading(1).startswith('"Task 0" goes out and never comes back: nothing takes it up')
    assert heading(4).startswith('"Task 0", "Task 1", "Task 2" and "Task 3" go out')
    assert heading(6).startswith('"Task 0", "Task 1", "Task 2" and 3 more go out')
