"""What applies in a folder, in words, each with the place where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.config.making import chosen_profiles
from coursewright.lint.config.settings import texts
from coursewright.lint.policy import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.lint.config.layers import Layer
    from coursewright.lint.config.policies import Applied, Policies
    from coursewright.lint.config.settings import Decision
    from coursewright.lint.registry import Rule
    from coursewright.spec.nodes import Node


class Origin(NamedTuple):
    """Where something is written, and the word that stood there where it is another."""

    file: Path
    line: int
    word: str = ""


Row = tuple[str, str, "Origin | None"]


class Description(NamedTuple):
    """What applies: the files it comes from, values by key, rules that differ, overrides, what runs."""

    files: tuple[Path, ...]
    values: tuple[Row, ...]
    changed: tuple[Row, ...]
    overrides: tuple[Row, ...]
    running: tuple[tuple[Rule, str], ...]
    weights: dict[str, int]
    rates: dict[str, float]


def describe(policies: Policies, folder: Path) -> Description:
    """Say what applies to the files of a folder. Raise `ConfigError` where that cannot be followed."""
    applied = policies.applied(folder)
    policy, layer = applied.policy, applied.layer
    running = tuple(
        (rule, str(setting.severity))
        for rule in policy.rules
        if (setting := policy.settings.get(rule.meta.code)) is not None and setting.severity is not None
    )
    shown = [severity for _, severity in running]
    return Description(
        files=tuple(dict.fromkeys(applied.files)),
        values=tuple(_values(policies, applied)),
        changed=tuple(_changed(layer, applied)),
        overrides=tuple(_overrides(layer)),
        running=running,
        weights={word: shown.count(word) for word in ("error", "warning", "info")},
        rates={name: value for name, (value, _) in layer.rates.items()},
    )


def _values(policies: Policies, applied: Applied) -> Iterator[Row]:
    layer, choices = applied.layer, policies.choices
    names = ", ".join(profile.name for profile in chosen_profiles(layer, choices))
    yield "profile", names, None if choices.profile else _origin(layer.said("profile"))
    yield "fail_on", applied.policy.limit.word, _origin(layer.said("fail_on"))
    for key in ("edition", "baseline"):
        node = layer.said(key)
        if node is not None:
            yield key, ", ".join(text.text for text in texts(node)), _origin(node)
    for key, nodes in (
        ("extends", texts(layer.said("extends"))),
        ("exclude", [place.node for place in layer.exclude]),
        ("custom_rules", [place.node for place in layer.custom_rules]),
        ("allow_verbs", list(layer.allow_verbs)),
    ):
        for node in nodes:
            yield key, node.text, _origin(node)
    for language, place in layer.lexicon.items():
        yield "lexicon", f"{language}: {place.node.text}", _origin(place.node)
    for name, (value, node) in layer.rates.items():
        yield "rates", f"{name}: {value:g}", _origin(node)
    above: Applied | None = applied
    while above is not None:
        for code, node in above.layer.locked.items():
            yield "locked", code, _origin(node, node.text)
        above = above.outer


def _changed(layer: Layer, applied: Applied) -> Iterator[Row]:
    names = {rule.meta.code: rule.meta.name for rule in layer.rules}
    for code, decision in sorted(layer.decisions.items()):
        if code not in ALWAYS or decision.options:
            yield f"{code} {names[code]}", _said(decision), _origin(decision.node)
    for code in sorted(applied.policy.locked - layer.decisions.keys() - layer.locked.keys()):
        setting = applied.policy.settings.get(code)
        severity = str(setting.severity or "off") if setting else "off"
        yield f"{code} {names.get(code, '')}", f"{severity}, locked from above", None


def _overrides(layer: Layer) -> Iterator[Row]:
    for one in layer.overrides:
        where = " at ".join(part for part in (", ".join(one.nodes), ", ".join(one.files)) if part)
        for code, decision in sorted(one.decisions.items()):
            yield code, f"{_said(decision)}, in {where}", _origin(decision.node)


def _said(decision: Decision) -> str:
    parts = [str(decision.severity or "off")] if decision.word else []
    parts += [
        f"{name} {'on' if value is True else 'off' if value is False else f'{value:g}'}"
        for name, value in decision.options.items()
    ]
    return ", ".join(parts)


def _origin(node: Node | None, word: str = "") -> Origin | None:
    return Origin(node.source.path, node.span.start.line, word) if node is not None else None
