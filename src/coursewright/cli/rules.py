"""`coursewright rules`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright import __version__
from coursewright.cli.terminal import coloured, columns
from coursewright.lint.custom.search import own_rules
from coursewright.lint.families import families
from coursewright.lint.page import EVIDENCE
from coursewright.lint.profiles import ALWAYS, newer, profiles
from coursewright.lint.registry import all_rules
from coursewright.lint.select import matching, split_words
from coursewright.reporters.shared.measure import flat, wrap
from coursewright.reporters.shared.style import Paint
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.api import Meta, Severity
    from coursewright.lint.families import Family
    from coursewright.lint.registry import Rule

_VERSION = re.compile(r"[0-9]+(\.[0-9]+){0,2}")
_FIXED = {"safe": "+", "unsafe": "~"}
"""The sign of a rule that offers fixes, by what they are."""
_BESIDE = 34
"""Columns that a statement needs beside the rest; with less it goes below."""


def list_rules(
    form: str, select: Sequence[str] = (), profile: Sequence[str] = (), new_since: str | None = None
) -> int:
    """Print the rules, as a table for people or as JSON with all there is to know.

    Raises `UsageError` for a word that names no rule or profile, and for a version that is none.
    """
    known = (*all_rules(), *own_rules(Path.cwd()))
    chosen: Sequence[Rule] = matching(select or ("all",), "--select", known)
    if profile:
        chosen = _in_profile(chosen, profile)
    if new_since is not None:
        version = _version(new_since)
        chosen = [rule for rule in chosen if newer(rule.meta.since, version)]
    if form == "json":
        from coursewright.reporters.catalogue import catalogue  # noqa: PLC0415 - one of the two is needed

        sys.stdout.write(catalogue(chosen))
        return 0
    lines = _table(chosen, columns(), Paint(coloured())) if chosen else [_none(new_since)]
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return 0


def _in_profile(rules: Sequence[Rule], names: Sequence[str]) -> list[Rule]:
    """Return the rules that run in a profile, with the severity that they have there."""
    weights: dict[str, Severity] = {}
    for one in profiles().chosen(list(split_words(names))):
        weights |= one.weights((*all_rules(), *rules))
    running = {rule.meta.code: rule.meta.severity for rule in rules if rule.meta.code in ALWAYS}
    weights = {**weights, **running}
    return [
        rule._replace(meta=rule.meta._replace(severity=weights[rule.meta.code]))
        for rule in rules
        if rule.meta.code in weights
    ]


def _version(word: str) -> str:
    version = word.strip()
    if not _VERSION.fullmatch(version):
        raise UsageError(f"--new-since: `{word}` is no version.", "Write it as in 0.1 or 0.1.2.")
    return version


def _none(new_since: str | None) -> str:
    since = f" newer than {new_since}" if new_since is not None else ""
    return f"No rule{since}; this is coursewright {__version__}."


def _table(rules: Sequence[Rule], room: int, paint: Paint) -> Iterator[str]:
    longest = max(len(rule.meta.name) for rule in rules)
    for family in families(rules):
        yield from _heading(family, paint)
        for rule in family.rules:
            yield from _row(rule, longest, room, paint)
        yield ""
    yield from _legend(rules, room, paint)


def _heading(family: Family, paint: Paint) -> Iterator[str]:
    title = family.title or family.name
    yield f"{paint('heading', family.code)} {paint('label', title)} {paint('quiet', f'({family.name})')}"


def _row(rule: Rule, longest: int, room: int, paint: Paint) -> Iterator[str]:
    meta = rule.meta
    cells = [
        paint("code", meta.code),
        (paint("good", "*") if meta.essential else " ") + _FIXED.get(meta.fix, " "),
        f"{meta.name:<{longest}}",
        paint(str(meta.severity), f"{meta.severity!s:<7}"),
        meta.evidence.grade,
        f"{meta.minutes:>3} min",
    ]
    taken = 2 + 6 + 2 + longest + 7 + 1 + 7 + len(cells)
    state = _state(meta)
    statement = flat(f"{meta.statement} ({state})" if state else meta.statement)
    line = f"  {' '.join(cells)}"
    if room - taken >= _BESIDE:
        first, *more = wrap(statement, room - taken)
        yield f"{line} {first}"
        yield from (" " * taken + part for part in more)
        return
    yield line.rstrip()
    yield from (f"         {part}" for part in wrap(statement, room - 9))


def _state(meta: Meta) -> str:
    """Say what is not as usual about whether a rule runs."""
    if meta.status != "stable":
        return meta.status
    return "" if meta.by_default else "on request"


def _legend(rules: Sequence[Rule], room: int, paint: Paint) -> Iterator[str]:
    grades = "; ".join(f"{evidence.grade} = {word}" for evidence, word in EVIDENCE.items())
    essential = sum(rule.meta.essential for rule in rules)
    parts = [
        f"{counted(len(rules), 'rule')}, {essential} essential (*).",
        f"Evidence: {grades}.",
        (
            f"Where it can be told how, `coursewright lint --fix` mends what {_FIXED['safe']} marks, and "
            f"`--fix --unsafe-fixes` what {_FIXED['unsafe']} marks too."
        ),
        "Minutes: about what mending one finding takes.",
        "`--select` and `--ignore` take codes, names and families, such as `FUP` or `follow-up`.",
        "`coursewright explain CODE` says more about a rule, `coursewright explain` lists the topics.",
    ]
    for line in wrap(" ".join(parts), room):
        yield paint("quiet", line)
