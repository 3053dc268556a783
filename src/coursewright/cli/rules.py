"""`coursewright rules`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coursewright.cli.terminal import coloured, columns
from coursewright.lint.families import families
from coursewright.lint.page import EVIDENCE
from coursewright.lint.select import matching
from coursewright.reporters.measure import wrap
from coursewright.reporters.style import Paint
from coursewright.reporters.summary import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.families import Family
    from coursewright.lint.registry import Rule

_BESIDE = 34
"""Columns that a statement needs beside the rest; with less it goes below."""


def list_rules(form: str, select: Sequence[str]) -> int:
    """Print the rules, as a table for people or as JSON with all there is to know."""
    chosen = matching(select or ("all",), "--select")
    if form == "json":
        from coursewright.reporters.catalogue import catalogue  # noqa: PLC0415 - one of the two is needed

        sys.stdout.write(catalogue(chosen))
        return 0
    for line in _table(chosen, columns(), Paint(coloured())):
        sys.stdout.write(f"{line}\n")
    return 0


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
        paint("good", "*") if meta.essential else " ",
        f"{meta.name:<{longest}}",
        paint(str(meta.severity), f"{meta.severity!s:<7}"),
        meta.evidence.grade,
        f"{meta.minutes:>3} min",
    ]
    taken = 2 + 6 + 1 + longest + 7 + 1 + 7 + len(cells)
    statement = meta.statement if meta.status == "stable" else f"{meta.statement} ({meta.status})"
    line = f"  {' '.join(cells)}"
    if room - taken >= _BESIDE:
        first, *more = wrap(statement, room - taken)
        yield f"{line} {first}"
        yield from (" " * taken + part for part in more)
        return
    yield line.rstrip()
    yield from (f"         {part}" for part in wrap(statement, room - 9))


def _legend(rules: Sequence[Rule], room: int, paint: Paint) -> Iterator[str]:
    grades = "; ".join(f"{evidence.grade} = {word}" for evidence, word in EVIDENCE.items())
    essential = sum(rule.meta.essential for rule in rules)
    parts = [
        f"{counted(len(rules), 'rule')}, {essential} essential (*).",
        f"Evidence: {grades}.",
        "Minutes: about what mending one finding takes.",
        "`--select` and `--ignore` take codes, names and families, such as `FUP` or `follow-up`.",
        "`coursewright explain CODE` tells more of a rule.",
    ]
    for line in wrap(" ".join(parts), room):
        yield paint("quiet", line)
