"""What applies to a file: which rules speak there, how much they weigh, and with which options."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.lint.api import EVERY_MODEL
from coursewright.lint.findings import Limit
from coursewright.lint.profiles import SEVERITIES, ladder

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.design.lexicons import Lexicons
    from coursewright.design.rates import Rates
    from coursewright.lint.api import Severity, SupportModel
    from coursewright.lint.findings import Finding
    from coursewright.lint.profiles import Rung
    from coursewright.lint.registry import Rule

_LIMIT = Limit()
_DEFAULTS: Mapping[str, float | bool] = MappingProxyType({})


class Setting(NamedTuple):
    """What is decided about one rule: its severity, None for off, and the options that differ."""

    severity: Severity | None
    options: Mapping[str, float | bool] = _DEFAULTS


def fits(path: Path, folder: Path, pattern: re.Pattern[str]) -> bool:
    """Whether a path lies below a folder, and a pattern that counts from there matches it."""
    return path.is_relative_to(folder) and pattern.fullmatch(path.relative_to(folder).as_posix()) is not None


class Override(NamedTuple):
    """What is decided about some rules at some files and nodes.

    `files` and `nodes` are patterns, of paths below the folder of the configuration with `/`, and of node
    paths; None matches all.
    """

    files: re.Pattern[str] | None
    nodes: re.Pattern[str] | None
    settings: Mapping[str, Changed]
    folder: Path

    def matches(self, path: Path, node: str) -> bool:
        """Whether the override is about a node of a file."""
        if self.nodes is not None and not self.nodes.search(node):
            return False
        return self.files is None or fits(path, self.folder, self.files)

    def about(self, codes: AbstractSet[str]) -> Override:
        """Return the part of the override that is about some rules."""
        return self._replace(settings={code: one for code, one in self.settings.items() if code in codes})


class Changed(NamedTuple):
    """What an override changes about a rule; a `severity` of None is off where `decides` says so."""

    decides: bool
    severity: Severity | None
    options: Mapping[str, float | bool] = _DEFAULTS


Prevailing: TypeAlias = 'SupportModel | Literal["open", "several"]'
"""The support model of a whole course, as far as it has one."""
Turn: TypeAlias = "tuple[Rule, Mapping[str, float | bool] | None]"
"""A rule that runs, with its options if it has any."""


class Policy:
    """What applies to the files that one configuration is about; without any, the defaults."""

    def __init__(
        self,
        known: Sequence[Rule],
        settings: Mapping[str, Setting],
        *,
        overrides: Sequence[Override] = (),
        locked: Iterable[str] = (),
        limit: Limit = _LIMIT,
        default_model: SupportModel = "led",
        lexicons: Lexicons | None = None,
        rates: Rates | None = None,
        narrowed: bool = False,
    ) -> None:
        self.known = tuple(known)
        self.settings = settings
        self.overrides = tuple(overrides)
        self.locked = frozenset(locked)
        self.limit = limit
        self._fail_on = SEVERITIES.get(limit.word)
        self.default_model = default_model
        self.lexicons = lexicons
        self.rates = rates
        self.narrowed = narrowed
        """Whether somebody asked for a few rules only, so that what a course passes cannot be known."""
        maybe = {code for one in self.overrides for code, changed in one.settings.items() if changed.severity}
        self.rules = tuple(
            rule
            for rule in self.known
            if rule.meta.code in maybe
            or ((setting := settings.get(rule.meta.code)) is not None and setting.severity is not None)
        )
        self._rules = frozenset(map(id, self.rules))
        self._turns: dict[Prevailing, defaultdict[str, list[Turn]]] = {}
        self._defaults = {
            rule.meta.code: {option.name: option.default for option in rule.meta.options}
            | dict(settings[rule.meta.code].options if rule.meta.code in settings else _DEFAULTS)
            for rule in self.rules
            if rule.meta.options
        }
        self.varies = any(changed.options for one in self.overrides for changed in one.settings.values())
        """Whether options depend on the node."""

    @classmethod
    def plain(cls, rules: Sequence[Rule], known: Sequence[Rule] = ()) -> Policy:
        """Return the policy under which these rules run as they are."""
        return cls(
            known or rules, {rule.meta.code: Setting(rule.meta.severity) for rule in rules}, narrowed=True
        )

    def turns(self, model: Prevailing) -> Mapping[str, Sequence[Turn]]:
        """Return the rules that run where a support model prevails, by the class of the elements they get.

        Where it is open, those that run in every model; where there are several, all of them.
        """
        known = self._turns.get(model)
        if known is None:
            known = self._turns[model] = defaultdict(list)
            for rule in self.rules:
                models = rule.meta.models
                if model == "several" or model in models or models == EVERY_MODEL:
                    options = self.options(rule.meta.code) if rule.meta.options else None
                    for name in rule.elements:
                        known[name].append((rule, options))
        return known

    def has(self, rule: Rule) -> bool:
        """Whether a rule may speak of some file or node here."""
        return id(rule) in self._rules

    def options(self, code: str, path: Path | None = None, node: str = "") -> Mapping[str, float | bool]:
        """Return the options of a rule, at a node if these vary."""
        options = self._defaults.get(code, _DEFAULTS)
        if self.varies and path is not None:
            for one in self.overrides:
                changed = one.settings.get(code)
                if changed is not None and changed.options and one.matches(path, node):
                    options = {**options, **changed.options}
        return options

    def severity(self, code: str, path: Path, node: str) -> Severity | None:
        """Return what a finding of a rule at a node weighs, or None where the rule is off."""
        setting = self.settings.get(code)
        severity = setting.severity if setting is not None else None
        for one in self.overrides:
            changed = one.settings.get(code)
            if changed is not None and changed.decides and one.matches(path, node):
                severity = changed.severity
        return severity

    def settle(self, finding: Finding) -> Finding | None:
        """Return a finding with the weight it has here, or None where nobody wants it.

        What weighs less than its rule stays at most as heavy as that; a rule that stumbled is always told.
        """
        if finding.crash:
            return finding
        severity = self.severity(finding.meta.code, finding.mark.path, finding.mark.node)
        if severity is finding.severity:
            return finding
        if severity is None:
            return None
        if finding.softened:
            severity = min(severity, finding.severity)
        return finding if severity is finding.severity else finding._replace(severity=severity)

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        """The profiles of the ladder of which all rules run here."""
        if self.narrowed:
            return ()
        ran = {code for code, setting in self.settings.items() if setting.severity is not None}
        return ladder(self.known, ran)

    def passes(self, findings: Sequence[Finding]) -> int | None:
        """Return how many rungs of the ladder findings leave standing; None where too few rules ran.

        The findings weigh what their rules make them weigh.
        """
        if not self.rungs:
            return None
        if not findings:
            return len(self.rungs)
        return next(
            (number for number, rung in enumerate(self.rungs) if not rung.is_passed(findings)),
            len(self.rungs),
        )

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes a run fail."""
        return self._fail_on is not None and finding.severity >= self._fail_on
