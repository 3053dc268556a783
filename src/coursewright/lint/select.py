"""Which rules run: codes, names and families, as `--select` and `--ignore` take them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from coursewright.lint.registry import Rule, all_rules
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALWAYS = frozenset({"SPC001", "SPC002", "SPC003"})
"""What cannot be read cannot be checked: these run whatever else is chosen."""

ESSENTIAL = "essential"


def choose(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to run. Raise `UsageError` for a word that names none."""
    rules = all_rules()
    chosen = (
        _matching(select, rules, "--select")
        if select
        else {rule.meta.code for rule in rules if _by_default(rule)}
    )
    unwanted = _matching(ignore, rules, "--ignore")
    return tuple(rule for rule in rules if rule.meta.code in (chosen - unwanted) | ALWAYS)


def find(word: str) -> Rule:
    """Return the one rule with that code, name or alias. Raise `UsageError` where there is none."""
    for rule in all_rules():
        if word.lower() in _words(rule):
            return rule
    raise UsageError(
        f"There is no rule `{word}`.", _suggestion(word, (w for rule in all_rules() for w in _words(rule)))
    )


def _by_default(rule: Rule) -> bool:
    return rule.meta.status == "stable"


def _matching(words: Iterable[str], rules: Sequence[Rule], option: str) -> set[str]:
    found: set[str] = set()
    for word in (part.strip() for whole in words for part in whole.split(",")):
        if not word:
            continue
        matches = {rule.meta.code for rule in rules if word.lower() in _words(rule) | _groups(rule)}
        if not matches:
            known = (name for rule in rules for name in _words(rule) | _groups(rule))
            raise UsageError(f"{option}: there is no rule or family `{word}`.", _suggestion(word, known))
        found |= matches
    return found


def _words(rule: Rule) -> set[str]:
    return {rule.meta.code.lower(), rule.meta.name, *(alias.lower() for alias in rule.meta.aliases)}


def _groups(rule: Rule) -> set[str]:
    groups = {rule.meta.family.lower(), rule.family_name, "all"}
    return groups | {ESSENTIAL} if rule.meta.essential else groups


def _suggestion(word: str, known: Iterable[str]) -> str:
    names = sorted(set(known))
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.5)
    if not near:
        return "`coursewright rules` lists them all."
    meant = near[0].upper() if near[0][3:].isdigit() or len(near[0]) == 3 else near[0]
    return f"Did you mean `{meant}`?"
