"""Rules from files that the configuration, or a command, names."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coursewright.lint.registry import all_rules
from coursewright.spec.discover import absolute
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.registry import Rule

FAMILY: Final = "house"
"""The family name of rules in files: `--select house` takes them all."""
CASES: Final = (".cases.yaml", ".cases.yml")
_SUFFIXES: Final = (".yaml", ".yml", ".py")


def rules_in_file(path: Path, *, to_test: bool = False) -> list[Rule]:
    """Return the rules in a YAML or Python file; a file of test cases holds none.

    Raises `CoursewrightError` for a file that is wrong, and for a code or name that is taken. What is loaded
    `to_test` may be installed, too: it is where the package comes from.
    """
    place = absolute(path)
    try:
        found = place.stat()
    except OSError:
        rules = list(_loaded(place, 0, 0))
    else:
        rules = list(_loaded(place, found.st_mtime_ns, found.st_size))
    _refuse_taken(rules, to_test=to_test)
    return rules


@lru_cache(maxsize=256)
def _loaded(path: Path, _changed: int, _size: int) -> tuple[Rule, ...]:
    """Load a file once, however many configurations name it, so that its rules stay the same rules."""
    if path.name.endswith(CASES):
        return ()
    if path.suffix not in _SUFFIXES:
        raise CoursewrightError(f"{path}: this is no rule file.", "Rule files end in .yaml, .yml or .py.")
    if path.suffix == ".py":
        from coursewright.lint.custom.python_file import rule_in  # noqa: PLC0415 - one of the two is needed

        rules = [rule_in(path, FAMILY)]
    else:
        from coursewright.lint.custom.rule_file import rules_at  # noqa: PLC0415

        rules = rules_at(path, module=f"{FAMILY}.{path.stem}", family_name=FAMILY)
    return tuple(rules)


def _refuse_taken(rules: list[Rule], *, to_test: bool) -> None:
    """Refuse what an installed rule is called already, but for the file of that very rule."""
    refuse_double(rules)
    installed = [rule for rule in all_rules() if not to_test or rule.ours]
    taken: dict[str, Rule] = {word: rule for rule in installed for word in _words(rule)}
    families = {rule.meta.family.lower(): rule for rule in installed}
    groups = {rule.family_name for rule in all_rules()} | {"all", "essential"}
    for rule in rules:
        for word in _words(rule):
            other = taken.get(word) or families.get(word[:3] if word == rule.meta.code.lower() else "")
            if other is not None and not _same_file(rule, other):
                copy = rule.meta[:2] == other.meta[:2]
                hint = "It is installed already: take this file out of `custom_rules`." if copy else _HINT
                raise CoursewrightError(f"{_place(rule, word)}: {_taken(word, other)}", hint)
            if word in groups and other is None:
                raise CoursewrightError(
                    f"{_place(rule, word)}: `{word}` is the name of a group of rules.", _HINT
                )


_HINT: Final = "Choose three letters of your own, such as `HSE001`, and a name nobody has."


def _taken(word: str, other: Rule) -> str:
    meta = other.meta
    if word in _words(other):
        shown = word.upper() if word == meta.code.lower() else word
        return f"`{shown}` is taken by an installed rule, {meta.code} {meta.name}."
    return f"Codes that begin with {meta.family} belong to the family {other.family_name}, which may grow."


def refuse_double(rules: list[Rule]) -> None:
    """Raise `CoursewrightError` for two rules of one code or name."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        for word in _words(rule):
            other = seen.setdefault(word, rule)
            if other is not rule:
                shown = word.upper() if word == rule.meta.code.lower() else word
                said = f"`{shown}` is taken by the rule in {_place(other, word)}."
                raise CoursewrightError(f"{_place(rule, word)}: {said}", "Rename one of the two.")


def _words(rule: Rule) -> Iterator[str]:
    yield rule.meta.code.lower()
    yield rule.meta.name.lower()
    yield from (alias.lower() for alias in rule.meta.aliases)


def _same_file(rule: Rule, other: Rule) -> bool:
    return bool(other.file) and Path(other.file).resolve() == Path(rule.file).resolve()


def _place(rule: Rule, word: str) -> str:
    """Return the file of a rule, and in a YAML rule the place of its code or name."""
    node = getattr(rule.check, "node", None)
    if not isinstance(node, Mapping):
        return rule.file
    start = node.pairs["code" if word == rule.meta.code.lower() else "name"][1].span.start
    return f"{rule.file}:{start.line}:{start.column}"
