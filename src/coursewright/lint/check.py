"""One course, checked: rules on its elements, then comments, baselines, and what nobody could read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from coursewright.design.lexicons import silent_languages
from coursewright.lint.api import EVERY_MODEL, Context
from coursewright.lint.findings import Finding, Unread
from coursewright.lint.one_rule import run
from coursewright.lint.place import place
from coursewright.lint.profiles import JUDGE
from coursewright.lint.silence.baselines import Hidden, Ran
from coursewright.lint.silence.suppressions import Silencing, ignores_in, silence
from coursewright.lint.silence.unused import codes_run_in, is_whole, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.lint.api import Clock, SupportModel
    from coursewright.lint.policy import Policy
    from coursewright.lint.registry import Rule
    from coursewright.lint.silence.baselines import Hold
    from coursewright.lint.silence.suppressions import Ignore
    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course
    from coursewright.spec.source import Source


_WEB = "MAT005"
"""The rule that finds less where nobody has asked for the network."""


class Asks(Protocol):
    """What a check needs to know of the linter that it is part of."""

    clock: Clock
    web: WebLinks | None
    excluded: Callable[[Path], bool] | None
    ignores: bool
    hold: Hold | None

    def rules_for(self, policies: tuple[Policy, ...]) -> dict[str, list[Rule]]:
        """Return the rules that some of the policies want, by the elements that they are given."""


class Check(NamedTuple):
    """One course, checked by every rule that some policy of its files wants."""

    course: Course
    linter: Asks
    policies: dict[Source, Policy]
    crashed: set[str]
    """The codes of rules that stumbled, filled in once they have run."""

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
                        found += run(rule, _asked([element], models, context), context)
                    continue
                some = asked.get(models)
                if some is None:
                    some = asked[models] = _asked(elements, models, plain)
                if some:
                    found += run(rule, some, self._context(rule, single) if rule.meta.options else plain)
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
                yield from run(rule, _asked([self.course], rule.meta.models, context), context)
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
