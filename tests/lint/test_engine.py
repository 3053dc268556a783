"""From problems to findings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import coursewright
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity, Spot
from coursewright.lint.engine import Linter
from coursewright.lint.findings import CourseReport, Report
from coursewright.lint.registry import Rule
from coursewright.lint.runs.tally import Tally, share_of
from coursewright.lint.select import find
from coursewright.spec.load import load, load_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.spec.model import Course

SPEC = """\
module: m
title: The module
units:
  - id: first
    title: The first unit
    tasks:
      - {id: a, title: Task A, kind: quiz}
  - tasks:
      - {id: b, kind: quiz, monitoring: {by: tutor}}
outcomes:
  - Draw a map
"""


def rule(check: Callable[..., Iterator[Problem]], element: str = "Task", **more: Any) -> Rule:
    values: dict[str, Any] = {
        "code": "HSE001",
        "name": "house-rule",
        "statement": "It holds",
        "severity": Severity.WARNING,
        "minutes": 5,
        "evidence": Evidence.RESEARCH,
        "sources": ("Us 2026", "Them 2025"),
        "why": "it matters",
        **more,
    }
    return Rule(Meta(**values), check, (element,), "", "house")


def course(text: str = SPEC, name: str = "m.module.yaml") -> Course:
    return load_documents(read_document(Path("/courses") / name, text.encode()))


def lint(made: Rule, text: str = SPEC) -> CourseReport:
    return Linter([made], dt.date(2026, 9, 21)).lint(course(text))


def says(**more: Any) -> Callable[..., Iterator[Problem]]:
    def check(element: Any, _context: Context) -> Iterator[Problem]:
        yield Problem(element, "No.", **more)

    return check


def test_a_finding() -> None:
    first, second = lint(rule(says(fix="say yes"))).findings
    assert (first.code, first.severity, first.message, first.fix) == (
        "HSE001",
        Severity.WARNING,
        "No.",
        "say yes",
    )
    assert first.why == "it matters (Us 2026, research)"
    assert (first.minutes, first.crash, first.related) == (5, False, ())
    assert (first.subject, first.unit) == ("Task A", "The first unit")
    assert (second.subject, second.unit) == ("b", "unit 2")
    assert first.task is not None
    assert first.task.node == "units[first].tasks[a]"
    assert (first.mark.node, first.mark.span.start.line) == ("units[first].tasks[a]", 7)
    assert first.mark.path == Path("/courses/m.module.yaml")


def test_a_problem_may_say_its_own() -> None:
    (first, _) = lint(rule(says(why="it really matters", minutes=1, severity=Severity.INFO))).findings
    assert (first.why, first.minutes, first.severity) == ("it really matters", 1, Severity.INFO)


def test_a_problem_weighs_no_more_than_its_rule() -> None:
    found = lint(rule(says(severity=Severity.ERROR))).findings
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_what_is_missing_in_a_draft_informs() -> None:
    draft = SPEC.replace("title: The module", "status: draft")
    assert {f.severity for f in lint(rule(says(), missing=True), draft).findings} == {Severity.INFO}
    assert {f.severity for f in lint(rule(says()), draft).findings} == {Severity.WARNING}


def test_the_status_of_the_place_counts() -> None:
    """A rule for courses may point at a task."""

    def check(module: Any, context: Context) -> Iterator[Problem]:
        yield from (Problem(task, "No.") for task in context.course.every(type(module.units[0].tasks[0])))

    text = SPEC.replace("title: Task A", "status: draft")
    found = lint(rule(check, "Module", missing=True), text).findings
    assert [finding.severity for finding in found] == [Severity.INFO, Severity.WARNING]
    assert [finding.subject for finding in found] == ["a", "b"]


def test_a_part_of_a_task_belongs_to_the_task() -> None:
    def check(task: Any, _context: Context) -> Iterator[Problem]:
        if task.monitoring is not None:
            yield Problem(task.monitoring, "No.", key="looks_for")
            yield Problem(task.monitoring.node, "No node.")

    found = lint(rule(check)).findings
    assert [finding.task.node if finding.task else None for finding in found] == [
        "units[2].tasks[b]",
        "units[2].tasks[b]",
    ]


def test_what_is_no_element_has_no_name_of_its_own() -> None:
    def check(module: Any, _context: Context) -> Iterator[Problem]:
        yield Problem(Spot(module.source, 0, 6), "No.")

    (found,) = lint(rule(check, "Module")).findings
    assert (found.subject, found.mark.node, found.task) == ("", "", None)
    assert (found.mark.span.start.column, found.mark.span.end.column) == (1, 7)


def test_related_places_and_heirs() -> None:
    text = "module: m\ndefaults: {tasks: {duration: 5 min}}\ntasks: [{id: a, kind: quiz}]\n"

    def check(task: Any, _context: Context) -> Iterator[Problem]:
        yield Problem(task, "No.", key="duration", related=(Related(task, "its kind", key="kind"),))

    (found,) = lint(rule(check), text).findings
    assert (found.mark.span.start.line, found.mark.span.start.column) == (2, 20)
    assert [(mark.span.start.line, mark.span.start.column, mark.label) for mark in found.related] == [
        (3, 10, "for this item"),
        (3, 17, "its kind"),
    ]


def test_findings_are_sorted_and_said_once() -> None:
    def check(module: Any, _context: Context) -> Iterator[Problem]:
        for number in (2, 1, 2):
            yield Problem(module.units[number - 1], f"{number}.")
        yield Problem(module, "0.")

    assert [finding.message for finding in lint(rule(check, "Module")).findings] == ["0.", "1.", "2."]


def test_a_rule_that_stumbles_becomes_a_finding_and_the_rest_goes_on() -> None:
    def check(task: Any, _context: Context) -> Iterator[Problem]:
        yield Problem(task, "Before.")
        if task.id == "a":
            raise LookupError("no\n such thing")

    stumbling = rule(check)
    other = rule(says(), code="HSE002", name="other")
    report = Linter([stumbling, other]).lint(course())
    assert [(f.code, f.message.split("\n")[0], f.crash) for f in report.findings] == [
        ("HSE001", "Before.", False),
        ("HSE001", "The rule HSE001 stumbled here: LookupError: no", True),
        ("HSE002", "No.", False),
        ("HSE001", "Before.", False),
        ("HSE002", "No.", False),
    ]
    crash = report.findings[1]
    assert (crash.severity, crash.minutes) == (Severity.ERROR, 0)
    assert "whoever wrote the rule" in crash.fix
    tally = Tally()
    tally.join(share_of(report))
    assert tally.crashed


def test_a_rule_that_points_nowhere_stumbles() -> None:
    def check(task: Any, _context: Context) -> Iterator[Problem]:
        yield Problem(task.title, "No.")

    found = lint(rule(check)).findings
    assert [finding.crash for finding in found] == [True, True]


@pytest.mark.parametrize(
    ("models", "written", "count"),
    [
        ({"led"}, "", 2),
        ({"led"}, "support_model: prepared\n", 0),
        ({"led"}, "support_model: TODO\n", 0),
        ({"led"}, "support_model: nonsense\n", 0),
        ({"self-taught"}, "support_model: self-taught\n", 2),
        ({"led", "prepared", "self-taught"}, "support_model: TODO\n", 2),
    ],
)
def test_support_models(models: set[str], written: str, count: int) -> None:
    found = lint(rule(says(), models=frozenset(models)), SPEC.replace("units:", f"{written}units:")).findings
    assert len(found) == count


def test_options_have_their_defaults() -> None:
    def check(task: Any, context: Context) -> Iterator[Problem]:
        yield Problem(task, f"{context.option('hours'):g} on {context.today}.")

    found = lint(rule(check, options=(Option("hours", 12, 1, 24, "the gap"),))).findings
    assert {finding.message for finding in found} == {"12 on 2026-09-21."}


def test_today_is_the_clocks_unless_said() -> None:
    assert abs(Linter([]).clock.today - dt.datetime.now(tz=dt.UTC).date()) <= dt.timedelta(days=1)


def test_a_file_that_is_no_yaml_gets_no_other_rule() -> None:
    report = Linter([rule(says(), "Course"), find("SPC001")]).lint(course("module: [\n"))
    assert [finding.code for finding in report.findings] == ["SPC001"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "course.yaml").write_text(
        "course: c\nmodules: [b.module.yaml, a.module.yaml]\nvalue: {none: because}\n"
    )
    (tmp_path / "a.module.yaml").write_text("module: a\ntasks: [{id: ta, why: not}]\n")
    (tmp_path / "b.module.yaml").write_text(
        "module: b\noutcomes: {none: a week of welcome}\ntasks: [{id: tb}]\n"
    )
    return tmp_path


def test_files_stand_in_the_order_of_the_course(folder: Path) -> None:
    report = Linter([rule(says()), rule(says(), "Module", code="HSE002", name="other")]).lint(
        load(folder / "course.yaml")
    )
    assert [(finding.mark.path.name, finding.code) for finding in report.findings] == [
        ("b.module.yaml", "HSE002"),
        ("b.module.yaml", "HSE001"),
        ("a.module.yaml", "HSE002"),
        ("a.module.yaml", "HSE001"),
    ]
    assert (report.files, report.modules, report.is_course) == (3, 2, True)
    assert [(one.mark.path.name, one.mark.node, one.reason) for one in report.on_purpose] == [
        ("course.yaml", "value", "because"),
        ("b.module.yaml", "outcomes", "a week of welcome"),
    ]


@pytest.mark.parametrize(
    ("models", "of_b", "heard"),
    [
        ({"led"}, "self-taught", ["a"]),
        ({"self-taught"}, "self-taught", ["b"]),
        ({"led", "self-taught"}, "self-taught", ["b", "a"]),
        ({"led"}, "TODO", ["a"]),
        ({"led", "prepared", "self-taught"}, "TODO", ["b", "a"]),
        ({"prepared"}, "led", []),
    ],
)
def test_each_module_has_the_support_model_in_force_there(
    models: set[str], of_b: str, heard: list[str], folder: Path
) -> None:
    (folder / "b.module.yaml").write_text(f"module: b\nsupport_model: {of_b}\ntasks: [{{id: tb}}]\n")
    bounds = (Option("hours", 12, 1, 24, "the gap"),)
    for options in ((), bounds):
        made = rule(says(), models=frozenset(models), options=options)
        found = Linter([made]).lint(load(folder / "course.yaml")).findings
        assert [finding.mark.path.name[0] for finding in found] == heard


def test_only_the_files_asked_for_are_reported_and_counted(folder: Path) -> None:
    loaded = load(folder / "course.yaml")
    report = Linter([rule(says())]).lint(loaded, {folder / "b.module.yaml"})
    assert [finding.mark.path.name for finding in report.findings] == ["b.module.yaml"]
    assert (report.files, report.modules, report.is_course) == (1, 1, False)
    assert [one.reason for one in report.on_purpose] == ["a week of welcome"]


def test_tally(folder: Path) -> None:
    tally = Tally()
    assert (tally.total, tally.at_or_above(Severity.INFO), tally.crashed) == (0, 0, False)
    tally.join(share_of(Linter([rule(says())]).lint(load(folder / "course.yaml"))))
    tally.join(share_of(lint(rule(says(severity=Severity.INFO)))))
    assert (tally.files, tally.courses, tally.modules, tally.minutes) == (4, 1, 3, 20)
    assert (tally.total, tally.at_or_above(Severity.WARNING), tally.at_or_above(Severity.ERROR)) == (4, 2, 0)
    assert (tally.codes, tally.names, tally.on_purpose) == ({"HSE001": 4}, {"HSE001": "house-rule"}, 2)


def test_the_public_function(folder: Path) -> None:
    loaded = coursewright.load(folder / "a.module.yaml")
    report = coursewright.lint(loaded, select=["OUT001"], today=dt.date(2026, 1, 1))
    assert isinstance(report, Report)
    assert [finding.code for finding in report.findings] == ["OUT001", "SPC001"]
    assert coursewright.lint(loaded, select=["OUT001"], ignore=["OUT"]).on_purpose == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": 42},
        {"fix": None},
        {"why": 3},
        {"key": 1},
        {"minutes": "ten"},
        {"severity": "error"},
        {"related": (Related(None, "there"),)},  # type: ignore[arg-type]
        {"at": None},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_problem_that_cannot_be_shown_names_its_rule(wrong: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "m.module.yaml"
    path.write_text(SPEC, "utf-8")
    careless = rule(lambda task, _context: iter([Problem(task, "said")._replace(**wrong)]))
    found = Linter([careless]).lint(load(path)).findings
    assert found
    assert all(finding.crash and careless.meta.code in finding.message for finding in found)
