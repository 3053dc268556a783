"""Run rules over a course and turn what they see into findings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.lexicons import silent_languages
from coursewright.lint.api import EVERY_MODEL, Clock, Context, Problem, Severity
from coursewright.lint.baselines import Hidden, Ran
from coursewright.lint.findings import CourseReport, Finding, Omission, TaskName, Unread
from coursewright.lint.place import place
from coursewright.lint.policy import Policy
from coursewright.lint.profiles import JUDGE
from coursewright.lint.registry import all_rules
from coursewright.lint.suppressions import Silencing, ignores_in, silence
from coursewright.lint.unused_ignores import codes_run_in, is_whole, judge
from coursewright.spec.element import Element
from coursewright.spec.model import Course, Module, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.lint.api import Evidence, SupportModel
    from coursewright.lint.baselines import Hold
    from coursewright.lint.registry import Rule
    from coursewright.lint.suppressions import Ignore
    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.source import Source


_WEB = "MAT005"
"""The rule that finds less where nobody has asked for the network."""


class Linter:
    """Rules, ready to be run on one course after the other, each file by the policy that applies to it.

    `ignores` says whether comments may silence rules, and `hold` what is done with the findings that are
    left: a baseline may know some of them.
    """

    def __init__(
        self,
        rules: Sequence[Rule] | Callable[[Path], Policy],
        today: dt.date | None = None,
        *,
        web: WebLinks | None = None,
        excluded: Callable[[Path], bool] | None = None,
        ignores: bool = True,
        hold: Hold | None = None,
    ) -> None:
        self.clock = Clock(today or dt.datetime.now(tz=dt.UTC).date())
        self.web = web
        self.excluded = excluded
        self.ignores = ignores
        self.hold = hold
        if callable(rules):
            self.policy_of = rules
        else:
            given = {rule.meta.code for rule in rules}
            others = [rule for rule in all_rules() if rule.meta.code not in given]
            plain = Policy.plain(rules, [*rules, *others])
            self.policy_of = lambda _path: plain
        self._by_element: dict[tuple[Policy, ...], dict[str, list[Rule]]] = {}

    def lint(self, course: Course, only: AbstractSet[Path] | None = None) -> CourseReport:
        """Check one course; `only` names the files whose findings are wanted, by default all of them."""
        policies = {source: self.policy_of(source.path) for source in course.sources}
        wanted = [source for source in course.sources if only is None or source.path in only]
        if len(wanted) == len(course.sources):
            only = None  # which saves a look at the path of everything that is found
        check = _Check(course, self, policies, set())
        pairs = [
            (finding, told)
            for finding in _distinct(check.findings(), only)
            if (told := policies[finding.mark.source].settle(finding)) is not None
        ]
        check.crashed.update(told.code for _, told in pairs if told.crash)
        silencing = check.silenced([told for _, told in pairs], wanted)
        quiet = {id(one.finding) for one in silencing.silenced}
        open_to_all = [finding for finding, told in pairs if id(told) not in quiet]
        held = check.held(silencing.kept, wanted)
        order = {source: number for number, source in enumerate(course.sources)}
        findings = sorted(
            held.new,
            key=lambda f: (
                order.get(f.mark.source, 0),
                f.mark.span.start,
                f.meta.code,
                f.mark.node,
                f.message,
            ),
        )
        return CourseReport(
            tuple(findings),
            tuple(_omissions(course, only)),
            len(wanted),
            modules=sum(1 for module in course.modules if module.source in wanted),
            is_course=not course.implicit and course.sources[0] in wanted,
            failing=sum(policies[finding.mark.source].fails(finding) for finding in findings),
            limits=tuple(dict.fromkeys(policy.limit for policy in policies.values())),
            passes=_passes(open_to_all, policies) if len(wanted) == len(course.sources) else None,
            silenced=silencing.silenced + held.hidden,
            stale=held.stale,
            unread=check.unread(wanted),
        )

    def rules_for(self, policies: tuple[Policy, ...]) -> dict[str, list[Rule]]:
        """Return the rules that some of the policies want, by the elements that they are given."""
        known = self._by_element.get(policies)
        if known is None:
            known = self._by_element[policies] = defaultdict(list)
            rules = {id(rule): rule for policy in policies for rule in policy.rules}
            for rule in rules.values():
                for name in rule.elements:
                    known[name].append(rule)
        return known


def _passes(findings: Sequence[Finding], policies: dict[Source, Policy]) -> tuple[int, str] | None:
    """Return the highest profile that all the files pass, by their own policies, with its place."""
    lowest: tuple[int, Policy] | None = None
    for policy in dict.fromkeys(policies.values()):
        passed = policy.passes([finding for finding in findings if policies[finding.mark.source] is policy])
        if passed is None:
            return None
        if lowest is None or passed < lowest[0]:
            lowest = (passed, policy)
    if lowest is None:
        return None
    number, policy = lowest
    return number, policy.rungs[number - 1].name if number else ""


def _distinct(findings: Iterable[Finding], only: AbstractSet[Path] | None) -> list[Finding]:
    found = {
        (finding.meta.code, finding.mark, finding.message): finding
        for finding in findings
        if only is None or finding.mark.path in only
    }
    return list(found.values())


class _Check(NamedTuple):
    """One course, checked by every rule that some policy of its files wants."""

    course: Course
    linter: Linter
    policies: dict[Source, Policy]
    crashed: set[str]

    def findings(self) -> list[Finding]:
        """Return what the rules see, each finding as heavy as its rule makes it."""
        readable = self.course.sources[0].root is not None
        several = tuple(dict.fromkeys(self.policies.values()))
        single = several[0] if len(several) == 1 and not several[0].varies else None
        # Most of the rules that run on each file have no options, and can share what they are told.
        plain = self._context(None, single) if single is not None else None
        found: list[Finding] = []
        for name, rules in self.linter.rules_for(several).items():
            elements = self.course.elements.get(name)
            if not elements:
                continue
            asked: dict[AbstractSet[SupportModel], Sequence[Element]] = {EVERY_MODEL: elements}
            for rule in rules:
                if not readable and rule.meta.family != "SPC":
                    continue
                models = rule.meta.models
                if single is None or plain is None:
                    for element in elements:
                        context = self._context_at(rule, element)
                        found += _run(rule, _asked([element], models, context), context)
                    continue
                some = asked.get(models)
                if some is None:
                    some = asked[models] = _asked(elements, models, plain)
                if some:
                    found += _run(rule, some, self._context(rule, single) if rule.meta.options else plain)
        return found

    def silenced(self, findings: Sequence[Finding], wanted: Sequence[Source]) -> Silencing:
        """Take out what comments silence, and add what there is to say of the comments themselves."""
        if not self.linter.ignores:
            return Silencing(tuple(findings), (), ())
        ignores = [
            one
            for source in wanted
            for one in ignores_in(source, self.policies[source].known, self.policies[source].locked)
        ]
        silencing = silence(findings, ignores)
        if not ignores:
            return silencing
        judged = judge(silencing, self.course, self._ran_in)
        own = [
            told
            for finding in self._about(judged)
            if (told := self.policies[finding.mark.source].settle(finding)) is not None
        ]
        last = silence(own, judged)
        return Silencing(silencing.kept + last.kept, silencing.silenced + last.silenced, last.ignores)

    def _about(self, ignores: tuple[Ignore, ...]) -> Iterator[Finding]:
        """Run the rule that judges comments, if any file wants it."""
        for policy in dict.fromkeys(self.policies.values()):
            rule = next((rule for rule in policy.rules if rule.meta.code == JUDGE), None)
            if rule is not None:
                context = self._context(rule, policy)._replace(ignores=ignores)
                yield from _run(rule, _asked([self.course], rule.meta.models, context), context)
                return

    def _ran_in(self, source: Source) -> frozenset[str]:
        """Return the codes of the rules that had their say in a file, all of it."""
        policy = self.policies[source]
        context = Context(self.course, self.linter.clock, default_model=policy.default_model)
        partly = {
            code for one in policy.overrides for code, changed in one.settings.items() if changed.decides
        }
        asks_the_web = {_WEB} if self.linter.web is None else set()
        return codes_run_in(source, self.course, policy.rules, context) - partly - asks_the_web - self.crashed

    def held(self, findings: tuple[Finding, ...], wanted: Sequence[Source]) -> Hidden:
        """Hold findings against the baselines, where there are any."""
        hold = self.linter.hold
        if hold is None:
            return Hidden(findings, (), ())
        whole = wanted if is_whole(self.course) else ()
        by_path = {source.path: source for source in whole}
        return hold(findings, Ran(by_path, lambda path: self._ran_in(by_path[path])))

    def unread(self, wanted: Sequence[Source]) -> tuple[Unread, ...]:
        """Return the languages that no text rule could read."""
        found = []
        for policy in dict.fromkeys(self.policies.values()):
            for silent in silent_languages(self.course, policy.lexicons):
                mark, _ = place(silent.at, "language")
                if mark.source in wanted and self.policies[mark.source] is policy:
                    found.append(Unread(mark, silent.tag))
        return tuple(found)

    def _context(
        self, rule: Rule | None, policy: Policy, path: Path | None = None, node: str = ""
    ) -> Context:
        return Context(
            self.course,
            self.linter.clock,
            policy.options(rule.meta.code, path, node) if rule is not None and rule.meta.options else {},
            policy.lexicons,
            policy.rates,
            self.linter.web,
            (),
            policy.default_model,
            self.linter.excluded,
        )

    def _context_at(self, rule: Rule, element: Element) -> Context:
        """Return the context of an element by the policy of its file.

        A rule that this lacks runs as another file has it, because what it finds may stand there.
        """
        source = element.node.source
        policy = self.policies[source]
        if not policy.has(rule):
            policy = next(one for one in self.policies.values() if one.has(rule))
        return self._context(rule, policy, source.path, source.node_path(element.node))


def _asked(
    elements: Sequence[Element], models: AbstractSet[SupportModel], context: Context
) -> Sequence[Element]:
    """Return the elements whose support model is one of these; an undecided one asks for nothing."""
    if models == EVERY_MODEL:
        return elements
    return [
        element
        for element in elements
        if not element.scope.settings.leaves_open("support_model") and context.model(element) in models
    ]


def _run(rule: Rule, elements: Iterable[Element], context: Context) -> list[Finding]:
    """Run a rule on elements; it may stumble over one and still see the others."""
    found: list[Finding] = []
    check = rule.check
    for element in elements:
        try:
            for problem in check(element, context):
                found.append(_finding(rule, element, problem, context))  # noqa: PERF401 - those before a crash are kept
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a rule does, the run goes on
            found.append(_stumble(rule, element, error, context))
    return found


def _stumble(rule: Rule, element: Element, error: BaseException, context: Context) -> Finding:
    said = f"{type(error).__name__}: {error}".removesuffix(": ")
    message = f"The rule {rule.meta.code}{_origin(rule)} stumbled here: {said}."
    fix = "report it to whoever wrote the rule, with this file if you can share it"
    why = "a rule must never stop a check"
    problem = Problem(element, message, fix, severity=Severity.ERROR, why=why, minutes=0)
    return _finding(rule, element, problem, context, crash=True)


def _origin(rule: Rule) -> str:
    """Say which file a rule comes from that is not one of ours."""
    ours = rule.check.__module__.startswith("coursewright.rules.")
    return f" of {rule.file}" if rule.file and not ours else ""


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
    )


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


def _omissions(course: Course, only: AbstractSet[Path] | None) -> Iterable[Omission]:
    """Yield what is left out on purpose, once for each place where it is written."""
    seen: set[int] = set()
    found: list[Omission] = []
    for elements in course.elements.values():
        for element in elements:
            if not element.on_purpose:
                continue
            for absence in element.on_purpose.values():
                if id(absence) in seen or (only is not None and absence.source.path not in only):
                    continue
                seen.add(id(absence))
                mark, _ = place(absence)
                found.append(Omission(mark, absence.reason))
    order = {source: number for number, source in enumerate(course.sources)}
    return sorted(found, key=lambda omission: (order.get(omission.mark.source, 0), omission.mark.span.start))
