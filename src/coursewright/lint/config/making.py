"""From what a configuration and the command line say to the policy that follows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.config.document import texts
from coursewright.lint.findings import Limit
from coursewright.lint.policy import Changed, Override, Policy, Setting
from coursewright.lint.profiles import ALWAYS, DEFAULT, Profile, newer, profiles
from coursewright.lint.registry import all_rules
from coursewright.lint.select import selected, split_words, words_match
from coursewright.spec.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from coursewright.design.lexicons import Lexicons
    from coursewright.design.rates import Rates
    from coursewright.lint.api import Severity, SupportModel
    from coursewright.lint.config.choices import Choices
    from coursewright.lint.config.contents import Exemption
    from coursewright.lint.config.layer import Layer
    from coursewright.lint.config.settings import Decision
    from coursewright.lint.registry import Rule
    from coursewright.spec.nodes import Node


def make_policy(layer: Layer, choices: Choices, locks: Policy | None = None) -> Policy:
    """Return what applies under a configuration; what `locks` has locked stays as it is there."""
    wanted = _wanted(choices, layer.rules)
    start = _start(layer.rules, layer.said("profile"), layer.said("edition"), choices)
    settings = _settings(layer, choices, start, wanted)
    models: list[SupportModel] = [
        profile.reads_as for profile in chosen_profiles(layer, choices) if profile.reads_as
    ]
    held = locks.locked if locks is not None else frozenset()
    rules = list(layer.rules)
    overrides = [_override(one, start, wanted, held) for one in layer.overrides]
    if locks is not None:
        known = {rule.meta.code for rule in rules}
        rules += [rule for rule in locks.known if rule.meta.code in held - known]
        overrides += [one.about(held) for one in locks.overrides]
        settings |= {code: locks.settings.get(code, Setting(None)) for code in held}
    return Policy(
        sorted(rules, key=lambda rule: rule.meta.code),
        settings,
        overrides=[one for one in overrides if one.settings],
        locked=layer.locked.keys() | held,
        limit=_limit(layer, choices),
        default_model=models[-1] if models else "led",
        lexicons=_lexicons(layer),
        rates=_rates(layer),
        narrowed=bool(choices.select),
    )


def chosen_profiles(layer: Layer, choices: Choices) -> tuple[Profile, ...]:
    """Return the profiles in force: the command line's, else the configuration's, else the default."""
    return _profiles(layer.said("profile"), choices)


def _profiles(node: Node | None, choices: Choices) -> tuple[Profile, ...]:
    said = [one.text for one in texts(node)]
    return profiles().chosen(choices.profile or said or (DEFAULT,))


class _Start(NamedTuple):
    """What profiles and an edition make of the rules before any is named.

    `usual` are the rules that whoever names a family means: neither those on request nor those too young.
    """

    weights: Mapping[str, Severity]
    usual: AbstractSet[str]


def _start(rules: Sequence[Rule], profile: Node | None, edition: Node | None, choices: Choices) -> _Start:
    since = edition.text if isinstance(edition, Scalar) else ""
    weights: dict[str, Severity] = {}
    rung, *beside = _profiles(profile, choices)
    usual = [rule.meta for rule in rules if rule.meta.usual]
    for meta in usual:
        if meta.code not in _installed():  # whoever names a file of rules wants them on any rung
            weights[meta.code] = rung.raised.get(meta.severity, meta.severity)
    for one in (rung, *beside):
        weights |= one.weights(rules, since)
    old = {meta.code for meta in usual if not (since and newer(meta.since, since))}
    return _Start(weights, old | weights.keys())


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    return frozenset(rule.meta.code for rule in all_rules())


def _settings(
    layer: Layer, choices: Choices, start: _Start, wanted: Callable[[str], bool]
) -> dict[str, Setting]:
    weights = dict(start.weights)
    for code, lock in layer.locked.items():
        if lock.profile is not layer.said("profile") or lock.edition is not layer.said("edition"):
            then = _start(layer.rules, lock.profile, lock.edition, choices).weights
            weights.pop(code, None)
            weights |= {code: then[code]} if code in then else {}
    settings: dict[str, Setting] = {}
    for rule in layer.rules:
        meta = rule.meta
        weight = weights.get(meta.code)
        decision = layer.decisions.get(meta.code)
        if decision is not None and decision.word and _is_meant(meta.code, decision, start):
            weight = decision.severity
        if meta.code in ALWAYS:
            weight = meta.severity
        elif not wanted(meta.code):
            weight = None
        elif choices.select:
            weight = weight or meta.severity
        if weight is not None or (decision is not None and decision.options):
            settings[meta.code] = Setting(weight, decision.options if decision is not None else {})
    return settings


def _is_meant(code: str, decision: Decision, start: _Start) -> bool:
    """Whether a decision reaches a rule: a family goes off whole, and on without what is on request."""
    return decision.direct or decision.severity is None or code in start.usual


def _wanted(choices: Choices, rules: Sequence[Rule]) -> Callable[[str], bool]:
    """Return whether `--select` and `--ignore` let a code through.

    Words that name nothing under this configuration may name something under another.
    """
    select = [word for word in split_words(choices.select) if words_match(word, rules)]
    ignore = [word for word in split_words(choices.ignore) if words_match(word, rules)]
    chosen = {rule.meta.code for rule in selected(select, rules)}
    dropped = {rule.meta.code for word in ignore for rule in words_match(word, rules)}
    if choices.select:
        return lambda code: code in chosen and code not in dropped
    return lambda code: code not in dropped


def _override(
    exemption: Exemption, start: _Start, wanted: Callable[[str], bool], held: AbstractSet[str]
) -> Override:
    from coursewright.lint.config.patterns import node_patterns, path_patterns  # noqa: PLC0415 - few have any

    changed = {
        code: Changed(bool(decision.word), decision.severity, decision.options)
        for code, decision in exemption.decisions.items()
        if code not in held and wanted(code) and _is_meant(code, decision, start)
    }
    files = path_patterns(exemption.files) if exemption.files else None
    nodes = node_patterns(exemption.nodes) if exemption.nodes else None
    return Override(files, nodes, changed, exemption.folder)


def _limit(layer: Layer, choices: Choices) -> Limit:
    if choices.fail_on:
        return Limit(choices.fail_on, f"--fail-on {choices.fail_on}")
    said = layer.said("fail_on")
    return Limit(said.text, f"fail_on: {said.text}") if isinstance(said, Scalar) else Limit()


def _lexicons(layer: Layer) -> Lexicons | None:
    if not layer.lexicon and not layer.allow_verbs:
        return None
    from coursewright.design.lexicons import Lexicons  # noqa: PLC0415 - most configurations have no words

    verbs = frozenset(node.text.strip().lower() for node in layer.allow_verbs)
    extra = {language: place.path for language, place in layer.lexicon.items()}
    return Lexicons(verbs, extra)


def _rates(layer: Layer) -> Rates | None:
    if not layer.rates:
        return None
    from coursewright.design.rates import shipped_rates  # noqa: PLC0415

    return shipped_rates().with_values({name: value for name, (value, _) in layer.rates.items()})
