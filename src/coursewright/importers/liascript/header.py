"""The header of a course in LiaScript: what it says of itself, and the macros that it defines."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Header", "definitions_in", "header_of", "is_running"]

_START = re.compile(r"\s*<!--(.*?)-->", re.DOTALL)
_FIELD = re.compile(r"[ \t]*(@{0,3})([A-Za-z][\w.-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_BLOCK = re.compile(r"[ \t]*(@{1,3})([A-Za-z][\w.-]*)[ \t]*$")
_END = re.compile(r"[ \t]*@end[ \t]*$")
_RUNNING = re.compile(r"<script|@input\b|javascript:|<iframe|\bon[a-z]+\s*=", re.IGNORECASE)
_REPEATED = frozenset({"script", "link", "import", "translation", "formula", "attribute"})


class Header(NamedTuple):
    """What the comment at the start of a course holds."""

    said: dict[str, str]
    """By key in lower case; of keys that may come again, all values, a line each."""
    macros: dict[str, str]
    """By name: the text that each stands for."""
    body: str
    line: int
    """The line of the file, counted from 1, on which the body starts."""


def header_of(text: str) -> Header:
    """Return the header of a course, and its body."""
    found = _START.match(text)
    if found is None:
        return Header({}, {}, text, 1)
    said, macros = definitions_in(found[1])
    return Header(said, macros, text[found.end() :], text.count("\n", 0, found.end()) + 1)


def is_running(text: str) -> bool:
    """Whether what a macro stands for is more than text: a script, or something that takes input."""
    return _RUNNING.search(text) is not None


def definitions_in(comment: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a comment says by its keys, and the macros that it defines."""
    said: dict[str, list[str]] = {}
    macros: dict[str, str] = {}
    held: list[str] | None = None
    block, hidden = "", False
    for line in comment.split("\n"):
        if block:
            if not _END.match(line):
                (held if held is not None else []).append(line)
                continue
            if not hidden and held is not None:
                macros[block] = "\n".join(held).strip("\n")
            block, held = "", None
            continue
        opens, field = _BLOCK.match(line), _FIELD.match(line)
        if opens is not None:
            block, hidden, held = opens[2], len(opens[1]) > 1, []
        elif field is not None:
            held = _begun(field, said, macros)
        elif held is not None and line.strip():
            held.append(line.strip())
    whole = {key: ("\n" if key in _REPEATED else " ").join(one).strip() for key, one in said.items()}
    return whole, macros


def _begun(field: re.Match[str], said: dict[str, list[str]], macros: dict[str, str]) -> list[str] | None:
    """Note a key or a macro, and return where the lines that go on with it are gathered."""
    marks, name, value = field[1], field[2], (field[3] or "").strip()
    if len(marks) > 1:
        return None
    if marks:
        macros[name] = value
        return None
    held = said.setdefault(name.lower(), [])
    if held and name.lower() not in _REPEATED:
        held.clear()
    if value:
        held.append(value)
    return held
