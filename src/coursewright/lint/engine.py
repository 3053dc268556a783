"""Run rules over a course and turn what they see into findings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from coursewright.lint.api import EVERY_MODEL, Context, Problem, Severity
from coursewright.lint.findings import CourseReport, Finding, Omission
from coursewright.lint.place import place
from coursewright.spec.element import Element
from coursewright.spec.model import Course, Module, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.lint.registry import Rule


class Linter:
    """A set of rules, ready to be run on one course after the other."""

    def __init__(self, rules: Sequence[Rule], today: dt.date | None = None) -> None:
        self.rules = rules
        self.today = today or dt.datetime.now(tz=dt.UTC).date()
        self._options = {
            rule.meta.code: {option.name: option.default for option in rule.meta.options}
            for rule in rules
            if rule.meta.options
        }
        self._by_element: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for name in rule.elements:
                self._by_element[name].append(rule)

    def lint(self, course: Course, only: AbstractSet[Path] | None = None) -> CourseReport:
        """Check one course; `only` names the files whose findings are wanted, by default all of them."""
        order = {source: number for number, source in enumerate(course.sources)}
        found = {
            (
                finding.code,
                finding.mark.source,
                finding.mark.span,
                finding.mark.node,
                finding.message,
            ): finding
            for finding in self._findings(course)
            if only is None or finding.mark.path in only
        }
        findings = sorted(
            found.values(),
            key=lambda f: (order.get(f.mark.source, 0), f.mark.span.start, f.code, f.mark.node, f.message),
        )
        wanted = [source for source in course.sources if only is None or source.path in only]
        is_course = not course.implicit and course.sources[0] in wanted
        modules = sum(1 for module in course.modules if module.source in wanted)
        return CourseReport(
            course, tuple(findings), tuple(_omissions(course, only)), len(wanted), modules, is_course
        )

    def _findings(self, course: Course) -> Iterator[Finding]:
        plain = Context(course, self.today)
        contexts = {code: Context(course, self.today, options) for code, options in self._options.items()}
        readable = course.sources[0].root is not None
        for name, rules in self._by_element.items():
            elements = course.elements.get(name)
            if not elements:
                continue
            for rule in rules:
                meta = rule.meta
                if not readable and meta.family != "SPC":
                    continue
                everywhere = meta.models == EVERY_MODEL
                context = contexts.get(meta.code, plain)
                for element in elements:
                    if everywhere or _applies(rule, element, context):
                        yield from _run(rule, element, context)


def _applies(rule: Rule, element: Element, context: Context) -> bool:
    """Whether the support model in force asks for the rule; an undecided one asks for nothing."""
    if element.scope.settings.leaves_open("support_model"):
        return False
    return context.model(element) in rule.meta.models


def _run(rule: Rule, element: Element, context: Context) -> Sequence[Finding]:
    found: list[Finding] = []
    try:
        for problem in rule.check(element, context):
            found.append(_finding(rule, element, problem, context))  # noqa: PERF401 - those before a crash are kept
    except Exception as error:  # noqa: BLE001 - whatever a rule does, the run goes on
        message = f"The rule {rule.meta.code} stumbled here: {type(error).__name__}: {error}."
        fix = "report it to whoever wrote the rule, with this file if you can share it"
        problem = Problem(
            element, message, fix, severity=Severity.ERROR, why="a rule must never stop a check", minutes=0
        )
        found.append(_finding(rule, element, problem, context, crash=True))
    return found


def _finding(
    rule: Rule, element: Element, problem: Problem, context: Context, *, crash: bool = False
) -> Finding:
    meta = rule.meta
    mark, heir = place(problem.at, problem.key)
    related = [place(one.at, one.key, one.label)[0] for one in problem.related]
    if heir is not None:
        related.insert(0, heir)
    at = problem.at if isinstance(problem.at, Element) else element
    about = at if at is problem.at or not isinstance(element, Course | Module) else None
    return Finding(
        meta=meta,
        severity=Severity.ERROR if crash else _severity(rule, problem, at, context),
        message=problem.message,
        why=problem.why or f"{meta.why} ({', '.join((*meta.sources[:1], meta.evidence.word))})",
        fix=problem.fix,
        minutes=meta.minutes if problem.minutes is None else problem.minutes,
        mark=mark,
        related=tuple(related),
        unit=_unit_title(at, context.course),
        subject=_subject(about) if about is not None else "",
        task=next((one for one in (at, element) if isinstance(one, Task)), None),
        crash=crash,
    )


def _severity(rule: Rule, problem: Problem, at: Element, context: Context) -> Severity:
    severity = rule.meta.severity
    if problem.severity is not None:
        severity = min(severity, problem.severity)
    if rule.meta.missing and context.is_draft(at):
        severity = Severity.INFO
    return severity


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


def _omissions(course: Course, only: AbstractSet[Path] | None) -> Iterable[Omission]:
    """Yield what is left out on purpose, once for each place where it is written."""
    seen: set[int] = set()
    found: list[Omission] = []
    for elements in course.elements.values():
        for element in elements:
            for absence in element.on_purpose.values():
                if id(absence) in seen or (only is not None and absence.source.path not in only):
                    continue
                seen.add(id(absence))
                mark, _ = place(absence)
                found.append(Omission(mark, absence.reason))
    order = {source: number for number, source in enumerate(course.sources)}
    return sorted(found, key=lambda omission: (order.get(omission.mark.source, 0), omission.mark.span.start))
