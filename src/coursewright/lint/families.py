"""The families that rules come in: one folder each, whose docstring says what it is about."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.lint.registry import Rule


class Family(NamedTuple):
    """Rules whose codes begin alike. `title` is a word or two, `about` a sentence; both may be empty."""

    code: str
    name: str
    title: str
    about: str
    rules: tuple[Rule, ...]


def families(rules: Iterable[Rule]) -> list[Family]:
    """Gather rules by family, in the order of their codes."""
    ordered = sorted(rules, key=lambda rule: rule.meta.code)
    return [
        _family(code, tuple(group)) for code, group in groupby(ordered, key=lambda rule: rule.meta.family)
    ]


def _family(code: str, rules: tuple[Rule, ...]) -> Family:
    folder = sys.modules.get(rules[0].check.__module__.rpartition(".")[0])
    lines = (folder.__doc__ or "").strip().splitlines() if folder else []
    title, _, about = (lines[0] if lines else "").partition(":")
    return Family(code, rules[0].family_name, title.rpartition("·")[2].strip(), about.strip(), rules)
