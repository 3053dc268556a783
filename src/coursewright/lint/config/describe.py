"""What applies to a file or a folder, in words, each with the place where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.config.document import texts
from coursewright.lint.config.making import chosen_profiles
from coursewright.lint.config.patterns import path_patterns
from coursewright.lint.policy import fits
from coursewright.lint.profiles import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table
    from pathlib import Path

    from coursewright.lint.config.contents import Exemption
    from coursewright.lint.config.layer import Layer
    from coursewright.lint.config.policies import Applied, Policies
    from coursewright.lint.policy import Policy
    from coursewright.lint.registry import Rule
    from coursewright.spec.nodes import Node


class Origin(NamedTuple):
    """Where something is written."""

    file: Path
    line: int


class Row(NamedTuple):
    """A key or a rule, what is decided about it, and where: nowhere for a default or an option."""

    key: str
    value: str
    origin: Origin | None = None


class Description(NamedTuple):
    """What applies: the files it comes from, values by key, rules that differ, overrides, what runs.

    `overrides` has for each entry what it is about, and its rules.
    """

    files: tuple[Path, ...]
    values: tuple[Row, ...]
    changed: tuple[Row, ...]
    overrides: tuple[tuple[str, tuple[Row, ...]], ...]
    notes: tuple[Row, ...]
    running: tuple[tuple[Rule, str], ...]
    rates: dict[str, float]

    @property
    def weights(self) -> dict[str, int]:
        """How many rules run at each severity, the gravest first."""
        shown = [severity for _, severity in self.running]
        return {word: shown.count(word) for word in ("error", "warning", "info")}


def describe(policies: Policies, path: Path) -> Description:
    """Say what applies to a file, or to the files of a folder.

    Raises `ConfigError` where that cannot be followed.
    """
    is_folder = path.is_dir()
    applied = policies.applied(path if is_folder else path.parent)
    policy, layer = applied.policy, applied.layer
    return Description(
        files=tuple(dict.fromkeys([*([applied.file] if applied.file else []), *applied.files])),
        values=tuple(_values(policies, applied)),
        changed=tuple(_changed(applied)),
        overrides=tuple(_overrides(layer, None if is_folder else path)),
        notes=tuple(
            Row("", note.message, Origin(note.source.path, note.span.start.line)) for note in layer.notes
        ),
        running=tuple(
            (rule, str(setting.severity))
            for rule in policy.rules
            if (setting := policy.settings.get(rule.meta.code)) is not None and setting.severity is not None
        ),
        rates={name: value for name, (value, _) in layer.rates.items()},
    )


def _values(policies: Policies, applied: Applied) -> Iterator[Row]:
    layer, choices = applied.layer, policies.choices
    names = ", ".join(profile.name for profile in chosen_profiles(layer, choices))
    yield Row("profile", names, None if choices.profile else _place(layer.said("profile")))
    yield Row(
        "fail_on", applied.policy.limit.word, None if choices.fail_on else _place(layer.said("fail_on"))
    )
    for key in ("edition", "baseline"):
        for written in texts(layer.said(key)):
            yield Row(key, written.text, _place(written))
    for key, nodes in (
        ("extends", texts(layer.said("extends"))),
        ("exclude", [place.node for place in layer.exclude]),
        ("custom_rules", [place.node for place in layer.custom_rules]),
        ("allow_verbs", list(layer.allow_verbs)),
    ):
        for node in nodes:
            yield Row(key, node.text, _place(node))
    for language, place in layer.lexicon.items():
        yield Row("lexicon", f"{language}: {place.node.text}", _place(place.node))
    for name, (value, at) in layer.rates.items():
        yield Row("rates", f"{name}: {value:g}", _place(at))
    yield from _locks(applied)


def _locks(applied: Applied) -> Iterator[Row]:
    """Yield each word that locks rules, once, however many rules it stands for."""
    locks = (lock for one in applied.chain() for lock in one.layer.locked.values())
    for lock in {lock.place: lock for lock in locks}.values():
        yield Row("locked", lock.node.text, _place(lock.node))


def _changed(applied: Applied) -> Iterator[Row]:
    layer, policy = applied.layer, applied.policy
    names = {rule.meta.code: rule.meta.name for rule in policy.known}
    for code, decision in sorted(layer.decisions.items()):
        holds = policy.settings.get(code)
        reached = decision.direct or decision.severity is None or (holds and holds.severity)
        if reached and (code not in ALWAYS or decision.options):
            yield Row(f"{code} {names[code]}", _held(policy, code), _place(decision.node))
    for code in sorted(policy.locked - layer.decisions.keys() - layer.locked.keys()):
        yield Row(f"{code} {names.get(code, '')}", f"{_held(policy, code)}, locked from above")


def _held(policy: Policy, code: str) -> str:
    setting = policy.settings.get(code)
    severity = str(setting.severity or "off") if setting else "off"
    return ", ".join([severity, *_options(setting.options if setting else {})])


def _overrides(layer: Layer, file: Path | None) -> Iterator[tuple[str, tuple[Row, ...]]]:
    names = {rule.meta.code: rule.meta.name for rule in layer.rules}
    for one in layer.overrides:
        if file is not None and not _is_about(one, file):
            continue
        where = " in ".join(part for part in (", ".join(one.nodes), ", ".join(one.files)) if part)
        yield (
            where,
            tuple(
                Row(
                    f"{code} {names[code]}",
                    ", ".join(
                        [
                            *([str(decision.severity or "off")] if decision.word else []),
                            *_options(decision.options),
                        ]
                    ),
                    _place(decision.node),
                )
                for code, decision in sorted(one.decisions.items())
            ),
        )


def _is_about(exemption: Exemption, file: Path) -> bool:
    return not exemption.files or fits(file, exemption.folder, path_patterns(exemption.files))


def _options(options: Table[str, float | bool]) -> list[str]:
    return [
        f"{name} {'on' if value is True else 'off' if value is False else f'{value:g}'}"
        for name, value in options.items()
    ]


def _place(node: Node | None) -> Origin | None:
    return Origin(node.source.path, node.span.start.line) if node is not None else None
