"""One rule on the elements that it asks for: what it sees becomes findings with their places and weights."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.lint.api import Problem, Severity
from coursewright.lint.findings import Finding, TaskName
from coursewright.lint.place import place
from coursewright.spec.element import Element
from coursewright.spec.model import Course, Module, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.lint.api import Context, Evidence
    from coursewright.lint.findings import Edit
    from coursewright.lint.registry import Rule


def run(rule: Rule, elements: Iterable[Element], context: Context, found: list[Finding]) -> None:
    """Add what a rule finds in elements; it may stumble over one and still see the others."""
    check = rule.check
    for element in elements:
        try:
            for problem in check(element, context):
                found.append(_finding(rule, element, problem, context))  # noqa: PERF401 - those before a crash are kept
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a rule does, the run goes on
            found.append(_stumble(rule, element, error, context))


def _stumble(rule: Rule, element: Element, error: BaseException, context: Context) -> Finding:
    said = f"{type(error).__name__}: {error}".removesuffix(": ")
    message = f"The rule {rule.meta.code}{_origin(rule)} stumbled here: {said}."
    fix = "report it to whoever wrote the rule, with this file if you can share it"
    why = "a rule must never stop a check"
    problem = Problem(element, message, fix, severity=Severity.ERROR, why=why, minutes=0)
    return _finding(rule, element, problem, context, crash=True)


def _origin(rule: Rule) -> str:
    """Say which file a rule comes from that is not one of ours."""
    return f" of {rule.file}" if rule.file and not rule.ours else ""


def _finding(
    rule: Rule, element: Element, problem: Problem, context: Context, *, crash: bool = False
) -> Finding:
    meta = rule.meta
    _refuse_misfits(problem)
    mark, heir = place(problem.at, problem.key)
    related = [place(one.at, one.key, one.label)[0] for one in problem.related]
    if heir is not None:
        related.insert(0, heir)
    at = problem.at if isinstance(problem.at, Element) else element
    about = at if at is problem.at or not isinstance(element, Course | Module) else None
    severity, softened = (Severity.ERROR, False) if crash else _severity(rule, problem, at, context)
    return Finding(
        meta=meta,
        severity=severity,
        message=problem.message,
        why=problem.why or _reason(meta.why, meta.sources[:1], meta.evidence),
        fix=problem.fix,
        minutes=meta.minutes if problem.minutes is None else problem.minutes,
        mark=mark,
        related=tuple(related),
        unit=_unit_title(at, context.course),
        subject=_subject(about) if about is not None else "",
        task=_task_name(at if isinstance(at, Task) else element),
        softened=softened,
        crash=crash,
        edits=_edits(problem, context) if problem.edits else (),
        todo=problem.todo,
    )


def _edits(problem: Problem, context: Context) -> tuple[Edit, ...]:
    from coursewright.lint.edits import edits_of  # noqa: PLC0415 - few problems can be mended so

    return edits_of(problem.edits, context.course.sources)


@lru_cache(maxsize=1024)
def _reason(why: str, sources: tuple[str, ...], evidence: Evidence) -> str:
    return f"{why} ({', '.join((*sources, evidence.word))})"


def _refuse_misfits(problem: Problem) -> None:
    """Raise `TypeError` for a problem that no report could show; house rules may yield anything."""
    for name, said in (
        ("message", problem.message),
        ("fix", problem.fix),
        ("why", problem.why),
        ("key", problem.key),
        ("todo", problem.todo),
    ):
        if not isinstance(said, str):
            raise TypeError(f"the `{name}` of a problem is a text")
    if not isinstance(problem.minutes, int | None):
        raise TypeError("the `minutes` of a problem are a whole number")
    if not isinstance(problem.severity, Severity | None):
        raise TypeError("the `severity` of a problem is a `Severity`")
    if problem.related and not all(isinstance(one.label, str) for one in problem.related):
        raise TypeError("the label of a related place is a text")


def _severity(rule: Rule, problem: Problem, at: Element, context: Context) -> tuple[Severity, bool]:
    """Return what a finding weighs by its rule, and whether that is less than others of the rule do."""
    severity = rule.meta.severity
    if rule.meta.missing and context.is_draft(at):
        return Severity.INFO, True
    if problem.severity is not None and problem.severity < severity:
        return problem.severity, True
    return severity, False


def _task_name(task: Element) -> TaskName | None:
    if not isinstance(task, Task):
        return None
    source = task.node.source
    return TaskName(source.path, place(task)[0].node, task.title or task.id or "")


def _unit_title(element: Element, course: Course) -> str:
    if isinstance(element, Unit) and not element.implicit:
        return element.title or element.id or ""
    unit = element.scope.element
    if isinstance(unit, Unit):
        return unit.title or unit.id or f"unit {_position(unit, course)}"
    return ""


def _position(unit: Unit, course: Course) -> int:
    for module in course.modules:
        if unit in module.units:
            return module.units.index(unit) + 1
    return 0


def _subject(element: Element) -> str:
    for name in ("title", "statement", "id"):
        if value := getattr(element, name, None):
            return str(value)
    return ""
