"""What reports say about rules: those that are installed, and those that a repository brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.sources import reference
from coursewright.reporters.record import RuleNote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.lint.api import Meta


def note(meta: Meta, page: str = "") -> RuleNote:
    """Return what there is to say about a rule."""
    sources = [reference(label) for label in meta.sources]
    return RuleNote(
        code=meta.code,
        name=meta.name,
        statement=meta.statement,
        why=meta.why,
        severity=str(meta.severity),
        minutes=meta.minutes,
        family=meta.family,
        grade=meta.evidence.grade,
        evidence=meta.evidence.word,
        sources=tuple((source.text or source.label, source.url) for source in sources),
        page=page,
    )


class RuleNotes:
    """Gathers the rules that a report speaks of. Nothing is loaded before somebody asks."""

    def __init__(self) -> None:
        self._codes: set[str] = set()
        self._own: dict[str, RuleNote] = {}

    def add(self, codes: Iterable[str], own: Iterable[RuleNote] = ()) -> None:
        """Take note of rules by their codes; `own` are notes on those that are not installed."""
        self._codes.update(codes)
        self._own.update((one.code, one) for one in own)

    def every(self) -> list[RuleNote]:
        """Return notes on all of them, by code."""
        from coursewright.lint.page import page_markdown  # noqa: PLC0415 - what is cached is written without rules
        from coursewright.lint.registry import all_rules  # noqa: PLC0415

        wanted = self._codes - self._own.keys()
        found = [note(rule.meta, page_markdown(rule)) for rule in all_rules() if rule.meta.code in wanted]
        return sorted([*found, *self._own.values()])
