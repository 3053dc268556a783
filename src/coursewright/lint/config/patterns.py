"""Patterns of paths and of node paths, as regular expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SET = re.compile(r"\[([!^]?)(\]?[^]]*)\]")


def path_patterns(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what matches a path with `/`, relative to the folder the patterns count from.

    A pattern without a slash inside matches at any depth; a folder stands for all that is in it; `**` is any
    number of folders.
    """
    return re.compile("|".join(f"(?:{_path(pattern)})" for pattern in patterns) or "(?!)")


def unmatchable(pattern: str) -> bool:
    """Whether a pattern of paths leaves its folder or names it whole, so that no path below can match."""
    steps = _steps(pattern)
    return not steps or ".." in steps


def _steps(pattern: str) -> list[str]:
    return [step for step in pattern.strip().replace("\\", "/").split("/") if step not in {"", "."}]


def _path(pattern: str) -> str:
    """Translate a pattern; what it matches stands for all below it, so stars at its end say nothing more."""
    steps = _steps(pattern)
    anywhere = len(steps) == 1 and not pattern.strip().startswith(("/", "\\", "./"))
    while len(steps) > 1 and steps[-1] == "**":
        steps.pop()
    parts = ["(?:.+/)?"] if anywhere else []
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if step == "**":
            parts.append(".*" if last else "(?:.+/)?")
        else:
            parts.append(_step(step) + ("" if last else "/"))
    return "(?s:" + "".join(parts) + "(?:/.*)?)"


def _step(step: str) -> str:
    """Translate the pattern of one name: `*`, `?`, `[abc]` and `[!abc]`, none of which crosses a slash."""
    parts = []
    at = 0
    while at < len(step):
        found = _SET.match(step, at)
        if found is not None:
            parts.append(_set(found[1], found[2]))
            at = found.end()
            continue
        match step[at]:
            case "*":
                parts.append("[^/]*")
            case "?":
                parts.append("[^/]")
            case letter:
                parts.append(re.escape(letter))
        at += 1
    return "".join(parts)


def _set(sign: str, letters: str) -> str:
    parts = []
    at = 0
    while at < len(letters):
        if letters[at + 1 : at + 2] == "-" and at + 2 < len(letters):
            first, last = letters[at], letters[at + 2]
            parts += [f"{re.escape(first)}-{re.escape(last)}"] if first <= last else []
            at += 3
        else:
            parts.append(re.escape(letters[at]))
            at += 1
    if not parts:
        return "[^/]" if sign else "(?!)"
    return f"(?!/)[{'^' if sign else ''}{''.join(parts)}]"


def node_patterns(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of the patterns in a node path: whole steps of it, wherever they stand."""
    found = "|".join(_node(pattern) for pattern in patterns)
    return re.compile(rf"(?:^|\.)(?:{found})(?![^.\[])")


def keys_in(pattern: str) -> list[str]:
    """Return the names of the steps of a node pattern, without ids and without those that hold a star."""
    return [step for step in re.sub(r"\[[^\]]*\]?", "", pattern.strip()).split(".") if "*" not in step]


def _node(pattern: str) -> str:
    within = False
    parts = []
    for letter in pattern.strip().strip("."):
        within = letter == "[" or (within and letter != "]")
        if letter == "*":
            parts.append(r"[^\]]*" if within else r"[^.\[]*")
        else:
            parts.append(re.escape(letter))
    return "".join(parts)
