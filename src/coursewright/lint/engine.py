"""Run rules over a course and turn what they see into findings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from coursewright.design.on_purpose import left_out
from coursewright.lint.api import Clock
from coursewright.lint.check import Check
from coursewright.lint.findings import Checked, CourseReport, Finding, Omission
from coursewright.lint.place import place
from coursewright.lint.policy import Policy
from coursewright.lint.profiles import JUDGE
from coursewright.lint.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.lint.registry import Rule
    from coursewright.lint.silence.baselines import Hold
    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.model import Course
    from coursewright.spec.source import Source


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
        whole = len(wanted) == len(course.sources)
        if whole:
            only = None  # which saves a look at the path of everything that is found
        several = tuple(dict.fromkeys(policies.values()))
        check = Check(course, self, policies, several, set())
        pairs = [
            (finding, told)
            for finding in _distinct(check.findings(), only)
            if (told := policies[finding.mark.source].settle(finding)) is not None
        ]
        check.crashed.update(told.code for _, told in pairs if told.crash)
        silencing = check.silenced([told for _, told in pairs], wanted)
        quiet = {id(one.finding) for one in silencing.silenced}
        open_to_all = [finding for finding, told in pairs if id(told) not in quiet]
        open_to_all += [finding for finding in silencing.kept if finding.meta.code == JUDGE]
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
            modules=sum(1 for module in course.modules if only is None or module.source.path in only),
            is_course=not course.implicit and course.sources[0] in wanted,
            failing=sum(policies[finding.mark.source].fails(finding) for finding in findings),
            limits=tuple(dict.fromkeys(policy.limit for policy in several)),
            passes=_passes(open_to_all, policies, several) if whole else None,
            silenced=silencing.silenced + held.hidden,
            stale=held.stale,
            unread=check.unread(wanted),
            checked=tuple(_checked(course, wanted)),
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


def _checked(course: Course, wanted: Iterable[Source]) -> Iterable[Checked]:
    modules = {module.source: module for module in course.modules}
    for source in wanted:
        module = modules.get(source)
        if module is not None:
            yield Checked(source.path, "module", module.title or module.id or "")
        else:
            of_course = source is course.sources[0] and not course.implicit
            title = course.title or course.id or "" if of_course else ""
            yield Checked(source.path, "course" if of_course else "module", title)


def _passes(
    findings: Sequence[Finding], policies: dict[Source, Policy], several: tuple[Policy, ...]
) -> tuple[int, str] | None:
    """Return the highest profile that all the files pass, by their own policies, with its place."""
    lowest: tuple[int, Policy] | None = None
    for policy in several:
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


def _omissions(course: Course, only: AbstractSet[Path] | None) -> Iterable[Omission]:
    """Return what is left out on purpose, once for each place where it is written."""
    found = [
        Omission(place(absence)[0], absence.reason)
        for _, _, absence in left_out(course)
        if only is None or absence.source.path in only
    ]
    order = {source: number for number, source in enumerate(course.sources)} if found else {}
    return sorted(found, key=lambda omission: (order.get(omission.mark.source, 0), omission.mark.span.start))
