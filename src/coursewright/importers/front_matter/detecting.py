"""Whether a source is made of tutorials with front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.front_matter.keys import LEARNING, snake
from coursewright.importers.markup.lines import LONGEST

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["GALAXY", "recognises"]

GALAXY = re.compile(r"(?:^|/)tutorials/[^/]+/tutorial\.md$")
"""Where the Galaxy Training Network keeps a tutorial."""
_KEY = re.compile(r"([A-Za-z][\w -]{1,40}):")
_LAYOUT = re.compile(rb"^layout:\s*['\"]?tutorial_hands_on\b", re.MULTILINE)
_MOST = 60
"""Pages that are looked into."""
_HEAD = 4000


def recognises(source: Source) -> bool:
    """Say whether a page has front matter with keys that only lessons have."""
    pages = [name for name in source.names(".md") if source.sizes[name] <= LONGEST]
    if any(GALAXY.search(name) for name in pages):
        return True
    return any(_is_lesson(source.data(name)[:_HEAD]) for name in pages[:_MOST])


def _is_lesson(data: bytes) -> bool:
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"---"):
        return False
    if _LAYOUT.search(head):
        return True
    lines = head.decode("utf-8", "replace").splitlines()[1:]
    for line in lines:
        if line.startswith("---"):
            return False
        key = _KEY.match(line)
        if key is not None and snake(key[1]) in LEARNING:
            return True
    return False
