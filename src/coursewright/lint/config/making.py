"""From what a configuration and the command line say to the policy that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.config.document import ConfigError, ConfigFault
from coursewright.lint.config.patterns import node_patterns, path_patterns
from coursewright.lint.config.settings import texts
from coursewright.lint.findings import Limit
from coursewright.lint.policy import ALWAYS, Changed, Override, Policy, Setting
from coursewright.lint.profiles import DEFAULT, Profile, profiles
from coursewright.lint.select import ignored, selected, split_words, words_match
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.lexicons import Lexicons
    from coursewright.design.rates import Rates
    from coursewright.lint.api import Severity, SupportModel
    from coursewright.lint.config.choices import Choices
    from coursewright.lint.config.layers import Exemption, Layer
    from coursewright.lint.registry import Rule


def make_policy(layer: Layer, choices: Choices, locks: Policy | None = None) -> Policy:
    """Return what applies under a configuration; what `locks` has locked stays as it is there.

    Raises `UsageError` for a word of the command line that cannot be followed.
    """
    chosen = chosen_profiles(layer, choices)
    settings = _settings(layer, choices, chosen)
    locked = set(layer.locked)
    if locks is not None:
        locked |= locks.locked
        for code in locks.locked:
            settings[code] = locks.settings.get(code, Setting(None))
    models: list[SupportModel] = [profile.reads_as for profile in chosen if profile.reads_as]
    return Policy(
        layer.rules,
        settings,
        overrides=[_override(one, locks) for one in layer.overrides],
        locked=locked,
        limit=_limit(layer, choices),
        default_model=models[-1] if models else "led",
        lexicons=_lexicons(layer),
        rates=_rates(layer),
        narrowed=bool(choices.select),
    )


def chosen_profiles(layer: Layer, choices: Choices) -> tuple[Profile, ...]:
    """Return the profiles in force: the command line's, else the configuration's, else the default."""
    said = [node.text for node in texts(layer.said("profile"))]
    return profiles().chosen(choices.profile or said or (DEFAULT,))


def _settings(layer: Layer, choices: Choices, chosen: Sequence[Profile]) -> dict[str, Setting]:
    rules = layer.rules
    edition = layer.said("edition")
    since = edition.text if isinstance(edition, Scalar) else ""
    weights: dict[str, Severity] = {}
    for profile in chosen:
        weights |= profile.weights(rules, since)
    for rule in rules:
        decision = layer.decisions.get(rule.meta.code)
        if decision is None or not decision.word:
            continue
        if decision.severity is None:
            weights.pop(rule.meta.code, None)
        elif decision.direct or rule.meta.code in weights or _is_usual(rule):
            weights[rule.meta.code] = decision.severity
    weights = _narrowed(weights, choices, rules)
    weights |= {rule.meta.code: rule.meta.severity for rule in rules if rule.meta.code in ALWAYS}
    settings = {code: Setting(severity) for code, severity in weights.items()}
    for code, decision in layer.decisions.items():
        if decision.options:
            settings[code] = settings.get(code, Setting(None))._replace(options=decision.options)
    return settings


def _is_usual(rule: Rule) -> bool:
    return rule.meta.status == "stable" and rule.meta.by_default


def _narrowed(weights: dict[str, Severity], choices: Choices, rules: Sequence[Rule]) -> dict[str, Severity]:
    """Apply `--select` and `--ignore`; words that name nothing here may name something elsewhere."""
    if choices.select:
        wanted = [word for word in split_words(choices.select) if words_match(word, rules)]
        chosen = selected(wanted, rules) if wanted or not any(split_words(choices.select)) else []
        if not any(split_words(choices.select)):
            chosen = selected(choices.select, rules)
        weights = {rule.meta.code: weights.get(rule.meta.code, rule.meta.severity) for rule in chosen}
    unwanted = [word for word in split_words(choices.ignore) if words_match(word, rules)]
    if unwanted or (choices.ignore and not any(split_words(choices.ignore))):
        dropped = {rule.meta.code for rule in ignored(unwanted or choices.ignore, rules)}
        weights = {code: severity for code, severity in weights.items() if code not in dropped}
    return weights


def _override(exemption: Exemption, locks: Policy | None) -> Override:
    locked = locks.locked if locks is not None else frozenset()
    changed = {
        code: Changed(bool(decision.word), decision.severity, decision.options)
        for code, decision in exemption.decisions.items()
        if code not in locked
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
    try:
        return Lexicons(verbs, extra)
    except CoursewrightError as error:
        node = next(iter(layer.lexicon.values())).node
        raise ConfigError([ConfigFault.at(node, error.message, error.hint)]) from error


def _rates(layer: Layer) -> Rates | None:
    if not layer.rates:
        return None
    from coursewright.design.rates import shipped_rates  # noqa: PLC0415

    return shipped_rates().with_values({name: value for name, (value, _) in layer.rates.items()})
