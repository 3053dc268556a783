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
from coursewright.spec.model import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.lint.api import Clock, SupportModel
    from coursewright.lint.policy import Policy, Prevailing, Turn
    from coursewright.lint.registry import Rule
    from coursewright.lint.silence.baselines import Hold
    from coursewright.lint.silence.suppressions import Ignore
    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course
    from coursewright.spec.source import Source


_WEB = "MAT005"
"""The rule that finds less where nobody has asked for the network."""
_READING = "SPC"
"""The family that speaks of files that cannot be read."""


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
    several: tuple[Policy, ...]
    """The policies, each once."""
    crashed: set[str]
    """The codes of rules that stumbled, filled in once they have run."""

    def findings(self) -> list[Finding]:
        """Return what the rules see, each finding as heavy as its rule makes it."""
        found: list[Finding] = []
        if len(self.several) == 1 and not self.several[0].varies:
            self._by_one(self.several[0], found)
        else:
            self._by_each(found)
        return found

    def _by_one(self, policy: Policy, found: list[Finding]) -> None:
        """Run the rules of the one policy that applies to all of the course, as to nearly every one."""
        plain = self._context(None, policy)
        rest = plain[3:]  # most rules have no options, and share all they are told; the others share this
        course, clock = self.course, self.linter.clock
        model = self._model(plain)
        for name, turns in policy.turns(model).items():
            elements = course.elements.get(name)
            if not elements:
                continue
            for rule, options in turns if self._readable else _about_reading(turns):
                some = _asked(elements, rule.meta.models, plain) if model == "several" else elements
                if options is None:
                    run(rule, some, plain, found)
                elif some:
                    run(rule, some, Context(course, clock, options, *rest), found)

    @property
    def _readable(self) -> bool:
        """Whether there is more to judge than what kept the main file from being read."""
        return self.course.sources[0].root is not None

    def _model(self, context: Context) -> Prevailing:
        """Return the support model of the whole course."""
        models: set[Prevailing] = {
            "open" if settings.leaves_open("support_model") else context.model(settings)
            for settings in self.course.every(Settings)
        }
        return models.pop() if len(models) == 1 else "several"

    def _by_each(self, found: list[Finding]) -> None:
        """Run the rules of several policies, each element by that of its file."""
        for name, rules in self.linter.rules_for(self.several).items():
            for rule in rules:
                if not self._readable and rule.meta.family != _READING:
                    continue
                for element in self.course.elements.get(name, ()):
                    context = self._context_at(rule, element)
                    run(rule, _asked([element], rule.meta.models, context), context, found)

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

    def _about(self, ignores: tuple[Ignore, ...]) -> list[Finding]:
        """Return what the rule that judges comments says, if any file wants it."""
        for policy in self.several:
            rule = next((rule for rule in policy.rules if rule.meta.code == JUDGE), None)
            if rule is not None:
                context = self._context(rule, policy)._replace(ignores=ignores)
                found: list[Finding] = []
                run(rule, _asked([self.course], rule.meta.models, context), context, found)
                return found
        return []

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
        for policy in self.several:
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


def _about_reading(turns: Iterable[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn[0].meta.family == _READING]


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
