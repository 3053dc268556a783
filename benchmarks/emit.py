"""Plain data → YAML as an author would type it: short things in brackets, long texts folded."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value]"
Table: TypeAlias = dict[str, Value]

WIDTH = 80
"""The line length that yamllint asks for by default: it shall have nothing to report here."""

_NEEDS_QUOTES = re.compile(r"""^[\s\-?:,\[\]{}#&*!|>'"%@`]|: | #|:$|^$""")
_NEEDS_QUOTES_INSIDE = re.compile(r"[,\[\]{}?\"']")
_SHORT = 48


def emit(data: Table) -> str:
    """Write a whole document."""
    return "\n".join(_mapping(data, 0)) + "\n"


def _mapping(data: Table, indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _pair(key, value, indent)


def _pair(key: str, value: Value, indent: int) -> Iterator[str]:
    start = " " * indent + key + ":"
    short = _flow(value)
    if short is not None and len(start) + 1 + len(short) <= WIDTH and _may_be_flow(value):
        yield f"{start} {short}"
    elif isinstance(value, dict):
        yield start
        yield from _mapping(value, indent + 2)
    elif isinstance(value, list):
        yield start
        yield from _sequence(value, indent + 2)
    else:
        yield from _folded(start, str(value), indent + 2)


def _sequence(items: list[Value], indent: int) -> Iterator[str]:
    for item in items:
        lead = " " * indent + "- "
        short = _flow(item)
        if short is not None and len(lead) + len(short) <= WIDTH and _may_be_flow(item):
            yield lead + short
        elif isinstance(item, dict):
            first, *rest = _mapping(item, indent + 2)
            yield lead + first.lstrip()
            yield from rest
        else:
            yield from _folded(lead.rstrip(), str(item), indent + 2)


def _folded(start: str, text: str, indent: int) -> Iterator[str]:
    """Write a long text: folded, or literal where it has lines of its own."""
    margin = " " * indent
    if "\n" in text:
        yield f"{start} |"
        for line in text.split("\n"):
            yield from textwrap.wrap(line, WIDTH, initial_indent=margin, subsequent_indent=margin) or [""]
    else:
        yield f"{start} >-"
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
        )


def _may_be_flow(value: Value) -> bool:
    """Whether an author would write it on one line: every scalar, and small collections of scalars."""
    match value:
        case dict():
            return len(value) <= 4 and all(not isinstance(one, (dict, list)) for one in value.values())
        case list():
            return all(isinstance(one, str) and len(one) <= _SHORT for one in value)
        case _:
            return True


def _flow(value: Value, *, inside: bool = False) -> str | None:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return None if "\n" in value else _scalar(value, inside=inside)
        case list():
            parts = [_flow(one, inside=True) for one in value]
            return None if None in parts else f"[{', '.join(part for part in parts if part)}]"
        case dict():
            pairs = [(key, _flow(one, inside=True)) for key, one in value.items()]
            if any(one is None for _, one in pairs):
                return None
            return "{" + ", ".join(f"{key}: {one}" for key, one in pairs) + "}"


def _scalar(text: str, *, inside: bool) -> str:
    if _NEEDS_QUOTES.search(text) or (inside and _NEEDS_QUOTES_INSIDE.search(text)):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
