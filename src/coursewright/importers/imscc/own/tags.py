"""What a page of our own is about, seen at a glance: all pages are looked at before any of them is read."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Tag", "TagKind", "tag_of"]

TagKind: TypeAlias = Literal["entry", "module", "unit", "course", "list"]

_AROUND = re.compile(
    r"<div\b([^<>]{0,20000}?\bcw-(entry-[a-z-]+|module|unit|course)(?![\w-])[^<>]{0,20000})>"
)
_KEY = re.compile(r"""\bdata-cw-key=(?:"([^"<>]{0,500})"|'([^'<>]{0,500})')""")
_NAME = re.compile(r"""\bdata-cw-name=["']([\w-]{0,200})["']""")


class Tag(NamedTuple):
    """What a page is about."""

    kind: TagKind
    """`list` is a page of materials that have none of their own."""
    key: str
    """Its key in the edition; empty where a platform took the marks away."""
    name: str
    """What files and identifiers in the package are called after."""


def tag_of(html: str) -> Tag | None:
    """Return what a page is about; None for a page that is not ours."""
    if "cw-" not in html:
        return None
    found = _AROUND.search(html)
    if found is None:
        return None
    key = _KEY.search(found[1])
    name = _NAME.search(found[1])
    told = unescape(key[1] or key[2] or "") if key else ""
    if found[2].startswith("entry-"):
        # In a list each entry stands below its heading, elsewhere nothing does.
        kind: TagKind = "list" if html[: found.start()].rstrip().endswith("</h2>") else "entry"
    else:
        kind = "module" if found[2] == "module" else "unit" if found[2] == "unit" else "course"
    return Tag(kind, told, name[1] if name else told.replace("/", "-"))
