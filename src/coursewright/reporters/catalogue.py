"""The rules for programs: everything that is said of each, as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright import __version__
from coursewright.lint.api import Option
from coursewright.lint.families import families
from coursewright.lint.sources import reference
from coursewright.lint.topics import topics_of
from coursewright.reporters.json_report import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.api import Switch
    from coursewright.lint.registry import Rule

FORMAT_VERSION = 1
_MODELS = ("led", "prepared", "self-taught")


def catalogue(rules: Sequence[Rule]) -> str:
    """Return the document, a rule a line."""
    grouped = families(rules)
    head = {"format_version": FORMAT_VERSION, "tool": {"name": "coursewright", "version": __version__}}
    about = [{"code": one.code, "name": one.name, "title": one.title, "about": one.about} for one in grouped]
    listed = ",\n".join(as_json(_rule(rule)) for family in grouped for rule in family.rules)
    return f'{as_json(head)[:-1]},\n"families": {as_json(about)},\n"rules": [\n{listed}\n]}}\n'


def _rule(rule: Rule) -> dict[str, Any]:
    meta = rule.meta
    return {
        "code": meta.code,
        "name": meta.name,
        "aliases": list(meta.aliases),
        "family": meta.family,
        "statement": meta.statement,
        "why": meta.why,
        "severity": str(meta.severity),
        "minutes": meta.minutes,
        "evidence": {"grade": meta.evidence.grade, "word": meta.evidence.word},
        "sources": [_source(label) for label in meta.sources],
        "since": meta.since,
        "status": meta.status,
        "missing": meta.missing,
        "essential": meta.essential,
        "support_models": [model for model in _MODELS if model in meta.models],
        "on_purpose": meta.on_purpose or None,
        "elements": list(rule.elements),
        "options": [_option(option) for option in meta.options],
        "by_default": meta.by_default,
        "edit": meta.fix,
        "topics": [topic.name for topic in topics_of(meta.code)],
    }


def _option(option: Option | Switch) -> dict[str, Any]:
    if isinstance(option, Option):
        return option._asdict()
    return {**option._asdict(), "low": False, "high": True}


def _source(label: str) -> dict[str, str]:
    source = reference(label)
    return {"label": label, "reference": source.text, "url": source.url, "note": source.note}
