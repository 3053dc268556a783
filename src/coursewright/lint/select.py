"""Which rules are meant: codes, names and families, as options, comments and configurations take them.

A rule in preview, or one that is off by default, runs only where its code, name or alias is asked for: who
wants a family or all rules has not asked for what may still change, or for what few would want.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.profiles import ALWAYS
from coursewright.lint.registry import Rule, all_rules
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ESSENTIAL = "essential"
ALL = "all"


def choose(
    select: Sequence[str] = (), ignore: Sequence[str] = (), rules: Sequence[Rule] | None = None
) -> tuple[Rule, ...]:
    """Return the rules to run, of all or of those given. Raise `UsageError` for a word that names none."""
    rules = all_rules() if rules is None else rules
    chosen = (
        {rule.meta.code for rule in selected(select, rules)}
        if select
        else {rule.meta.code for rule in rules if rule.meta.usual}
    )
    unwanted = {rule.meta.code for rule in ignored(ignore, rules)}
    return tuple(rule for rule in rules if rule.meta.code in (chosen - unwanted) | ALWAYS)


def selected(select: Sequence[str], rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that `--select` asks for. Raise `UsageError` for a word that names none."""
    return [rule for rule in matching(select, "--select", rules) if _may_run(rule, select)]


def ignored(ignore: Sequence[str], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules that `--ignore` names. Raise `UsageError` for what names none, or always runs."""
    found = matching(ignore, "--ignore", rules)
    for word in split_words(ignore):
        refuse_to_ignore(word, rules)
    return found


def matching(words: Sequence[str], option: str, rules: Sequence[Rule] | None = None) -> tuple[Rule, ...]:
    """Return the rules that codes, names and families stand for, in the order of their codes, previews too.

    Raises `UsageError`, naming the option, for a word that names none, and where there is no word at all.
    """
    rules = all_rules() if rules is None else rules
    found: set[str] = set()
    split = list(split_words(words))
    if words and not split:
        raise UsageError(f"{option} names no rule.", "Give codes, names or families, or leave it out.")
    for word in split:
        matches = {rule.meta.code for rule in words_match(word, rules)}
        if not matches:
            raise UsageError(f"{option}: there is no rule or family `{word}`.", suggestion(word, rules))
        found |= matches
    return tuple(rule for rule in rules if rule.meta.code in found)


def words_match(word: str, rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules that a code, name, alias or family stands for; `all` and `essential` are families."""
    wanted = word.strip().lower()
    return [rule for rule in rules if wanted in names_of(rule) or wanted in _groups(rule)]


def find(word: str, rules: Sequence[Rule] | None = None) -> Rule:
    """Return the one rule with that code, name or alias. Raise `UsageError` where there is none."""
    wanted = word.strip().lower()
    rules = all_rules() if rules is None else rules
    for rule in rules:
        if wanted in names_of(rule):
            return rule
    known = (name for rule in rules for name in names_of(rule))
    raise UsageError(f"There is no rule `{word}`.", _did_you_mean(_spelt(nearest_word(wanted, known))))


def outdated(word: str, rules: Iterable[Rule]) -> str:
    """Say of a word that is an old name of a rule, or names one on its way out, what has become of it."""
    wanted = word.strip().lower()
    for rule in rules:
        meta = rule.meta
        if wanted in {alias.lower() for alias in meta.aliases}:
            return f"`{word}` is now called {meta.code} {meta.name}."
        if meta.status == "deprecated" and wanted in names_of(rule):
            return f"{meta.code} {meta.name} is deprecated, and will go."
    return ""


def split_words(words: Iterable[str]) -> Iterator[str]:
    """Yield the words of options in which commas may part them."""
    return (part.strip() for whole in words for part in whole.split(",") if part.strip())


def names_of(rule: Rule) -> set[str]:
    """Return what stands for the rule alone, in lower case: its code, its name and the names it once had."""
    return {rule.meta.code.lower(), rule.meta.name, *(alias.lower() for alias in rule.meta.aliases)}


def suggestion(word: str, rules: Iterable[Rule]) -> str:
    """Return the rule or family that a word may have meant, as a sentence."""
    return _did_you_mean(meant_by(word, rules))


def meant_by(word: str, rules: Iterable[Rule]) -> str:
    """Return the rule or family that a word is most like, as it is written; an empty text for none."""
    return _spelt(nearest_word(word, (name for rule in rules for name in names_of(rule) | _groups(rule))))


def _may_run(rule: Rule, select: Iterable[str]) -> bool:
    return rule.meta.usual or any(word.lower() in names_of(rule) for word in split_words(select))


def refuse_to_ignore(word: str, rules: Iterable[Rule]) -> None:
    """Raise `UsageError` for a word that stands for a rule that always runs."""
    for rule in rules:
        if rule.meta.code in ALWAYS and word.lower() in names_of(rule):
            raise UsageError(
                f"--ignore: {rule.meta.code} always runs, because what cannot be read cannot be checked.",
                "Leave it out of the list.",
            )


def _groups(rule: Rule) -> set[str]:
    groups = {rule.meta.family.lower(), rule.family_name, ALL}
    return groups | {ESSENTIAL} if rule.meta.essential else groups


def _did_you_mean(near: str) -> str:
    return f"Did you mean `{near}`?" if near else "`coursewright rules` lists them all."


def _spelt(near: str) -> str:
    is_code = near[3:].isdigit() or (len(near) == 3 and near != ALL)
    return near.upper() if is_code else near


def nearest_word(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like another, or an empty text; `FUP01` is FUP001."""
    words = set(known)
    letters = word.lower().rstrip("0123456789")
    number = word[len(letters) :]
    code = f"{letters}{int(number):03}" if number.isascii() and number else ""
    if code in words:
        return code
    return closest(word.lower(), sorted(words), cutoff=0.5)
