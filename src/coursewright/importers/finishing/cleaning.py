"""Texts as a spec may hold them: without characters that no text has, and on one line where they are one."""

from __future__ import annotations

import re

__all__ = ["clean", "line"]

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def clean(text: str) -> str:
    """Return a text without control characters and without spaces at the ends of lines.

    Two spaces there, which break a line in Markdown, become a backslash, as one can see.
    """
    if text.isprintable():
        return _HALVES.sub("\ufffd", text.strip())
    whole = _HALVES.sub("\ufffd", _CONTROL.sub("", _BREAKS.sub("\n", text))).strip("\n")
    return _without_trailing_spaces(whole).strip()


def line(text: str) -> str:
    """Return a text on one line."""
    return _SPACES.sub(" ", clean(text)).strip()


def _without_trailing_spaces(text: str) -> str:
    if " \n" not in text and "\t\n" not in text:
        return text
    lines = text.split("\n")
    fence = ""
    for number, one in enumerate(lines):
        mark = _FENCE.match(one)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        bare = one.rstrip(" \t")
        follows = number + 1 < len(lines) and lines[number + 1].strip()
        breaks = not fence and bare and follows and one.endswith("  ") and not one.startswith("    ")
        lines[number] = f"{bare}\\" if breaks else bare
    return "\n".join(lines)
