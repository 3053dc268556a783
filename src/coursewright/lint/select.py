"""Which rules run: codes, names and families, as `--select` and `--ignore` take them.

A rule in preview runs only where its code, name or alias is asked for: whoever wants a family, the essential
rules or all of them has not asked for rules that may still change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.policy import ALWAYS
from coursewright.lint.registry import Rule, all_rules
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ESSENTIAL = "essential"
ALL = "all"


def choose(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to run. Raise `UsageError` for a word that names none."""
    rules = all_rules()
    chosen = (
        {rule.meta.code for rule in matching(select, "--select") if _may_run(rule, select)}
        if select
        else {rule.meta.code for rule in rules if rule.meta.status == "stable" and rule.meta.by_default}
    )
    unwanted = {rule.meta.code for rule in matching(ignore, "--ignore")}
    for word in _split(ignore):
        _refuse_to_ignore(word, rules)
    return tuple(rule for rule in rules if rule.meta.code in (chosen - unwanted) | ALWAYS)


def matching(words: Sequence[str], option: str) -> tuple[Rule, ...]:
    """Return the rules that codes, names and families stand for, in the order of their codes, previews too.

    Raises `UsageError`, naming the option, for a word that names none, and where there is no word at all.
    """
    rules = all_rules()
    found: set[str] = set()
    split = list(_split(words))
    if words and not split:
        raise UsageError(f"{option} names no rule.", "Give codes, names or families, or leave it out.")
    for word in split:
        matches = {rule.meta.code for rule in rules if word.lower() in _words(rule) | _groups(rule)}
        if not matches:
            known = (name for rule in rules for name in _words(rule) | _groups(rule))
            raise UsageError(f"{option}: there is no rule or family `{word}`.", _suggestion(word, known))
        found |= matches
    return tuple(rule for rule in rules if rule.meta.code in found)


def find(word: str) -> Rule:
    """Return the one rule with that code, name or alias. Raise `UsageError` where there is none."""
    wanted = word.strip().lower()
    for rule in all_rules():
        if wanted in _words(rule):
            return rule
    known = (name for rule in all_rules() for name in _words(rule))
    raise UsageError(f"There is no rule `{word}`.", _suggestion(wanted, known))


def _split(words: Iterable[str]) -> Iterator[str]:
    return (part.strip() for whole in words for part in whole.split(",") if part.strip())


def _may_run(rule: Rule, select: Iterable[str]) -> bool:
    return rule.meta.status != "preview" or any(word.lower() in _words(rule) for word in _split(select))


def _refuse_to_ignore(word: str, rules: Iterable[Rule]) -> None:
    for rule in rules:
        if rule.meta.code in ALWAYS and word.lower() in _words(rule):
            raise UsageError(
                f"--ignore: {rule.meta.code} always runs, because what cannot be read cannot be checked.",
                "Leave it out of the list.",
            )


def _words(rule: Rule) -> set[str]:
    return {rule.meta.code.lower(), rule.meta.name, *(alias.lower() for alias in rule.meta.aliases)}


def _groups(rule: Rule) -> set[str]:
    groups = {rule.meta.family.lower(), rule.family_name, ALL}
    return groups | {ESSENTIAL} if rule.meta.essential else groups


def _suggestion(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a word that is wrong

    near = get_close_matches(word.lower(), sorted(set(known)), n=1, cutoff=0.5)
    if not near:
        return "`coursewright rules` lists them all."
    meant = near[0]
    is_code = meant[3:].isdigit() or (len(meant) == 3 and meant != ALL)
    return f"Did you mean `{meant.upper() if is_code else meant}`?"
