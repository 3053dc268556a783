"""Patterns of paths and of node paths, as regular expressions."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPEN_END = re.compile(r"^\(\?s:(.*)\)\\Z$|^\(\?s:(.*)\)\\z$", re.DOTALL)


def path_patterns(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what matches a path with `/`, relative to the folder the patterns count from.

    A pattern without a slash inside matches at any depth; a folder stands for all that is in it; `**` is any
    number of folders.
    """
    return re.compile("|".join(f"(?:{_path(pattern)})" for pattern in patterns) or "(?!)")


def _path(pattern: str) -> str:
    steps = [step for step in pattern.replace("\\", "/").split("/") if step not in {"", "."}]
    anywhere = "/" not in pattern.strip("/") and not pattern.startswith("/")
    parts = [] if not anywhere else ["(?:.+/)?"]
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if step == "**":
            parts.append(".*" if last else "(?:.+/)?")
        else:
            parts.append(_step(step) + ("" if last else "/"))
    return "".join(parts) + "(?:/.*)?"


def _step(step: str) -> str:
    """Translate a file name's pattern; its wild cards stop at a slash."""
    translated = fnmatch.translate(step)
    inner = _OPEN_END.match(translated)
    found = (inner[1] or inner[2] or "") if inner else re.escape(step)
    return found.replace(".*", "[^/]*")


def node_patterns(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of the patterns in a node path: whole steps of it, wherever they stand."""
    found = "|".join(_node(pattern) for pattern in patterns)
    return re.compile(rf"(?:^|\.)(?:{found})(?![^.\[])")


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
