"""Whether a source is a course in LiaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.markup.lines import LONGEST

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["courses_in", "recognises"]

_KEY = re.compile(
    rb"^\s*@?(author|email|version|language|narrator|comment|logo|icon|link|script|import|mode|persistent|"
    rb"repository|translation|date|dark|font|formula|onload|tags|edit|title)\b\s*:?",
    re.MULTILINE | re.IGNORECASE,
)
_OWN = frozenset({b"narrator", b"import", b"script", b"onload", b"mode", b"persistent", b"comment", b"logo"})
"""Keys that hardly anybody but LiaScript has in a comment."""
_HEAD = 6000
_MOST = 100
"""Files that are looked into."""


def courses_in(source: Source) -> list[str]:
    """Return the Markdown files that begin with LiaScript's header, sorted, a README first."""
    names = [one for one in source.names(".md") if source.sizes[one] <= LONGEST][:_MOST]
    found = [one for one in names if _has_header(source.data(one)[:_HEAD])]
    return sorted(found, key=lambda one: (one.count("/"), not one.lower().endswith("readme.md"), one))


def recognises(source: Source) -> bool:
    """Say whether a Markdown file begins with a comment of LiaScript's keys."""
    return bool(courses_in(source))


def _has_header(data: bytes) -> bool:
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"<!--"):
        return False
    comment = head[4:].partition(b"-->")[0]
    keys = {key.lower() for key in _KEY.findall(comment)}
    return len(keys) >= 2 and bool(keys & _OWN or b"liascript" in head.lower())
